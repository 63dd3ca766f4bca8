// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contract_page.h"

#include "core/contracts/price_notice.h"
#include "core/contracts/contract_json.h"
#include "core/contracts/contract_value.h"
#include "core/workspace/term_preview.h"
#include "ui/contracts/contract_document.h"
#include "ui/contracts/contract_preview.h"
#include "ui/contracts/contract_sections.h"
#include "ui/contracts/document_draft.h"
#include "ui/contracts/list_section.h"
#include "ui/contracts/milestones_dialog.h"
#include "ui/contracts/price_change_dialog.h"
#include "ui/contracts/revenue_dialog.h"
#include "ui/errors/error_words.h"
#include "ui/errors/finding_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"

#include <QtCore/QJsonArray>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollArea>

namespace accord::ui {

using workspace::ContractWork;

namespace {

constexpr int evaluationMilliseconds = 120; // gathers what is typed in one go

bool isNew(const QString &reference)
{
    return reference.startsWith("new/"_L1);
}

} // namespace

ContractPage::ContractPage(workspace::Workspace &workspace, const QString &reference)
    : m_workspace(workspace)
    , m_reference(reference)
    , m_load(workspace.runner())
    , m_price(workspace.runner())
    , m_document(new ContractDocument(this))
    , m_draft(std::make_unique<DocumentDraft>(workspace, *m_document, reference))
    , m_preview(new ContractPreview)
    , m_inspector(inspectorAround(m_preview, tr("Preview")))
    , m_evaluation(new QTimer(this))
    , m_name(new Label({}, TextRole::Page, Token::Text, this))
    , m_status(new StatusBadge(this))
    , m_line(new Label({}, TextRole::Body, Token::Text2, this))
    , m_discard(new QPushButton(tr("Discard the draft"), this))
    , m_amend(new QPushButton(tr("Amend…"), this))
    , m_save(new QPushButton(tr("Save"), this))
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::inset);
    column->addWidget(buildHeader());
    m_body = new QVBoxLayout;
    column->addLayout(m_body, 1);
    m_state = new StateView(content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, 0);
    layout->addWidget(m_state);
    m_evaluation->setSingleShot(true);
    m_evaluation->setInterval(evaluationMilliseconds);
    connect(m_evaluation, &QTimer::timeout, this, &ContractPage::evaluate);
    connect(m_draft.get(), &DocumentDraft::kept, this, &ContractPage::showHeader);
    connect(m_draft.get(), &DocumentDraft::failed, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Bad}); });
    connect(m_document, &ContractDocument::changed, this, &ContractPage::documentChanged);
    connect(m_document, &ContractDocument::replaced, this, &ContractPage::documentChanged);
    connect(m_preview, &ContractPreview::fieldWanted, this, [this](const QString &path) { m_sections->goTo(path); });
    connect(&m_workspace, &workspace::Workspace::changed, this, &ContractPage::refresh);
    load();
}

ContractPage::~ContractPage() = default;

QWidget *ContractPage::buildHeader()
{
    auto *header = new QWidget(this);
    auto *top = new QHBoxLayout;
    top->setSpacing(metrics::insetSmall);
    top->addWidget(m_name);
    top->addWidget(m_status, 0, Qt::AlignVCenter);
    top->addStretch();
    top->addWidget(m_discard);
    top->addWidget(m_amend);
    top->addWidget(m_save);
    setButtonKind(m_discard, ButtonKind::Quiet);
    setButtonKind(m_save, ButtonKind::Primary);
    connect(m_discard, &QPushButton::clicked, m_draft.get(), &DocumentDraft::discard);
    connect(m_amend, &QPushButton::clicked, this,
            [this] { Q_EMIT openRequested(u"amendment/"_s + m_reference, false); });
    connect(m_save, &QPushButton::clicked, this, &ContractPage::save);
    m_line->setElided(true);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addLayout(top);
    layout->addWidget(m_line);
    return header;
}

void ContractPage::load()
{
    if (!m_shown)
        m_state->showLoading();
    m_load.start(this,
                 m_workspace.onServices([reference = m_reference](workspace::Services &services, jobs::Progress &) {
                     return workspace::ContractDesk(services).open(reference);
                 }),
                 [this](const Result<ContractWork> &work) {
                     work ? show(*work) : m_state->showError(work.error(), [this] { load(); });
                 });
}

