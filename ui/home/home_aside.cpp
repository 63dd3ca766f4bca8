// SPDX-License-Identifier: GPL-3.0-or-later
// Putting items of the start page aside, and bringing them back.
#include "ui/home/home_page.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/table_view.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using workspace::HomeDesk;
using workspace::HomeItem;

std::vector<HomeItem> HomePage::chosen() const
{
    QStringList ids = m_table->selectedIds();
    if (ids.isEmpty())
        ids << m_table->currentId();
    std::vector<HomeItem> items;
    for (const QString &id : std::as_const(ids)) {
        if (const HomeItem *item = m_model->rowById(id))
            items.push_back(*item);
    }
    return items;
}

bool HomePage::showsAside() const
{
    return m_tabs->currentIndex() == m_tabs->count() - 1;
}

void HomePage::openSnoozeMenu()
{
    const QDate today = m_workspace.clock().today();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::pair<QString, QDate> choices[]{{tr("Until tomorrow"), today.addDays(1)},
                                              {tr("Until Monday"), today.addDays(8 - today.dayOfWeek())},
                                              {tr("For two weeks"), today.addDays(14)},
                                              {tr("For a month"), today.addMonths(1)}};
    for (const auto &[title, day] : choices)
        connect(menu->addAction(tr("%1 (%2)").arg(title, dateText(day))), &QAction::triggered, this,
                [this, until = day] { putAside(until); });
    menu->addSeparator();
    connect(menu->addAction(tr("Until a date…")), &QAction::triggered, this, &HomePage::askAndSnooze);
    menu->popup(m_table->viewport()->mapToGlobal(m_table->visualRect(m_table->currentIndex()).bottomLeft()));
}

void HomePage::askAndSnooze()
{
    const QDate tomorrow = m_workspace.clock().today().addDays(1);
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Snooze"));
    auto *day = new QDateEdit(tomorrow, dialog);
    day->setAccessibleName(tr("The day it comes back"));
    day->setMinimumDate(tomorrow);
    day->setCalendarPopup(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    setButtonKind(buttons->addButton(tr("Snooze"), QDialogButtonBox::AcceptRole), ButtonKind::Primary);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, day] { putAside(day->date()); });
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(
        new Label(tr("It comes back on this day, or when its fact changes."), TextRole::Body, Token::Text2, dialog));
    layout->addWidget(day);
    layout->addWidget(buttons);
    dialog->open();
}

void HomePage::putAside(const QDate &until)
{
    const auto items = chosen();
    m_workspace.start(
        this,
        [items, until](workspace::Services &services, jobs::Progress &) -> Result<> {
            for (const HomeItem &item : items) {
                if (const auto put = HomeDesk(services).putAside(item, until); !put)
                    return put;
            }
            return {};
        },
        [this, items, until](const Result<> &result) {
            if (!result)
                return Q_EMIT toastRequested({inWords(result.error()).paragraph(), Tone::Bad});
            const QString what
                = items.size() == 1 ? homeSubject(items.front()) : tr("%n thing(s)", nullptr, int(items.size()));
            Q_EMIT toastRequested({until.isValid() ? tr("%1: snoozed until %2.").arg(what, dateText(until))
                                                   : tr("%1: done. It comes back when its fact changes.").arg(what),
                                   Tone::Neutral, tr("Undo"), [this, items] { bringBack(items); }});
            load();
        });
}

void HomePage::bringBack(const std::vector<HomeItem> &items)
{
    m_workspace.start(
        this,
        [items](workspace::Services &services, jobs::Progress &) -> Result<> {
            for (const HomeItem &item : items) {
                if (const auto back = HomeDesk(services).bringBack(item); !back)
                    return back;
            }
            return {};
        },
        [this](const Result<> &result) {
            if (!result)
                Q_EMIT toastRequested({inWords(result.error()).paragraph(), Tone::Bad});
            load();
        });
}

std::vector<Command> HomePage::itemCommands()
{
    const auto reason = [this](bool aside) {
        if (m_workspace.isReadOnly())
            return tr("The file is open for reading only.");
        if (m_table->currentId().isEmpty())
            return tr("Nothing is selected.");
        if (showsAside() != aside)
            return aside ? tr("It is not put aside.") : tr("It is put aside already.");
        return QString();
    };
    const QString group = tr("Home");
    return {{u"home.snooze"_s,
             tr("Snooze…"),
             u"clock"_s,
             {QKeySequence(Qt::Key_Z)},
             CommandScope::List,
             group,
             [this] { openSnoozeMenu(); },
             [reason] { return reason(false); }},
            {u"home.done"_s,
             tr("Done"),
             u"check"_s,
             {QKeySequence(Qt::Key_X)},
             CommandScope::List,
             group,
             [this] { putAside({}); },
             [reason] { return reason(false); }},
            {u"home.bring_back"_s,
             tr("Bring back"),
             u"undo-2"_s,
             {QKeySequence(Qt::Key_U)},
             CommandScope::List,
             group,
             [this] { bringBack(chosen()); },
             [reason] { return reason(true); }}};
}

} // namespace accord::ui
