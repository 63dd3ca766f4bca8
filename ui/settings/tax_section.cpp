// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/tax_section.h"

#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/derivation_nodes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QFile>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using workspace::NexusAlert;
using workspace::NexusDesk;
using workspace::NexusRow;

namespace {

Badge badgeOf(const NexusRow &row)
{
    if (row.isRegistered)
        return {TaxSection::tr("Registered"), Tone::Good};
    switch (row.alert()) {
    case NexusAlert::None:
        return {TaxSection::tr("Below"), Tone::Neutral};
    case NexusAlert::Near:
        return {TaxSection::tr("Near"), Tone::Warning};
    case NexusAlert::Reached:
        return {TaxSection::tr("Reached"), Tone::Bad};
    }
    return {};
}

/// "500,000 and 101 sales".
QString thresholdText(const tax::NexusThreshold &threshold)
{
    const QString sales = threshold.sales.isZero() ? QString() : decimalText(threshold.sales);
    const QString count
        = threshold.transactions > 0 ? TaxSection::tr("%n sale(s)", nullptr, threshold.transactions) : QString();
    if (sales.isEmpty() || count.isEmpty())
        return sales + count;
    return threshold.both ? TaxSection::tr("%1 and %2").arg(sales, count)
                          : TaxSection::tr("%1 or %2").arg(sales, count);
}

QString periodName(tax::NexusPeriod period)
{
    switch (period) {
    case tax::NexusPeriod::CalendarYear:
        return TaxSection::tr("This or last");
    case tax::NexusPeriod::YearBefore:
        return TaxSection::tr("Last year");
    case tax::NexusPeriod::TwelveMonths:
        return TaxSection::tr("12 months");
    }
    return {};
}

QVariant sinceOf(const NexusRow &row)
{
    if (row.registeredSince.isValid())
        return row.registeredSince;
    return row.isRegistered ? QVariant(TaxSection::tr("no day")) : QVariant();
}

std::vector<PagedTableModel<NexusRow>::Column> columns()
{
    using Column = PagedTableModel<NexusRow>::Column;
    return {
        Column{{u"state"_s, TaxSection::tr("State"), 112, Qt::AlignLeft, false, true},
               [](const NexusRow &r) { return r.stateName; }},
        Column{{u"entity"_s, TaxSection::tr("Company"), 70, Qt::AlignLeft, false},
               [](const NexusRow &r) { return r.entity; }},
        Column{{u"status"_s, TaxSection::tr("Status"), metrics::columnBadge, Qt::AlignLeft, false},
               [](const NexusRow &r) { return QVariant::fromValue(badgeOf(r)); }},
        Column{{u"sales"_s, TaxSection::tr("Sales, USD"), metrics::columnMoney - metrics::inset, Qt::AlignRight, false},
               [](const NexusRow &r) { return QVariant::fromValue(r.standing.sales); }},
        Column{{u"transactions"_s, TaxSection::tr("Sales"), metrics::columnPercent - metrics::insetLarge,
                Qt::AlignRight, false},
               [](const NexusRow &r) { return r.standing.transactions; }},
        Column{{u"threshold"_s, TaxSection::tr("Threshold"), 164, Qt::AlignLeft, false},
               [](const NexusRow &r) { return thresholdText(r.rule.threshold); }},
        Column{{u"share"_s, TaxSection::tr("Share, %"), metrics::columnPercent, Qt::AlignRight, false},
               [](const NexusRow &r) { return QVariant::fromValue(r.standing.share); }},
        Column{{u"period"_s, TaxSection::tr("Counted"), 100, Qt::AlignLeft, false},
               [](const NexusRow &r) { return periodName(r.rule.threshold.period); }},
        Column{{u"since"_s, TaxSection::tr("Registered"), metrics::columnDate - metrics::inset, Qt::AlignRight, false},
               sinceOf}};
}

} // namespace

