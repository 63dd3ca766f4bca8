// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/billing_tab.h"

#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

namespace accord::ui {

namespace {

Card *flushCard(const QString &title, QWidget *content, QWidget *parent)
{
    auto *card = new Card(title, parent);
    card->setFlush(true);
    card->body()->addWidget(content);
    return card;
}

/// "Credit limit USD 50,000.00: 41,200.00 used by open invoices and drafts, 8,800.00 left."
QString inWords(const workspace::CreditStanding &credit)
{
    QStringList sentences;
    if (credit.hold)
        sentences << BillingTab::tr("Credit on hold: %1.").arg(credit.hold->reason);
    if (!credit.limit)
        sentences << BillingTab::tr("No credit limit; open invoices and drafts come to %1.")
                         .arg(moneyText(credit.check.exposure));
    else if (credit.isExceeded())
        sentences << BillingTab::tr("Credit limit %1: open invoices and drafts come to %2, %3 beyond it.")
                         .arg(moneyText(*credit.limit), amountText(credit.check.exposure), amountText(credit.over()));
    else
        sentences << BillingTab::tr("Credit limit %1: open invoices and drafts come to %2, %3 is left.")
                         .arg(moneyText(*credit.limit), amountText(credit.check.exposure),
                              amountText(*credit.check.available));
    return sentences.join(u' ');
}

} // namespace

BillingTab::BillingTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent)
    : AccountTab(parent)
    , m_workspace(workspace)
    , m_account(account)
    , m_load(workspace.runner())
    , m_invoices(makeInvoiceModel(workspace.clock().today(), false, this))
    , m_orders(makeOrderModel(workspace.clock().today(), this))
    , m_prepayments(makePrepaymentModel(this))
    , m_certificates(makeCertificateModel(workspace.clock().today(), this))
    , m_invoiceTable(new TableView(tr("Invoices"), this))
    , m_orderTable(new TableView(tr("Purchase orders"), this))
    , m_prepaymentTable(new TableView(tr("Prepayments"), this))
    , m_certificateTable(new TableView(tr("Tax certificates"), this))
    , m_parts(new QTabBar(this))
    , m_ask(new QPushButton(tr("Prepayment invoice…"), this))
    , m_loadPrepayments(workspace.runner())
    , m_open(new FigureLabel(tr("Open receivables"), TextRole::Page, this))
    , m_overdue(new FigureLabel(tr("Overdue"), TextRole::Page, this))
    , m_credit(new Label({}, TextRole::Body, Token::Text2, this))
{
    m_invoiceTable->setPagedModel(m_invoices);
    // All of it beside the inspector in a window of 1280; the header offers the day of issue.
    m_invoiceTable->setShownColumns({u"number"_s, u"period"_s, u"due"_s, u"total"_s, u"open"_s, u"status"_s});
    m_orderTable->setPagedModel(m_orders);
    m_certificateTable->setPagedModel(m_certificates);
    m_prepaymentTable->setPagedModel(m_prepayments);
    for (TableView *table : {m_invoiceTable, m_orderTable, m_prepaymentTable, m_certificateTable})
        table->setFrameShape(QFrame::NoFrame);
    auto *invoices = new StateView(m_invoiceTable, this);
    invoices->follow(m_invoices, [](StateView &state) {
        state.showEmpty(tr("No invoices yet: the first bill run makes them."), u"file-text"_s);
    });
    auto *figures = new Card({}, this);
    auto *pair = new QHBoxLayout;
    pair->addWidget(m_open);
    pair->addWidget(m_overdue);
    figures->body()->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge,
                                        metrics::insetSmall);
    figures->body()->addLayout(pair);
    figures->body()->addWidget(m_credit);
    figures->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::inset);
    layout->setSpacing(metrics::inset);
    layout->addWidget(figures);
    layout->addWidget(flushCard(tr("Invoices"), invoices, this), 3);
    layout->addWidget(buildParts(), 2);
    buildSource();
    connect(m_open, &FigureLabel::explainRequested, this, [this] { Q_EMIT explainRequested(m_openDerivation); });
    connect(m_overdue, &FigureLabel::explainRequested, this, [this] { Q_EMIT explainRequested(m_overdueDerivation); });
    for (TableView *table : {m_invoiceTable, m_prepaymentTable})
        connect(table, &TableView::opened, this,
                [this](const QString &id) { Q_EMIT openRequested(u"invoices/"_s + id, false); });
    connect(m_ask, &QPushButton::clicked, this, &BillingTab::askForPrepayment);
}

