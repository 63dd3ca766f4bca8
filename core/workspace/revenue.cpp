// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/revenue.h"

#include "core/billing/rating.h"
#include "core/recognition/modification.h"
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

/// The promise of one fixed item, with its stand-alone price: the agreed one, or what the item comes to.
struct Promise
{
    QString item; ///< its key
    Obligation obligation;
};

struct Promises
{
    std::vector<Promise> each;
    Money price;

    std::vector<Obligation> obligations() const
    {
        std::vector<Obligation> all;
        for (const Promise &promise : each)
            all.push_back(promise.obligation);
        return all;
    }
};

Result<Promises> promisesOf(const PricedVersion &version)
{
    const Contract &contract = version.contract;
    Promises promises;
    MoneySum price(contract.currency);
    for (const PriceItem &item : contract.items) {
        const Period span = contract.serviceOf(item);
        if (item.kind == contracts::ItemKind::Usage || span.isEmpty())
            continue;
        const auto net = fixedNetOf(version.term, item);
        if (!net)
            return passOn(net);
        auto standAlone = net;
        if (item.obligation && item.obligation->standAlonePrice)
            standAlone = Exact(*item.obligation->standAlonePrice).toMoney(contract.currency);
        if (!standAlone)
            return passOn(standAlone);
        price.add(*net);
        promises.each.push_back({item.key, {item.description, *standAlone, patternOf(item), span}});
    }
    if (!price.total())
        return passOn(price.total());
    promises.price = *price.total();
    return promises;
}

/// What a promise was and became, version after version.
struct Course
{
    Promise promise;
    Money allocated; ///< when it was made
    std::vector<recognition::Modification> changes;

    const Money &total() const { return changes.empty() ? allocated : changes.back().total; }
    QDate end() const { return changes.empty() ? promise.obligation.span.end : changes.back().end; }
};

/// Follows the promises of a contract through its versions: what a version says holds from its day on.
class Courses
{
public:
    Result<void> add(const PricedVersion &version, const Promises &promises, pricing::Recorder &recorder)
    {
        if (promises.price.isZero() && m_courses.empty())
            return {};
        std::vector<Money> parts(promises.each.size(), Money::zero(version.contract.currency));
        if (!promises.price.isZero()) {
            const auto allocated
                = recognition::allocateTransactionPrice(promises.price, promises.obligations(), &recorder);
            if (!allocated)
                return passOn(allocated);
            parts = *allocated;
        }
        const QDate from = version.contract.effectiveFrom;
        for (size_t i = 0; i < parts.size(); ++i)
            change(promises.each[i], parts[i], from);
        return endThoseWithout(promises, from);
    }

    Result<std::vector<recognition::ObligationRevenue>> revenue(pricing::Recorder &recorder) const
    {
        std::vector<recognition::ObligationRevenue> all;
        for (const Course &course : m_courses) {
            const pricing::Step step(&recorder, [&] { return course.promise.obligation.name; });
            auto months
                = recognition::scheduleAfter(course.allocated, course.promise.obligation, course.changes, &recorder);
            if (!months) {
                months.error().args.insert(u"obligation"_s, course.promise.obligation.name);
                return passOn(months);
            }
            all.push_back({course.promise.obligation.name, course.total(), std::move(*months)});
        }
        return all;
    }

private:
    void change(const Promise &promise, const Money &allocated, const QDate &from)
    {
        const auto known = std::find_if(m_courses.begin(), m_courses.end(),
                                        [&](const Course &course) { return course.promise.item == promise.item; });
        if (known == m_courses.end())
            return m_courses.push_back({promise, allocated, {}});
        if (known->total() != allocated || known->end() != promise.obligation.span.end)
            known->changes.push_back({dayOf(*known, from), allocated, promise.obligation.span.end});
    }

