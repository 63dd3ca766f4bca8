// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/account_desk.h"
#include "core/workspace/stored_usage.h"

#include <QtCore/QMap>

namespace accord::workspace {

namespace {

constexpr size_t largestShown = 5;

/// What the contracts of an account say about one meter.
struct MeterTerms
{
    std::optional<Exact> included;
    bool isUnlimited = false;
};

/// The locations of a payer with their figures of a meter.
struct LocationFigures
{
    QString name;
    std::vector<std::optional<Decimal>> used;
};

std::optional<Decimal> added(const std::optional<Decimal> &sum, const std::optional<Decimal> &more)
{
    if (!sum || !more)
        return sum ? sum : more;
    const auto total = (Exact(*sum) + Exact(*more)).rounded(std::max(sum->scale(), more->scale()));
    return total ? std::optional(*total) : std::nullopt;
}

Result<std::vector<std::optional<Decimal>>> monthly(const StoredUsage &usage, const QString &meter,
                                                    const std::optional<accounts::LocationId> &location,
                                                    const std::vector<Period> &months)
{
    std::vector<std::optional<Decimal>> used;
    for (const Period &month : months) {
        const auto figure = usage.quantity(meter, location, month);
        if (!figure)
            return passOn(figure);
        used.push_back(figure->hasUsage ? std::optional(figure->quantity) : std::nullopt);
    }
    return used;
}

std::vector<MeterUsage::Share> largestFirst(std::vector<LocationFigures> figures)
{
    std::erase_if(figures, [](const LocationFigures &f) {
        return std::none_of(f.used.begin(), f.used.end(), [](const auto &u) { return u.has_value(); });
    });
    std::stable_sort(figures.begin(), figures.end(), [](const LocationFigures &a, const LocationFigures &b) {
        return a.used.back().value_or(Decimal(-1)) > b.used.back().value_or(Decimal(-1));
    });
    std::vector<MeterUsage::Share> shares;
    for (size_t i = 0; i < figures.size(); ++i) {
        if (i < largestShown || figures.size() == largestShown + 1) {
            shares.push_back({figures[i].name, figures[i].used});
            continue;
        }
        if (i == largestShown)
            shares.push_back({QString(), std::vector<std::optional<Decimal>>(figures[i].used.size())});
        for (size_t month = 0; month < figures[i].used.size(); ++month)
            shares.back().used[month] = added(shares.back().used[month], figures[i].used[month]);
    }
    return shares;
}

QMap<QString, MeterTerms> termsOf(const std::vector<contracts::Contract> &contracts, const QDate &day, int locations)
{
    QMap<QString, MeterTerms> terms;
    for (const auto &contract : contracts) {
        for (const auto &item : contract.items) {
            if (item.kind != contracts::ItemKind::Usage || item.meter.isEmpty()
                || !contract.serviceOf(item).contains(day))
                continue;
            MeterTerms &own = terms[item.meter];
            own.isUnlimited = own.isUnlimited || !item.included;
            if (item.included)
                own.included
                    = own.included.value_or(Exact(0)) + Exact(*item.included) * Exact(item.perLocation ? locations : 1);
        }
    }
    return terms;
}

} // namespace

bool AccountUsage::hasUsage() const
{
    return std::any_of(meters.begin(), meters.end(), [](const MeterUsage &m) {
        return std::any_of(m.used.begin(), m.used.end(), [](const auto &u) { return u.has_value(); });
    });
}

Result<AccountUsage> AccountDesk::usage(const accounts::AccountId &id, int months)
{
    const auto account = m_services.accounts().find(id);
    const auto locations = m_services.accounts().locationsPaidBy(id);
    const auto contracts = m_services.contracts().ofAccount(id);
    const auto meters = m_services.seller().meters();
    if (!account)
        return passOn(account);
    if (!locations)
        return passOn(locations);
    if (!contracts)
        return passOn(contracts);
    if (!meters)
        return passOn(meters);
    const auto stored = StoredUsage::ofPayer(m_services.session(), account->id);
    if (!stored)
        return passOn(stored);
    const QDate today = m_services.clock().today();
    AccountUsage usage;
    const Period present = Period::monthOf(today);
    for (int back = months; back >= 0; --back)
        usage.months.push_back(Period::monthOf(present.start.addMonths(-back)));
    if (const auto covered = (*stored)->cover({usage.months.front().start, present.end}); !covered)
        return passOn(covered);
    const auto active = std::count_if(locations->begin(), locations->end(),
                                      [&](const auto &l) { return l.location.isActiveOn(today); });
    const auto terms = termsOf(*contracts, today, int(active));
    for (const catalog::Meter &meter : *meters) {
        auto used = monthly(**stored, meter.code, std::nullopt, usage.months);
        if (!used)
            return passOn(used);
        const bool any = std::any_of(used->begin(), used->end(), [](const auto &u) { return u.has_value(); });
        if (!any && !terms.contains(meter.code))
            continue;
        MeterUsage one{meter.code, meter.name, meter.unit, std::move(*used), {}, false, 0, {}};
        if (const auto own = terms.constFind(meter.code); own != terms.cend()) {
            one.isUnlimited = own->isUnlimited;
            if (own->included && !own->isUnlimited) {
                constexpr int places = 6; // a share of a quota is not agreed finer
                if (const auto rounded = own->included->rounded(places))
                    one.included = Decimal::parse(rounded->toShortString()).value_or(*rounded);
            }
        }
        std::vector<LocationFigures> figures;
        for (const auto &location : *locations) {
            auto own = any ? monthly(**stored, meter.code, location.location.id, usage.months)
                           : Result<std::vector<std::optional<Decimal>>>();
            if (!own)
                return passOn(own);
            if (any)
                figures.push_back({location.location.name, std::move(*own)});
        }
        one.locationCount = int(std::count_if(figures.begin(), figures.end(), [](const LocationFigures &f) {
            return std::any_of(f.used.begin(), f.used.end(), [](const auto &u) { return u.has_value(); });
        }));
        if (figures.size() > 1)
            one.locations = largestFirst(std::move(figures));
        usage.meters.push_back(std::move(one));
    }
    return usage;
}

} // namespace accord::workspace
