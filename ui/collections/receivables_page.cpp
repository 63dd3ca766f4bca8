// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/receivables_page.h"

#include "core/documents/document_for_statement.h"
#include "core/documents/render_pdf.h"
#include "core/workspace/account_statement.h"
#include "ui/collections/take_over_dialog.h"
#include "ui/errors/error_words.h"
#include "ui/forms/field_dialog.h"
#include "ui/style/metrics.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

using receivables::Bucket;
using workspace::AgeingReport;
using workspace::ReceivablesDesk;

namespace {

/// A statement as it would be sent, and what it is called.
struct Printed
{
    QByteArray pdf;
    QString name;
};

Result<Printed> print(workspace::Services &services, const accounts::AccountId &payer, const Currency &currency,
                      const QDate &day)
{
    const auto account = services.accounts().find(payer);
    if (!account)
        return passOn(account);
    const auto statements = ReceivablesDesk(services).statements(*account, day);
    if (!statements)
        return passOn(statements);
    const auto seller = services.seller().entity(billing::IssuingEntityId(account->issuingEntity));
    if (!seller)
        return passOn(seller);
    for (const auto &one : *statements) {
        if (one.ageing.total.currency() != currency)
            continue;
        const auto pdf = documents::renderInvoicePdf(documents::documentFor(one, *seller, *account));
        if (!pdf)
            return passOn(pdf);
        return Printed{*pdf, ReceivablesPage::tr("Statement %1").arg(account->name)};
    }
    return Printed{};
}

/// What a payer was billed for a period, as a document.
Result<Printed> print(workspace::Services &services, const accounts::AccountId &payer, const Currency &currency,
                      const Period &period)
{
    const auto account = services.accounts().find(payer);
    if (!account)
        return passOn(account);
    const auto statements = workspace::statementsOf(services, *account, period);
    if (!statements)
        return passOn(statements);
    const auto seller = services.seller().entity(billing::IssuingEntityId(account->issuingEntity));
    if (!seller)
        return passOn(seller);
    for (const auto &one : *statements) {
        if (one.statement.total.currency() != currency)
            continue;
        const auto pdf = documents::renderInvoicePdf(documents::documentFor(
            documents::BilledPeriod{period, services.clock().today(), one.invoices, one.statement}, *seller, *account));
        if (!pdf)
            return passOn(pdf);
        return Printed{*pdf,
                       ReceivablesPage::tr("Statement %1 %2").arg(account->name, period.start.toString(u"yyyy-MM"_s))};
    }
    return fail(ErrorKind::NotFound, u"receivables.no_statement"_s,
                {{u"account"_s, account->name}, {u"currency"_s, currency.code()}});
}

QVariant orNothing(const Money &amount)
{
    return amount.isZero() ? QVariant() : QVariant(amountText(amount));
}

} // namespace

std::vector<ReceivablesPage::Model::Column> ReceivablesPage::columns()
{
    using Column = Model::Column;
    const auto bucket = [](const QString &key, const QString &title, Bucket which) {
        return Column{{key, title, 98, Qt::AlignRight, false},
                      [which](const Row &row) { return orNothing(row.payer.ageing.in(which)); }};
    };
    return {Column{{u"account"_s, tr("Payer"), 196, Qt::AlignLeft, false, true},
                   [](const Row &row) { return row.payer.name; }},
            Column{{u"currency"_s, tr("Currency"), 68, Qt::AlignLeft, false},
                   [](const Row &row) { return row.payer.ageing.total.currency().code(); }},
            bucket(u"current"_s, tr("Not due yet"), Bucket::Current),
            bucket(u"1-30"_s, tr("1–30 days"), Bucket::Days1To30),
            bucket(u"31-60"_s, tr("31–60 days"), Bucket::Days31To60),
            bucket(u"61-90"_s, tr("61–90 days"), Bucket::Days61To90),
            bucket(u"over_90"_s, tr("Over 90"), Bucket::Over90),
            Column{{u"total"_s, tr("Total"), metrics::columnMoney, Qt::AlignRight, false},
                   [](const Row &row) { return amountText(row.payer.ageing.total); }},
            Column{{u"disputed"_s, tr("Disputed"), 88, Qt::AlignRight, false},
                   [](const Row &row) { return orNothing(row.payer.ageing.disputed); }},
            Column{{u"on_account"_s, tr("On account"), 92, Qt::AlignRight, false},
                   [](const Row &row) { return orNothing(row.payer.ageing.unapplied); }},
            Column{{u"oldest"_s, tr("Oldest due"), metrics::columnDate, Qt::AlignLeft, false}, [](const Row &row) {
                       return row.payer.oldestDue.isValid() ? QVariant(row.payer.oldestDue) : QVariant();
                   }}};
}

