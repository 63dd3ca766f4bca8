// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/invoices_page.h"

#include "core/workspace/billing_desk.h"
#include "core/workspace/einvoice_desk.h"
#include "ui/billing/billing_words.h"
#include "ui/billing/credit_notes_strip.h"
#include "ui/billing/disputes_box.h"
#include "ui/billing/explain_panel.h"
#include "ui/billing/printed_invoice.h"
#include "ui/billing/status_tabs.h"
#include "ui/errors/error_words.h"
#include "ui/forms/act_rights.h"
#include "ui/forms/asked_act.h"
#include "ui/lists/list_tools.h"
#include "ui/printing/document_view.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QTimer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSplitter>

namespace accord::ui {

namespace {

constexpr int settleMilliseconds = 30; ///< so that holding an arrow key does not render every invoice passed
constexpr int listWidth = 540;
constexpr int documentWidth = 404;

struct Explained
{
    billing::Invoice invoice;
    Result<std::vector<pricing::Derivation>> derivations;
    QStringList missing; ///< what keeps an electronic invoice from being issued
};

billing::InvoiceId invoiceId(const QString &text)
{
    return billing::InvoiceId(QUuid::fromString(text));
}

} // namespace

InvoicesPage::InvoicesPage(workspace::Workspace &workspace, const QString &invoice, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_sums(workspace.runner())
    , m_print(workspace.runner())
    , m_explain(workspace.runner())
    , m_credits(workspace.runner())
    , m_model(new InvoiceListModel(
          invoiceColumns(workspace.clock().today()), [](const storage::InvoiceRow &r) { return r.id.toString(); },
          this))
    , m_tabs(new StatusTabs(this))
    , m_filter(new FilterBar(tr("Number, account, PO or amount"), this))
    , m_table(new TableView(tr("Invoices"), this))
    , m_tools(new ListTools(workspace, u"invoices"_s, tr("Invoices"), m_filter, m_table, this))
    , m_listState(new StateView(m_table, this))
    , m_totals(new Label({}, TextRole::BodyStrong, Token::Text, this))
    , m_creditNotes(new CreditNotesStrip(this))
    , m_document(new DocumentView(this))
    , m_documentState(new StateView(m_document, this))
    , m_explanation(std::make_unique<ExplainPanel>())
    , m_disputes(new DisputesBox(workspace, m_explanation.get()))
    , m_wanted(invoice)
    , m_acts(new AskedActs(workspace, this))
    , m_rights(new ActRights(workspace, {workspace::Act::RequestWriteOff, workspace::Act::PrepareBills}, this))
    , m_settle(new QTimer(this))
{
    m_filter->setChoices(invoiceChoices(workspace.clock().today()));
    m_model->setSort(u"issued"_s, true);
    m_table->setPagedModel(m_model);
    m_table->setShownColumns({u"number"_s, u"account"_s, u"total"_s, u"status"_s});
    m_settle->setSingleShot(true);
    m_settle->setInterval(settleMilliseconds);
    setAcceptDrops(true);
    buildLayout();
    buildTools();
    m_explanation->addFoot(m_disputes);
    connect(m_disputes, &DisputesBox::told, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    connect(m_disputes, &DisputesBox::refused, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Bad}); });
    connect(m_disputes, &DisputesBox::loaded, this, &Page::commandsChanged);
    connect(m_tabs, &StatusTabs::chosen, this, [this](const QString &status) {
        auto filters = m_filter->filters();
        filters.remove(u"status"_s);
        if (!status.isEmpty())
            filters.insert(u"status"_s, status);
        m_filter->setFilters(filters);
    });
    connect(m_filter, &FilterBar::changed, this, &InvoicesPage::filterChanged);
    connect(m_table, &TableView::currentIdChanged, m_settle, qOverload<>(&QTimer::start));
    connect(m_settle, &QTimer::timeout, this, &InvoicesPage::showChosen);
    connect(m_table, &TableView::opened, this, [this] {
        if (auto *pages = m_document->findChild<QAbstractScrollArea *>())
            pages->setFocus(); // to read on with the arrow keys
    });
    connect(m_document, &DocumentView::saved, this,
            [this](const QString &path) { Q_EMIT toastRequested({tr("Saved as %1.").arg(path), Tone::Good}); });
    connect(m_document, &DocumentView::failed, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Bad}); });
    connect(m_creditNotes, &CreditNotesStrip::showRequested, this, &InvoicesPage::showCreditNote);
    connect(m_creditNotes, &CreditNotesStrip::issueRequested, this,
            qOverload<const storage::CreditNoteRow &>(&InvoicesPage::askToIssue));
    connect(m_creditNotes, &CreditNotesStrip::voidRequested, this, &InvoicesPage::askToVoid);
    connect(&m_workspace, &workspace::Workspace::changed, this, &InvoicesPage::refresh);
    m_table->selectId(invoice);
    m_model->reload();
    loadSums();
    showChosen();
}

