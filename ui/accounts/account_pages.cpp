// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/account_pages.h"

#include "ui/accounts/account_page.h"
#include "ui/accounts/accounts_page.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Accounts)
};
} // namespace

void addAccountPages(PageFactory &pages, workspace::Workspace &workspace, AccountUsageSource usage)
{
    PageInfo list;
    list.name = u"accounts"_s;
    list.title = Tr::tr("Accounts");
    list.icon = u"building-2"_s;
    list.group = Tr::tr("Customers");
    list.chord = u"A"_s;
    list.make = [&workspace, usage = std::move(usage)](const QString &) { return new AccountsPage(workspace, usage); };
    pages.add(std::move(list));
    PageInfo one;
    one.name = u"account"_s;
    one.title = Tr::tr("Account");
    one.icon = u"building"_s;
    one.inSidebar = false;
    one.make = [&workspace](const QString &id) { return new AccountPage(workspace, id); };
    pages.add(std::move(one));
}

} // namespace accord::ui
