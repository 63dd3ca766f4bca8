// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtWidgets/QStackedWidget>

#include <functional>

class QPushButton;
class QTimer;

namespace accord::ui {

class Label;
class PagedTableModelBase;

/// One sentence, one command, a small line icon: for an empty list, a missing right, a failure.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);
    void setIcon(const QString &icon);
    void setSentence(const QString &sentence, const QString &more = {});
    /// The one command; an empty \a title shows none.
    void setCommand(const QString &title, std::function<void()> run);
    /// A second, quieter one.
    void setOther(const QString &title, std::function<void()> run);
    QString sentence() const;

private:
    Label *m_icon;
    Label *m_sentence;
    Label *m_more;
    QPushButton *m_command;
    QPushButton *m_other;
    std::function<void()> m_run;
    std::function<void()> m_runOther;
};

/// Grey bars in the height of the rows to come.
class SkeletonRows : public QWidget
{
    Q_OBJECT
public:
    explicit SkeletonRows(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Content that may be loading, empty or failed. Loading shows nothing for 300 ms, then skeleton rows.
class StateView : public QStackedWidget
{
    Q_OBJECT
public:
    explicit StateView(QWidget *content, QWidget *parent = nullptr);

    void showContent();
    void showLoading();
    /// The empty state, to be filled in by the caller.
    EmptyState *showEmpty(const QString &sentence, const QString &icon);
    /// \a error in words, with "Try again" where \a retry is given.
    void showError(const Error &error, std::function<void()> retry = {});
    /// Follows a table model: loading, content, or what \a whenEmpty sets up.
    void follow(PagedTableModelBase *model, std::function<void(StateView &)> whenEmpty);
    bool isShowingContent() const { return currentWidget() == m_content; }
    EmptyState *emptyState() const { return m_empty; }

private:
    QWidget *m_content;
    SkeletonRows *m_skeleton;
    EmptyState *m_empty;
    QTimer *m_delay;
};

} // namespace accord::ui