InvoicesPage::~InvoicesPage() = default;

void InvoicesPage::buildLayout()
{
    auto *run = new QPushButton(tr("Billing run…"), this);
    setButtonKind(run, ButtonKind::Primary);
    connect(run, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(u"billing-run"_s, false); });
    connect(this, &Page::commandsChanged, run, [this, run] {
        const QString reason = m_rights->reasonAgainst(workspace::Act::PrepareBills);
        run->setEnabled(reason.isEmpty());
        setPlainToolTip(run, reason);
    });
    auto *top = new QHBoxLayout;
    top->setSpacing(metrics::inset);
    top->addWidget(m_tabs, 1);
    top->addWidget(run);

    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(0);
    leftLayout->addWidget(m_listState, 1);
    leftLayout->addWidget(new Hairline(Qt::Horizontal, left));
    m_totals->setContentsMargins(metrics::insetSmall, metrics::insetSmall, metrics::insetSmall, metrics::insetSmall);
    m_totals->setElided(true);
    leftLayout->addWidget(m_totals);

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(left);
    auto *right = new QWidget(this);
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(0);
    rightLayout->addWidget(m_creditNotes);
    rightLayout->addWidget(m_documentState, 1);
    splitter->addWidget(right);
    splitter->setSizes({listWidth, documentWidth});
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(top);
    layout->addWidget(m_filter);
    layout->addWidget(splitter, 1);
}

void InvoicesPage::buildTools()
{
    m_tools->views()->setBuiltIn(
        {{tr("Newest first"), {{u"sort"_s, u"issued"_s}, {u"descending"_s, true}}},
         {tr("Largest first"), {{u"sort"_s, u"total"_s}, {u"descending"_s, true}}},
         {tr("Overdue, oldest first"),
          {{u"filters"_s, QJsonObject{{u"status"_s, u"overdue"_s}}}, {u"sort"_s, u"due"_s}}},
         {tr("By status"), {{u"sort"_s, u"issued"_s}, {u"descending"_s, true}, {u"group"_s, u"status"_s}}},
         {tr("By account"), {{u"sort"_s, u"issued"_s}, {u"descending"_s, true}, {u"group"_s, u"account"_s}}}});
    m_tools->setReader<storage::InvoiceRow>(
        m_model, [this] { return invoiceReader(invoiceFilter(m_filter->text(), m_filter->filters())); });
    connect(m_tools, &ListTools::toastRequested, this, &Page::toastRequested);
    connect(m_tools, &ListTools::jobStarted, this, &Page::jobStarted);
    m_listState->follow(m_model, [this](StateView &) { showEmptyList(); });
    connect(m_model, &PagedTableModelBase::loaded, this, &InvoicesPage::listLoaded);
}

void InvoicesPage::listLoaded()
{
    if (!m_wanted.isEmpty() && m_model->rowOf(m_wanted) < 0)
        return findWanted();
    m_wanted.clear();
    if (m_table->currentId().isEmpty())
        m_table->selectFirst();
    Q_EMIT commandsChanged();
}

/// An invoice that is not on the first page is found by its number: the filter says so and can be taken off.
void InvoicesPage::findWanted()
{
    m_workspace.start(
        this,
        [id = invoiceId(std::exchange(m_wanted, {}))](workspace::Services &services, jobs::Progress &) {
            return storage::InvoiceQueriesSql(services.session()).row(id);
        },
        [this](const Result<storage::InvoiceRow> &row) {
            if (!row)
                return Q_EMIT toastRequested({inWords(row.error()).paragraph(), Tone::Warning});
            m_table->selectId(row->id.toString());
            m_filter->setText(row->number.isEmpty() ? row->account : row->number);
        });
}

