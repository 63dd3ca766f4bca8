// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/command.h"
#include "ui/widgets/job.h"
#include "ui/widgets/toasts.h"

#include <QtCore/QVariantMap>
#include <QtWidgets/QWidget>

#include <functional>
#include <vector>

namespace accord::ui {

/// One screen of the program. Says what it is called, what can be done on it and what the inspector shows; keeps what
/// is needed to come back to it.
class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual QString title() const = 0;
    virtual std::vector<Command> commands() { return {}; }
    /// What the inspector shows for this page, owned by the page; null for none.
    virtual QWidget *inspector() { return nullptr; }
    /// Filter, selection and scroll position, as values that can be kept in settings.
    virtual QVariantMap state() const { return {}; }
    virtual void restore(const QVariantMap &state) { Q_UNUSED(state) }
    /// The widget that takes the focus when the page comes to the front.
    virtual QWidget *firstFocus() { return nullptr; }
    /// The lists whose focus switches single letters on.
    virtual QList<QWidget *> lists() const { return {}; }
    /// Asks for the data again.
    virtual void refresh() { }

Q_SIGNALS:
    void titleChanged();
    void inspectorChanged();
    /// The inspector should be seen: someone asked for an explanation.
    void inspectorWanted();
    /// Go to \a address, such as "account/0190…".
    void openRequested(const QString &address, bool newTab);
    void toastRequested(const accord::ui::Toast &toast);
    /// The line of the status bar: counts and sums of what is shown.
    void statusChanged(const QString &text);
    /// \a job has begun, or was under way when the page was opened.
    void jobStarted(accord::ui::Job *job);
    /// A command may have become possible or impossible.
    void commandsChanged();
};

/// What the shell knows about a kind of page before one is made.
struct PageInfo
{
    QString name; ///< first part of its address: "accounts"
    QString title; ///< "Accounts"
    QString icon;
    QString group; ///< heading in the side bar; empty for the top
    QString chord = {}; ///< the letter after G; empty for none
    bool inSidebar = true;
    std::function<Page *(const QString &argument)> make; ///< \a argument is the rest of the address
};

/// The kinds of pages there are, in the order of the side bar.
class PageFactory
{
public:
    void add(PageInfo info) { m_pages.push_back(std::move(info)); }
    const std::vector<PageInfo> &pages() const { return m_pages; }
    const PageInfo *find(const QString &address) const
    {
        const QString name = address.section(u'/', 0, 0);
        for (const PageInfo &info : m_pages) {
            if (info.name == name)
                return &info;
        }
        return nullptr;
    }

private:
    std::vector<PageInfo> m_pages;
};

} // namespace accord::ui
