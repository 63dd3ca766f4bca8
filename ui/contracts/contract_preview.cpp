// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contract_preview.h"

#include "ui/charts/chart.h"
#include "ui/contracts/contract_fields.h"
#include "ui/errors/finding_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/labels.h"
#include "ui/words/status_words.h"

#include <QtGui/QStandardItemModel>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollArea>

namespace accord::ui {

using workspace::ItemPreview;

namespace {

constexpr int mostPriceRows = 6;
constexpr int itemsWidth = 124;

/// The one price of \a terms, or what kind of price it is.
QString priceText(const pricing::RampTerms &terms)
{
    const auto unit = pricing::unitPriceOf(terms.model);
    return unit ? decimalText(*unit) : modelTitle(pricing::nameOf(terms.model));
}

/// The place of the interval that holds on \a day; past the last one where none does.
size_t intervalOn(const ItemPreview &item, const QDate &day)
{
    const auto found = std::find_if(item.prices.begin(), item.prices.end(),
                                    [&](const auto &interval) { return interval.period.contains(day); });
    return size_t(found - item.prices.begin());
}

} // namespace

ContractPreview::ContractPreview(QWidget *parent)
    : QWidget(parent)
    , m_total(new FigureLabel(tr("Total of the term, without usage"), TextRole::Figure, this))
    , m_facts(new FactGrid(this))
    , m_stale(new Label({}, TextRole::Secondary, Token::Text3, this))
    , m_items(new QComboBox(this))
    , m_chart(new Chart(ChartKind::Steps, this))
    , m_table(new QTableView(this))
    , m_cells(new QStandardItemModel(this))
{
    m_stale->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(buildFigures());
    layout->addWidget(buildPrices());
    auto *findings = new Card(tr("Findings"), this);
    m_findings = findings->body();
    layout->addWidget(findings);
    layout->addStretch(1);
    m_total->setFigure(noValue());
}

QWidget *ContractPreview::buildFigures()
{
    auto *card = new Card(tr("What it comes to"), this);
    card->body()->addWidget(m_total);
    card->body()->addWidget(m_facts);
    card->body()->addWidget(m_stale);
    m_stale->hide();
    return card;
}

QWidget *ContractPreview::buildPrices()
{
    auto *card = new Card(tr("Price by period"), this);
    m_items->setAccessibleName(tr("Item whose price is shown"));
    m_items->setFixedWidth(itemsWidth);
    m_items->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    card->addToTitle(m_items);
    connect(m_items, &QComboBox::activated, this, [this] {
        m_wanted = m_items->currentData().toString();
        showPrices();
    });
    m_table->setAccessibleName(tr("Price by period"));
    m_table->setModel(m_cells);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(metrics::rowCompact);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->setDefaultSectionSize(metrics::rowCompact);
    m_table->horizontalHeader()->setFocusPolicy(Qt::NoFocus);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_chart->setFixedHeight(190);
    card->body()->addWidget(m_chart);
    card->body()->addWidget(m_table);
    m_prices = card;
    return card;
}

QString ContractPreview::total() const
{
    return m_total->figure();
}

void ContractPreview::showPreview(const workspace::TermPreview &preview)
{
    m_preview = preview;
    m_stale->hide();
    const QString months = preview.isWhole
                               ? tr("the bills of %n month(s), before tax", nullptr, int(preview.months.size()))
                               : tr("the first %n month(s) only, before tax", nullptr, int(preview.months.size()));
    m_total->setFigure(moneyText(preview.total), months);
    m_facts->clear();
    m_facts->add(tr("Committed a year"), moneyText(preview.committed));
    m_facts->add(tr("Stated a year"), preview.stated ? moneyText(*preview.stated) : QString());
    if (!preview.trueUps.isZero())
        m_facts->add(tr("Up to commitments"), moneyText(preview.trueUps));
    const QSignalBlocker quiet(m_items);
    m_items->clear();
    for (const ItemPreview &item : m_preview.items)
        m_items->addItem(item.description.isEmpty() ? item.key : item.description, item.key);
    m_items->setCurrentIndex(std::max(0, m_items->findData(m_wanted)));
    showPrices();
}

void ContractPreview::showItem(const QString &key)
{
    m_wanted = key;
    m_items->setCurrentIndex(std::max(0, m_items->findData(key)));
    showPrices();
}

void ContractPreview::showStale(const QString &reason)
{
    m_stale->setText(reason);
    m_stale->show();
}

void ContractPreview::showPrices()
{
    const int at = m_items->currentIndex();
    const bool any = at >= 0 && at < int(m_preview.items.size()) && !m_preview.items[size_t(at)].prices.empty();
    m_prices->setVisible(any);
    if (!any)
        return;
    fillTable(m_preview.items[size_t(at)]);
    fillChart(m_preview.items[size_t(at)]);
}

/// How many units the price is for and what is taken off it: "×2 −10 %". Nothing where that is one and nothing.
QString ContractPreview::whatElse(const pricing::RampTerms &terms)
{
    QStringList parts;
    if (terms.quantity != Decimal(1))
        parts << tr("×%1").arg(decimalText(terms.quantity));
    if (!terms.discountPercent.isZero())
        parts << tr("−%1 %").arg(terms.discountPercent.toShortString());
    return parts.join(u' ');
}

void ContractPreview::fillTable(const ItemPreview &item)
{
    m_cells->clear();
    m_cells->setHorizontalHeaderLabels({tr("From"), tr("Price"), tr("Each period")});
    for (size_t i = 0; i < item.prices.size(); ++i) {
        const auto &[period, terms, exact] = item.prices[i];
        const QString texts[]{dateText(period.start), priceText(terms), amountText(item.perPeriod[i])};
        QList<QStandardItem *> row;
        for (const QString &text : texts) {
            row << new QStandardItem(text);
            row.last()->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        }
        const QString more = whatElse(terms);
        if (!more.isEmpty())
            row[1]->setData(more, UnderneathRole);
        m_cells->appendRow(row);
        m_table->setRowHeight(int(i), more.isEmpty() ? metrics::rowCompact : metrics::rowRelaxed);
    }
    for (int column = 0; column < m_cells->columnCount(); ++column)
        m_cells->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->resizeColumnToContents(0); // the price gets what is left
    m_table->resizeColumnToContents(2);
    int height = metrics::header + metrics::grid;
    for (int row = 0; row < std::min<int>(m_cells->rowCount(), mostPriceRows); ++row)
        height += m_table->rowHeight(row);
    m_table->setFixedHeight(height);
}

void ContractPreview::fillChart(const ItemPreview &item)
{
    ChartData data;
    data.title = tr("Price of %1 by month").arg(item.description.isEmpty() ? item.key : item.description);
    data.unit = m_preview.total.currency().code();
    data.categoryTitle = tr("Month");
    ChartSeries series{tr("Price"), {}, {}};
    for (const auto &[month, net] : m_preview.months) {
        // The day on which the month's part of the service begins decides the price that is drawn.
        const QDate day = std::max(month.start, item.prices.front().period.start);
        const size_t at = intervalOn(item, day);
        if (at >= item.prices.size() || !month.contains(day))
            continue;
        data.categories.push_back(QLocale().toString(month.start, u"MMM ’yy"_s));
        series.values.push_back(item.perPeriod[at].toString().toDouble());
        series.texts.push_back(amountText(item.perPeriod[at]));
    }
    data.summary = tr("From %1 to %2 in %n step(s).", nullptr, int(item.prices.size()))
                       .arg(moneyText(item.perPeriod.front()), moneyText(item.perPeriod.back()));
    data.series.push_back(std::move(series));
    m_chart->setData(data);
}

void ContractPreview::showFindings(const std::vector<contracts::Finding> &findings)
{
    emptyLayout(m_findings);
    for (const contracts::Finding &finding : findings) {
        auto *line = new QWidget(this);
        auto *head = new QHBoxLayout;
        auto *badge = new StatusBadge(line);
        badge->setBadge(badgeOf(finding.severity));
        auto *sentence = new Label(findingInWords(finding.id, finding.args), TextRole::Body, Token::Text, line);
        sentence->setWordWrap(true);
        auto *go = new QPushButton(tr("Go"), line);
        go->setAccessibleName(tr("Go to the field: %1").arg(sentence->text()));
        setButtonKind(go, ButtonKind::Quiet);
        connect(go, &QPushButton::clicked, this, [this, path = finding.path] { Q_EMIT fieldWanted(path); });
        head->addWidget(badge);
        head->addStretch();
        head->addWidget(go);
        auto *column = new QVBoxLayout(line);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addLayout(head);
        column->addWidget(sentence);
        m_findings->addWidget(line);
    }
    if (findings.empty())
        m_findings->addWidget(
            new Label(tr("Nothing in this contract contradicts itself."), TextRole::Body, Token::Text2, this));
}

std::unique_ptr<QScrollArea> inspectorAround(ContractPreview *preview, const QString &name)
{
    auto scroll = std::make_unique<QScrollArea>();
    scroll->setAccessibleName(name);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(preview);
    scroll->viewport()->setAutoFillBackground(false);
    preview->setAutoFillBackground(false); // setWidget made it so
    return scroll;
}

} // namespace accord::ui