void InvoicesPage::showEmptyList()
{
    m_settle->start();
    if (m_filter->isActive()) {
        m_listState->showEmpty(tr("No invoices match %1.").arg(m_filter->inWords()), u"file-text"_s)
            ->setCommand(tr("Clear filters"), [this] { m_filter->clear(); });
        return;
    }
    auto *empty = m_listState->showEmpty(tr("No invoices yet."), u"file-text"_s);
    if (m_rights->reasonAgainst(workspace::Act::PrepareBills).isEmpty())
        empty->setCommand(tr("Billing run…"), [this] { Q_EMIT openRequested(u"billing-run"_s, false); });
}

void InvoicesPage::filterChanged()
{
    m_tabs->setStatus(m_filter->filters().value(u"status"_s));
    const QString current = m_table->currentId();
    m_model->reload();
    m_table->selectId(current);
    loadSums();
}

void InvoicesPage::loadSums()
{
    m_sums.start(this,
                 m_workspace.onServices(
                     [filter = invoiceFilter(m_filter->text(), m_filter->filters())](
                         workspace::Services &services, jobs::Progress &) { return invoiceSums(services, filter); }),
                 [this](const Result<InvoiceSums> &sums) {
                     if (sums)
                         showSums(*sums);
                 });
}

void InvoicesPage::showSums(const InvoiceSums &sums)
{
    m_tabs->setCounts(sums.counts);
    const QString text = billing_words::totalsText(sums.totals, true);
    m_totals->setText(text);
    setPlainToolTip(m_totals, QString(text).replace(u"  ·  "_s, u"\n"_s));
    Q_EMIT statusChanged(text);
}

void InvoicesPage::showChosen()
{
    const QString current = m_table->currentId();
    m_explanation->clear();
    m_disputes->clear();
    m_creditNotes->setShown({});
    loadCreditNotes();
    Q_EMIT commandsChanged();
    if (current.isEmpty()) {
        m_print.cancel();
        m_explain.cancel();
        m_document->clear();
        m_documentState->showEmpty(tr("Choose an invoice to see it as it is printed."), u"file-search"_s);
        return;
    }
    m_documentState->showLoading();
    m_print.start(this,
                  m_workspace.onServices([id = invoiceId(current)](workspace::Services &services, jobs::Progress &) {
                      return printInvoice(services, id);
                  }),
                  [this](const Result<PrintedInvoice> &printed) { showDocument(printed); });
    explainChosen();
}

void InvoicesPage::showDocument(const Result<PrintedInvoice> &printed)
{
    if (printed) {
        m_document->setDocument(printed->pdf, billing_words::nameOf(printed->invoice));
        m_documentState->showContent();
    } else {
        m_document->clear();
        m_documentState->showError(printed.error(), [this] { showChosen(); });
    }
    Q_EMIT commandsChanged();
}

void InvoicesPage::explainChosen()
{
    const auto work
        = [id = invoiceId(m_table->currentId())](workspace::Services &services, jobs::Progress &) -> Result<Explained> {
        const auto invoice = services.invoices().find(id);
        if (!invoice)
            return passOn(invoice);
        QStringList missing;
        if (invoice->state != billing::InvoiceState::Issued) {
            const auto found = workspace::EinvoiceDesk(services).missing(*invoice);
            missing = found ? *found : QStringList{inWords(found.error()).paragraph()};
        }
        return Explained{*invoice, workspace::BillingDesk(services).explain(*invoice), missing};
    };
    m_explain.start(this, m_workspace.onServices(work), [this](const Result<Explained> &explained) {
        if (!explained)
            return m_explanation->showError(explained.error());
        m_explanation->setInvoice(explained->invoice, explained->missing);
        m_disputes->setInvoice(explained->invoice);
        if (explained->derivations)
            m_explanation->setDerivations(*explained->derivations);
        else
            m_explanation->showError(explained->derivations.error());
    });
}

QWidget *InvoicesPage::inspector()
{
    return m_explanation.get();
}

QVariantMap InvoicesPage::state() const
{
    return {{u"view"_s, m_tools->view().toVariantMap()},
            {u"current"_s, m_table->currentId()},
            {u"figure"_s, m_explanation->figures()->currentIndex()}};
}

void InvoicesPage::restore(const QVariantMap &state)
{
    m_wanted.clear();
    m_explanation->chooseNext(state.value(u"figure"_s).toInt());
    m_tools->apply(QJsonObject::fromVariantMap(state.value(u"view"_s).toMap()));
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *InvoicesPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> InvoicesPage::lists() const
{
    return {m_table};
}

void InvoicesPage::refresh()
{
    filterChanged();
    loadCreditNotes();
}

} // namespace accord::ui
