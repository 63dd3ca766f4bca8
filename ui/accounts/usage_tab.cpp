// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/usage_tab.h"

#include "ui/charts/chart.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/words/status_words.h"

#include <QtWidgets/QComboBox>

#include <cmath>

namespace accord::ui {

using workspace::AccountUsage;
using workspace::MeterUsage;

namespace {

constexpr int monthsShown = 12;
constexpr int manyLocations = 12;

/// For drawing only.
double drawnHeight(const std::optional<Decimal> &quantity)
{
    return quantity ? quantity->toString().toDouble() : std::nan("");
}

QString cell(const std::optional<Decimal> &quantity)
{
    return quantity ? decimalText(*quantity) : noValue();
}

ChartSeries seriesOf(const QString &name, const std::vector<std::optional<Decimal>> &used)
{
    ChartSeries series{name, {}, {}};
    for (const auto &quantity : used) {
        series.values.push_back(quantity ? drawnHeight(quantity) : 0);
        series.texts.push_back(cell(quantity));
    }
    return series;
}

std::vector<QString> monthNames(const std::vector<Period> &months)
{
    std::vector<QString> names;
    for (const Period &month : months)
        names.push_back(QLocale().toString(month.start, u"MMM yy"_s));
    return names;
}

QString sentenceOf(const MeterUsage &meter, const AccountUsage &usage)
{
    const auto last = std::find_if(meter.used.rbegin(), meter.used.rend(), [](const auto &u) { return u.has_value(); });
    if (last == meter.used.rend())
        return UsageTab::tr("Nothing was reported for this meter.");
    const Period &month = usage.months[size_t(meter.used.rend() - last) - 1];
    const QString quantity = UsageTab::tr("%1 %2").arg(decimalText(**last), meter.unit);
    if (meter.isUnlimited)
        return UsageTab::tr("%1 in %2; the contract includes any quantity.").arg(quantity, periodText(month));
    if (!meter.included)
        return UsageTab::tr("%1 in %2; the contract includes none.").arg(quantity, periodText(month));
    const QString included = UsageTab::tr("%1 %2").arg(decimalText(*meter.included), meter.unit);
    return **last > *meter.included
               ? UsageTab::tr("%1 in %2, above the %3 that are included.").arg(quantity, periodText(month), included)
               : UsageTab::tr("%1 in %2, within the %3 that are included.").arg(quantity, periodText(month), included);
}

} // namespace

UsageTab::UsageTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent)
    : AccountTab(parent)
    , m_workspace(workspace)
    , m_account(account)
    , m_load(workspace.runner())
    , m_meter(new QComboBox(this))
    , m_sentence(new Label({}, TextRole::Body, Token::Text2, this))
    , m_tables(new QPushButton(tr("Show as table"), this))
    , m_months(new Chart(ChartKind::Bars, this))
    , m_byLocation(new Chart(ChartKind::StackedBars, this))
    , m_locationCard(new Card(tr("By location"), this))
{
    m_meter->setAccessibleName(tr("Meter"));
    m_meter->setMinimumWidth(200);
    m_sentence->setWordWrap(true);
    setButtonKind(m_tables, ButtonKind::Quiet);
    m_tables->setCheckable(true);
    auto *months = new Card(tr("By month"), this);
    months->body()->addWidget(m_months);
    m_locationCard->body()->addWidget(m_byLocation);
    auto *content = new QWidget(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::inset);
    head->addWidget(m_meter);
    head->addWidget(m_sentence, 1);
    head->addWidget(m_tables);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::inset);
    column->addLayout(head);
    column->addWidget(months, 1);
    column->addWidget(m_locationCard, 1);
    m_state = new StateView(content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::inset);
    layout->addWidget(m_state);
    connect(m_meter, &QComboBox::currentIndexChanged, this, &UsageTab::showMeter);
    connect(m_tables, &QPushButton::toggled, this, [this](bool shown) {
        m_months->setTableShown(shown);
        m_byLocation->setTableShown(shown);
    });
}

void UsageTab::toggleTables()
{
    m_tables->toggle();
}

void UsageTab::showSheet(const workspace::AccountSheet &)
{
    if (m_asked)
        load();
}

void UsageTab::activate()
{
    if (!m_asked)
        load();
}

void UsageTab::load()
{
    m_asked = true;
    m_state->showLoading();
    m_load.start(this, m_workspace.onServices([account = m_account](workspace::Services &services, jobs::Progress &) {
        return workspace::AccountDesk(services).usage(account, monthsShown);
    }),
                 [this](const Result<AccountUsage> &usage) {
                     usage ? showUsage(*usage) : m_state->showError(usage.error(), [this] { load(); });
                 });
}

void UsageTab::showUsage(const AccountUsage &usage)
{
    const QString current = m_meter->currentData().toString();
    m_usage = usage;
    if (!usage.hasUsage()) {
        EmptyState *empty = m_state->showEmpty(tr("No usage was reported for this account yet."), u"chart-column"_s);
        empty->setSentence(tr("No usage was reported for this account yet."),
                           tr("It appears here by meter, location and month once a usage file is imported."));
        return;
    }
    {
        const QSignalBlocker quiet(m_meter);
        m_meter->clear();
        for (const MeterUsage &meter : usage.meters)
            m_meter->addItem(meter.name, meter.meter);
        m_meter->setCurrentIndex(std::max(0, m_meter->findData(current)));
    }
    m_state->showContent();
    showMeter(m_meter->currentIndex());
}

void UsageTab::showMeter(int index)
{
    if (index < 0 || index >= int(m_usage.meters.size()))
        return;
    const MeterUsage &meter = m_usage.meters[size_t(index)];
    m_sentence->setText(sentenceOf(meter, m_usage));
    ChartData data;
    data.title = tr("%1 by month").arg(meter.name);
    data.unit = meter.unit;
    data.categoryTitle = tr("Month");
    data.categories = monthNames(m_usage.months);
    data.series = {seriesOf(tr("Used"), meter.used)};
    if (meter.included && !meter.isUnlimited) {
        data.quota = drawnHeight(meter.included);
        data.quotaTitle = tr("Included: %1").arg(decimalText(*meter.included));
    }
    data.summary = sentenceOf(meter, m_usage);
    m_months->setData(data);
    showLocations(meter);
}

void UsageTab::showLocations(const MeterUsage &meter)
{
    m_locationCard->setVisible(!meter.locations.empty());
    if (meter.locations.empty())
        return;
    ChartData data;
    data.title = tr("%1 by location").arg(meter.name);
    data.unit = meter.unit;
    data.categoryTitle = tr("Month");
    data.categories = monthNames(m_usage.months);
    // Beside hundreds of others nothing would be seen of the largest.
    const bool onlyLargest = meter.locationCount > manyLocations;
    m_locationCard->setTitle(onlyLargest ? tr("The largest of %n location(s)", nullptr, meter.locationCount)
                                         : tr("By location"));
    for (const auto &share : meter.locations) {
        if (onlyLargest && share.location.isEmpty())
            continue;
        data.series.push_back(seriesOf(share.location.isEmpty() ? tr("All others") : share.location, share.used));
    }
    data.summary = tr("The largest location of the last month is %1.").arg(meter.locations.front().location);
    m_byLocation->setData(data);
}

QWidget *UsageTab::firstFocus()
{
    return m_state->isShowingContent() ? static_cast<QWidget *>(m_months) : m_state;
}

QList<QWidget *> UsageTab::lists() const
{
    return {};
}

} // namespace accord::ui
