// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/purchasing/purchase_orders_page.h"

#include "ui/errors/error_words.h"
#include "ui/purchasing/order_dialog.h"
#include "ui/purchasing/order_view.h"
#include "ui/purchasing/order_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/derivation_nodes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using workspace::OrderSheet;
using workspace::PurchaseOrderDesk;

namespace {

enum Tab { NeedsSomebody, Valid, All };

std::vector<PagedTableModel<OrderSheet>::Column> columns()
{
    using Column = PagedTableModel<OrderSheet>::Column;
    return {Column{{u"number"_s, PurchaseOrdersPage::tr("Number"), 118, Qt::AlignLeft, false, true},
                   [](const OrderSheet &s) { return s.row.order.number; }},
            Column{{u"account"_s, PurchaseOrdersPage::tr("Account"), 130, Qt::AlignLeft, false, true},
                   [](const OrderSheet &s) { return s.row.accountName; }},
            Column{{u"state"_s, PurchaseOrdersPage::tr("State"), 104, Qt::AlignLeft, false},
                   [](const OrderSheet &s) { return QVariant::fromValue(stateOfOrder(s.balance)); }},
            Column{{u"used"_s, PurchaseOrdersPage::tr("Used"), 100, Qt::AlignLeft, false},
                   [](const OrderSheet &s) { return QVariant::fromValue(consumedBar(s.balance)); }},
            Column{{u"remaining"_s, PurchaseOrdersPage::tr("Remaining"), 122, Qt::AlignRight, false},
                   [](const OrderSheet &s) { return moneyText(s.balance.remaining); }},
            Column{{u"used_up"_s, PurchaseOrdersPage::tr("Used up on"), metrics::columnDate, Qt::AlignLeft, false},
                   [](const OrderSheet &s) { return s.balance.exhaustsOn; }},
            Column{{u"until"_s, PurchaseOrdersPage::tr("Valid until"), metrics::columnDate, Qt::AlignLeft, false},
                   [](const OrderSheet &s) { return s.row.order.expiresOn; }},
            Column{{u"amount"_s, PurchaseOrdersPage::tr("Amount"), metrics::columnMoney, Qt::AlignRight, false},
                   [](const OrderSheet &s) { return amountText(s.balance.amount); }},
            Column{{u"drafted"_s, PurchaseOrdersPage::tr("Drafted"), metrics::columnMoney, Qt::AlignRight, false},
                   [](const OrderSheet &s) { return amountText(s.balance.committed); }}};
}

} // namespace

PurchaseOrdersPage::PurchaseOrdersPage(workspace::Workspace &workspace, const QString &wanted, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_listing(workspace.runner())
    , m_explaining(workspace.runner())
    , m_model(new Model(columns(), idOfOrder, this))
    , m_tabs(new QTabBar(this))
    , m_filter(new QLineEdit(this))
    , m_new(new QPushButton(tr("New order…"), this))
    , m_table(new TableView(tr("Purchase orders"), this))
    , m_state(new StateView(m_table, this))
{
    m_table->setPagedModel(m_model);
    m_state->follow(m_model, [this](StateView &) { showEmpty(); });
    buildLayout();
    buildInspector();
    buildSource();
    connect(m_tabs, &QTabBar::currentChanged, this, [this] { m_model->reload(); });
    m_filter->setText(wanted);
    if (!wanted.isEmpty())
        m_tabs->setCurrentIndex(All);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_model->reload(); });
    connect(m_new, &QPushButton::clicked, this, [this] { ask(true); });
    connect(m_table, &TableView::currentIdChanged, this, &PurchaseOrdersPage::showCurrent);
    connect(m_table, &TableView::opened, this, [this] { ask(false); });
    connect(&m_workspace, &workspace::Workspace::changed, this, &PurchaseOrdersPage::refresh);
    m_model->reload();
}

PurchaseOrdersPage::~PurchaseOrdersPage() = default;

