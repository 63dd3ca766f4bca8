// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <functional>

class QProgressBar;
class QToolButton;

namespace accord::ui {

class Label;

/// The line at the bottom: what the page says about itself, the work under way, the business date.
class StatusLine : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);
    void setPageText(const QString &text);
    void setAsOf(const QString &text, const QString &tip);
    /// How this copy stands to the team; empty for no copy.
    void setSync(const QString &text, const QString &tip);
    /// Work under way. \a percent below 0: how far is not known. \a cancel may be empty.
    void showJob(const QString &title, int percent, std::function<void()> cancel);
    void hideJob();
    /// Read by screen readers: the latest message.
    void announce(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Label *m_page;
    Label *m_announcement;
    Label *m_job;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    Label *m_sync;
    Label *m_asOf;
    std::function<void()> m_cancelJob;
};

} // namespace accord::ui
