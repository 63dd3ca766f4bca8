// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/revenue.h"

#include "core/billing/rating.h"
#include "core/storage/milestones_sql.h"

namespace accord::workspace {

using contracts::Contract;
using contracts::ObligationPattern;
using contracts::PriceItem;
using recognition::Obligation;
using recognition::Pattern;
using recognition::Schedule;

namespace {

bool isFixed(const QString &kind)
{
    return kind == u"recurring"_s || kind == u"one_time"_s;
}

Pattern patternOf(const PriceItem &item)
{
    const auto agreed = item.obligation ? item.obligation->pattern : ObligationPattern::Daily;
    if (item.kind == contracts::ItemKind::OneTime && !item.obligation)
        return Pattern::PointInTime;
    switch (agreed) {
    case ObligationPattern::Daily:
        return Pattern::Daily;
    case ObligationPattern::EvenMonths:
        return Pattern::EvenMonths;
    case ObligationPattern::PointInTime:
        return Pattern::PointInTime;
    }
    Q_UNREACHABLE();
}

Result<Money> fixedNetOf(const billing::Bill &term, const PriceItem &item)
{
    MoneySum sum(term.currency);
    for (const billing::BillLine &line : term.lines)
        if (line.key.item == item.key && isFixed(line.key.kind))
            sum.add(line.net);
    return sum.total();
}

/// The promises of the fixed items, each with its stand-alone price: the agreed one, or what the item comes to.
struct Promises
{
    std::vector<Obligation> obligations;
    Money price;
};

Result<Promises> promisesOf(const Contract &contract, const billing::Bill &term)
{
    Promises promises;
    MoneySum price(contract.currency);
    for (const PriceItem &item : contract.items) {
        const Period span = contract.serviceOf(item);
        if (item.kind == contracts::ItemKind::Usage || span.isEmpty())
            continue;
        const auto net = fixedNetOf(term, item);
        if (!net)
            return passOn(net);
        auto standAlone = net;
        if (item.obligation && item.obligation->standAlonePrice)
            standAlone = Exact(*item.obligation->standAlonePrice).toMoney(contract.currency);
        if (!standAlone)
            return passOn(standAlone);
        price.add(*net);
        promises.obligations.push_back({item.description, *standAlone, patternOf(item), span});
    }
    if (!price.total())
        return passOn(price.total());
    promises.price = *price.total();
    return promises;
}

/// What was billed by the month of the invoices' dates.
Result<Schedule> billedByMonth(const std::vector<storage::IssuedCharge> &issued)
{
    std::vector<Schedule> months;
    for (const storage::IssuedCharge &charge : issued) {
        const auto month = recognition::atOnce(charge.net, charge.issuedOn);
        if (!month)
            return passOn(month);
        months.push_back(*month);
    }
    return recognition::added(months);
}

/// Revenue that depends on use, over the days that it was billed for.
Result<Schedule> recognisedAsBilled(const std::vector<storage::IssuedCharge> &issued)
{
    std::vector<Schedule> schedules;
    for (const storage::IssuedCharge &charge : issued) {
        if (isFixed(charge.kind))
            continue;
        const auto days = recognition::byDay(charge.net, charge.period);
        if (!days)
            return passOn(days);
        schedules.push_back(*days);
    }
    return recognition::added(schedules);
}

/// A contract that is priced without knowing what will be used.
class NoUsage final : public billing::UsageLookup
{
public:
    Result<billing::UsageFigure> quantity(const QString &, const std::optional<accounts::LocationId> &,
                                          const Period &) const override
    {
        return billing::UsageFigure();
    }
};

} // namespace

Result<RevenueReport> revenueOf(const Contract &contract, const billing::Bill &term,
                                const std::vector<storage::IssuedCharge> &issued)
{
    RevenueReport report;
    report.contract = contract;
    const auto promises = promisesOf(contract, term);
    if (!promises)
        return passOn(promises);
    report.price = promises->price;
    Schedule fixed;
    if (!report.price.isZero()) {
        pricing::Recorder recorder;
        auto plan = recognition::planRevenue(promises->price, promises->obligations, &recorder);
        if (!plan)
            return passOn(plan);
        report.obligations = std::move(plan->obligations);
        fixed = std::move(plan->months);
        report.derivations = recorder.take();
    }
    auto variable = recognisedAsBilled(issued);
    if (!variable)
        return passOn(variable);
    report.asBilled = std::move(*variable);
    const auto recognised = recognition::added({fixed, report.asBilled});
    const auto billed = billedByMonth(issued);
    if (!recognised || !billed)
        return recognised ? passOn(billed) : passOn(recognised);
    auto months = recognition::rollForward(Money::zero(contract.currency), *billed, *recognised);
    if (!months)
        return passOn(months);
    report.months = std::move(*months);
    return report;
}

Result<RevenueReport> revenueOfStored(Services &services, const QString &number)
{
    auto contract = services.contracts().findByNumber(number);
    if (!contract)
        return passOn(contract);
    const auto payer = services.accounts().find(contract->account);
    if (!payer)
        return passOn(payer);
    const auto locations = services.accounts().locationsPaidBy(contract->account);
    if (!locations)
        return passOn(locations);
    const auto issued = storage::BilledChargesSql(services.session()).issued(contract->id, contract->currency);
    if (!issued)
        return passOn(issued);
    const auto reached = storage::MilestonesSql(services.session()).reached(contract->id);
    if (!reached)
        return passOn(reached);
    *contract = contracts::datedByMilestones(*contract, *reached); // what still waits is no revenue yet
    billing::BillInput input;
    input.payer = *payer;
    input.contracts = {*contract};
    input.contracts.front().shares.clear(); // who bears the bill does not matter for revenue
    input.locations = *locations;
    input.period = contract->term;
    input.taxDay = contract->term.start;
    input.taxKnown = false;
    const auto term = billing::rate(input, NoUsage(), services.reference().taxRates);
    if (!term)
        return passOn(term);
    return revenueOf(*contract, *term, *issued);
}

} // namespace accord::workspace