TaxSection::TaxSection(workspace::Workspace &workspace, QWidget *parent)
    : SettingsSection(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_explain(workspace.runner())
    , m_states(new PagedTableModel<Row>(columns(), &NexusRow::id, this))
    , m_table(new TableView(tr("Sales by state"), this))
{
    m_table->setPagedModel(m_states);
    auto *state = new StateView(m_table, this);
    state->follow(m_states, [](StateView &view) {
        view.showEmpty(tr("Nothing was sold into the United States, and no company is registered there."),
                       u"map-pin"_s);
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(state, 1);
    layout->addWidget(buildDetails(), 1);
    connect(m_table, &TableView::currentIdChanged, this, &TaxSection::showCurrent);
    showCurrent();
}

QWidget *TaxSection::buildDetails()
{
    auto *card = new Card(tr("Sales tax of the United States"), this);
    auto *hint
        = new Label(tr("A state wants its tax from sellers who sell enough into it. Accord counts and warns; tax is "
                       "charged only where the company is registered."),
                    TextRole::Body, Token::Text2, card);
    hint->setWordWrap(true);
    m_explanation = new DerivationTree(card);
    m_since = new QDateEdit(m_workspace.clock().today(), card);
    m_since->setDisplayFormat(u"dd MMM yyyy"_s);
    m_since->setCalendarPopup(true);
    m_since->setAccessibleName(tr("Registered since"));
    m_since->findChild<QLineEdit *>()->setAccessibleName(m_since->accessibleName());
    m_register = new QPushButton(tr("&Registered since"), card);
    m_thresholds = new QPushButton(tr("&Thresholds from a file…"), card);
    m_note = new Label({}, TextRole::Body, Token::Bad, card);
    m_note->setWordWrap(true);
    auto *act = new QHBoxLayout;
    act->setSpacing(metrics::insetSmall);
    act->addWidget(m_register);
    act->addWidget(m_since);
    act->addStretch();
    auto *file = new QHBoxLayout;
    file->addWidget(m_thresholds);
    file->addStretch();
    auto *side = new QVBoxLayout;
    side->setSpacing(metrics::inset);
    side->addWidget(hint);
    side->addLayout(act);
    side->addLayout(file);
    side->addWidget(m_note);
    side->addStretch();
    auto *parts = new QHBoxLayout;
    parts->setSpacing(metrics::insetPage);
    parts->addWidget(m_explanation, 3);
    parts->addLayout(side, 2);
    card->body()->addLayout(parts, 1);
    connect(m_register, &QPushButton::clicked, this, &TaxSection::registerState);
    connect(m_thresholds, &QPushButton::clicked, this, &TaxSection::chooseThresholds);
    return card;
}

void TaxSection::reload()
{
    struct Read
    {
        std::vector<Row> states;
        std::optional<Error> refusal;
    };
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        auto states = NexusDesk(services).rows(services.clock().today());
        if (!states)
            return passOn(states);
        const auto may = workspace::NexusDesk(services).mayRegister();
        return Read{std::move(*states), may ? std::nullopt : std::optional(may.error())};
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return m_note->setText(inWords(read.error()).paragraph());
                     m_refusal = read->refusal;
                     m_note->setText({});
                     const QString current = m_table->currentId();
                     showRows(m_states, read->states);
                     m_table->selectId(current);
                     showCurrent();
                 });
}

const NexusRow *TaxSection::current() const
{
    return m_states->rowAt(m_table->currentIndex());
}

void TaxSection::showCurrent()
{
    const Row *row = current();
    const bool mayChange = !m_refusal && !m_workspace.isReadOnly();
    const bool mayRegister = row && mayChange && !row->isRegistered;
    m_register->setEnabled(mayRegister);
    m_since->setEnabled(mayRegister);
    m_thresholds->setEnabled(mayChange);
    if (row && row->standing.collects && !row->isRegistered)
        m_since->setDate(row->standing.collects->day);
    if (!row)
        return m_explanation->clear(tr("Choose a state to see what counts."));
    m_explain.start(this,
                    m_workspace.onServices(
                        [entity = row->entity, state = row->state](workspace::Services &services, jobs::Progress &) {
                            return NexusDesk(services).explain(entity, state, services.clock().today());
                        }),
                    [this](const Result<pricing::Derivation> &derivation) {
                        if (derivation)
                            m_explanation->showDerivation(nodeOf(*derivation));
                        else
                            m_explanation->clear(inWords(derivation.error()).paragraph());
                    });
}

void TaxSection::registerState()
{
    const Row *row = current();
    if (!row)
        return;
    run([entity = row->entity, state = row->state,
         day = m_since->date()](NexusDesk &desk) { return desk.registerIn(entity, state, day); },
        tr("%1 collects sales tax in %2 from %3 on.").arg(row->entity, row->stateName, dateText(m_since->date())));
}

void TaxSection::chooseThresholds()
{
    auto *dialog = new QFileDialog(window(), tr("Thresholds of the states"), {}, tr("Tables (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return m_note->setText(tr("The file cannot be read: %1").arg(file.errorString()));
        run([csv = file.readAll()](NexusDesk &desk) { return desk.useThresholds(csv); },
            tr("The thresholds of the file are used."));
    });
    dialog->open();
}

void TaxSection::run(std::function<Result<>(NexusDesk &)> act, const QString &sentence)
{
    m_note->setText({});
    m_workspace.start(
        this,
        [act = std::move(act)](workspace::Services &services, jobs::Progress &) {
            NexusDesk desk(services);
            return act(desk);
        },
        [this, sentence](const Result<> &done) {
            if (!done)
                return m_note->setText(inWords(done.error()).paragraph());
            Q_EMIT said(sentence);
            m_workspace.announceChange();
        });
}

QWidget *TaxSection::firstFocus()
{
    return m_table;
}

QList<QWidget *> TaxSection::lists() const
{
    return {m_table};
}

QString TaxSection::note() const
{
    return m_note->text();
}

} // namespace accord::ui