QJsonObject ContractPage::beginning(const ContractWork &work) const
{
    if (work.saved) {
        QJsonObject document = contracts::toJson(*work.saved);
        document.insert(u"account"_s, work.payer.number);
        document.remove(u"effective_from"_s); // of the version before
        document.remove(u"change_reason"_s);
        return document;
    }
    const QDate start = QDate(work.today.year(), work.today.month(), 1).addMonths(1);
    return {{u"format"_s, u"accord.contract/1"_s},
            {u"number"_s, QString()},
            {u"account"_s, work.payer.number},
            {u"type"_s, u"enterprise_annual"_s},
            {u"currency"_s, work.payer.currency.code()},
            {u"start"_s, start.toString(Qt::ISODate)},
            {u"end"_s, start.addYears(1).toString(Qt::ISODate)},
            {u"terms"_s, QJsonObject{{u"net_days"_s, work.payer.paymentTermsDays}}},
            {u"items"_s, QJsonArray()}};
}

void ContractPage::show(const ContractWork &work)
{
    m_work = work;
    if (!m_sections) {
        m_sections = new ContractSections(*m_document, work.meters, isNew(m_reference), this);
        connect(m_sections, &ContractSections::itemChosen, m_preview, &ContractPreview::showItem);
        m_body->addWidget(m_sections, 1);
    }
    m_shown = true;
    const bool isRestored = m_draft->begin(beginning(work), work.draft);
    m_state->showContent();
    Q_EMIT titleChanged();
    evaluate();
    if (isRestored)
        Q_EMIT toastRequested({tr("What you were writing is restored."), Tone::Info});
    m_sections->open(std::min(m_wantedSection, m_sections->count() - 1));
}

void ContractPage::showHeader()
{
    const bool isDraft = m_draft->isDraft();
    const QString number = m_document->text(u"number"_s);
    m_name->setText(number.isEmpty() ? tr("New contract") : number);
    const int next = m_work.saved ? m_work.saved->version + 1 : 1;
    m_status->setBadge(badgeNow());
    QStringList parts{m_work.payer.name};
    parts << (m_work.saved ? tr("version %1 is saved").arg(m_work.saved->version) : tr("not saved yet"));
    parts << (m_work.isCopy ? tr("read in a copy") : tr("%n active location(s)", nullptr, m_work.active));
    if (m_work.asked)
        parts << requestInWords();
    if (isDraft)
        parts << (m_draft->isKept() ? tr("draft kept") : tr("draft not kept yet"));
    m_line->setText(parts.join(u"  ·  "_s));
    m_save->setText(tr("Save version %1").arg(next));
    m_save->setEnabled(reasonAgainstSaving().isEmpty());
    setPlainToolTip(m_save, reasonAgainstSaving());
    m_discard->setVisible(isDraft);
    m_amend->setVisible(m_work.saved.has_value());
    m_amend->setText(m_work.isBeingAmended ? tr("Go on amending…") : tr("Amend…"));
    Q_EMIT commandsChanged();
}

Badge ContractPage::badgeNow() const
{
    const bool waits = m_work.asked && m_work.asked->approval.state() == approvals::ApprovalState::Pending;
    if (waits)
        return {tr("Waits for approval"), Tone::Warning};
    if (m_work.asked)
        return {tr("Refused"), Tone::Bad};
    return m_draft->isDraft() ? Badge{tr("Draft"), Tone::Info} : Badge{};
}

QString ContractPage::requestInWords() const
{
    const workspace::AskedActivation &asked = *m_work.asked;
    if (asked.approval.state() == approvals::ApprovalState::Pending)
        return tr("version %1 waits for %2, asked for by %3")
            .arg(asked.contract.version)
            .arg(asked.approval.openSeats().front().asked.inWords(), asked.approval.requestedBy);
    return tr("version %1 was refused: %2").arg(asked.contract.version).arg(asked.reason());
}

void ContractPage::documentChanged()
{
    if (m_shown)
        m_evaluation->start();
}

