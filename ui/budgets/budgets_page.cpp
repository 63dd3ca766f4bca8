// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/budgets/budgets_page.h"

#include "ui/budgets/budget_bar.h"
#include "ui/budgets/budget_dialog.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/words/status_words.h"

#include <QtWidgets/QScrollArea>

namespace accord::ui {

using workspace::BudgetDesk;
using workspace::BudgetSheet;

namespace {

constexpr size_t documentsShown = 20;

QString nameOf(purchasing::BudgetCap cap)
{
    switch (cap) {
    case purchasing::BudgetCap::Notify:
        return BudgetsPage::tr("tells");
    case purchasing::BudgetCap::Approve:
        return BudgetsPage::tr("asks for an approval");
    case purchasing::BudgetCap::Block:
        return BudgetsPage::tr("refuses");
    }
    return {};
}

Badge badgeOf(const BudgetSheet &sheet)
{
    if (sheet.isOver())
        return {BudgetsPage::tr("overspent"), Tone::Bad};
    if (sheet.willBeOver())
        return {BudgetsPage::tr("will be over"), Tone::Warning};
    return {BudgetsPage::tr("within"), Tone::Good};
}

QString percentUsed(const BudgetSheet &sheet)
{
    const auto percent = sheet.status.variancePercent.percent();
    return percent ? BudgetsPage::tr("%1 %").arg(decimalText(*percent)) : noValue();
}

/// What is spent or committed of the budget.
QVariant usedBar(const BudgetSheet &sheet)
{
    const auto percent = sheet.used.percent();
    if (!percent)
        return {};
    const Tone tone = sheet.isOver() ? Tone::Bad : sheet.willBeOver() ? Tone::Warning : Tone::Good;
    return QVariant::fromValue(
        Bar{percent->toString().toDouble() / 100, BudgetsPage::tr("%1 %").arg(decimalText(*percent)), tone});
}

std::vector<PagedTableModel<BudgetSheet>::Column> columns()
{
    using Column = PagedTableModel<BudgetSheet>::Column;
    const auto money = [](const QString &key, const QString &title, Money purchasing::BudgetStatus::*figure) {
        return Column{{key, title, metrics::columnMoney, Qt::AlignRight, false},
                      [figure](const BudgetSheet &s) { return amountText(s.status.*figure); }};
    };
    using Status = purchasing::BudgetStatus;
    return {Column{{u"name"_s, BudgetsPage::tr("Whose"), 160, Qt::AlignLeft, false, true},
                   [](const BudgetSheet &s) { return s.name(); }},
            Column{{u"state"_s, BudgetsPage::tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
                   [](const BudgetSheet &s) { return QVariant::fromValue(badgeOf(s)); }},
            Column{{u"used"_s, BudgetsPage::tr("Used"), 130, Qt::AlignLeft, false}, usedBar},
            Column{{u"budget"_s, BudgetsPage::tr("Budget"), 124, Qt::AlignRight, false},
                   [](const BudgetSheet &s) { return moneyText(s.status.budget); }},
            money(u"actual"_s, BudgetsPage::tr("Actual"), &Status::actual),
            money(u"committed"_s, BudgetsPage::tr("Committed"), &Status::committed),
            money(u"forecast"_s, BudgetsPage::tr("Forecast"), &Status::forecast),
            money(u"variance"_s, BudgetsPage::tr("Variance"), &Status::variance),
            Column{{u"cap"_s, BudgetsPage::tr("Above it"), 150, Qt::AlignLeft, false},
                   [](const BudgetSheet &s) { return nameOf(s.budget().cap); }},
            Column{{u"period"_s, BudgetsPage::tr("Period"), 200, Qt::AlignLeft, false},
                   [](const BudgetSheet &s) { return periodText(s.budget().period); }}};
}

} // namespace

BudgetsPage::BudgetsPage(workspace::Workspace &workspace, const QString &subject)
    : m_workspace(workspace)
    , m_list(workspace.runner())
    , m_model(new Model(
          columns(), [](const BudgetSheet &s) { return s.stored.id.toString(); }, this))
    , m_table(new TableView(tr("Budgets"), this))
    , m_state(new StateView(m_table, this))
    , m_side(std::make_unique<QWidget>())
{
    m_table->setPagedModel(m_model);
    m_state->follow(m_model, [this](StateView &view) {
        EmptyState *empty = view.showEmpty(tr("No customer has a budget yet."), u"gauge"_s);
        empty->setSentence(empty->sentence(),
                           tr("A budget says what an account, a department or a cost centre may spend."));
        empty->setCommand(tr("New budget…"), [this] { openDialog(true); });
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->addWidget(m_state, 1);
    auto *side = new QVBoxLayout(m_side.get());
    side->setContentsMargins(0, 0, 0, 0);
    buildSource();
    connect(m_table, &TableView::currentIdChanged, this, [this] {
        showSheet();
        Q_EMIT commandsChanged();
    });
    connect(m_table, &TableView::opened, this, [this] { openDialog(false); });
    connect(m_model, &PagedTableModelBase::loaded, this, [this] {
        showSheet();
        Q_EMIT statusChanged(tr("%n budget(s)", nullptr, m_model->rowCount()));
    });
    connect(&m_workspace, &workspace::Workspace::changed, this, &BudgetsPage::refresh);
    m_model->reload();
    m_table->selectId(subject);
}

BudgetsPage::~BudgetsPage() = default;

void BudgetsPage::buildSource()
{
    m_model->setSource([this](const PageRequest &, const Model::Answer &answer) {
        m_list.start(
            this,
            m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<RowPage<BudgetSheet>> {
                const auto sheets = BudgetDesk(services).sheets(services.clock().today());
                if (!sheets)
                    return passOn(sheets);
                return RowPage<BudgetSheet>{*sheets, {}, qint64(sheets->size()), {}};
            }),
            answer);
    });
}

void BudgetsPage::showSheet()
{
    delete m_inside;
    auto *scroll = new QScrollArea(m_side.get());
    scroll->setAccessibleName(tr("The budget"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, metrics::insetSmall, metrics::inset);
    column->setSpacing(metrics::grid);
    if (const BudgetSheet *sheet = m_model->rowAt(m_table->currentIndex())) {
        addFigures(*sheet, column);
        addDocuments(*sheet, column);
    } else {
        column->addWidget(new Label(tr("Nothing is selected."), TextRole::Body, Token::Text2, body));
    }
    column->addStretch();
    scroll->setWidget(body);
    body->setAutoFillBackground(false);
    m_inside = scroll;
    m_side->layout()->addWidget(scroll);
}

void BudgetsPage::addFigures(const BudgetSheet &sheet, QVBoxLayout *column)
{
    const purchasing::BudgetStatus &status = sheet.status;
    auto *title = new Label(sheet.name(), TextRole::Title, Token::Text);
    title->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(new Label(moneyText(status.budget), TextRole::Figure, Token::Text));
    column->addWidget(
        new Label(tr("%1 · above it %2").arg(periodText(sheet.budget().period), nameOf(sheet.budget().cap)),
                  TextRole::Secondary, Token::Text2));
    MoneySum planned(status.budget.currency());
    planned.add(status.forecast).subtract(status.actual).subtract(status.committed);
    auto *bar = new BudgetBar;
    bar->showBudget({status.actual, status.committed, planned.total().value_or(Money::zero(status.budget.currency())),
                     status.budget});
    column->addWidget(bar);
    auto *facts = new FactGrid;
    facts->add(tr("Actual"), moneyText(status.actual));
    facts->add(tr("Committed"), moneyText(status.committed));
    facts->add(tr("Available"), moneyText(status.available));
    facts->add(tr("Forecast"), moneyText(status.forecast));
    facts->add(tr("Variance"), tr("%1 (%2)").arg(moneyText(status.variance), percentUsed(sheet)));
    facts->add(tr("Forecast less budget"), moneyText(status.forecastVariance));
    column->addWidget(facts);
    auto *how = new Label(tr("Forecast = actual + committed + planned. Planned is what the last billed month cost, for "
                             "every month of the period after it."),
                          TextRole::Secondary, Token::Text3);
    how->setWordWrap(true);
    column->addWidget(how);
}

void BudgetsPage::addDocuments(const BudgetSheet &sheet, QVBoxLayout *column)
{
    column->addSpacing(metrics::inset);
    column->addWidget(new Label(tr("Documents"), TextRole::Caption, Token::Text3));
    const auto pair = [&](const QString &left, const QString &right, const QString &below) {
        auto *row = new QHBoxLayout;
        auto *name = new Label(left, TextRole::Body, Token::Text);
        name->setElided(true);
        row->addWidget(name, 1);
        row->addWidget(new Label(right, TextRole::Body, Token::Text));
        column->addLayout(row);
        column->addWidget(new Label(below, TextRole::Secondary, Token::Text3));
    };
    if (sheet.documents.empty())
        column->addWidget(new Label(tr("Nothing was billed to it yet."), TextRole::Body, Token::Text2));
    const size_t first = sheet.documents.size() - std::min(sheet.documents.size(), documentsShown);
    for (size_t i = sheet.documents.size(); i > first; --i) {
        const storage::BudgetDocument &document = sheet.documents[i - 1];
        const bool actual = document.spending.kind == purchasing::SpendingKind::Actual;
        pair(document.number.isEmpty() ? tr("Draft") : document.number, amountText(document.spending.amount),
             tr("%1 · %2").arg(dateText(document.spending.day), actual ? tr("actual") : tr("committed")));
    }
    if (first > 0)
        column->addWidget(new Label(tr("and %n more", nullptr, int(first)), TextRole::Secondary, Token::Text3));
}

void BudgetsPage::openDialog(bool isNew)
{
    const BudgetSheet *sheet = m_model->rowAt(m_table->currentIndex());
    if (!isNew && !sheet)
        return;
    auto *dialog = new BudgetDialog(m_workspace, isNew ? std::nullopt : std::optional(sheet->stored), window());
    connect(dialog, &BudgetDialog::saved, this, [this](const QString &id) {
        m_table->selectId(id);
        Q_EMIT toastRequested({tr("The budget is saved."), Tone::Good});
    });
    dialog->open();
}

void BudgetsPage::remove()
{
    const BudgetSheet *sheet = m_model->rowAt(m_table->currentIndex());
    if (!sheet)
        return;
    m_workspace.start(
        this,
        [id = sheet->stored.id](workspace::Services &services, jobs::Progress &) {
            return BudgetDesk(services).remove(id);
        },
        [this, name = sheet->name()](const Result<> &removed) {
            if (!removed)
                return Q_EMIT toastRequested({inWords(removed.error()).paragraph(), Tone::Bad});
            Q_EMIT toastRequested({tr("The budget of %1 is taken away.").arg(name), Tone::Good});
            m_workspace.announceChange();
        });
}

void BudgetsPage::refresh()
{
    m_table->selectId(m_table->currentId());
    m_model->reload();
}

QWidget *BudgetsPage::inspector()
{
    return m_side.get();
}

QVariantMap BudgetsPage::state() const
{
    return {{u"current"_s, m_table->currentId()}};
}

void BudgetsPage::restore(const QVariantMap &state)
{
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *BudgetsPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> BudgetsPage::lists() const
{
    return {m_table};
}

std::vector<Command> BudgetsPage::commands()
{
    const QString group = tr("Budgets");
    const auto readOnly
        = [this] { return m_workspace.isReadOnly() ? tr("The file is open for reading only.") : QString(); };
    const auto needsOne
        = [this, readOnly] { return m_table->currentId().isEmpty() ? tr("Nothing is selected.") : readOnly(); };
    return {{u"budgets.new"_s,
             tr("New budget…"),
             u"plus"_s,
             {QKeySequence(Qt::Key_N)},
             CommandScope::List,
             group,
             [this] { openDialog(true); },
             readOnly},
            {u"budgets.change"_s,
             tr("Change the budget…"),
             u"save"_s,
             {QKeySequence(Qt::Key_F2)},
             CommandScope::List,
             group,
             [this] { openDialog(false); },
             needsOne},
            {u"budgets.remove"_s,
             tr("Take the budget away"),
             u"x"_s,
             {QKeySequence(Qt::Key_Delete)},
             CommandScope::List,
             group,
             [this] { remove(); },
             needsOne}};
}

} // namespace accord::ui
