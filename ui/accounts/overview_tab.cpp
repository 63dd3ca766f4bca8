// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/overview_tab.h"

#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/errors/finding_words.h"
#include "ui/words/status_words.h"

#include <QtGui/QStandardItemModel>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTreeView>

namespace accord::ui {

using workspace::AccountSheet;

namespace {

template<typename Value> QString figure(const std::optional<Value> &value)
{
    return value ? valueText(QVariant::fromValue(*value)) : noValue();
}

QString figure(const std::optional<Money> &value)
{
    return value ? moneyText(*value) : noValue();
}

} // namespace

OverviewTab::OverviewTab(const QDate &today, QWidget *parent)
    : AccountTab(parent)
    , m_invoices(makeInvoiceModel(today, true, this))
    , m_invoiceTable(new TableView(tr("Latest invoices"), this))
    , m_orders(makeOrderModel(today, this))
    , m_orderTable(new TableView(tr("Purchase orders"), this))
    , m_family(new QStandardItemModel(this))
    , m_familyTree(new QTreeView(this))
    , m_findings(new QVBoxLayout)
{
    for (auto *table : {m_invoiceTable, m_orderTable})
        table->setFrameShape(QFrame::NoFrame);
    m_invoiceTable->setPagedModel(m_invoices);
    m_orderTable->setPagedModel(m_orders);
    m_invoiceState = new StateView(m_invoiceTable, this);
    m_invoiceState->follow(m_invoices, [](StateView &state) {
        state.showEmpty(tr("No invoices yet: the first bill run makes them."), u"file-text"_s);
    });
    m_orderState = new StateView(m_orderTable, this);
    m_orderState->follow(m_orders, [](StateView &state) {
        state.showEmpty(tr("This customer works without purchase orders."), u"receipt"_s);
    });
    m_familyTree->setModel(m_family);
    m_familyTree->setAccessibleName(tr("Payer and subsidiaries"));
    m_familyTree->setFrameShape(QFrame::NoFrame);
    m_familyTree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_familyTree->setTabKeyNavigation(false);
    m_familyTree->setUniformRowHeights(true);
    m_familyTree->setItemDelegate(new CellDelegate(m_familyTree));
    m_familyTree->setIndentation(metrics::inset);
    m_familyTree->setMouseTracking(true);
    connect(m_familyTree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT openRequested(u"account/"_s + index.siblingAtColumn(0).data(IdRole).toString(), false);
    });
    connect(m_invoiceTable, &TableView::opened, this,
            [this](const QString &id) { Q_EMIT openRequested(u"invoices/"_s + id, false); });

    const auto card = [this](const QString &title, QWidget *content) {
        auto *made = new Card(title, this);
        made->setFlush(true);
        made->body()->addWidget(content);
        return made;
    };
    m_familyCard = card(tr("Group"), m_familyTree);
    auto *findings = new Card(tr("Contract findings"), this);
    m_findings->setSpacing(metrics::inset);
    findings->body()->addLayout(m_findings);
    findings->body()->addStretch();
    auto *left = new QVBoxLayout;
    left->setSpacing(metrics::inset);
    left->addWidget(card(tr("Latest invoices"), m_invoiceState), 3);
    left->addWidget(card(tr("Purchase orders"), m_orderState), 2);
    auto *right = new QVBoxLayout;
    right->setSpacing(metrics::inset);
    right->addWidget(m_familyCard, 3);
    right->addWidget(findings, 2);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(metrics::inset);
    columns->addLayout(left, 3);
    columns->addLayout(right, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::inset);
    layout->setSpacing(metrics::inset);
    layout->addWidget(buildFigures());
    layout->addLayout(columns, 1);
}

OverviewTab::~OverviewTab() = default;

QWidget *OverviewTab::buildFigures()
{
    auto *card = new Card({}, this);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::insetLarge);
    addFigure(row, u"arr"_s, tr("ARR"));
    addFigure(row, u"receivables"_s, tr("Open receivables"));
    addFigure(row, u"overdue"_s, tr("Overdue"));
    addFigure(row, u"renewal"_s, tr("Renewal"));
    addFigure(row, u"locations"_s, tr("Active locations"));
    card->body()->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge,
                                     metrics::insetSmall);
    card->body()->addLayout(row);
    return card;
}

FigureLabel *OverviewTab::addFigure(QBoxLayout *layout, const QString &key, const QString &caption)
{
    auto *label = new FigureLabel(caption, TextRole::Page, this);
    connect(label, &FigureLabel::explainRequested, this, [this, key] { Q_EMIT explainRequested(m_derivations[key]); });
    m_figures[key] = label;
    layout->addWidget(label, 1, Qt::AlignTop);
    return label;
}

