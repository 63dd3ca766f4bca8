// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/number_section.h"

#include "core/workspace/company_desk.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

using workspace::NumberSeriesDesk;
using workspace::SeriesSheet;

namespace {

QString seriesTitle(const QString &series)
{
    return series == u"credit_note"_s ? NumberSection::tr("Credit notes") : NumberSection::tr("Invoices");
}

QVariant reservedText(const SeriesSheet &sheet)
{
    QStringList ranges;
    for (const auto &numbers : sheet.series.reserved)
        ranges << (numbers.first == numbers.last ? QString::number(numbers.first)
                                                 : NumberSection::tr("%1 to %2").arg(numbers.first).arg(numbers.last));
    return ranges.isEmpty() ? QVariant() : QVariant(ranges.join(u", "_s));
}

QString idOf(const SeriesSheet &sheet)
{
    return u"%1/%2/%3"_s.arg(sheet.series.entityCode, sheet.series.key.series).arg(sheet.series.key.year);
}

std::vector<PagedTableModel<SeriesSheet>::Column> columns()
{
    using Column = PagedTableModel<SeriesSheet>::Column;
    return {Column{{u"entity"_s, NumberSection::tr("Company"), 72, Qt::AlignLeft, false, true},
                   [](const SeriesSheet &s) { return s.series.entityCode; }},
            Column{{u"series"_s, NumberSection::tr("Documents"), 96, Qt::AlignLeft, false},
                   [](const SeriesSheet &s) { return seriesTitle(s.series.key.series); }},
            Column{{u"year"_s, NumberSection::tr("Year"), 50, Qt::AlignRight, false},
                   [](const SeriesSheet &s) { return QString::number(s.series.key.year); }},
            Column{{u"next"_s, NumberSection::tr("Next number"), 160, Qt::AlignLeft, false, true},
                   [](const SeriesSheet &s) { return s.nextNumber; }},
            Column{{u"first"_s, NumberSection::tr("First"), 50, Qt::AlignRight, false},
                   [](const SeriesSheet &s) { return QString::number(s.series.first); }},
            Column{{u"reserved"_s, NumberSection::tr("Reserved"), 68, Qt::AlignLeft, false}, reservedText}};
}

} // namespace

NumberSection::NumberSection(workspace::Workspace &workspace, QWidget *parent)
    : SettingsSection(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_series(new PagedTableModel<Row>(columns(), idOf, this))
    , m_table(new TableView(tr("Series of numbers"), this))
{
    m_table->setPagedModel(m_series);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_table, 3);
    layout->addWidget(buildForm(), 2);
    connect(m_table, &TableView::currentIdChanged, this, &NumberSection::showCurrent);
    showCurrent();
}

QWidget *NumberSection::buildForm()
{
    auto *card = new Card(tr("Series of numbers"), this);
    m_name = new Label({}, TextRole::BodyStrong, Token::Text, card);
    m_note = new Label({}, TextRole::Body, Token::Bad, card);
    m_note->setWordWrap(true);
    auto *hint
        = new Label(tr("Numbers follow each other without a gap, from 1 in each year. A series that another system "
                       "began goes on elsewhere; numbers that are given elsewhere are passed over."),
                    TextRole::Body, Token::Text2, card);
    hint->setWordWrap(true);
    m_year = new QLineEdit(card);
    m_first = new QLineEdit(card);
    m_last = new QLineEdit(card);
    m_reason = new QLineEdit(card);
    m_last->setPlaceholderText(tr("Only of numbers to reserve"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("&Year"), m_year);
    form->addRow(tr("&First number"), m_first);
    form->addRow(tr("&Last number"), m_last);
    form->addRow(tr("&Reason"), m_reason);
    m_begin = new QPushButton(tr("Begin with the first number"), card);
    m_reserve = new QPushButton(tr("Reserve"), card);
    connect(m_begin, &QPushButton::clicked, this, &NumberSection::begin);
    connect(m_reserve, &QPushButton::clicked, this, &NumberSection::reserve);
    new FormDraft(m_workspace, u"number_series"_s,
                  {{u"first"_s, m_first}, {u"last"_s, m_last}, {u"reason"_s, m_reason}}, this, card->body());
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::insetSmall);
    buttons->addWidget(m_begin);
    buttons->addWidget(m_reserve);
    buttons->addStretch();
    card->body()->addWidget(m_name);
    card->body()->addWidget(hint);
    card->body()->addLayout(form);
    card->body()->addWidget(m_note);
    card->body()->addLayout(buttons);
    card->body()->addStretch();
    return card;
}

