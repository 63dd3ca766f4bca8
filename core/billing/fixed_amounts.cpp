// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/fixed_amounts.h"

#include "core/billing/contract_lines.h"
#include "core/billing/due_charges.h"
#include "core/contracts/discount_reach.h"

namespace accord::billing {

using contracts::Contract;
using contracts::ItemKind;
using contracts::PriceItem;
using pricing::DiscountBasis;

namespace {

bool isFixed(const Contract &contract, const pricing::Discount &discount)
{
    return discount.basis == DiscountBasis::Fixed && discount.amount.currency() == contract.currency;
}

std::int64_t minorOf(const std::vector<FixedShare> &shares, const QString &discount)
{
    const auto found = std::ranges::find(shares, discount, &FixedShare::discount);
    return found == shares.end() ? 0 : found->amount.minor();
}

} // namespace

Period sharingPeriod(const Contract &contract, const LineKey &key, const Period &bill)
{
    const PriceItem *item = contract.item(key.item);
    if (!item || item->kind != ItemKind::Usage || key.kind != toString(ItemKind::Usage))
        return bill;
    const Period service = fullPeriodOf(contract, *item, key.period).intersected(contract.serviceOf(*item));
    const Period whole = service.isEmpty() ? service : contract.billedHere(service);
    const bool isEarly = !whole.isEmpty() && key.period.end < whole.end;
    return isEarly ? Period::monthOf(whole.lastDay()) : bill;
}

bool takesFixedAmounts(const Contract &contract)
{
    return std::ranges::any_of(contract.discounts, [&](const auto &discount) { return isFixed(contract, discount); });
}

BilledCharge chargeOf(const BillLine &line, const Period &bill)
{
    const bool containsTax = line.taxIncluded && !line.priced;
    // Of one currency, and taken from one amount.
    const auto agreed
        = [&](const Money &amount) { return containsTax ? amount.plus(line.tax).value_or(amount) : amount; };
    BilledCharge charge{line.key, agreed(line.pricedNet()), line.key.sequence};
    charge.key.sequence = 0;
    charge.gross = charge.discount = Money::zero(line.pricedNet().currency());
    if (line.key.sequence == 0) { // an adjustment has no gross of its own
        charge.gross = agreed(line.priced ? line.priced->gross : line.gross);
        charge.discount = line.priced ? line.priced->discount : line.discount;
    }
    if (line.shares)
        charge.shares = {bill, *line.shares};
    return charge;
}

Result<std::vector<FixedTaken>> fixedTakenOf(const Contract &contract, const std::vector<BilledCharge> &charges)
{
    std::vector<FixedTaken> all;
    for (const BilledCharge &charge : charges) {
        if (charge.key.contract != contract.id)
            continue;
        if (!charge.shares) {
            if (!charge.discount.isZero())
                all.push_back({contract.id, {}, charge.key.period, {}});
            continue;
        }
        const Period sharing = sharingPeriod(contract, charge.key, charge.shares->bill);
        for (const auto &[discount, amount] : charge.shares->shares.fixed) {
            const auto same = std::ranges::find_if(all, [&](const FixedTaken &taken) {
                return taken.amount && taken.discount == discount && taken.sharing == sharing;
            });
            if (same == all.end()) {
                all.push_back({contract.id, discount, sharing, amount});
                continue;
            }
            const auto sum = same->amount->plus(amount);
            if (!sum)
                return passOn(sum);
            same->amount = *sum;
        }
    }
    return all;
}

FixedAmounts::FixedAmounts(const BillInput &input, const Contract &contract)
    : m_contract(contract)
    , m_any(takesFixedAmounts(contract))
{
    for (const FixedTaken &taken : input.fixedTaken)
        if (m_any && taken.contract == contract.id)
            m_taken.push_back(taken);
}

QString FixedAmounts::keyOf(size_t place) const
{
    const QString &name = m_contract.discounts[place].name;
    const auto here = m_contract.discounts.begin() + std::ptrdiff_t(place);
    const auto before = std::count_if(m_contract.discounts.begin(), here, [&](const pricing::Discount &discount) {
        return discount.name == name && isFixed(m_contract, discount);
    });
    return before == 0 ? name : u"%1 #%2"_s.arg(name).arg(before + 1);
}

Money FixedAmounts::leftOf(size_t place, const Period &sharing, bool isStrict) const
{
    std::int64_t left = m_contract.discounts[place].amount.minor();
    const QString key = keyOf(place);
    for (const FixedTaken &taken : m_taken) {
        if (!taken.sharing.overlaps(sharing))
            continue;
        if (!taken.amount && isStrict)
            return Money::zero(m_contract.currency);
        if (taken.amount && taken.discount == key)
            left -= taken.amount->minor();
    }
    return Money(std::max<std::int64_t>(left, 0), m_contract.currency);
}

void FixedAmounts::take(const QString &discount, const Period &sharing, const Money &amount)
{
    m_taken.push_back({m_contract.id, discount, sharing, amount});
}

Result<AfterDiscounts> FixedAmounts::takeOf(const PriceItem *item, const QDate &begins, const Money &before,
                                            const std::vector<FixedShare> &kept,
                                            const pricing::Percentages &percentages, const Period &sharing,
                                            bool mayTakeMore) const
{
    AfterDiscounts after{before, {}};
    if (before.isNegative())
        return after;
    for (size_t place = 0; place < m_contract.discounts.size(); ++place) {
        const pricing::Discount &discount = m_contract.discounts[place];
        if (!contracts::reaches(discount, item, begins))
            continue;
        Money taken = Money::zero(m_contract.currency);
        if (isFixed(m_contract, discount)) {
            const QString key = keyOf(place);
            std::int64_t most = std::max<std::int64_t>(minorOf(kept, key), 0);
            if (mayTakeMore)
                most += leftOf(place, sharing, true).minor();
            taken = Money(std::min(most, after.net.minor()), m_contract.currency);
            if (!taken.isZero())
                after.fixed.push_back({key, taken});
        } else {
            const auto percent = std::ranges::find(percentages, place, [](const auto &entry) { return entry.first; });
            if (percent == percentages.end())
                continue;
            const auto part = (Exact(after.net) * Exact::percent(percent->second)).toMoney(m_contract.currency);
            if (!part)
                return passOn(part);
            taken = *part;
        }
        const auto left = after.net.minus(taken);
        if (!left)
            return passOn(left);
        after.net = *left;
    }
    return after;
}

Result<void> FixedAmounts::takeWhatIsLeft(Bill &bill, pricing::Recorder *recorder)
{
    for (const RaisedCharge &charge : m_raised)
        if (auto taken = takeWhatIsLeft(bill.lines[charge.line], charge, recorder); !taken)
            return taken;
    std::ranges::sort(m_raised, std::greater(), &RaisedCharge::line);
    for (const RaisedCharge &charge : m_raised)
        if (bill.lines[charge.line].net.isZero())
            bill.lines.erase(bill.lines.begin() + std::ptrdiff_t(charge.line));
    m_raised.clear();
    return {};
}

Result<void> FixedAmounts::takeWhatIsLeft(BillLine &line, const RaisedCharge &charge, pricing::Recorder *recorder)
{
    const BilledCharge &billed = charge.billed;
    const Period sharing = sharingPeriod(m_contract, billed.key, billed.shares->bill);
    const auto after
        = takeOf(charge.item, billed.key.period.start, charge.before, charge.shares, charge.percentages, sharing, true);
    if (!after)
        return passOn(after);
    const auto more = changeOf(charge.shares, after->fixed);
    if (more.empty())
        return {};
    takeChange(charge.shares, after->fixed, sharing);
    const auto difference = after->net.minus(billed.net);
    if (!difference)
        return passOn(difference);
    if (recorder) {
        const pricing::Step step(recorder, [&] { return u"What is left of fixed discounts: "_s + line.description; });
        recorder->rule(u"what bills of the period left of fixed amounts, taken of what came late"_s);
        recorder->fact(u"Before the discounts of the invoice"_s, charge.before.toString());
        for (const auto &[discount, amount] : more)
            recorder->fact(u"More of "_s + discount, amount.negated().toString());
        recorder->fact(u"Comes to now"_s, after->net.toString());
        recorder->fact(u"Billed"_s, billed.net.toString(), billed.key.toString());
        recorder->rounded(*difference);
        recorder->explains(line.key.toString());
    }
    setAmount(line, *difference);
    line.shares->fixed = changeOf(billed.shares->shares.fixed, after->fixed);
    return {};
}

void FixedAmounts::takeChange(const std::vector<FixedShare> &before, const std::vector<FixedShare> &now,
                              const Period &sharing)
{
    for (const auto &[discount, amount] : changeOf(before, now))
        take(discount, sharing, amount);
}

std::vector<FixedShare> changeOf(const std::vector<FixedShare> &before, const std::vector<FixedShare> &now)
{
    std::vector<FixedShare> change;
    for (const auto &[discount, amount] : now)
        if (const std::int64_t more = amount.minor() - minorOf(before, discount); more != 0)
            change.push_back({discount, Money(more, amount.currency())});
    for (const auto &[discount, amount] : before)
        if (std::ranges::find(now, discount, &FixedShare::discount) == now.end() && !amount.isZero())
            change.push_back({discount, amount.negated()});
    return change;
}

Result<DiscountShares> sumOf(const DiscountShares &shares, const DiscountShares &more)
{
    DiscountShares sum = shares;
    const auto before = shares.before.plus(more.before);
    if (!before)
        return passOn(before);
    sum.before = *before;
    for (const auto &[discount, amount] : more.fixed) {
        const auto same = std::ranges::find(sum.fixed, discount, &FixedShare::discount);
        if (same == sum.fixed.end()) {
            sum.fixed.push_back({discount, amount});
            continue;
        }
        const auto added = same->amount.plus(amount);
        if (!added)
            return passOn(added);
        same->amount = *added;
    }
    return sum;
}

} // namespace accord::billing
