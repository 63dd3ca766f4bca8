// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/billing_pages.h"

#include "ui/billing/bill_run_page.h"
#include "ui/billing/deliveries_page.h"
#include "ui/billing/invoices_page.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Billing)
};
} // namespace

void addBillingPages(PageFactory &pages, workspace::Workspace &workspace)
{
    PageInfo invoices;
    invoices.name = u"invoices"_s;
    invoices.title = Tr::tr("Invoices");
    invoices.icon = u"file-text"_s;
    invoices.group = Tr::tr("Billing");
    invoices.chord = u"V"_s;
    invoices.make = [&workspace](const QString &id) { return new InvoicesPage(workspace, id); };
    pages.add(std::move(invoices));
    PageInfo run;
    run.name = u"billing-run"_s;
    run.title = Tr::tr("Billing run");
    run.icon = u"receipt"_s;
    run.group = Tr::tr("Billing");
    run.chord = u"B"_s;
    run.make = [&workspace](const QString &month) { return new BillRunPage(workspace, month); };
    pages.add(std::move(run));
    PageInfo deliveries;
    deliveries.name = u"deliveries"_s;
    deliveries.title = DeliveriesPage::tr("Deliveries");
    deliveries.icon = u"inbox"_s;
    deliveries.group = Tr::tr("Billing");
    deliveries.chord = u"Q"_s;
    deliveries.make = [&workspace](const QString &chosen) { return new DeliveriesPage(workspace, chosen); };
    pages.add(std::move(deliveries));
}

} // namespace accord::ui
