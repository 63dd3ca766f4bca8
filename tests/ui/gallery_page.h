// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart.h"
#include "ui/widgets/card.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QDate>
#include <QtCore/QTimer>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui::gallery {

/// A row of the sample list.
struct GalleryRow
{
    int number = 0;
};

inline Money usd(std::int64_t minor)
{
    return Money(minor, Currency::fromCode(u"USD"_s).value());
}

inline std::vector<PagedTableModel<GalleryRow>::Column> galleryColumns()
{
    using Column = PagedTableModel<GalleryRow>::Column;
    const auto right = Qt::AlignRight;
    return {
        Column{{u"name"_s, u"Account"_s, 220, Qt::AlignLeft, true, true},
               [](const GalleryRow &row) { return u"Northwind Clinics %1"_s.arg(row.number); }},
        Column{{u"arr"_s, u"ARR (USD)"_s, 120, right},
               [](const GalleryRow &row) {
                   return row.number % 7 == 3 ? QVariant() : QVariant::fromValue(usd(50966767 - row.number * 123456));
               }},
        Column{{u"share"_s, u"Used"_s, 146, Qt::AlignLeft, false},
               [](const GalleryRow &row) {
                   const double share = (row.number * 37 % 110) / 100.0;
                   return QVariant::fromValue(Bar{share, u"%1 %"_s.arg(row.number * 37 % 110),
                                                  share > 1     ? Tone::Bad
                                                  : share > 0.8 ? Tone::Warning
                                                                : Tone::Neutral});
               }},
        Column{{u"usage"_s, u"Usage 12 w"_s, 90, Qt::AlignLeft, false},
               [](const GalleryRow &row) {
                   Spark spark;
                   for (int i = 0; i < 12; ++i)
                       spark.points.push_back((i * 17 + row.number * 29) % 23);
                   return QVariant::fromValue(spark);
               }},
        Column{{u"renewal"_s, u"Renewal"_s, 112, right},
               [](const GalleryRow &row) { return QVariant(QDate(2026, 10, 14).addDays(row.number * 9)); }},
        Column{{u"status"_s, u"Status"_s, 100, Qt::AlignLeft},
               [](const GalleryRow &row) {
                   const Badge badges[]{{u"Draft"_s, Tone::Neutral},
                                        {u"Issued"_s, Tone::Info},
                                        {u"Paid"_s, Tone::Good},
                                        {u"In approval"_s, Tone::Warning},
                                        {u"Overdue"_s, Tone::Bad}};
                   return QVariant::fromValue(badges[row.number % 5]);
               }},
    };
}

