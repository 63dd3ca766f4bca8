// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/values.h"

#include <QtWidgets/QWidget>

#include <functional>

class QVBoxLayout;

namespace accord::ui {

/// A short message at the bottom right of the window.
struct Toast
{
    QString text;
    Tone tone = Tone::Neutral;
    QString actionTitle = {};
    std::function<void()> action = {};
};

/// The stack of messages over a window. Errors stay until they are closed, others go after six seconds.
class ToastStack : public QWidget
{
    Q_OBJECT
public:
    explicit ToastStack(QWidget *window);
    /// Stands left of \a panel while that is shown at the right: the buttons at its foot are never covered.
    void keepClearOf(QWidget *panel);
    void post(const Toast &toast);
    int count() const;
    /// The latest message, for the focusable status line that screen readers read.
    QString latest() const { return m_latest; }

Q_SIGNALS:
    void announced(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void remove(QWidget *card);

    QVBoxLayout *m_layout;
    QWidget *m_panel = nullptr;
    QString m_latest;
};

} // namespace accord::ui
