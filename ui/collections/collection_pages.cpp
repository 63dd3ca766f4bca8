// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/collection_pages.h"

#include "ui/collections/dunning_page.h"
#include "ui/collections/ledger_page.h"
#include "ui/collections/receivables_page.h"

namespace accord::ui {

namespace {

template<typename PageType> void add(PageFactory &pages, workspace::Workspace &workspace, const QString &name,
                                     const QString &title, const QString &icon, const QString &chord)
{
    PageInfo info;
    info.name = name;
    info.title = title;
    info.icon = icon;
    info.group = LedgerPage::tr("Billing");
    info.chord = chord;
    info.make = [&workspace](const QString &current) {
        auto *page = new PageType(workspace);
        if (!current.isEmpty())
            page->restore({{u"current"_s, current}});
        return page;
    };
    pages.add(std::move(info));
}

} // namespace

void addCollectionPages(PageFactory &pages, workspace::Workspace &workspace)
{
    add<ReceivablesPage>(pages, workspace, u"receivables"_s, ReceivablesPage::tr("Receivables"), u"clock"_s, u"W"_s);
    add<DunningPage>(pages, workspace, u"dunning"_s, DunningPage::tr("Dunning"), u"message-square"_s, u"N"_s);
    add<LedgerPage>(pages, workspace, u"ledger"_s, LedgerPage::tr("Ledger"), u"table-2"_s, u"J"_s);
}

} // namespace accord::ui