void OverviewTab::showSheet(const AccountSheet &sheet)
{
    const auto show
        = [this](const QString &key, const QString &text, const QString &note, const pricing::Derivation &derivation) {
              m_derivations[key] = derivation;
              m_figures[key]->setFigure(text, note);
              m_figures[key]->setExplainable(text != noValue());
          };
    const bool isUncounted = std::ranges::any_of(sheet.contracts, &workspace::ContractSheet::isUncounted);
    show(u"arr"_s, figure(sheet.arr.value),
         sheet.arr.value ? QString()
         : isUncounted   ? tr("counted with the server")
                         : tr("no contract in force"),
         sheet.arr.derivation);
    show(u"receivables"_s, figure(sheet.receivables.value), {}, sheet.receivables.derivation);
    show(u"overdue"_s, figure(sheet.overdue.value), {}, sheet.overdue.derivation);
    show(u"renewal"_s, figure(sheet.renewal.value),
         sheet.renewal.value ? distanceText(sheet.today, *sheet.renewal.value) : tr("no contract in force"),
         sheet.renewal.derivation);
    show(u"locations"_s, figure(sheet.activeLocations.value), sheet.isCopy ? tr("with the server") : QString(),
         sheet.activeLocations.derivation);
    showRows(m_invoices, sheet.latestInvoices);
    showRows(m_orders, sheet.purchaseOrders);
    showFamily(sheet);
    showFindings(sheet);
}

void OverviewTab::showFamily(const AccountSheet &sheet)
{
    m_familyCard->setVisible(sheet.family.size() > 1);
    m_family->clear();
    m_family->setHorizontalHeaderLabels({tr("Account"), tr("ARR"), tr("Locations")});
    std::vector<QStandardItem *> above{m_family->invisibleRootItem()};
    QStandardItem *own = nullptr;
    for (const auto &member : sheet.family) {
        above.resize(size_t(member.depth) + 1, m_family->invisibleRootItem());
        auto *name = new QStandardItem(member.row.name);
        name->setData(member.row.id.toString(), IdRole);
        auto *arr = new QStandardItem(member.paysItself ? amountText(member.row.arr) : tr("paid above"));
        auto *locations = new QStandardItem(countText(member.activeLocations));
        for (QStandardItem *item : {arr, locations})
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        if (member.row.id == sheet.account.id) {
            name->setData(tr("this account"), SecondaryRole);
            own = name;
        }
        above.back()->appendRow({name, arr, locations});
        above.push_back(name);
    }
    for (const int column : {1, 2})
        m_family->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_familyTree->expandAll();
    m_familyTree->header()->setStretchLastSection(false);
    m_familyTree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_familyTree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_familyTree->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    if (own)
        m_familyTree->setCurrentIndex(own->index());
}

void OverviewTab::showFindings(const AccountSheet &sheet)
{
    emptyLayout(m_findings);
    for (const auto &one : sheet.contracts) {
        for (const auto &finding : one.findings) {
            auto *badge = new StatusBadge(this);
            badge->setBadge(badgeOf(finding.severity));
            auto *sentence = new Label(findingInWords(finding.id, finding.args), TextRole::Body, Token::Text, this);
            sentence->setWordWrap(true);
            auto *head = new QHBoxLayout;
            head->addWidget(badge);
            head->addWidget(new Label(one.contract.number, TextRole::Secondary, Token::Text3, this));
            head->addStretch();
            m_findings->addLayout(head);
            m_findings->addWidget(sentence);
        }
    }
    if (m_findings->count() > 0)
        return;
    const bool isUncounted = std::ranges::any_of(sheet.contracts, &workspace::ContractSheet::isUncounted);
    auto *none = new Label(sheet.contracts.empty() ? tr("There is no contract with this account yet.")
                           : isUncounted ? tr("Prices per location are looked through with the team's server.")
                                         : tr("Nothing in the contracts contradicts itself."),
                           TextRole::Body, Token::Text2, this);
    none->setWordWrap(true);
    m_findings->addWidget(none);
}

QWidget *OverviewTab::firstFocus()
{
    return m_figures[u"arr"_s]->focusPolicy() != Qt::NoFocus ? static_cast<QWidget *>(m_figures[u"arr"_s])
                                                             : m_invoiceTable;
}

QList<QWidget *> OverviewTab::lists() const
{
    return {m_invoiceTable, m_orderTable, m_familyTree};
}

} // namespace accord::ui
