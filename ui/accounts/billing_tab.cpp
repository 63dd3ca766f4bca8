// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/billing_tab.h"

#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

namespace accord::ui {

namespace {

Card *flushCard(const QString &title, QWidget *content, QWidget *parent)
{
    auto *card = new Card(title, parent);
    card->setFlush(true);
    card->body()->addWidget(content);
    return card;
}

} // namespace

BillingTab::BillingTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent)
    : AccountTab(parent)
    , m_workspace(workspace)
    , m_account(account)
    , m_load(workspace.runner())
    , m_invoices(makeInvoiceModel(workspace.clock().today(), false, this))
    , m_orders(makeOrderModel(workspace.clock().today(), this))
    , m_certificates(makeCertificateModel(workspace.clock().today(), this))
    , m_invoiceTable(new TableView(tr("Invoices"), this))
    , m_orderTable(new TableView(tr("Purchase orders"), this))
    , m_certificateTable(new TableView(tr("Tax certificates"), this))
    , m_open(new FigureLabel(tr("Open receivables"), TextRole::Page, this))
    , m_overdue(new FigureLabel(tr("Overdue"), TextRole::Page, this))
{
    m_invoiceTable->setPagedModel(m_invoices);
    m_orderTable->setPagedModel(m_orders);
    m_certificateTable->setPagedModel(m_certificates);
    for (TableView *table : {m_invoiceTable, m_orderTable, m_certificateTable})
        table->setFrameShape(QFrame::NoFrame);
    auto *invoices = new StateView(m_invoiceTable, this);
    invoices->follow(m_invoices, [](StateView &state) {
        state.showEmpty(tr("No invoices yet: the first bill run makes them."), u"file-text"_s);
    });
    auto *orders = new StateView(m_orderTable, this);
    orders->follow(m_orders, [](StateView &state) {
        state.showEmpty(tr("This customer works without purchase orders."), u"receipt"_s);
    });
    auto *certificates = new StateView(m_certificateTable, this);
    certificates->follow(m_certificates, [](StateView &state) {
        state.showEmpty(tr("No tax certificates: tax is charged where it is due."), u"scroll-text"_s);
    });
    auto *figures = new Card({}, this);
    auto *pair = new QHBoxLayout;
    pair->addWidget(m_open);
    pair->addWidget(m_overdue);
    figures->body()->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge,
                                        metrics::insetSmall);
    figures->body()->addLayout(pair);
    figures->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *below = new QHBoxLayout;
    below->setSpacing(metrics::inset);
    below->addWidget(flushCard(tr("Purchase orders"), orders, this), 5);
    below->addWidget(flushCard(tr("Tax certificates"), certificates, this), 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::inset);
    layout->setSpacing(metrics::inset);
    layout->addWidget(figures);
    layout->addWidget(flushCard(tr("Invoices"), invoices, this), 3);
    layout->addLayout(below, 2);
    buildSource();
    connect(m_open, &FigureLabel::explainRequested, this, [this] { Q_EMIT explainRequested(m_openDerivation); });
    connect(m_overdue, &FigureLabel::explainRequested, this, [this] { Q_EMIT explainRequested(m_overdueDerivation); });
    connect(m_invoiceTable, &TableView::opened, this,
            [this](const QString &id) { Q_EMIT openRequested(u"invoices/"_s + id, false); });
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
    showRows(m_orders, sheet.purchaseOrders);
    showRows(m_certificates, sheet.certificates);
    if (m_asked) {
        const QString current = m_invoiceTable->currentId();
        m_invoices->reload();
        m_invoiceTable->selectId(current);
    }
}

void BillingTab::activate()
{
    if (std::exchange(m_asked, true))
        return;
    m_invoices->reload();
}

QWidget *BillingTab::firstFocus()
{
    return m_invoiceTable;
}

QList<QWidget *> BillingTab::lists() const
{
    return {m_invoiceTable, m_orderTable, m_certificateTable};
}

} // namespace accord::ui
