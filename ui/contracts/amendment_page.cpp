// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/amendment_page.h"

#include "core/contracts/amendment_json.h"
#include "core/contracts/price_notice.h"
#include "core/workspace/contract_locations.h"
#include "ui/contracts/amendment_fields.h"
#include "ui/contracts/contract_document.h"
#include "ui/contracts/contract_preview.h"
#include "ui/contracts/document_draft.h"
#include "ui/contracts/field_form.h"
#include "ui/contracts/invoice_pair_card.h"
#include "ui/contracts/list_section.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"

#include <QtCore/QJsonArray>
#include <QtCore/QTimer>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollArea>

namespace accord::ui {

using workspace::ContractWork;
using workspace::InvoicePair;

namespace {

constexpr int evaluationMilliseconds = 150;
constexpr int monthsShown = 3;
constexpr int leastFieldsWidth = 408; // the buttons over a list
constexpr int leastInvoicesWidth = 328;

QWidget *scrolled(const QString &name, int leastWidth, QVBoxLayout *&column, QWidget *parent)
{
    auto *inside = new QWidget;
    column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, metrics::insetSmall, metrics::inset);
    column->setSpacing(metrics::inset);
    auto *scroll = new QScrollArea(parent);
    scroll->setAccessibleName(name);
    scroll->setMinimumWidth(leastWidth);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false); // setWidget made it so
    return scroll;
}

} // namespace

AmendmentPage::AmendmentPage(workspace::Workspace &workspace, const QString &contractId)
    : m_workspace(workspace)
    , m_contract(contractId)
    , m_reference(u"amendment/"_s + contractId)
    , m_load(workspace.runner())
    , m_price(workspace.runner())
    , m_term(workspace.runner())
    , m_document(new ContractDocument(this))
    , m_draft(std::make_unique<DocumentDraft>(workspace, *m_document, m_reference))
    , m_evaluation(new QTimer(this))
    , m_name(new Label({}, TextRole::Page, Token::Text, this))
    , m_line(new Label({}, TextRole::Body, Token::Text2, this))
    , m_discard(new QPushButton(tr("Discard the draft"), this))
    , m_accept(new QPushButton(tr("Accept"), this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_preview(new ContractPreview)
    , m_inspector(inspectorAround(m_preview, tr("The contract as amended")))
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::inset);
    column->addWidget(buildHeader());
    auto *sides = new QHBoxLayout;
    sides->setSpacing(metrics::inset);
    sides->addWidget(scrolled(tr("What changes"), leastFieldsWidth, m_left, this), 1);
    sides->addWidget(scrolled(tr("The next invoices"), leastInvoicesWidth, m_right, this), 1);
    column->addLayout(sides, 1);
    m_note->setWordWrap(true);
    m_state = new StateView(content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, 0);
    layout->addWidget(m_state);
    m_evaluation->setSingleShot(true);
    m_evaluation->setInterval(evaluationMilliseconds);
    connect(m_evaluation, &QTimer::timeout, this, &AmendmentPage::evaluate);
    connect(m_document, &ContractDocument::changed, this, &AmendmentPage::documentChanged);
    connect(m_preview, &ContractPreview::fieldWanted, this, &AmendmentPage::goTo);
    connect(m_document, &ContractDocument::replaced, m_evaluation, qOverload<>(&QTimer::start));
    connect(m_draft.get(), &DocumentDraft::kept, this, &AmendmentPage::showHeader);
    connect(m_draft.get(), &DocumentDraft::failed, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Bad}); });
    load();
}

AmendmentPage::~AmendmentPage() = default;

QWidget *AmendmentPage::buildHeader()
{
    auto *header = new QWidget(this);
    auto *top = new QHBoxLayout;
    top->setSpacing(metrics::insetSmall);
    top->addWidget(m_name);
    top->addStretch();
    top->addWidget(m_discard);
    top->addWidget(m_accept);
    m_discard->hide();
    setButtonKind(m_discard, ButtonKind::Quiet);
    setButtonKind(m_accept, ButtonKind::Primary);
    connect(m_discard, &QPushButton::clicked, m_draft.get(), &DocumentDraft::discard);
    connect(m_accept, &QPushButton::clicked, this, &AmendmentPage::accept);
    m_line->setElided(true);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addLayout(top);
    layout->addWidget(m_line);
    return header;
}

void AmendmentPage::load()
{
    m_state->showLoading();
    m_load.start(this,
                 m_workspace.onServices([reference = m_reference](workspace::Services &services, jobs::Progress &) {
                     return workspace::ContractDesk(services).open(reference);
                 }),
                 [this](const Result<ContractWork> &work) {
                     work ? show(*work) : m_state->showError(work.error(), [this] { load(); });
                 });
}