void PurchaseOrdersPage::buildLayout()
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Which orders"));
    for (const QString &title : {tr("Need somebody"), tr("Valid"), tr("All")})
        m_tabs->addTab(title);
    m_filter->setPlaceholderText(tr("Number or account"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(metrics::sidebar);
    setButtonKind(m_new, ButtonKind::Primary);
    m_new->setIcon(Theme::of(this).icon(u"plus"_s, Token::OnAccent));
    m_new->setEnabled(!m_workspace.isReadOnly());
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_tabs);
    bar->addStretch();
    bar->addWidget(m_filter);
    bar->addWidget(m_new);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(bar);
    layout->addWidget(m_state, 1);
}

void PurchaseOrdersPage::buildInspector()
{
    m_side = std::make_unique<QStackedWidget>();
    m_view = new OrderView(m_side.get());
    m_derivation = new DerivationTree(m_side.get());
    m_side->addWidget(m_view);
    m_side->addWidget(m_derivation);
    connect(m_view, &OrderView::explainRequested, this, &PurchaseOrdersPage::explain);
    connect(m_view, &OrderView::openRequested, this,
            [this](const QString &address) { Q_EMIT openRequested(address, false); });
    showCurrent();
}

bool PurchaseOrdersPage::isWanted(const Row &row) const
{
    using enum purchasing::OrderFlag;
    const QString typed = m_filter->text().trimmed();
    if (!row.row.order.number.contains(typed, Qt::CaseInsensitive)
        && !row.row.accountName.contains(typed, Qt::CaseInsensitive))
        return false;
    switch (m_tabs->currentIndex()) {
    case NeedsSomebody:
        return (!row.balance.flags.empty() || row.balance.isExceededByDrafts()) && !row.balance.has(Expired);
    case Valid:
        return !row.balance.has(Expired);
    default:
        return true;
    }
}

void PurchaseOrdersPage::buildSource()
{
    m_model->setSource([this](const PageRequest &, const Model::Answer &answer) {
        m_listing.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
            return PurchaseOrderDesk(services).sheets(services.clock().today());
        }),
                        [this, answer](const Result<std::vector<Row>> &rows) {
                            if (!rows)
                                return answer(passOn(rows));
                            std::vector<Row> wanted;
                            std::copy_if(rows->begin(), rows->end(), std::back_inserter(wanted),
                                         [this](const Row &row) { return isWanted(row); });
                            const auto count = qint64(wanted.size());
                            Q_EMIT statusChanged(tr("%n purchase order(s)", nullptr, int(count)));
                            answer(RowPage<Row>{std::move(wanted), {}, count, {}});
                        });
    });
    connect(m_model, &PagedTableModelBase::loaded, this, [this] {
        if (m_table->currentId().isEmpty())
            m_table->selectFirst();
        showCurrent();
    });
}

const PurchaseOrdersPage::Row *PurchaseOrdersPage::current() const
{
    return m_model->rowAt(m_table->currentIndex());
}

void PurchaseOrdersPage::showCurrent()
{
    if (const Row *row = current())
        m_view->showOrder(*row);
    else
        m_view->showNothing(tr("Nothing is selected."));
    m_side->setCurrentWidget(m_view);
    Q_EMIT commandsChanged();
}

void PurchaseOrdersPage::showEmpty()
{
    const QString sentences[]{tr("No purchase order needs anybody."), tr("No purchase order is valid."),
                              tr("No purchase order was taken down yet.")};
    const bool isFiltered = !m_filter->text().trimmed().isEmpty();
    EmptyState *empty = m_state->showEmpty(isFiltered ? tr("No purchase order has that number or account.")
                                                      : sentences[std::max(0, m_tabs->currentIndex())],
                                           u"scroll-text"_s);
    if (isFiltered)
        empty->setCommand(tr("Clear the filter"), [this] { m_filter->clear(); });
    else if (!m_workspace.isReadOnly())
        empty->setCommand(tr("New order…"), [this] { ask(true); });
    showCurrent();
}

QString PurchaseOrdersPage::reasonAgainstChange() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return current() ? QString() : tr("Nothing is selected.");
}

