// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/billed_charges.h"

#include "core/billing/commitment_lines.h"
#include "core/billing/discount_shares.h"
#include "core/billing/due_charges.h"
#include "core/pricing/period_grid.h"
#include "core/storage/billed_charges_sql.h"
#include "core/workspace/backdated_charges.h"
#include "core/workspace/paid_charges.h"

#include <QtCore/QJsonArray>

namespace accord::workspace {

using billing::BilledCharge;
using storage::BilledChargesSql;

namespace {

/// The first import after the ones that the runs of a contract saw which brings days of a period that was run.
Result<std::vector<BilledChargesSql::ImportedDays>> lateImports(const BilledChargesSql &store,
                                                                const std::vector<storage::RunPeriod> &runs)
{
    qint64 seen = std::numeric_limits<qint64>::max();
    for (const auto &run : runs)
        seen = std::min(seen, run.watermark);
    if (runs.empty())
        return std::vector<BilledChargesSql::ImportedDays>();
    auto imports = store.importedSince(seen);
    if (!imports)
        return imports;
    std::erase_if(*imports, [&](const auto &import) {
        return std::none_of(runs.begin(), runs.end(), [&](const storage::RunPeriod &run) {
            return import.import > run.watermark && import.first < run.period.end && import.last >= run.period.start;
        });
    });
    return imports;
}

bool isBilled(const std::vector<BilledCharge> &charges, const billing::LineKey &key)
{
    return std::any_of(charges.begin(), charges.end(), [&](const BilledCharge &charge) { return charge.key == key; });
}

/// Leaves the minimum spends of the charges that are looked at again: both are adjusted together or not at all.
void keepMinimaOfCharges(std::vector<BilledCharge> &charges)
{
    const auto all = charges;
    std::erase_if(charges, [&](const BilledCharge &charge) {
        const auto isItsCharge = [&](const BilledCharge &other) {
            return other.key.kind != u"minimum"_s && other.key.item == charge.key.item
                   && other.key.dimension == charge.key.dimension && other.key.period == charge.key.period;
        };
        return charge.key.kind == u"minimum"_s && std::none_of(all.begin(), all.end(), isItsCharge);
    });
}

/// Usage of periods that were run before it arrived, and of which nothing stands on an invoice yet.
class UnbilledUsage
{
public:
    UnbilledUsage(const contracts::Contract &contract, const std::vector<billing::BilledLocation> &locations,
                  const QSet<QString> &billedKeys)
        : m_contract(contract)
        , m_locations(locations)
        , m_billedKeys(billedKeys)
    { }

    std::vector<BilledCharge> inRun(const Period &run, const std::vector<BilledChargesSql::ImportedDays> &late) const
    {
        std::vector<BilledCharge> charges;
        for (const contracts::PriceItem &item : m_contract.items) {
            if (item.kind != contracts::ItemKind::Usage)
                continue;
            for (const billing::DueCharge &due : billing::dueCharges(m_contract, item, run)) {
                const bool touched = std::any_of(late.begin(), late.end(), [&](const auto &import) {
                    return import.first < due.served.end && import.last >= due.served.start;
                });
                if (touched)
                    add(charges, item, due.served);
            }
        }
        return charges;
    }

private:
    void add(std::vector<BilledCharge> &charges, const contracts::PriceItem &item, const Period &served) const
    {
        const auto offer = [&](const QString &code, const Period &part) {
            const billing::LineKey key{m_contract.id, item.key, code, part, u"usage"_s, 0};
            if (!part.isEmpty() && !m_billedKeys.contains(key.toString()))
                charges.push_back({key, Money::zero(m_contract.currency), -1, {}, {}});
        };
        if (!item.perLocation)
            return offer({}, served);
        for (const auto &[location, entityName] : m_locations)
            for (const Period &part : m_contract.locations.servedWithin(location, served))
                offer(location.code, part);
    }