void AmendmentPage::show(const ContractWork &work)
{
    m_work = work;
    const contracts::Contract &contract = *work.saved;
    m_name->setText(tr("Amend %1").arg(contract.number));
    m_accept->setText(tr("Accept as version %1").arg(contract.version + 1));
    auto *agreed = new Card(tr("Agreed"), this);
    m_head = new FieldForm(*m_document, amendmentFields(), agreed);
    agreed->body()->addWidget(m_head);
    auto *changes = new Card(tr("What changes"), this);
    m_changes = new ListSection(*m_document, changeList(contract, work.locations), changes);
    changes->body()->addWidget(m_changes);
    m_left->addWidget(agreed);
    m_left->addWidget(changes);
    m_left->addStretch(1);
    const QDate firstOfNext = QDate(work.today.year(), work.today.month(), 1).addMonths(1);
    const QDate from = std::clamp(firstOfNext, contract.term.start, contract.term.lastDay());
    m_shown = true;
    const bool isRestored = m_draft->begin({{u"from"_s, from.toString(Qt::ISODate)}}, work.draft);
    m_state->showContent();
    Q_EMIT titleChanged();
    evaluate();
    if (isRestored)
        Q_EMIT toastRequested({tr("What you were writing is restored."), Tone::Info});
    m_head->focusField(u"from"_s);
}

void AmendmentPage::showHeader()
{
    const contracts::Contract &contract = *m_work.saved;
    QStringList parts{m_work.payer.name, tr("version %1 is saved").arg(contract.version),
                      tr("%1 to %2").arg(dateText(contract.term.start), dateText(contract.term.lastDay()))};
    if (m_draft->isDraft())
        parts << (m_draft->isKept() ? tr("draft kept") : tr("draft not kept yet"));
    m_line->setText(parts.join(u"  ·  "_s));
    m_discard->setVisible(m_draft->isDraft());
}

/// The change that \a path of the amended contract comes from; what was agreed before is changed by none, and the day
/// decides about it.
void AmendmentPage::goTo(const QString &path)
{
    if (!m_changes || !m_candidate)
        return;
    const size_t place = path.section(u'[', 1, 1).section(u']', 0, 0).toUInt();
    const bool isItem = path.startsWith("items["_L1) && place < m_candidate->items.size();
    const QString key = isItem ? m_candidate->items[place].key : QString();
    const QJsonArray changes = m_document->json().value(u"changes"_s).toArray();
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const QJsonObject change = changes.at(i).toObject();
        const QString changed = change.value(u"item"_s).toString(change.value(u"new"_s)[u"key"_s].toString());
        if (isItem ? changed != key : !changed.isEmpty())
            continue;
        m_changes->setCurrent(int(i));
        m_changes->list()->setFocus();
        return;
    }
    m_head->focusField(u"from"_s);
}

void AmendmentPage::documentChanged(const QString &path)
{
    if (path.endsWith(".kind"_L1) && path.startsWith("changes["_L1) && !path.contains("new"_L1)) {
        // What another kind of change needs is not what was written for this one.
        const QString place = path.chopped(5);
        m_document->set(place, freshChange(m_document->text(path), *m_work.saved));
        m_changes->form()->setBase(place);
    }
    m_evaluation->start();
}

void AmendmentPage::evaluate()
{
    showHeader();
    m_candidate.reset();
    m_problem.reset();
    const auto amendment = contracts::amendmentFromJson(m_document->json(), m_work.saved->currency);
    if (!amendment)
        return showProblem(amendment.error());
    const auto candidate = contracts::amended(*m_work.saved, *amendment);
    if (!candidate)
        return showProblem(candidate.error());
    m_candidate = *candidate;
    m_head->showFindings({});
    m_changes->showFindings({});
    preview();
    m_accept->setEnabled(reasonAgainstAccepting().isEmpty());
    Q_EMIT commandsChanged();
}

void AmendmentPage::showProblem(const Error &error)
{
    m_price.cancel();
    m_term.cancel();
    if (isBegun())
        m_preview->showStale(tr("These figures are from before the errors."));
    else
        showTerm(*m_work.saved);
    m_problem = error;
    QVariantMap args = error.args;
    QString path = args.take(u"path"_s).toString();
    if (path.isEmpty())
        path = error.id.endsWith("_reason"_L1) ? u"reason"_s
               : error.id.endsWith("_day"_L1)  ? u"from"_s
                                               : u"changes[0]"_s;
    const std::vector<contracts::Finding> findings{{contracts::Severity::Blocking, error.id, path, args}};
    m_head->showFindings(findings);
    m_changes->showFindings(findings);
    m_invoices.clear();
    showInvoices();
    m_accept->setEnabled(false);
    Q_EMIT commandsChanged();
}

void AmendmentPage::preview()
{
    const QDate first = std::max(m_work.today, m_candidate->effectiveFrom);
    const auto work = [candidate = *m_candidate, base = *m_work.saved,
                       first](workspace::Services &services, jobs::Progress &) -> Result<std::vector<InvoicePair>> {
        if (const auto checked = workspace::checkLocations(services, candidate, &base); !checked)
            return passOn(checked);
        return workspace::previewAmendment(services, candidate, first, monthsShown);
    };
    showTerm(*m_candidate);
    m_price.start(this, m_workspace.onServices(work), [this](const Result<std::vector<InvoicePair>> &pairs) {
        if (!pairs)
            return showProblem(pairs.error());
        m_invoices = *pairs;
        showInvoices();
    });
}