ReceivablesPage::ReceivablesPage(workspace::Workspace &workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_listing(workspace.runner())
    , m_rendering(workspace.runner())
    , m_model(new Model(
          columns(),
          [](const Row &row) {
              return u"%1/%2/%3"_s.arg(row.payer.payer.toString(), row.payer.ageing.total.currency().code(),
                                       row.isTotal ? u"total"_s : QString());
          },
          this))
    , m_day(new QDateEdit(workspace.clock().today(), this))
    , m_total(new FigureLabel(tr("Receivables"), TextRole::Figure, this))
    , m_sales(new FigureLabel(tr("Sold in 90 days"), TextRole::Figure, this))
    , m_outstanding(new FigureLabel(tr("Days sales outstanding"), TextRole::Figure, this))
    , m_table(new TableView(tr("Receivables by age"), this))
    , m_state(new StateView(m_table, this))
    , m_side(std::make_unique<QWidget>())
    , m_statement(new DocumentView(m_side.get()))
{
    m_table->setPagedModel(m_model);
    m_state->follow(m_model, [](StateView &view) { view.showEmpty(tr("Nobody owes anything."), u"circle-check"_s); });
    buildLayout();
    buildSource();
    connect(m_day, &QDateEdit::dateChanged, this, [this] { m_model->reload(); });
    connect(m_table, &TableView::currentIdChanged, this, &ReceivablesPage::showStatement);
    connect(m_table, &TableView::opened, this, [this] {
        if (const Row *row = current(); row && !row->isTotal)
            Q_EMIT openRequested(u"account/"_s + row->payer.payer.toString(), false);
    });
    connect(&m_workspace, &workspace::Workspace::changed, this, &ReceivablesPage::refresh);
    m_model->reload();
}

ReceivablesPage::~ReceivablesPage() = default;

void ReceivablesPage::buildLayout()
{
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_day->setAccessibleName(tr("As of"));
    m_day->findChild<QLineEdit *>()->setAccessibleName(tr("As of"));
    auto *figures = new QHBoxLayout;
    figures->setSpacing(metrics::insetPage);
    for (FigureLabel *figure : {m_total, m_sales, m_outstanding})
        figures->addWidget(figure);
    figures->addStretch();
    auto *caption = new Label(tr("As of"), TextRole::Body, Token::Text2, this);
    figures->addWidget(caption);
    figures->addWidget(m_day);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(figures);
    layout->addWidget(m_state, 1);
    auto *side = new QVBoxLayout(m_side.get());
    side->setContentsMargins(0, 0, 0, 0);
    side->addWidget(m_statement);
}

void ReceivablesPage::buildSource()
{
    m_model->setSource([this](const PageRequest &, const Model::Answer &answer) {
        m_listing.start(this,
                        m_workspace.onServices([day = m_day->date()](workspace::Services &services, jobs::Progress &) {
                            return ReceivablesDesk(services).ageing(day);
                        }),
                        [this, answer](const Result<AgeingReport> &report) {
                            if (!report)
                                return answer(passOn(report));
                            show(*report);
                            std::vector<Row> rows;
                            for (const auto &payer : report->rows)
                                rows.push_back({payer, false});
                            for (const auto &total : report->totals)
                                rows.push_back({{{}, tr("Σ All payers"), total, {}}, true});
                            answer(RowPage<Row>{rows, {}, qint64(rows.size()), {}});
                        });
    });
}

void ReceivablesPage::show(const AgeingReport &report)
{
    m_total->setFigure(moneyText(report.receivables), tr("as the books carry them"));
    m_sales->setFigure(moneyText(report.sales), tr("invoices less credit notes"));
    const auto days = report.daysSalesOutstanding.rounded(1);
    m_outstanding->setFigure(days ? decimalText(*days) : noValue(),
                             days ? tr("receivables ÷ sales × 90") : tr("nothing was sold"));
    QStringList unapplied;
    for (const Money &amount : report.unappliedCash)
        unapplied << moneyText(amount);
    const QString status = tr("%n payer(s)", nullptr, int(report.rows.size()));
    Q_EMIT statusChanged(
        unapplied.isEmpty() ? status : tr("%1 · cash without an owner %2").arg(status, unapplied.join(u", "_s)));
}

const ReceivablesPage::Row *ReceivablesPage::current() const
{
    return m_model->rowAt(m_table->currentIndex());
}

void ReceivablesPage::showStatement()
{
    const Row *row = current();
    if (!row || row->isTotal) {
        m_statement->clear();
        return Q_EMIT commandsChanged();
    }
    m_rendering.start(this,
                      m_workspace.onServices([payer = row->payer.payer, currency = row->payer.ageing.total.currency(),
                                              day = m_day->date()](workspace::Services &services, jobs::Progress &) {
                          return print(services, payer, currency, day);
                      }),
                      [this](const Result<Printed> &printed) {
                          if (printed && !printed->pdf.isEmpty())
                              m_statement->setDocument(printed->pdf, printed->name);
                          else
                              m_statement->clear();
                          Q_EMIT commandsChanged();
                      });
}

FieldDialog *ReceivablesPage::dialog() const
{
    return m_dialog;
}

void ReceivablesPage::askForPeriod()
{
    if (m_dialog || !current())
        return;
    const QString before = m_workspace.clock().today().addMonths(-1).toString(u"yyyy-MM"_s);
    m_dialog = new FieldDialog(
        tr("Statement of a month"),
        tr("What %1 was billed for a month, by the entities that it was billed for, and what of it was paid.")
            .arg(current()->payer.name),
        {{u"month"_s, tr("Month"), before, tr("YYYY-MM")}}, tr("Show"),
        [this](const FieldDialog::Answers &answers, const std::function<void(const Result<> &)> &told) {
            const QDate first = QDate::fromString(answers[u"month"_s] + u"-01"_s, Qt::ISODate);
            if (!first.isValid())
                return told(fail(ErrorKind::InvalidInput, u"period.malformed"_s, {{u"value"_s, answers[u"month"_s]}}));
            showPeriod(Period::monthOf(first), told);
        },
        window());
    m_dialog->open();
}

void ReceivablesPage::showPeriod(const Period &period, const std::function<void(const Result<> &)> &told)
{
    const Row *row = current();
    if (!row)
        return;
    m_rendering.start(this,
                      m_workspace.onServices([payer = row->payer.payer, currency = row->payer.ageing.total.currency(),
                                              period](workspace::Services &services, jobs::Progress &) {
                          return print(services, payer, currency, period);
                      }),
                      [this, told](const Result<Printed> &printed) {
                          told(printed ? Result<>() : passOn(printed));
                          if (!printed)
                              return;
                          m_statement->setDocument(printed->pdf, printed->name);
                          Q_EMIT toastRequested({tr("Shown: %1.").arg(printed->name), Tone::Good});
                          Q_EMIT inspectorWanted();
                          Q_EMIT commandsChanged();
                      });
}

QVariantMap ReceivablesPage::state() const
{
    return {{u"day"_s, m_day->date()}, {u"current"_s, m_table->currentId()}};
}

void ReceivablesPage::restore(const QVariantMap &state)
{
    if (const QDate day = state.value(u"day"_s).toDate(); day.isValid())
        m_day->setDate(day);
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *ReceivablesPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> ReceivablesPage::lists() const
{
    return {m_table};
}

void ReceivablesPage::refresh()
{
    const QString id = m_table->currentId();
    m_model->reload();
    m_table->selectId(id);
}

std::vector<Command> ReceivablesPage::commands()
{
    const QString group = tr("Receivables");
    const auto needsStatement = [this] { return m_statement->hasDocument() ? QString() : tr("No payer is selected."); };
    return {{u"receivables.statement"_s,
             tr("Show the statement of account"),
             u"eye"_s,
             {QKeySequence(Qt::Key_P)},
             CommandScope::List,
             group,
             [this] { m_statement->preview(); },
             needsStatement},
            {u"receivables.save_statement"_s,
             tr("Save the statement of account…"),
             u"save"_s,
             {QKeySequence(u"Ctrl+S"_s)},
             CommandScope::Page,
             group,
             [this] { m_statement->save(); },
             needsStatement},
            {u"receivables.month"_s,
             tr("Statement of a month, by entity…"),
             u"file-text"_s,
             {QKeySequence(Qt::Key_S)},
             CommandScope::List,
             group,
             [this] { askForPeriod(); },
             [this] { return current() && !current()->isTotal ? QString() : tr("No payer is selected."); }},
            {u"receivables.take_over"_s,
             tr("Take over receivables of another system…"),
             u"file-plus"_s,
             {QKeySequence(u"Ctrl+Shift+O"_s)},
             CommandScope::Page,
             group,
             [this] { (new TakeOverDialog(m_workspace, this))->open(); },
             [this] { return m_workspace.isReadOnly() ? tr("The file is open for reading only.") : QString(); }},
            {u"receivables.dunning"_s,
             tr("Go to dunning"),
             u"message-square"_s,
             {QKeySequence(Qt::Key_D)},
             CommandScope::List,
             group,
             [this] { Q_EMIT openRequested(u"dunning"_s, false); }}};
}

} // namespace accord::ui
