// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console.h"

#include "core/documents/document_for_invoice.h"
#include "core/documents/render_pdf.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/account_pages.h"
#include "ui/approvals/approval_pages.h"
#include "ui/billing/billing_pages.h"
#include "ui/console/record_search.h"
#include "ui/home/home_page.h"
#include "ui/settings/appearance_settings.h"
#include "ui/settings/settings_pages.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/status_line.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Console)
};

/// What the frame of the window says about the company.
struct Frame
{
    QString company;
    int waitingApprovals = 0;
};

Result<Frame> readFrame(workspace::Services &services)
{
    const auto name = services.seller().setting(u"company_name"_s);
    const auto pending = workspace::ApprovalDesk(services).pending();
    if (!name)
        return passOn(name);
    if (!pending)
        return passOn(pending);
    return Frame{*name, int(pending->size())};
}

void refreshFrame(workspace::Workspace &workspace, MainWindow *window)
{
    workspace.start(
        window, [](workspace::Services &services, jobs::Progress &) { return readFrame(services); },
        [window, &workspace](const Result<Frame> &frame) {
            if (!frame)
                return;
            window->sidebar().setCompany(frame->company, workspace.hasFixedClock() ? Tr::tr("Sample company") : Tr::tr("Working as %1").arg(workspace.actor()));
            window->sidebar().setCount(u"approvals"_s, frame->waitingApprovals);
        });
}

/// The newest invoice as \a entity would send it; empty before the first invoice.
QByteArray previewOf(workspace::Workspace &workspace, const billing::IssuingEntity &entity)
{
    const auto services = workspace.services();
    if (!services)
        return {};
    constexpr int looked = 40; // far enough back to meet one of this entity
    const auto newest = storage::InvoiceQueriesSql((*services)->session()).page({}, {}, looked, workspace.clock().today());
    if (!newest || newest->empty())
        return {};
    auto invoice = (*services)->invoices().find(newest->front().id);
    for (const auto &row : *newest) {
        auto own = (*services)->invoices().find(row.id);
        if (!own || own->issuingEntity != entity.id)
            continue;
        invoice = std::move(own);
        break;
    }
    if (!invoice)
        return {};
    const auto assembly = workspace::assembleFromInvoice(**services, *invoice);
    if (!assembly)
        return {};
    return documents::renderInvoicePdf(documents::documentFor(*invoice, entity, assembly->input.payer)).value_or(QByteArray());
}

} // namespace

PageFactory consolePages(workspace::Workspace &workspace, Theme &theme, QSettings &settings)
{
    keepAppearance(theme, settings);
    PageFactory pages;
    addHomePage(pages, workspace);
    addAccountPages(pages, workspace);
    addBillingPages(pages, workspace);
    addApprovalPages(pages, workspace);
    addSettingsPages(pages, workspace, theme, [&workspace](const billing::IssuingEntity &entity) { return previewOf(workspace, entity); });
    return pages;
}

std::unique_ptr<MainWindow> makeConsole(Theme &theme, workspace::Workspace &workspace, QSettings &settings)
{
    auto window = std::make_unique<MainWindow>(theme, consolePages(workspace, theme, settings), settings);
    window->setSource(workspace.isReadOnly() ? Tr::tr("%1, for reading only").arg(QFileInfo(workspace.path()).fileName())
                                             : QFileInfo(workspace.path()).fileName());
    window->status().setAsOf(Tr::tr("As of %1").arg(dateText(workspace.clock().today())),
                             workspace.hasFixedClock() ? Tr::tr("The sample company always lives on this day.") : Tr::tr("Today by the clock of this machine."));
    window->addCommand({u"settings.open"_s, Tr::tr("Open the settings"), u"settings"_s, {QKeySequence(u"Ctrl+,"_s)}, CommandScope::Global, Tr::tr("Go"),
                        [target = window.get()] { target->open(u"settings"_s); }});
    window->setRecordSearch(recordSearch(workspace, *window));
    QObject::connect(&workspace, &workspace::Workspace::changed, window.get(), [&workspace, target = window.get()] { refreshFrame(workspace, target); });
    refreshFrame(workspace, window.get());
    return window;
}

} // namespace accord::ui
