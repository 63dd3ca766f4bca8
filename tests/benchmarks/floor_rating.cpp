// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/floor_rating.h"

#include <QtCore/QHash>

namespace accord::bench {

namespace {

__extension__ using Wide128 = __int128;

qint64 halfUp(Wide128 value, Wide128 divisor)
{
    return qint64((2 * value + divisor) / (2 * divisor));
}

int overlap(const Site &site, const Fee &fee)
{
    const QDate from = std::max({site.from, fee.from, periodStart});
    QDate to = periodLast;
    for (const QDate &end : {site.to, fee.to}) {
        if (end.isValid())
            to = std::min(to, end);
    }
    return std::max(0, int(from.daysTo(to)) + 1);
}

constexpr int days = 31;

} // namespace

FloorRating::FloorRating(const BillingData &data)
    : m_data(data)
    , m_used(data.contracts.size())
    , m_tiers(data.contracts.size())
{
    QHash<QByteArray, int> meters;
    for (size_t c = 0; c < data.contracts.size(); ++c) {
        for (const auto &[meter, tiers] : data.contracts[c].tiers) {
            const int n = meters.contains(meter) ? meters[meter] : *meters.insert(meter, int(meters.size()));
            m_tiers[c].resize(std::max(m_tiers[c].size(), size_t(n) + 1));
            m_tiers[c][size_t(n)] = tiers;
        }
    }
    for (const Site &site : data.sites) {
        const Contract &contract = data.contracts[size_t(site.contract)];
        Place place;
        for (size_t f = 0; f < contract.fees.size(); ++f)
            place.days[f] = overlap(site, contract.fees[f]);
        place.active = site.from <= periodLast && (site.to.isNull() || site.to >= periodStart);
        place.ppm = contract.exempt ? 0 : data.taxCodes.at(site.taxCode).ppm;
        m_places.push_back(place);
    }
    for (const UsageRow &row : data.usage)
        m_used[size_t(data.sites[size_t(row.site)].contract)].push_back({row.site, meters.value(row.meter), row.milli});
}

void FloorRating::rate(Rules rules, const std::function<void(const FloorLine &)> &take) const
{
    for (size_t c = 0; c < m_data.contracts.size(); ++c) {
        const Contract &contract = m_data.contracts[c];
        for (const int site : contract.sites) {
            const Place &place = m_places[size_t(site)];
            for (size_t f = 0; place.active && f < contract.fees.size(); ++f) {
                if (place.days[f] == 0)
                    continue;
                const Wide128 due = Wide128(contract.fees[f].minor) * place.days[f];
                FloorLine line{int(c), site, 0, int(f), 1000, halfUp(due, days), 0, 0, 0};
                line.discount = rules == Rules::OfAccord
                                    ? halfUp(due * contract.discountBasisPoints, Wide128(days) * 10'000)
                                    : halfUp(Wide128(line.gross) * contract.discountBasisPoints, 10'000);
                line.net = rules == Rules::OfAccord ? halfUp(due - Wide128(line.discount) * days, days)
                                                    : line.gross - line.discount;
                line.discount = line.gross - line.net;
                line.tax = halfUp(Wide128(line.net) * place.ppm, 1'000'000);
                take(line);
            }
        }
        qint64 divisor = 1'000'000'000; // thousandths of a unit × millionths of the currency
        for (int digit = 0; digit < contract.digits; ++digit)
            divisor /= 10;
        for (const Used &used : m_used[c]) {
            Wide128 micro = 0;
            for (const Tier &tier : m_tiers[c][size_t(used.meter)]) {
                if (used.milli > tier.fromMilli)
                    micro += Wide128(std::min(used.milli, tier.toMilli.value_or(used.milli)) - tier.fromMilli)
                             * tier.microPrice;
            }
            FloorLine line{int(c), used.site, 1, used.meter, used.milli, halfUp(micro, divisor), 0, 0, 0};
            line.net = line.gross;
            line.tax = halfUp(Wide128(line.net) * m_places[size_t(used.site)].ppm, 1'000'000);
            take(line);
        }
        const qint64 ppm = contract.exempt ? 0 : m_data.taxCodes.at(contract.taxCode).ppm;
        take({int(c), -1, 2, 0, 1000, contract.platform, 0, contract.platform,
              halfUp(Wide128(contract.platform) * ppm, 1'000'000)});
    }
}

std::map<QByteArray, FloorTotals> FloorRating::totals(Rules rules) const
{
    std::map<QByteArray, FloorTotals> totals;
    std::map<std::pair<int, QByteArray>, qint64> groups; // net by invoice and tax code
    rate(rules, [&](const FloorLine &line) {
        const Contract &contract = m_data.contracts[size_t(line.contract)];
        FloorTotals &total = totals[contract.currency];
        total.net += line.net;
        if (rules == Rules::OfTheBenchmark)
            total.tax += line.tax;
        else if (!contract.exempt)
            groups[{line.contract, line.site < 0 ? contract.taxCode : m_data.sites[size_t(line.site)].taxCode}]
                += line.net;
    });
    for (const auto &[group, net] : groups)
        totals[m_data.contracts[size_t(group.first)].currency].tax
            += halfUp(Wide128(net) * m_data.taxCodes.at(group.second).ppm, 1'000'000);
    return totals;
}

} // namespace accord::bench