QWidget *BillingTab::buildParts()
{
    auto *orders = new StateView(m_orderTable, this);
    orders->follow(m_orders, [](StateView &state) {
        state.showEmpty(tr("This customer works without purchase orders."), u"receipt"_s);
    });
    auto *certificates = new StateView(m_certificateTable, this);
    certificates->follow(m_certificates, [this](StateView &state) {
        state.showEmpty(tr("No tax certificates: tax is charged where it is due."), u"scroll-text"_s)
            ->setCommand(tr("Record one…"), [this] { Q_EMIT exemptionsRequested(); });
    });
    connect(m_certificateTable, &TableView::opened, this, &BillingTab::exemptionsRequested);
    auto *prepayments = new StateView(m_prepaymentTable, this);
    prepayments->follow(m_prepayments, [this](StateView &state) {
        EmptyState *empty = state.showEmpty(tr("Nothing was asked for before delivery."), u"receipt"_s);
        if (m_ask->isEnabled())
            empty->setCommand(m_ask->text(), [this] { askForPrepayment(); });
    });
    auto *stack = new QStackedWidget(this);
    for (QWidget *part :
         {static_cast<QWidget *>(orders), static_cast<QWidget *>(prepayments), static_cast<QWidget *>(certificates)})
        stack->addWidget(part);
    for (const QString &title : {tr("Purchase orders"), tr("Prepayments"), tr("Tax certificates")})
        m_parts->addTab(title);
    m_parts->setDrawBase(false);
    m_parts->setExpanding(false);
    m_parts->setAccessibleName(tr("Orders, prepayments and certificates"));
    m_ask->setEnabled(false);
    connect(m_parts, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::insetSmall, metrics::grid, metrics::insetSmall, metrics::grid);
    head->addWidget(m_parts);
    head->addStretch();
    head->addWidget(m_ask);
    auto *card = new Card({}, this);
    card->setFlush(true);
    card->body()->addLayout(head);
    card->body()->addWidget(stack, 1);
    return card;
}

void BillingTab::buildSource()
{
    m_invoices->setSource([this](const PageRequest &request, const InvoiceListModel::Answer &answer) {
        m_load.start(this,
                     m_workspace.onServices(
                         [account = m_account, request](workspace::Services &services,
                                                        jobs::Progress &) -> Result<RowPage<storage::InvoiceRow>> {
                             storage::InvoiceFilter filter;
                             filter.account = account;
                             const auto after = request.after.isValid()
                                                    ? std::optional(request.after.value<storage::ListPlace>())
                                                    : std::nullopt;
                             const auto rows = storage::InvoiceQueriesSql(services.session())
                                                   .page(filter, after, request.limit, services.clock().today());
                             if (!rows)
                                 return passOn(rows);
                             RowPage<storage::InvoiceRow> page{*rows, {}, {}, {}};
                             if (int(rows->size()) == request.limit)
                                 page.next = QVariant::fromValue(rows->back().place);
                             return page;
                         }),
                     answer);
    });
}

void BillingTab::showSheet(const workspace::AccountSheet &sheet)
{
    m_openDerivation = sheet.receivables.derivation;
    m_overdueDerivation = sheet.overdue.derivation;
    m_open->setFigure(sheet.receivables.value ? moneyText(*sheet.receivables.value) : QString());
    m_overdue->setFigure(sheet.overdue.value ? moneyText(*sheet.overdue.value) : QString());
    m_open->setExplainable(sheet.receivables.value.has_value());
    m_overdue->setExplainable(sheet.overdue.value.has_value());
    m_credit->setText(sheet.isCopy ? tr("Of the last twelve months. Credit is looked at with the team's server.")
                                   : inWords(sheet.credit));
    m_credit->setToken(sheet.credit.isExceeded() || sheet.credit.hold ? Token::Bad : Token::Text2);
    showRows(m_orders, sheet.purchaseOrders);
    showRows(m_certificates, sheet.certificates);
    m_contracts.clear();
    for (const workspace::ContractSheet &one : sheet.contracts)
        m_contracts.push_back(one.contract);
    m_ask->setEnabled(!m_contracts.empty() && !m_workspace.isReadOnly());
    if (m_asked) {
        const QString current = m_invoiceTable->currentId();
        m_invoices->reload();
        m_invoiceTable->selectId(current);
        loadPrepayments();
    }
}

void BillingTab::activate()
{
    if (std::exchange(m_asked, true))
        return;
    m_invoices->reload();
    loadPrepayments();
}

void BillingTab::loadPrepayments()
{
    m_loadPrepayments.start(
        this, m_workspace.onServices([account = m_account](workspace::Services &services, jobs::Progress &) {
            return storage::PrepaymentsSql(services.session()).ofAccount(account);
        }),
        [this](const Result<std::vector<storage::PrepaymentRow>> &rows) {
            if (!rows)
                return Q_EMIT failed(rows.error());
            showRows(m_prepayments, *rows);
        });
}

void BillingTab::askForPrepayment()
{
    if (!m_ask->isEnabled())
        return;
    if (m_contracts.size() == 1)
        return Q_EMIT prepaymentRequested(m_contracts.front());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const contracts::Contract &contract : m_contracts)
        menu->addAction(QString(contract.number).replace(u'&', u"&&"_s), this,
                        [this, contract] { Q_EMIT prepaymentRequested(contract); });
    menu->popup(m_ask->mapToGlobal(QPoint(0, m_ask->height())));
}

QWidget *BillingTab::firstFocus()
{
    return m_invoiceTable;
}

QList<QWidget *> BillingTab::lists() const
{
    return {m_invoiceTable, m_orderTable, m_prepaymentTable, m_certificateTable};
}

} // namespace accord::ui
