// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/payments/payment_pages.h"

#include "ui/payments/cash_page.h"
#include "ui/payments/payments_page.h"

namespace accord::ui {

void addPaymentPages(PageFactory &pages, workspace::Workspace &workspace)
{
    PageInfo info;
    info.name = u"payments"_s;
    info.title = PaymentsPage::tr("Payments");
    info.icon = u"wallet"_s;
    info.group = PaymentsPage::tr("Billing");
    info.chord = u"Y"_s;
    info.make = [&workspace](const QString &entry) {
        auto *page = new PaymentsPage(workspace);
        page->restore({{u"current"_s, entry}});
        return page;
    };
    pages.add(std::move(info));
    PageInfo cash;
    cash.name = u"cash"_s;
    cash.title = CashPage::tr("Cash desk");
    cash.icon = u"inbox"_s;
    cash.group = PaymentsPage::tr("Billing");
    cash.make = [&workspace](const QString &) { return new CashPage(workspace); };
    pages.add(std::move(cash));
}

} // namespace accord::ui