void NumberSection::reload()
{
    struct Read
    {
        std::vector<Row> series;
        std::optional<Error> refusal;
    };
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        auto series = NumberSeriesDesk(services).sheets();
        if (!series)
            return passOn(series);
        const auto may = workspace::CompanyDesk(services).mayChange();
        return Read{std::move(*series), may ? std::nullopt : std::optional(may.error())};
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     m_refusal = read->refusal;
                     m_note->setText(m_refusal ? inWords(*m_refusal).paragraph() : QString());
                     const QString current = m_table->currentId();
                     showRows(m_series, read->series);
                     if (current.isEmpty())
                         m_table->selectFirst();
                     else
                         m_table->selectId(current);
                     showCurrent();
                 });
}

const NumberSection::Row *NumberSection::current() const
{
    return m_series->rowAt(m_table->currentIndex());
}

void NumberSection::showCurrent()
{
    const Row *row = current();
    m_name->setText(row ? tr("%1 of %2").arg(seriesTitle(row->series.key.series), row->series.entityCode) : QString());
    if (row && std::exchange(m_shown, idOf(*row)) != idOf(*row)) // what is typed for the same series stays
        m_year->setText(QString::number(row->series.key.year));
    const bool mayChange = row && !m_refusal;
    const std::initializer_list<QWidget *> all{m_year, m_first, m_last, m_reason, m_begin, m_reserve};
    for (QWidget *widget : all)
        widget->setEnabled(mayChange);
}

std::optional<qint64> NumberSection::numberIn(const QLineEdit *field)
{
    bool isNumber = false;
    const qint64 number = field->text().trimmed().toLongLong(&isNumber);
    if (isNumber)
        return number;
    m_note->setText(tr("“%1” is no number. Enter a whole one.").arg(field->text().trimmed()));
    return std::nullopt;
}

void NumberSection::begin()
{
    const Row *row = current();
    const auto year = row ? numberIn(m_year) : std::nullopt;
    const auto first = year ? numberIn(m_first) : std::nullopt;
    if (!first)
        return;
    run([code = row->series.entityCode, series = row->series.key.series, year = int(*year), first = *first,
         reason = m_reason->text()](NumberSeriesDesk &desk) { return desk.begin(code, series, year, first, reason); },
        tr("The series of %1 begins with %2.").arg(*year).arg(*first));
}

void NumberSection::reserve()
{
    const Row *row = current();
    const auto year = row ? numberIn(m_year) : std::nullopt;
    const auto first = year ? numberIn(m_first) : std::nullopt;
    const auto last = first ? numberIn(m_last) : std::nullopt;
    if (!last)
        return;
    const storage::ReservedNumbers numbers{*first, *last, m_reason->text().trimmed()};
    run([code = row->series.entityCode, series = row->series.key.series, year = int(*year),
         numbers](NumberSeriesDesk &desk) { return desk.reserve(code, series, year, numbers); },
        tr("Numbers %1 to %2 are reserved.").arg(*first).arg(*last));
}

void NumberSection::run(Act act, const QString &sentence)
{
    m_note->setText({});
    m_workspace.start(
        this,
        [act = std::move(act)](workspace::Services &services, jobs::Progress &) {
            NumberSeriesDesk desk(services);
            return act(desk);
        },
        [this, sentence](const Result<> &done) {
            if (!done)
                return m_note->setText(inWords(done.error()).paragraph());
            for (QLineEdit *field : {m_first, m_last, m_reason})
                field->clear();
            Q_EMIT said(sentence);
            m_workspace.announceChange();
        });
}

QWidget *NumberSection::firstFocus()
{
    return m_table;
}

QList<QWidget *> NumberSection::lists() const
{
    return {m_table};
}

QString NumberSection::note() const
{
    return m_note->text();
}

} // namespace accord::ui