void AmendmentPage::showTerm(const contracts::Contract &contract)
{
    const auto term = [contract, payer = m_work.payer, locations = m_work.locations,
                       active = m_work.servedBy(contract)](workspace::Services &services, jobs::Progress &) {
        return workspace::previewTerm(contract, payer, locations, active, services.reference().taxRates);
    };
    std::vector<contracts::Finding> findings = contracts::findingsOf(contract, m_work.servedBy(contract));
    std::ranges::move(contracts::noticeFindings(*m_work.saved, contract, m_work.today), std::back_inserter(findings));
    m_preview->showFindings(findings);
    m_term.start(this, m_workspace.onServices(term), [this](const Result<workspace::TermPreview> &preview) {
        if (preview)
            m_preview->showPreview(*preview);
        else
            m_preview->showStale(inWords(preview.error()).paragraph());
    });
}

bool AmendmentPage::isBegun() const
{
    return !m_document->json().value(u"changes"_s).toArray().isEmpty();
}

QString AmendmentPage::wordsBesideInvoices() const
{
    if (!isBegun())
        return tr("Add what changes: the next invoices stand here then, before and after it.");
    return m_problem ? inWords(*m_problem).paragraph()
                     : tr("Computed as the bill run would; nothing is written before it is accepted.");
}

void AmendmentPage::showInvoices()
{
    m_right->removeWidget(m_note);
    emptyLayout(m_right);
    m_note->setText(wordsBesideInvoices());
    m_right->addWidget(m_note);
    for (const InvoicePair &pair : m_invoices)
        m_right->addWidget(new InvoicePairCard(pair, this));
    m_right->addStretch(1);
}

QString AmendmentPage::reasonAgainstAccepting() const
{
    if (m_workspace.isReadOnly())
        return tr("The workspace is open for reading only.");
    if (!m_shown || m_saving)
        return tr("The contract is not there yet.");
    if (m_problem)
        return inWords(*m_problem).happened;
    return m_candidate ? QString() : tr("Nothing was changed.");
}

void AmendmentPage::accept()
{
    evaluate();
    if (const QString reason = reasonAgainstAccepting(); !reason.isEmpty())
        return Q_EMIT toastRequested({reason, Tone::Warning});
    m_saving = true;
    m_draft->hold();
    m_accept->setEnabled(false);
    m_workspace.start(
        this,
        [candidate = *m_candidate, base = *m_work.saved, reference = m_reference](workspace::Services &services,
                                                                                  jobs::Progress &) {
            return workspace::ContractDesk(services).save(reference, candidate, base);
        },
        [this](const Result<workspace::SavedContract> &saved) {
            m_saving = false;
            m_accept->setEnabled(true);
            if (!saved) {
                m_draft->release();
                return Q_EMIT toastRequested({inWords(saved.error()).paragraph(), Tone::Bad});
            }
            m_draft->settle();
            const auto &[contract, approval] = *saved;
            Q_EMIT toastRequested({(approval ? tr("%1, version %2, waits for approval; it is to hold from %3.")
                                             : tr("%1 is amended: version %2 holds from %3."))
                                       .arg(contract.number)
                                       .arg(contract.version)
                                       .arg(dateText(contract.effectiveFrom)),
                                   approval ? Tone::Info : Tone::Good});
            m_workspace.announceChange();
            Q_EMIT openRequested(u"contract/"_s + m_contract, false);
        });
}

QString AmendmentPage::title() const
{
    return m_shown ? tr("Amend %1").arg(m_work.saved->number) : tr("Amendment");
}

QWidget *AmendmentPage::inspector()
{
    return m_inspector.get();
}

QWidget *AmendmentPage::firstFocus()
{
    return m_head ? m_head->editor(u"from"_s) : nullptr;
}

std::vector<Command> AmendmentPage::commands()
{
    const QString group = tr("Amendment");
    const auto notYet = [this] { return m_shown ? QString() : tr("The contract is not there yet."); };
    return {{u"amendment.accept"_s,
             tr("Accept the amendment"),
             u"circle-check"_s,
             {QKeySequence(u"Ctrl+Return"_s)},
             CommandScope::Page,
             group,
             [this] { accept(); },
             [this] { return reasonAgainstAccepting(); }},
            {u"amendment.add"_s,
             tr("Add a change"),
             u"plus"_s,
             {QKeySequence(u"Ctrl+Shift+N"_s)},
             CommandScope::Page,
             group,
             [this] { m_changes->add(); },
             notYet},
            {u"amendment.discard"_s,
             tr("Discard the draft of the amendment"),
             u"x"_s,
             {},
             CommandScope::Page,
             group,
             [this] { m_draft->discard(); },
             [this] { return m_draft->isDraft() ? QString() : tr("Nothing was changed."); }},
            {u"amendment.back"_s,
             tr("Back to the contract"),
             u"scroll-text"_s,
             {QKeySequence(u"Alt+Up"_s)},
             CommandScope::Page,
             group,
             [this] { Q_EMIT openRequested(u"contract/"_s + m_contract, false); }}};
}

} // namespace accord::ui