    const contracts::Contract &m_contract;
    const std::vector<billing::BilledLocation> &m_locations;
    const QSet<QString> &m_billedKeys;
};

/// Adds the later parts of what usage in \a charges is priced together with: more in one part changes what the next
/// ones come to.
Result<> addLaterParts(const BilledChargesSql &store, const contracts::Contract &contract,
                       std::vector<BilledCharge> &charges)
{
    const auto all = charges;
    for (const BilledCharge &charge : all) {
        const contracts::PriceItem *item = contract.item(charge.key.item);
        if (!item || charge.key.kind != u"usage"_s)
            continue;
        const Period rest{charge.key.period.end, billing::pricedTogether(contract, *item, charge.key.period).end};
        if (rest.isEmpty())
            continue;
        const auto later = store.overlapping(contract.id, rest, contract.currency);
        if (!later)
            return passOn(later);
        for (const BilledCharge &part : *later) {
            const bool isOfIt = part.key.item == charge.key.item && part.key.dimension == charge.key.dimension
                                && (part.key.kind == u"usage"_s || part.key.kind == u"minimum"_s);
            if (isOfIt && !isBilled(charges, part.key))
                charges.push_back(part);
        }
    }
    return {};
}

/// Adds what was billed to fill up the commitments of periods that are over and that \a charges count towards: more of
/// such a period is in that already. One for which nothing was asked is added as well: less of it may be missing now.
Result<> addFilledCommitments(const BilledChargesSql &store, const contracts::Contract &contract, const Period &period,
                              std::vector<BilledCharge> &charges)
{
    const auto all = charges;
    for (const contracts::SpendCommitment &commitment : contract.commitments) {
        for (const BilledCharge &charge : all) {
            Period full;
            const Period served = billing::commitmentPeriodAt(contract, commitment, charge.key.period.start, full);
            const bool isOver = !full.isEmpty() && full.end <= period.start;
            if (!isOver || !billing::countsTowards(contract, commitment, served, charge.key))
                continue;
            const auto billed = store.beginningIn(contract.id, served, contract.currency);
            if (!billed)
                return passOn(billed);
            for (const BilledCharge &filled : *billed)
                if (filled.key.kind == billing::commitmentKind() && filled.key.item == commitment.key
                    && !isBilled(charges, filled.key))
                    charges.push_back(filled);
        }
    }
    const auto met = billing::commitmentsMet(contract, period, charges);
    charges.insert(charges.end(), met.begin(), met.end());
    return {};
}

/// Takes from \a charges, of which nothing is billed, the first days of those that were billed before their period
/// ended.
Result<> leaveWhatWasBilledApart(const BilledChargesSql &store, const contracts::Contract &contract,
                                 std::vector<BilledCharge> &charges)
{
    for (BilledCharge &charge : charges) {
        const auto parts = store.overlapping(contract.id, charge.key.period, contract.currency);
        if (!parts)
            return passOn(parts);
        for (const BilledCharge &part : *parts)
            if (part.key.item == charge.key.item && part.key.dimension == charge.key.dimension
                && part.key.kind == charge.key.kind)
                charge.key.period.start = std::max(charge.key.period.start, part.key.period.end);
    }
    std::erase_if(charges, [](const BilledCharge &charge) { return charge.key.period.isEmpty(); });
    return {};
}

/// Whether a part of the usage of \a item was billed before its period ended, which goes on in \a period.
bool isEarlyPart(const contracts::Contract &contract, const billing::LineKey &key, const Period &period)
{
    const contracts::PriceItem *item = contract.item(key.item);
    if (!item || key.kind != u"usage"_s)
        return false;
    const Period whole = billing::fullPeriodOf(contract, *item, key.period).intersected(contract.serviceOf(*item));
    return !whole.isEmpty() && key.period.end < whole.end && whole.overlaps(period);
}

} // namespace

Result<std::vector<BilledCharge>> chargesBilledEarly(Services &services, const contracts::Contract &contract,
                                                     const Period &period, const QSet<QString> &billedKeys)
{
    Period searched = period;
    const QString own = contract.id.toString() + u'/';
    bool mayBe = std::ranges::any_of(
        billedKeys, [&](const QString &key) { return key.startsWith(own) && key.contains(u"/usage/"_s); });
    for (const contracts::PriceItem &item : contract.items) {
        if (item.kind != contracts::ItemKind::Usage)
            continue;
        searched.start = std::min(searched.start, billing::fullPeriodOf(contract, item, period).start);
        mayBe = mayBe || searched.start < period.start; // its parts end before the period
    }
    if (!mayBe)
        return std::vector<BilledCharge>();
    auto charges = BilledChargesSql(services.session()).overlapping(contract.id, searched, contract.currency);
    if (charges)
        std::erase_if(*charges, [&](const BilledCharge &charge) { return !isEarlyPart(contract, charge.key, period); });
    return charges;
}

Result<std::vector<BilledCharge>> chargesToLookAtAgain(Services &services, const contracts::Contract &contract,
                                                       const std::vector<billing::BilledLocation> &locations,
                                                       const Period &period)
{
    const BilledChargesSql store(services.session());
    const QDate notBefore = period.start.addMonths(-monthsOfChangesLookedBack);
    auto runs = store.runPeriods(contract.id, notBefore);
    if (!runs)
        return passOn(runs);
    std::erase_if(*runs, [&](const storage::RunPeriod &run) { return run.period.start >= period.start; });
    const auto late = lateImports(store, *runs);
    if (!late)
        return passOn(late);
    const bool amended = contract.version > 1 && contract.effectiveFrom.isValid();
    storage::LookAgain question{contract.id, period.start, 0, period.end, 0, period.start};
    if (amended) {
        question.olderThanVersion = contract.version;
        question.changedFrom = contract.effectiveFrom;
        question.notBefore = std::clamp(contract.effectiveFrom, notBefore, period.start);
    }
    if (!late->empty()) {
        question.firstLateImport = late->front().import;
        question.notBefore = notBefore;
    }
    auto charges = store.lookAgain(question, contract.currency);
    if (!charges)
        return charges;
    keepMinimaOfCharges(*charges);
    const auto backdated = backdatedCharges(services, contract, locations, *runs);
    if (!backdated)
        return passOn(backdated);
    charges->insert(charges->end(), backdated->begin(), backdated->end());
    if (late->empty())
        runs->clear();
    for (const storage::RunPeriod &run : *runs) {
        auto arrived = *late;
        std::erase_if(arrived, [&](const auto &import) { return import.import <= run.watermark; });
        const auto keys = services.invoices().billedKeys({contract.id}, run.period);
        if (!keys)
            return passOn(keys);
        auto unbilled = UnbilledUsage(contract, locations, *keys).inRun(run.period, arrived);
        if (const auto trimmed = leaveWhatWasBilledApart(store, contract, unbilled); !trimmed)
            return passOn(trimmed);
        for (const BilledCharge &charge : unbilled)
            if (!isBilled(*charges, charge.key))
                charges->push_back(charge);
    }
    if (const auto added = addLaterParts(store, contract, *charges); !added)
        return passOn(added);
    if (const auto added = addFilledCommitments(store, contract, period, *charges); !added)
        return passOn(added);
    if (const auto noted = notePaid(services, contract, *charges); !noted)
        return passOn(noted);
    return charges;
}

Result<std::vector<BilledCharge>> chargesSpent(Services &services, const contracts::Contract &contract,
                                               const Period &period, const std::vector<BilledCharge> &again)
{
    std::vector<Period> counted;
    const auto count = [&](const Period &served) {
        if (!served.isEmpty() && std::ranges::find(counted, served) == counted.end())
            counted.push_back(served);
    };
    for (const contracts::SpendCommitment &commitment : contract.commitments) {
        const pricing::PeriodGrid grid(contract.term.start, contract.anchorDay(), commitment.months);
        for (const Period &full : grid.periodsOverlapping(contract.term)) {
            const Period served = full.intersected(contract.term);
            if (period.contains(served.lastDay()))
                count(served);
        }
        for (const BilledCharge &charge : again) {
            Period full;
            const bool isOfIt = charge.key.contract == contract.id && charge.key.kind == billing::commitmentKind()
                                && charge.key.item == commitment.key;
            if (isOfIt)
                count(billing::commitmentPeriodAt(contract, commitment, charge.key.period.start, full));
        }
    }
    std::vector<BilledCharge> spent;
    for (const Period &served : counted) {
        const auto charges = BilledChargesSql(services.session()).beginningIn(contract.id, served, contract.currency);
        if (!charges)
            return passOn(charges);
        for (const BilledCharge &charge : *charges)
            if (!isBilled(spent, charge.key))
                spent.push_back(charge);
    }
    return spent;
}

QJsonArray billedToJson(const std::vector<BilledCharge> &charges)
{
    QJsonArray array;
    for (const auto &[key, net, lastSequence, gross, discount, paid, engine, shares] : charges) {
        QJsonArray charge{key.contract.toString(),
                          key.item,
                          key.dimension,
                          key.period.start.toString(Qt::ISODate),
                          key.period.end.toString(Qt::ISODate),
                          key.kind,
                          QString::number(net.minor()),
                          lastSequence,
                          QString::number(gross.minor()),
                          QString::number(discount.minor())};
        const bool isOfEarlierEngine = engine && *engine != billing::engineVersion;
        if (paid || isOfEarlierEngine || shares)
            charge.append(paid ? QJsonValue(QString::number(paid->minor())) : QJsonValue());
        if (isOfEarlierEngine || shares)
            charge.append(isOfEarlierEngine ? QJsonValue(*engine) : QJsonValue());
        if (shares)
            charge.append(QJsonArray{shares->bill.start.toString(Qt::ISODate), shares->bill.end.toString(Qt::ISODate),
                                     billing::toJson(shares->shares)});
        array.append(charge);
    }
    return array;
}

std::vector<BilledCharge> billedFromJson(const QJsonArray &array, const Currency &currency)
{
    std::vector<BilledCharge> charges;
    for (const QJsonValue &value : array) {
        const QJsonArray a = value.toArray();
        const auto text = [&](int i) { return a.at(i).toString(); };
        BilledCharge charge;
        charge.key.contract = contracts::ContractId(QUuid::fromString(text(0)));
        charge.key.item = text(1);
        charge.key.dimension = text(2);
        charge.key.period = {QDate::fromString(text(3), Qt::ISODate), QDate::fromString(text(4), Qt::ISODate)};
        charge.key.kind = text(5);
        charge.net = Money(text(6).toLongLong(), currency);
        charge.lastSequence = a.at(7).toInt();
        charge.gross = Money(text(8).toLongLong(), currency); // not kept by invoices of the first release
        charge.discount = Money(text(9).toLongLong(), currency);
        if (a.at(10).isString())
            charge.paid = Money(text(10).toLongLong(), currency);
        if (a.at(11).isDouble())
            charge.engine = a.at(11).toInt();
        if (const QJsonArray shares = a.at(12).toArray(); !shares.isEmpty())
            charge.shares = {{QDate::fromString(shares.at(0).toString(), Qt::ISODate),
                              QDate::fromString(shares.at(1).toString(), Qt::ISODate)},
                             billing::discountSharesFromJson(shares.at(2).toArray(), currency)};
        charges.push_back(charge);
    }
    return charges;
}

} // namespace accord::workspace
