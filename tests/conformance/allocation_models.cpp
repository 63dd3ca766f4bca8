// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/cost_split.h"
#include "core/purchasing/budget.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

namespace {

/// A line or weight: [name, percentage or weight], in words or as a whole number.
struct Share
{
    QString name;
    Decimal number;
};

std::vector<Share> sharesOf(Fields &input, const QString &list)
{
    std::vector<Share> shares;
    for (const auto &entry : input.raw(list).toArray()) {
        const QJsonValue number = entry.toArray().at(1);
        shares.push_back({entry.toArray().at(0).toString(), input.take(Decimal::parse(Fields::textOf(number)))});
    }
    return shares;
}

std::vector<std::optional<Money>> capsOf(Fields &input, size_t lines, const Currency &currency)
{
    std::vector<std::optional<Money>> caps(lines);
    const QJsonArray given = input.raw(u"caps"_s).toArray();
    for (size_t i = 0; i < lines && qsizetype(i) < given.size(); ++i) {
        if (!given.at(qsizetype(i)).isNull())
            caps[i] = Money(given.at(qsizetype(i)).toInteger(), currency);
    }
    return caps;
}

Result<std::vector<billing::CostAllocation>> split(Fields &input, const Currency &currency)
{
    const Money total = input.minor(u"total"_s, currency);
    const accounts::AccountId payer;
    if (input.has(u"weights"_s)) {
        const auto weights = sharesOf(input, u"weights"_s);
        const auto caps = capsOf(input, weights.size(), currency);
        std::vector<billing::WeightedShare> shares;
        for (size_t i = 0; i < weights.size(); ++i)
            shares.push_back({{}, weights[i].name, {}, weights[i].number, caps[i]});
        return billing::splitByWeights(total, shares, payer, u"payer"_s, u"weights"_s);
    }
    const auto lines = sharesOf(input, u"lines"_s);
    const auto caps = capsOf(input, lines.size(), currency);
    std::vector<accounts::CostShare> shares;
    for (size_t i = 0; i < lines.size(); ++i)
        shares.push_back({{}, lines[i].name, {}, lines[i].number, caps[i]});
    return billing::splitByShares(total, shares, payer, u"payer"_s);
}

Outcome splitOf(Fields &input, const Currency &currency)
{
    const auto rows = split(input, currency);
    if (!rows)
        return Outcome::failed(rows.error());
    QJsonArray shares;
    qint64 overCap = 0;
    for (const billing::CostAllocation &row : *rows) {
        if (row.isOverCapRow)
            overCap = row.amount.minor();
        else
            shares.append(qint64(row.amount.minor()));
    }
    return Outcome::ok({{u"shares"_s, shares}, {u"over_cap"_s, overCap}});
}

QString nameOf(const Money &variance)
{
    if (variance.isZero())
        return u"on_budget"_s;
    return variance.minor() > 0 ? u"over"_s : u"under"_s;
}

Outcome varianceOf(Fields &input, const Currency &currency)
{
    const Period day{QDate(2026, 1, 1), QDate(2026, 1, 2)};
    QJsonArray answers;
    for (Fields &one : input.objects(u"variance"_s)) {
        const purchasing::Budget budget{{}, day, one.minor(u"budget"_s, currency)};
        const auto status
            = purchasing::statusOf(budget, {{{}, day.start, one.minor(u"actual"_s, currency)}}, day.start);
        if (!status)
            return Outcome::failed(status.error());
        QJsonObject answer{{u"amount"_s, qint64(status->variance.minor())}, {u"status"_s, nameOf(status->variance)}};
        const auto percent
            = status->variancePercent.value()
                  ? status->variancePercent.percent(1).map([](const auto &p) { return QJsonValue(p.toString()); })
                  : Result<QJsonValue>(QJsonValue());
        if (!percent)
            return Outcome::failed(percent.error());
        answer[u"pct"_s] = *percent;
        answers.append(answer);
    }
    return Outcome::ok({{u"variance"_s, answers}});
}

Outcome allocationOf(Fields &input, const Currency &currency)
{
    return input.has(u"variance"_s) ? varianceOf(input, currency) : splitOf(input, currency);
}

} // namespace

void addAllocationAreas(Areas &areas)
{
    areas.insert(u"allocation"_s, allocationOf);
}

} // namespace accord::conformance
