// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console.h"

#include "core/documents/document_for_invoice.h"
#include "core/documents/render_pdf.h"
#include "core/storage/postgresql_address.h"
#include "core/workspace/auto_sync.h"
#include "core/workspace/copy_lock.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/printed_document.h"
#include "core/workspace/sign_in.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/account_pages.h"
#include "ui/approvals/approval_pages.h"
#include "ui/billing/billing_pages.h"
#include "ui/budgets/budget_pages.h"
#include "ui/collections/collection_pages.h"
#include "ui/contracts/contract_pages.h"
#include "ui/console/deep_links.h"
#include "ui/console/idle_lock.h"
#include "ui/console/record_search.h"
#include "ui/console/usage_sparks.h"
#include "ui/errors/error_words.h"
#include "ui/home/home_page.h"
#include "ui/lists/shown_list.h"
#include "ui/payments/payment_pages.h"
#include "ui/purchasing/purchasing_pages.h"
#include "ui/settings/appearance_settings.h"
#include "ui/settings/passphrase_dialog.h"
#include "ui/settings/settings_pages.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/status_line.h"
#include "ui/sync/sync_pages.h"
#include "ui/sync/sync_words.h"
#include "ui/usage/usage_pages.h"
#include "ui/widgets/page.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QPointer>
#include <QtCore/QRandomGenerator>

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
    workspace::SyncState sync = {};
    QUuid companyId = {}; ///< as links name it: its first legal entity, which every copy has
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
    const auto sync = workspace::SyncDesk(services).state();
    if (!sync)
        return passOn(sync);
    const auto entities = services.seller().entities();
    if (!entities)
        return passOn(entities);
    QUuid first;
    for (const billing::IssuingEntity &entity : *entities)
        first = first.isNull() || entity.id.uuid() < first ? entity.id.uuid() : first;
    return Frame{*name, *users, int(pending->size()), *sync, first};
}

void putToWork(workspace::Workspace &workspace, MainWindow *window, const storage::User &user)
{
    if (const auto changed = workspace.setActor(user.name); !changed) {
        window->toasts().post({inWords(changed.error()).paragraph(), Tone::Bad});
        return;
    }
    workspace.announceChange();
    window->toasts().post({Tr::tr("Working as %1").arg(user.displayName), Tone::Neutral});
}

/// Puts another person to work in this window, who proves it where a passphrase was chosen; what they may do follows at
/// once.
void workAs(workspace::Workspace &workspace, MainWindow *window, const storage::User &user)
{
    window->findChild<IdleLock *>()->lockIfAsked(user.name,
                                                 [&workspace, window, user] { putToWork(workspace, window, user); });
}

/// What somebody can do about the proof of who they are.
std::vector<Command> proofCommands(workspace::Workspace &workspace, MainWindow *window)
{
    auto *lock = window->findChild<IdleLock *>();
    Command change;
    change.id = u"identity.passphrase"_s;
    change.title = Tr::tr("My passphrase and lock…");
    change.scope = CommandScope::Global;
    change.group = Tr::tr("Person");
    change.run = [&workspace, window, lock] {
        auto *dialog = new PassphraseDialog(workspace, lock->minutes(), window);
        QObject::connect(dialog, &PassphraseDialog::minutesChosen, lock, &IdleLock::setMinutes);
        QObject::connect(dialog, &PassphraseDialog::said, window,
                         [window](const QString &sentence) { window->toasts().post({sentence, Tone::Good}); });
        dialog->open();
    };
    Command now;
    now.id = u"identity.lock"_s;
    now.title = Tr::tr("Lock now");
    now.keys = {QKeySequence(u"Ctrl+Alt+L"_s)};
    now.scope = CommandScope::Global;
    now.group = Tr::tr("Person");
    now.run = [&workspace, window, lock] {
        lock->lockIfAsked(workspace.actor(), [window] {
            window->toasts().post({Tr::tr("Choose a passphrase first; without one, anybody could unlock."), Tone::Bad});
        });
    };
    return {std::move(change), std::move(now)};
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
    if (!workspace.isActorOfLogin()) {
        for (Command &command : proofCommands(workspace, window))
            choices.push_back(std::move(command));
    }
    window->setPerson(current, std::move(choices));
}

void showSync(workspace::Workspace &workspace, MainWindow *window, const workspace::SyncState &state)
{
    QString brief = shortStateOf(state);
    QString whole = stateInWords(state, workspace.clock().now());
    const auto *byItself = window->findChild<workspace::AutoSync *>();
    if (byItself && state.isCopy) {
        brief = byItself->isRunning() ? Tr::tr("exchanging…") : brief;
        whole += u' ' + automaticInWords(byItself->isRunning(), byItself->untilNext());
    }
    window->status().setSync(brief, whole);
}