    /// An item that a version does not have any more keeps what it earned until then.
    Result<void> endThoseWithout(const Promises &promises, const QDate &from)
    {
        for (Course &course : m_courses) {
            const bool goesOn = std::any_of(promises.each.begin(), promises.each.end(), [&](const Promise &promise) {
                return promise.item == course.promise.item;
            });
            const QDate day = dayOf(course, from);
            if (goesOn || course.end() <= day)
                continue;
            const Period span = course.promise.obligation.span;
            const auto earned = (Exact(course.total()) * Exact::ratio(span.start.daysTo(day), span.days()))
                                    .toMoney(course.allocated.currency());
            if (!earned)
                return passOn(earned);
            course.changes.push_back({day, *earned, day});
        }
        return {};
    }

    static QDate dayOf(const Course &course, const QDate &from)
    {
        const QDate last = course.changes.empty() ? course.promise.obligation.span.start : course.changes.back().day;
        return std::max(last, from);
    }

    std::vector<Course> m_courses;
};

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

Result<RevenueReport> revenueOf(const std::vector<PricedVersion> &versions,
                                const std::vector<storage::IssuedCharge> &issued)
{
    RevenueReport report;
    report.contract = versions.back().contract;
    const Contract &contract = report.contract;
    pricing::Recorder recorder;
    Courses courses;
    for (const PricedVersion &version : versions) {
        const auto promises = promisesOf(version);
        if (!promises)
            return passOn(promises);
        if (const auto followed = courses.add(version, *promises, recorder); !followed)
            return passOn(followed);
        report.price = promises->price;
    }
    auto obligations = courses.revenue(recorder);
    if (!obligations)
        return passOn(obligations);
    report.obligations = std::move(*obligations);
    report.derivations = recorder.take();
    std::vector<Schedule> schedules;
    for (const auto &obligation : report.obligations)
        schedules.push_back(obligation.months);
    const auto added = recognition::added(schedules);
    if (!added)
        return passOn(added);
    const Schedule &fixed = *added;
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

namespace {

/// The versions that are accounted for one after the other: the last one before the first amendment, which is how the
/// contract began, and every amendment.
Result<std::vector<Contract>> accountedVersions(Services &services, const Contract &newest)
{
    std::vector<Contract> versions;
    for (int version = 1; version <= newest.version; ++version) {
        auto contract = services.contracts().findVersion(newest.id, version);
        if (!contract)
            return passOn(contract);
        if (!contract->effectiveFrom.isValid() && !versions.empty())
            versions.pop_back(); // corrected as a whole
        versions.push_back(std::move(*contract));
    }
    return versions;
}

Result<PricedVersion> priced(Services &services, Contract contract, const accounts::Account &payer,
                             const std::vector<billing::BilledLocation> &locations)
{
    const auto reached = storage::MilestonesSql(services.session()).reached(contract.id);
    if (!reached)
        return passOn(reached);
    contract = contracts::datedByMilestones(contract, *reached); // what still waits is no revenue yet
    billing::BillInput input;
    input.payer = payer;
    input.contracts = {contract};
    input.contracts.front().shares.clear(); // who bears the bill does not matter for revenue
    input.locations = locations;
    input.period = contract.term;
    input.taxDay = contract.term.start;
    input.taxKnown = false;
    auto term = billing::rate(input, NoUsage(), services.reference().taxRates);
    return term.map([&](billing::Bill &bill) { return PricedVersion{std::move(contract), std::move(bill)}; });
}

} // namespace

Result<RevenueReport> revenueOfStored(Services &services, const QString &number)
{
    const auto contract = services.contracts().findByNumber(number);
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
    auto accounted = accountedVersions(services, *contract);
    if (!accounted)
        return passOn(accounted);
    std::vector<PricedVersion> versions;
    for (Contract &version : *accounted) {
        auto one = priced(services, std::move(version), *payer, *locations);
        if (!one)
            return passOn(one);
        versions.push_back(std::move(*one));
    }
    return revenueOf(versions, *issued);
}

} // namespace accord::workspace