OrderDialog *PurchaseOrdersPage::ask(bool isNew)
{
    if (m_workspace.isReadOnly() || (!isNew && !current()))
        return nullptr;
    auto *dialog = new OrderDialog(m_workspace, isNew ? std::nullopt : std::optional(*current()), this);
    connect(dialog, &OrderDialog::saved, this, [this](const QString &number) {
        Q_EMIT toastRequested({tr("Saved: purchase order %1.").arg(number), Tone::Good});
    });
    dialog->open();
    return dialog;
}

void PurchaseOrdersPage::explain()
{
    const Row *row = current();
    if (!row)
        return;
    if (m_side->currentWidget() == m_derivation)
        return m_side->setCurrentWidget(m_view);
    m_derivation->clear(tr("How the balance came about …"));
    m_side->setCurrentWidget(m_derivation);
    Q_EMIT inspectorWanted();
    m_explaining.start(
        this,
        m_workspace.onServices([number = row->row.order.number, id = idOfOrder(*row)](
                                   workspace::Services &services, jobs::Progress &) -> Result<pricing::Derivation> {
            return PurchaseOrderDesk(services).explain(number, purchasing::PurchaseOrderId(QUuid::fromString(id)),
                                                       services.clock().today());
        }),
        [this](const Result<pricing::Derivation> &derivation) {
            if (derivation)
                m_derivation->showDerivation(nodeOf(*derivation));
            else
                m_derivation->clear(inWords(derivation.error()).paragraph());
        });
}

void PurchaseOrdersPage::refresh()
{
    const QString id = m_table->currentId();
    m_model->reload();
    m_table->selectId(id);
}

QWidget *PurchaseOrdersPage::inspector()
{
    return m_side.get();
}

QVariantMap PurchaseOrdersPage::state() const
{
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"filter"_s, m_filter->text()}, {u"current"_s, m_table->currentId()}};
}

void PurchaseOrdersPage::restore(const QVariantMap &state)
{
    m_tabs->setCurrentIndex(state.value(u"tab"_s).toInt());
    m_filter->setText(state.value(u"filter"_s).toString());
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *PurchaseOrdersPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> PurchaseOrdersPage::lists() const
{
    return {m_table};
}

std::vector<Command> PurchaseOrdersPage::commands()
{
    const QString group = tr("Purchase orders");
    std::vector<Command> commands{
        {u"purchase_orders.new"_s,
         tr("New purchase order…"),
         u"plus"_s,
         {QKeySequence(Qt::Key_N)},
         CommandScope::List,
         group,
         [this] { ask(true); },
         [this] { return m_workspace.isReadOnly() ? tr("The file is open for reading only.") : QString(); }},
        {u"purchase_orders.change"_s,
         tr("Change the purchase order…"),
         u"scroll-text"_s,
         {QKeySequence(Qt::Key_F2)},
         CommandScope::List,
         group,
         [this] { ask(false); },
         [this] { return reasonAgainstChange(); }},
        {u"purchase_orders.explain"_s,
         tr("Explain the balance"),
         u"calculator"_s,
         {QKeySequence(Qt::Key_E)},
         CommandScope::List,
         group,
         [this] { explain(); },
         [this] { return current() ? QString() : tr("Nothing is selected."); }},
        {u"purchase_orders.filter"_s,
         tr("Filter the purchase orders"),
         u"funnel"_s,
         {QKeySequence(Qt::Key_Slash)},
         CommandScope::List,
         group,
         [this] { m_filter->setFocus(Qt::ShortcutFocusReason); }}};
    const QString titles[]{tr("Show orders that need somebody"), tr("Show valid orders"), tr("Show all orders")};
    for (int i = 0; i < 3; ++i)
        commands.push_back({u"purchase_orders.tab.%1"_s.arg(i + 1),
                            titles[i],
                            u"scroll-text"_s,
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                            CommandScope::Page,
                            group,
                            [this, i] { m_tabs->setCurrentIndex(i); }});
    return commands;
}

} // namespace accord::ui
