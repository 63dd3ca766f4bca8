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
#include "ui/budgets/budget_pages.h"
#include "ui/collections/collection_pages.h"
#include "ui/contracts/contract_pages.h"
#include "ui/console/record_search.h"
#include "ui/console/usage_sparks.h"
#include "ui/errors/error_words.h"
#include "ui/home/home_page.h"
#include "ui/payments/payment_pages.h"
#include "ui/purchasing/purchasing_pages.h"
#include "ui/settings/appearance_settings.h"
#include "ui/settings/settings_pages.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/status_line.h"
#include "ui/usage/usage_pages.h"

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
    std::vector<storage::User> users;
    int waitingApprovals = 0;
};

Result<Frame> readFrame(workspace::Services &services)
{
    const auto name = services.seller().setting(u"company_name"_s);
    const auto users = services.seller().users();
    const auto pending = workspace::ApprovalDesk(services).pending();
    if (!name)
        return passOn(name);
    if (!users)
        return passOn(users);
    if (!pending)
        return passOn(pending);
    return Frame{*name, *users, int(pending->size())};
}

/// Puts another person to work in this window; what they may do follows at once.
void workAs(workspace::Workspace &workspace, MainWindow *window, const storage::User &user)
{
    if (const auto changed = workspace.setActor(user.name); !changed) {
        window->toasts().post({inWords(changed.error()).paragraph(), Tone::Bad});
        return;
    }
    workspace.announceChange();
    window->toasts().post({Tr::tr("Working as %1").arg(user.displayName), Tone::Neutral});
}

QString personInWords(const storage::User &user)
{
    return Tr::tr("%1 · %2").arg(user.displayName, user.roles.join(u", "_s));
}

void showPeople(workspace::Workspace &workspace, MainWindow *window, const std::vector<storage::User> &users)
{
    std::vector<Command> choices;
    QString current = workspace.actor();
    for (const storage::User &user : users) {
        const bool isCurrent = user.name == workspace.actor();
        if (isCurrent)
            current = user.displayName;
        Command choice;
        choice.id = u"identity.work_as."_s + user.name;
        choice.title = personInWords(user);
        if (!isCurrent)
            choice.run = [&workspace, window, user] { workAs(workspace, window, user); };
        choices.push_back(std::move(choice));
    }
    window->setPerson(current, std::move(choices));
}

void refreshFrame(workspace::Workspace &workspace, MainWindow *window)
{
    workspace.start(
        window, [](workspace::Services &services, jobs::Progress &) { return readFrame(services); },
        [window, &workspace](const Result<Frame> &frame) {
            if (!frame)
                return;
            window->sidebar().setCompany(frame->company,
                                         workspace.hasFixedClock() ? Tr::tr("Sample company") : QString());
            showPeople(workspace, window, frame->users);
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
    const auto newest
        = storage::InvoiceQueriesSql((*services)->session()).page({}, {}, looked, workspace.clock().today());
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
    return documents::renderInvoicePdf(documents::documentFor(*invoice, entity, assembly->input.payer))
        .value_or(QByteArray());
}

} // namespace

PageFactory consolePages(workspace::Workspace &workspace, Theme &theme, QSettings &settings)
{
    keepAppearance(theme, settings);
    PageFactory pages;
    addHomePage(pages, workspace);
    addAccountPages(pages, workspace, usageSparks);
    addBillingPages(pages, workspace);
    addUsagePages(pages, workspace);
    addBudgetPages(pages, workspace);
    addPaymentPages(pages, workspace);
    addPurchasingPages(pages, workspace);
    addCollectionPages(pages, workspace);
    addContractPages(pages, workspace);
    addApprovalPages(pages, workspace);
    addSettingsPages(pages, workspace, theme,
                     [&workspace](const billing::IssuingEntity &entity) { return previewOf(workspace, entity); });
    return pages;
}

std::unique_ptr<MainWindow> makeConsole(Theme &theme, workspace::Workspace &workspace, QSettings &settings)
{
    auto window = std::make_unique<MainWindow>(theme, consolePages(workspace, theme, settings), settings);
    window->setSource(workspace.isReadOnly()
                          ? Tr::tr("%1, for reading only").arg(workspace::Workspace::nameOf(workspace.path()))
                          : workspace::Workspace::nameOf(workspace.path()));
    window->status().setAsOf(Tr::tr("As of %1").arg(dateText(workspace.clock().today())),
                             workspace.hasFixedClock() ? Tr::tr("The sample company always lives on this day.")
                                                       : Tr::tr("Today by the clock of this machine."));
    window->addCommand({u"settings.open"_s,
                        Tr::tr("Open the settings"),
                        u"settings"_s,
                        {QKeySequence(u"Ctrl+,"_s)},
                        CommandScope::Global,
                        Tr::tr("Go"),
                        [target = window.get()] { target->open(u"settings"_s); }});
    window->addCommand({u"contract.new"_s,
                        Tr::tr("Write a new contract"),
                        u"file-plus"_s,
                        {},
                        CommandScope::Global,
                        Tr::tr("Go"),
                        [target = window.get()] { target->open(u"contract/new"_s); }});
    window->setRecordSearch(recordSearch(workspace, *window));
    QObject::connect(&workspace, &workspace::Workspace::changed, window.get(),
                     [&workspace, target = window.get()] { refreshFrame(workspace, target); });
    refreshFrame(workspace, window.get());
    return window;
}

} // namespace accord::ui