/// A page that shows every widget, for tests and screenshots.
class GalleryPage : public Page
{
    Q_OBJECT
public:
    explicit GalleryPage(const QString &argument)
        : m_argument(argument)
    {
        m_model = new PagedTableModel<GalleryRow>(
            galleryColumns(), [](const GalleryRow &row) { return QString::number(row.number); }, this);
        m_filter = new FilterBar(u"Filter accounts"_s, this);
        m_filter->setChoices(
            {{u"status"_s, u"Status"_s, u"overdue"_s, u"Overdue"_s}, {u"status"_s, u"Status"_s, u"paid"_s, u"Paid"_s}});
        m_table = new TableView(u"Accounts"_s, this);
        m_model->setSource([this](const PageRequest &request, auto answer) {
            const int from = request.after.toInt();
            RowPage<GalleryRow> page;
            const int total = m_filter->text() == u"nothing"_s ? 0 : 450;
            for (int i = from; i < std::min(total, from + request.limit); ++i)
                page.rows.push_back({!request.sort.empty() && request.sort.front().descending ? total - 1 - i : i});
            if (from + request.limit < total)
                page.next = from + request.limit;
            page.total = total;
            answer(page);
        });
        m_table->setPagedModel(m_model);
        m_state = new StateView(m_table, this);
        m_state->follow(m_model, [this](StateView &state) {
            state.showEmpty(u"No accounts match %1."_s.arg(m_filter->inWords()), u"building-2"_s)
                ->setCommand(u"Clear filters"_s, [this] { m_filter->clear(); });
        });
        connect(m_filter, &FilterBar::changed, m_model, [this] { m_model->reload(); });
        connect(m_model, &PagedTableModelBase::loaded, this, [this] {
            Q_EMIT statusChanged(u"%1 accounts, sum of ARR USD 14,820,400.00"_s.arg(m_model->total().value_or(0)));
        });
        connect(m_table, &TableView::opened, this,
                [this](const QString &id) { Q_EMIT openRequested(u"gallery/"_s + id, false); });
        m_tree = new DerivationTree;
        m_tree->showDerivation(
            {u"Storage overage"_s,
             u"250 GB × 3.00"_s,
             {},
             u"750.00"_s,
             {},
             {{u"Quantity above the included"_s,
               u"1,250 used − 1,000 included"_s,
               {},
               u"250"_s,
               {},
               {{u"Used in January"_s, u"sum of 31 daily records"_s, {}, u"1,250"_s, u"import of 1 Feb 07:10"_s, {}},
                {u"Included"_s, {}, {}, u"1,000"_s, u"contract NW-3 §2"_s, {}}}},
              {u"Price per GB"_s, {}, {}, u"3.00"_s, u"contract NW-3 §2"_s, {}}}});
        auto *cards = new QHBoxLayout;
        const QString captions[]{u"ARR in book"_s, u"NRR 12 months"_s, u"At risk"_s, u"Renewing in 90 days"_s};
        const QString figures[]{u"14,820,400.00"_s, u"104.2 %"_s, QString(), u"1,204,310.22"_s};
        for (int i = 0; i < 4; ++i) {
            auto *card = new Card({}, this);
            auto *figure = new FigureLabel(captions[i], TextRole::Figure, card);
            figure->setFigure(figures[i], i == 2 ? u"no health model yet"_s : u"as of 30 Jun 2026"_s);
            figure->setExplainable(i != 2);
            card->body()->setContentsMargins(12, 4, 12, 10);
            card->body()->addWidget(figure);
            cards->addWidget(card);
            m_figures << figure;
        }
        m_chart = new Chart(ChartKind::StackedBars, this);
        m_chart->setData({u"Usage by month"_s,
                          u"GB"_s,
                          u"Month"_s,
                          {u"Jan"_s, u"Feb"_s, u"Mar"_s, u"Apr"_s, u"May"_s, u"Jun"_s},
                          {{u"Clinics North"_s, {420, 510, 480, 610, 700, 760}},
                           {u"Clinics South"_s, {300, 280, 350, 330, 390, 420}}},
                          1000.0,
                          u"Included"_s,
                          u"Usage rose from 720 to 1,180 GB and is above the included 1,000 GB since May."_s});
        auto *chartCard = new Card(u"Usage by month"_s, this);
        chartCard->body()->addWidget(m_chart);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(16, 12, 16, 0);
        layout->setSpacing(12);
        layout->addLayout(cards);
        layout->addWidget(m_filter);
        layout->addWidget(m_state, 3);
        layout->addWidget(chartCard, 2);
        m_model->reload();
    }
    ~GalleryPage() override { delete m_tree; }

    QString title() const override { return m_argument.isEmpty() ? u"Gallery"_s : u"Account %1"_s.arg(m_argument); }
    QWidget *inspector() override { return m_tree; }
    QWidget *firstFocus() override { return m_table; }
    QList<QWidget *> lists() const override { return {m_table}; }
    QVariantMap state() const override
    {
        return {{u"current"_s, m_table->currentId()}, {u"filter"_s, m_filter->text()}};
    }
    void restore(const QVariantMap &state) override
    {
        m_filter->setText(state.value(u"filter"_s).toString());
        m_table->selectId(state.value(u"current"_s).toString());
    }
    std::vector<Command> commands() override
    {
        return {{u"gallery.approve"_s,
                 u"Approve"_s,
                 u"circle-check-big"_s,
                 {QKeySequence(Qt::Key_A)},
                 CommandScope::List,
                 {},
                 [this] { ++approved; }},
                {u"gallery.forbidden"_s,
                 u"Reject"_s,
                 u"circle-x"_s,
                 {QKeySequence(Qt::Key_R)},
                 CommandScope::List,
                 {},
                 [this] { ++approved; },
                 [] { return u"Needs the role approver."_s; }},
                {u"gallery.filter"_s,
                 u"Filter the list"_s,
                 u"funnel"_s,
                 {QKeySequence(Qt::Key_Slash)},
                 CommandScope::Page,
                 {},
                 [this] { m_filter->field()->setFocus(); }}};
    }

    int approved = 0;
    PagedTableModel<GalleryRow> *m_model;
    FilterBar *m_filter;
    TableView *m_table;
    StateView *m_state;
    DerivationTree *m_tree;
    Chart *m_chart;
    QList<FigureLabel *> m_figures;

private:
    QString m_argument;
};

inline PageFactory galleryPages()
{
    PageFactory pages;
    pages.add({u"home"_s, u"Home"_s, u"house"_s, {}, u"H"_s, true, [](const QString &argument) {
                   return new GalleryPage(argument);
               }});
    pages.add({u"gallery"_s, u"Accounts"_s, u"building-2"_s, u"Customers"_s, u"A"_s, true,
               [](const QString &argument) { return new GalleryPage(argument); }});
    pages.add({u"invoices"_s, u"Invoices"_s, u"file-text"_s, u"Billing"_s, u"V"_s, true,
               [](const QString &argument) { return new GalleryPage(argument); }});
    return pages;
}

} // namespace accord::ui::gallery