void refreshFrame(workspace::Workspace &workspace, MainWindow *window)
{
    workspace.runner().start(
        window, workspace::pastCopyLock(workspace, [](workspace::Services &services) { return readFrame(services); }),
        [window, &workspace](const Result<Frame> &frame) {
            if (!frame)
                return;
            window->sidebar().setCompany(frame->company,
                                         workspace.hasFixedClock() ? Tr::tr("Sample company") : QString());
            window->findChild<DeepLinks *>()->setCompany(frame->companyId);
            showPeople(workspace, window, frame->users);
            window->sidebar().setCount(u"approvals"_s, frame->waitingApprovals);
            window->sidebar().setCount(u"sync"_s, frame->sync.conflicts);
            showSync(workspace, window, frame->sync);
        });
}

/// The newest invoice as \a entity would send it; empty before the first invoice.
QByteArray previewOf(workspace::Workspace &workspace, const billing::IssuingEntity &entity)
{
    const auto services = workspace.services();
    if (!services)
        return {};
    constexpr int mostLooked = 40; // far enough back to meet one of this entity
    const auto newest
        = storage::InvoiceQueriesSql((*services)->session()).page({}, {}, mostLooked, workspace.clock().today());
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
    // With the payment code that the entries would give it, if they do.
    auto looked = *assembly;
    looked.seller = entity;
    const auto extras = workspace::invoiceExtras(**services, *invoice, looked);
    return documents::renderInvoicePdf(documents::documentFor(*invoice, entity, assembly->input.payer, {},
                                                              extras.value_or(documents::InvoiceExtras())))
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
    addSyncPages(pages, workspace, &settings);
    addSettingsPages(pages, workspace, theme,
                     [&workspace](const billing::IssuingEntity &entity) { return previewOf(workspace, entity); });
    return pages;
}

namespace {

/// The list of \a page that has the focus, otherwise the first that is seen.
TableView *listOf(const Page &page)
{
    TableView *first = nullptr;
    for (QWidget *widget : page.lists()) {
        auto *table = qobject_cast<TableView *>(widget);
        if (!table || !table->isVisible() || !table->pagedModel())
            continue;
        if (table->hasFocus())
            return table;
        first = first ? first : table;
    }
    return first;
}

Command exportCommand(workspace::Workspace &workspace, Page &page)
{
    return {u"list.export"_s,
            Tr::tr("Export the list…"),
            u"download"_s,
            {QKeySequence(u"Ctrl+Shift+E"_s)},
            CommandScope::Page,
            page.title(),
            [&workspace, &page] {
                if (TableView *table = listOf(page))
                    chooseExportFile(&page, page.title(), workspace.clock().today(),
                                     [&workspace, &page, list = QPointer(table)](const QString &path) {
                                         if (list)
                                             exportShown(workspace, *list, page, path);
                                     });
            },
            [&page] { return listOf(page) ? QString() : Tr::tr("There is no list here."); }};
}

} // namespace

std::unique_ptr<MainWindow> makeConsole(Theme &theme, workspace::Workspace &workspace, QSettings &settings)
{
    auto window = std::make_unique<MainWindow>(theme, consolePages(workspace, theme, settings), settings);
    window->setSource(
        workspace.damage() ? Tr::tr("%1, damaged, for reading only").arg(workspace::Workspace::nameOf(workspace.path()))
        : workspace.isReadOnly() ? Tr::tr("%1, for reading only").arg(workspace::Workspace::nameOf(workspace.path()))
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
    auto *links = new DeepLinks(*window, settings, workspace.path());
    new IdleLock(workspace, settings, *window);
    if (!workspace.isActorOfLogin()) {
        for (Command &command : proofCommands(workspace, window.get()))
            window->addCommand(std::move(command));
    }
    window->setListCommand([&workspace](Page &page) { return exportCommand(workspace, page); });
    window->setRecordSearch(recordSearch(workspace, *window, *links));
    QObject::connect(&workspace, &workspace::Workspace::changed, window.get(),
                     [&workspace, target = window.get()] { refreshFrame(workspace, target); });
    auto *byItself = new workspace::AutoSync(
        workspace, [&settings] { return synchronisesByItself(settings); }, QRandomGenerator::global()->generate64(),
        window.get());
    QObject::connect(byItself, &workspace::AutoSync::changed, window.get(),
                     [&workspace, target = window.get()] { refreshFrame(workspace, target); });
    refreshFrame(workspace, window.get());
    return window;
}

void followLink(MainWindow &window, const QString &text)
{
    window.findChild<DeepLinks *>()->follow(text);
}

void showConsole(MainWindow &window, workspace::Workspace &workspace)
{
    if (storage::isServerUrl(workspace.path()))
        return window.show(); // its login is the proof, and a server is not asked in the thread of the window
    const workspace::PastCopyLock past; // it says why it is closed, page by page
    const auto services = workspace.services();
    const auto asks = services ? workspace::asksForPassphrase(**services, workspace.actor()) : Result<bool>(false);
    if (asks && !*asks)
        return window.show();
    window.findChild<IdleLock *>()->lock(workspace.actor());
}

} // namespace accord::ui