void ContractPage::evaluate()
{
    m_entry = contracts::readEntry(m_document->json(), m_work.active);
    if (m_entry.contract && m_work.saved)
        std::ranges::move(contracts::noticeFindings(*m_work.saved, *m_entry.contract, m_work.today),
                          std::back_inserter(m_entry.findings));
    const bool isUncounted = m_work.isCopy && m_entry.contract && contracts::countsLocations(*m_entry.contract);
    if (isUncounted) // what is said about its worth would be about a contract without locations
        std::erase_if(m_entry.findings,
                      [](const auto &finding) { return finding.severity != contracts::Severity::Blocking; });
    m_sections->showFindings(m_entry.findings);
    m_preview->showFindings(m_entry.findings);
    showHeader();
    if (!m_entry.contract) {
        m_price.cancel();
        m_preview->showStale(tr("These figures are from before the errors below."));
        return;
    }
    if (isUncounted) {
        m_price.cancel();
        m_preview->showStale(
            tr("What it comes to depends on locations, which are with the team's server: look at it there."));
        return;
    }
    const auto price = [contract = *m_entry.contract, payer = m_work.payer, locations = m_work.locations,
                        active = m_work.servedBy(*m_entry.contract)](workspace::Services &services, jobs::Progress &) {
        return workspace::previewTerm(contract, payer, locations, active, services.reference().taxRates);
    };
    m_price.start(this, m_workspace.onServices(price), [this](const Result<workspace::TermPreview> &preview) {
        if (preview)
            m_preview->showPreview(*preview);
        else
            m_preview->showStale(inWords(preview.error()).paragraph());
    });
}

QString ContractPage::reasonAgainstSaving() const
{
    if (m_workspace.isReadOnly())
        return tr("The workspace is open for reading only.");
    if (!m_shown || m_saving)
        return tr("The contract is not there yet.");
    if (m_work.isCopy)
        return tr("A copy only reads contracts. Save it with the team's server; as a draft it goes there by itself.");
    if (!m_draft->isDraft())
        return tr("Nothing was changed.");
    if (m_document->text(u"number"_s).trimmed().isEmpty())
        return tr("The contract needs a number.");
    for (const contracts::Finding &finding : m_entry.findings)
        if (finding.severity == contracts::Severity::Blocking)
            return findingInWords(finding.id, finding.args);
    return {};
}

void ContractPage::save()
{
    evaluate();
    if (const QString reason = reasonAgainstSaving(); !reason.isEmpty() || !m_entry.contract)
        return Q_EMIT toastRequested({reason, Tone::Warning});
    m_draft->hold();
    m_saving = true;
    showHeader();
    contracts::Contract contract = *m_entry.contract;
    contract.account = m_work.payer.id;
    m_workspace.start(
        this,
        [contract, reference = m_reference, base = m_work.saved](workspace::Services &services, jobs::Progress &) {
            return workspace::ContractDesk(services).save(reference, contract, base);
        },
        [this](const Result<workspace::SavedContract> &saved) {
            m_saving = false;
            if (!saved) {
                m_draft->release();
                showHeader();
                return Q_EMIT toastRequested({inWords(saved.error()).paragraph(), Tone::Bad});
            }
            m_draft->settle();
            const bool waits = saved->approval.has_value();
            Q_EMIT toastRequested({(waits ? tr("%1, version %2, waits for approval. It does not hold before.")
                                          : tr("%1 is saved as version %2."))
                                       .arg(saved->contract.number)
                                       .arg(saved->contract.version),
                                   waits ? Tone::Info : Tone::Good});
            m_workspace.announceChange();
            if (isNew(m_reference) && !waits)
                Q_EMIT openRequested(u"contract/"_s + saved->contract.id.toString(), false);
        });
}

