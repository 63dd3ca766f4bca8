// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/purchasing/purchasing_pages.h"

#include "ui/purchasing/purchase_orders_page.h"

namespace accord::ui {

void addPurchasingPages(PageFactory &pages, workspace::Workspace &workspace)
{
    PageInfo info;
    info.name = u"purchase-orders"_s;
    info.title = PurchaseOrdersPage::tr("Purchase orders");
    info.icon = u"file-plus"_s;
    info.group = PurchaseOrdersPage::tr("Billing");
    info.chord = u"U"_s;
    info.make = [&workspace](const QString &wanted) { return new PurchaseOrdersPage(workspace, wanted); };
    pages.add(std::move(info));
}

} // namespace accord::ui
