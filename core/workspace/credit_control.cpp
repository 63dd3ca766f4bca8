// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/credit_control.h"

#include "core/storage/credit_limits_sql.h"

namespace accord::workspace {

using storage::CreditExposureSql;

namespace {

/// \param isHeld  whether anything is held against the sum; otherwise what has no rate is left out of it
Result<Money> sumIn(Services &services, const std::vector<Money> &amounts, const Currency &currency, const QDate &day,
                    bool isHeld)
{
    MoneySum sum(currency);
    for (const Money &amount : amounts) {
        const auto converted = services.reference().exchangeRates.convert(amount, currency, day);
        if (!converted && isHeld)
            return converted;
        if (converted)
            sum.add(*converted);
    }
    return sum.total();
}

/// What \a drafts take of the room that \a limit leaves beside \a open, one after the other: those that find none take
/// none. Without a limit all of them count.
Result<Money> takenBy(Services &services, const std::vector<storage::CreditDraft> &drafts, const Money &open,
                      const std::optional<Money> &limit, const QDate &day, bool isHeld)
{
    Money taken = Money::zero(open.currency());
    for (const storage::CreditDraft &draft : drafts) {
        const auto amount = sumIn(services, {draft.amount}, open.currency(), day, isHeld);
        if (!amount)
            return amount;
        const auto check = payments::checkCredit({limit}, {open, taken, Money::zero(open.currency())}, *amount);
        if (!check)
            return passOn(check);
        if (check->verdict == payments::CreditVerdict::Exceeded && !draft.passes)
            continue;
        const auto sum = taken.plus(*amount);
        if (!sum)
            return sum;
        taken = *sum;
    }
    return taken;
}

QVariantMap argsOf(const CreditStanding &standing)
{
    const Money limit = standing.limit.value_or(Money::zero(standing.open.currency()));
    return {{u"account"_s, standing.account},
            {u"limit"_s, limit.toString()},
            {u"exposure"_s, standing.check.exposure.toString()},
            {u"over"_s, standing.over().toString()},
            {u"currency"_s, limit.currency().code()},
            {u"reason"_s, standing.hold ? standing.hold->reason : QString()}};
}

} // namespace

Money CreditStanding::over() const
{
    const Money available = check.available.value_or(Money::zero(open.currency()));
    return available.isNegative() ? available.negated() : Money::zero(open.currency());
}

Result<CreditStanding> creditStanding(Services &services, const accounts::AccountId &id, const QDate &day,
                                      const std::optional<Money> &asked, const billing::InvoiceId &document)
{
    const auto account = services.accounts().find(id);
    if (!account)
        return passOn(account);
    const CreditExposureSql store(services.session());
    const auto limit = storage::CreditLimitsSql(services.session()).of(id);
    const auto hold = store.holdOn(id);
    const auto receivable = store.receivable(id);
    const auto drafts = store.drafts(id, document);
    if (!limit)
        return passOn(limit);
    if (!hold)
        return passOn(hold);
    if (!receivable)
        return passOn(receivable);
    if (!drafts)
        return passOn(drafts);
    const Currency currency = *limit ? (*limit)->currency() : account->currency;
    const bool isHeld = limit->has_value() || hold->has_value();
    const auto open = sumIn(services, *receivable, currency, day, isHeld);
    if (!open)
        return passOn(open);
    const auto drafted = takenBy(services, *drafts, *open, asked ? *limit : std::nullopt, day, isHeld);
    const auto own = sumIn(services, asked ? std::vector<Money>{*asked} : std::vector<Money>(), currency, day, isHeld);
    for (const Result<Money> &sum : {drafted, own})
        if (!sum)
            return passOn(sum);
    const auto check = payments::checkCredit({*limit}, {*open, *drafted, Money::zero(currency)}, *own);
    if (!check)
        return passOn(check);
    return CreditStanding{account->name, *limit, *hold, *open, *drafted, *own, *check};
}

std::vector<billing::BillException> exceptionsOf(const CreditStanding &standing)
{
    std::vector<billing::BillException> exceptions;
    if (standing.hold)
        exceptions.push_back({contracts::Severity::Warning, u"billing.credit_hold"_s, argsOf(standing)});
    if (standing.isExceeded())
        exceptions.push_back({contracts::Severity::Warning, u"billing.credit_exceeded"_s, argsOf(standing)});
    return exceptions;
}

Result<> holdsItsCredit(Services &services, const billing::Invoice &invoice)
{
    const auto standing
        = creditStanding(services, invoice.account, invoice.issueDate, invoice.bill.amountDue(), invoice.id);
    if (!standing)
        return passOn(standing);
    const auto found = exceptionsOf(*standing);
    if (found.empty())
        return {};
    const auto passes = CreditExposureSql(services.session()).passes(invoice);
    if (!passes || *passes)
        return passes ? Result<>() : passOn(passes);
    return fail(ErrorKind::Conflict, found.front().id, found.front().args);
}

} // namespace accord::workspace