void ContractPage::showMilestones()
{
    auto *dialog = new MilestonesDialog(m_workspace, m_work.saved->number, m_work.today, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ContractPage::changePrice()
{
    auto *dialog = new PriceChangeDialog(m_workspace, *m_work.saved, m_sections->currentItem(), m_work.today, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this] { Q_EMIT toastRequested({tr("The price was agreed on; it may wait for approval."), Tone::Good}); });
    dialog->open();
}

void ContractPage::showRevenue()
{
    auto *dialog = new RevenueDialog(m_workspace, m_work.saved->number, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QWidget *ContractPage::inspector()
{
    return m_inspector.get();
}

QString ContractPage::title() const
{
    if (!m_shown)
        return tr("Contract");
    return m_work.saved ? m_work.saved->number : tr("New contract for %1").arg(m_work.payer.name);
}

QWidget *ContractPage::firstFocus()
{
    return m_sections ? m_sections->focusWidget() : nullptr;
}

QVariantMap ContractPage::state() const
{
    return {{u"section"_s, m_sections ? m_sections->current() : 0}};
}

void ContractPage::restore(const QVariantMap &state)
{
    m_wantedSection = state.value(u"section"_s).toInt();
    if (m_sections)
        m_sections->open(m_wantedSection);
}

void ContractPage::refresh()
{
    if (!m_shown || !m_draft->isDraft())
        load(); // what is being written is not lost
}

std::vector<Command> ContractPage::commands()
{
    const QString group = tr("Contract");
    const auto notYet = [this] { return m_shown ? QString() : tr("The contract is not there yet."); };
    std::vector<Command> commands{
        {u"contract.save"_s,
         tr("Save the contract as a version"),
         u"save"_s,
         {QKeySequence(u"Ctrl+S"_s), QKeySequence(u"Ctrl+Return"_s)},
         CommandScope::Page,
         group,
         [this] { save(); },
         [this] { return reasonAgainstSaving(); }},
        {u"contract.amend"_s,
         tr("Amend the contract…"),
         u"file-plus"_s,
         {QKeySequence(u"Ctrl+Shift+A"_s)},
         CommandScope::Page,
         group,
         [this] { Q_EMIT openRequested(u"amendment/"_s + m_reference, false); },
         [this] { return m_work.saved ? QString() : tr("Save the first version before it is amended."); }},
        {u"contract.milestones"_s,
         tr("Milestones of the contract…"),
         u"list-checks"_s,
         {QKeySequence(u"Ctrl+Shift+M"_s)},
         CommandScope::Page,
         group,
         [this] { showMilestones(); },
         [this] { return m_work.saved ? QString() : tr("Save the contract before its milestones are reached."); }},
        {u"contract.change_price"_s,
         tr("Another price of an item, in many contracts…"),
         u"chart-line"_s,
         {QKeySequence(u"Ctrl+Alt+P"_s)},
         CommandScope::Page,
         group,
         [this] { changePrice(); },
         [this] { return m_work.saved ? QString() : tr("Save the contract before its prices change."); }},
        {u"contract.revenue"_s,
         tr("Revenue of the contract…"),
         u"chart-column"_s,
         {QKeySequence(u"Ctrl+Shift+R"_s)},
         CommandScope::Page,
         group,
         [this] { showRevenue(); },
         [this] { return m_work.saved ? QString() : tr("Save the contract before its revenue is planned."); }},
        {u"contract.add_item"_s,
         tr("Add a price item"),
         u"plus"_s,
         {QKeySequence(u"Ctrl+Shift+N"_s)},
         CommandScope::Page,
         group,
         [this] {
             m_sections->open(1);
             m_sections->items()->add();
         },
         notYet},
        {u"contract.undo"_s,
         tr("Undo in the contract"),
         u"undo-2"_s,
         {QKeySequence(u"Ctrl+Z"_s)},
         CommandScope::Page,
         group,
         [this] { m_document->undo(); },
         [this] { return m_document->canUndo() ? QString() : tr("There is nothing to undo."); }},
        {u"contract.redo"_s,
         tr("Redo in the contract"),
         u"rotate-ccw"_s,
         {QKeySequence(u"Ctrl+Shift+Z"_s)},
         CommandScope::Page,
         group,
         [this] { m_document->redo(); },
         [this] { return m_document->canRedo() ? QString() : tr("There is nothing to redo."); }},
        {u"contract.next_finding"_s,
         tr("Go to the first finding"),
         u"triangle-alert"_s,
         {QKeySequence(u"F8"_s)},
         CommandScope::Page,
         group,
         [this] { m_sections->goTo(m_entry.findings.front().path); },
         [this] { return m_entry.findings.empty() ? tr("There is no finding.") : QString(); }},
        {u"contract.discard"_s,
         tr("Discard the draft of the contract"),
         u"x"_s,
         {},
         CommandScope::Page,
         group,
         [this] { m_draft->discard(); },
         [this] { return m_draft->isDraft() ? QString() : tr("Nothing was changed."); }}};
    for (int i = 0; m_sections && i < m_sections->count(); ++i)
        commands.push_back({u"contract.section.%1"_s.arg(i + 1),
                            tr("Contract: %1").arg(m_sections->titleOf(i)),
                            u"scroll-text"_s,
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                            CommandScope::Page,
                            group,
                            [this, i] { m_sections->open(i); }});
    return commands;
}

} // namespace accord::ui
