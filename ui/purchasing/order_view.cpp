// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/purchasing/order_view.h"

#include "ui/charts/chart.h"
#include "ui/purchasing/order_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/labels.h"

#include <limits>

namespace accord::ui {

using purchasing::BurnPoint;
using storage::OrderDocument;

namespace {

constexpr int chartHeight = 190;
constexpr size_t mostDocuments = 12;
const QString shortDay = u"d MMM yy"_s;

/// For drawing only.
double drawn(const std::optional<Money> &amount)
{
    return amount ? amount->toString().toDouble() : std::numeric_limits<double>::quiet_NaN();
}

ChartSeries seriesOf(const QString &name, const std::vector<BurnPoint> &points, std::optional<Money> BurnPoint::*amount,
                     bool isExpected)
{
    ChartSeries series{name, {}, {}, isExpected};
    for (const BurnPoint &point : points) {
        series.values.push_back(drawn(point.*amount));
        series.texts.push_back(point.*amount ? amountText(*(point.*amount)) : noValue());
    }
    return series;
}

QString documentText(const OrderDocument &document)
{
    if (!document.number.isEmpty())
        return document.number;
    return document.isCreditNote ? OrderView::tr("Draft credit note") : OrderView::tr("Draft invoice");
}

} // namespace

OrderView::OrderView(QWidget *parent)
    : QScrollArea(parent)
    , m_inside(new QWidget(this))
    , m_title(new Label({}, TextRole::Title, Token::Text, m_inside))
    , m_account(new Label({}, TextRole::Body, Token::Text2, m_inside))
    , m_left(new FigureLabel(tr("Remaining"), TextRole::Figure, m_inside))
    , m_warnings(new QVBoxLayout)
    , m_chart(new Chart(ChartKind::Lines, m_inside))
    , m_facts(new FactGrid(m_inside))
    , m_documents(new QVBoxLayout)
{
    setAccessibleName(tr("The purchase order"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    m_title->setWordWrap(true);
    m_account->setWordWrap(true);
    m_left->setExplainable(true);
    m_chart->setFixedHeight(chartHeight);
    m_warnings->setSpacing(metrics::grid);
    m_documents->setSpacing(metrics::grid);
    auto *column = new QVBoxLayout(m_inside);
    column->setContentsMargins(0, 0, metrics::insetSmall, metrics::inset);
    column->setSpacing(metrics::insetSmall);
    column->addWidget(m_title);
    column->addWidget(m_account);
    column->addWidget(m_left);
    column->addLayout(m_warnings);
    column->addWidget(m_chart);
    column->addWidget(m_facts);
    column->addLayout(m_documents);
    column->addStretch();
    setWidget(m_inside);
    m_inside->setAutoFillBackground(false);
    connect(m_left, &FigureLabel::explainRequested, this, &OrderView::explainRequested);
}

void OrderView::showNothing(const QString &sentence)
{
    m_title->setText({});
    m_account->setText(sentence);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_left), static_cast<QWidget *>(m_chart), static_cast<QWidget *>(m_facts)})
        widget->hide();
    emptyLayout(m_warnings);
    emptyLayout(m_documents);
}

void OrderView::showOrder(const workspace::OrderSheet &sheet)
{
    m_title->setText(sheet.row.order.number);
    m_account->setText(sheet.row.accountName);
    m_left->setFigure(moneyText(sheet.balance.remaining),
                      tr("of %1, %2 used").arg(moneyText(sheet.balance.amount), consumedBar(sheet.balance).text));
    m_left->show();
    showWarnings(sheet);
    showBurnDown(sheet);
    showFacts(sheet);
    showDocuments(sheet);
}

void OrderView::showWarnings(const workspace::OrderSheet &sheet)
{
    emptyLayout(m_warnings);
    for (const QString &sentence : warningsOfOrder(sheet)) {
        const bool isBad = stateOfOrder(sheet.balance).tone == Tone::Bad;
        auto *label = new Label(sentence, TextRole::Body, isBad ? Token::Bad : Token::Warning, m_inside);
        label->setWordWrap(true);
        m_warnings->addWidget(label);
    }
}

void OrderView::showBurnDown(const workspace::OrderSheet &sheet)
{
    ChartData data;
    data.title = tr("Burn-down");
    data.unit = sheet.balance.amount.currency().code();
    data.categoryTitle = tr("Day");
    for (const BurnPoint &point : sheet.burnDown)
        data.categories.push_back(locale().toString(point.day, shortDay));
    data.series = {seriesOf(tr("Remaining"), sheet.burnDown, &BurnPoint::remaining, false),
                   seriesOf(tr("At the present rate"), sheet.burnDown, &BurnPoint::projected, true)};
    data.summary = sheet.balance.exhaustsOn.isValid()
                       ? tr("%1 remain; at the present rate none on %2.")
                             .arg(moneyText(sheet.balance.remaining), dateText(sheet.balance.exhaustsOn))
                       : tr("%1 remain.").arg(moneyText(sheet.balance.remaining));
    m_chart->setData(data);
    m_chart->show();
}

void OrderView::showFacts(const workspace::OrderSheet &sheet)
{
    const auto &order = sheet.row.order;
    const auto &balance = sheet.balance;
    m_facts->clear();
    m_facts->add(tr("Consumed"), moneyText(balance.consumed));
    m_facts->add(tr("Drafted"), moneyText(balance.committed));
    m_facts->add(tr("Available"), moneyText(balance.available));
    m_facts->add(tr("Used a day"), burnText(balance));
    m_facts->add(tr("Used up on"), dateText(balance.exhaustsOn));
    m_facts->add(tr("Valid from"), dateText(order.validFrom));
    m_facts->add(tr("Valid until"), dateText(order.expiresOn));
    m_facts->add(tr("Valid for"), scopeText(order));
    m_facts->show();
}

void OrderView::showDocuments(const workspace::OrderSheet &sheet)
{
    emptyLayout(m_documents);
    m_documents->addWidget(new Label(sheet.documents.empty()
                                         ? tr("No invoice names it yet")
                                         : tr("Invoices on it (%1)").arg(sheet.balance.amount.currency().code()),
                                     TextRole::Caption, Token::Text3, m_inside));
    const size_t shown = std::min(mostDocuments, sheet.documents.size());
    for (auto document = sheet.documents.rbegin(); document != sheet.documents.rbegin() + qsizetype(shown);
         ++document) {
        auto *row = new QHBoxLayout;
        auto *open = new QPushButton(documentText(*document), m_inside);
        open->setFlat(true);
        open->setEnabled(!document->isCreditNote);
        connect(open, &QPushButton::clicked, this, [this, id = document->id] {
            Q_EMIT openRequested(u"invoices/"_s + id.toString(QUuid::WithoutBraces));
        });
        row->addWidget(open);
        row->addWidget(
            new Label(locale().toString(document->day, shortDay), TextRole::Secondary, Token::Text3, m_inside));
        row->addStretch();
        row->addWidget(new Label(amountText(document->amount), TextRole::Body,
                                 document->isIssued ? Token::Text : Token::Text2, m_inside));
        m_documents->addLayout(row);
    }
    if (shown < sheet.documents.size())
        m_documents->addWidget(new Label(tr("and %n earlier", nullptr, int(sheet.documents.size() - shown)),
                                         TextRole::Secondary, Token::Text3, m_inside));
}

QString OrderView::asText() const
{
    QStringList texts;
    for (const Label *label : m_inside->findChildren<Label *>())
        texts << label->text();
    texts << m_left->figure();
    return texts.join(u'\n');
}

} // namespace accord::ui
