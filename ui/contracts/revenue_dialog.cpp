// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/revenue_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/derivation_nodes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtCore/QLocale>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using recognition::MonthBalance;

namespace {

using Model = PagedTableModel<MonthBalance>;

QString monthText(const QDate &month)
{
    return QLocale().toString(month, u"MMM yyyy"_s);
}

QVariant amountOrNothing(const Money &amount)
{
    return amount.isZero() ? QVariant() : QVariant(amountText(amount));
}

Model::Column money(const QString &key, const QString &title, Money MonthBalance::*amount)
{
    return {{key, title, metrics::columnMoney, Qt::AlignRight, false},
            [amount](const MonthBalance &row) { return amountOrNothing(row.*amount); }};
}

std::vector<Model::Column> columns()
{
    return {
        Model::Column{{u"month"_s, RevenueDialog::tr("Month"), metrics::columnDate, Qt::AlignLeft, false, true, false},
                      [](const MonthBalance &row) { return monthText(row.month); }},
        money(u"billed"_s, RevenueDialog::tr("Billed"), &MonthBalance::billed),
        money(u"recognised"_s, RevenueDialog::tr("Recognised"), &MonthBalance::recognised),
        money(u"deferred"_s, RevenueDialog::tr("Deferred"), &MonthBalance::contractLiability),
        money(u"unbilled"_s, RevenueDialog::tr("Unbilled"), &MonthBalance::contractAsset)};
}

} // namespace

RevenueDialog::RevenueDialog(workspace::Workspace &workspace, const QString &contract, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_months(new Model(
          columns(), [](const MonthBalance &row) { return row.month.toString(Qt::ISODate); }, this))
    , m_table(new TableView(tr("Revenue by month"), this))
    , m_summary(new Label({}, TextRole::Body, Token::Text2, this))
    , m_figures(new QComboBox(this))
    , m_tree(new DerivationTree(this))
    , m_latest(workspace.runner())
{
    setWindowTitle(tr("Revenue of %1").arg(contract));
    m_table->setPagedModel(m_months);
    m_summary->setWordWrap(true);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(metrics::insetLarge);
    sides->addWidget(m_table, 3);
    sides->addWidget(buildExplanation(), 2);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_summary);
    layout->addLayout(sides, 1);
    layout->addWidget(buttons);
    resize(1040, 560);
    load(contract);
}

QWidget *RevenueDialog::buildExplanation()
{
    auto *side = new QWidget(this);
    m_figures->setAccessibleName(tr("Figure to explain"));
    m_figures->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_figures, &QComboBox::currentIndexChanged, this, &RevenueDialog::explain);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::insetSmall);
    column->addWidget(m_figures);
    column->addWidget(m_tree, 1);
    return side;
}

QString RevenueDialog::summary() const
{
    return m_summary->text();
}

void RevenueDialog::load(const QString &contract)
{
    m_latest.start(this, m_workspace.onServices([contract](workspace::Services &services, jobs::Progress &) {
        return workspace::revenueOfStored(services, contract);
    }),
                   [this](const Result<workspace::RevenueReport> &report) {
                       report ? show(*report) : m_summary->setText(inWords(report.error()).paragraph());
                   });
}

void RevenueDialog::show(const workspace::RevenueReport &report)
{
    m_summary->setText(tr("%1 over the term by the newest version, without tax, allocated to %n promise(s). Usage is "
                          "recognised over the days that it was billed for.",
                          nullptr, int(report.obligations.size()))
                           .arg(report.price.currency().code() + QChar(QChar::Nbsp) + amountText(report.price)));
    showRows(m_months, report.months);
    m_derivations = report.derivations;
    m_figures->clear();
    for (const pricing::Derivation &derivation : m_derivations) {
        const QString figure = nodeOf(derivation).rounded;
        m_figures->addItem(figure.isEmpty() ? derivation.label : tr("%1: %2").arg(derivation.label, figure));
    }
    m_figures->setVisible(!m_derivations.empty());
    if (m_derivations.empty())
        m_tree->clear(tr("Nothing is recognised: the contract has no fixed price."));
}

void RevenueDialog::explain(int figure)
{
    if (figure >= 0 && size_t(figure) < m_derivations.size())
        m_tree->showDerivation(nodeOf(m_derivations[size_t(figure)]));
}

} // namespace accord::ui
