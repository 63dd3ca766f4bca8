// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/allocation.h"

#include <limits>
#include <numeric>

namespace accord {

namespace {
tl::unexpected<Error> unusableWeights()
{
    return fail(ErrorKind::InvalidInput, u"allocation.weights"_s);
}

tl::unexpected<Error> overflow()
{
    return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
}

Result<Exact> sumOf(const std::vector<Exact> &weights)
{
    Exact sum;
    for (const Exact &weight : weights) {
        if (weight.isNegative())
            return unusableWeights();
        sum = sum + weight;
    }
    if (!sum.isValid())
        return overflow();
    if (sum.isZero())
        return unusableWeights();
    return sum;
}

/// The places of \a remainders, largest first; what is equal keeps the order of \a keys, or its own without keys.
std::vector<size_t> byRemainder(const std::vector<Exact> &remainders, const QStringList &keys)
{
    std::vector<size_t> order(remainders.size());
    std::iota(order.begin(), order.end(), size_t(0));
    if (!keys.isEmpty())
        std::stable_sort(order.begin(), order.end(),
                         [&](size_t a, size_t b) { return keys[qsizetype(a)] < keys[qsizetype(b)]; });
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return remainders[a] > remainders[b]; });
    return order;
}
} // namespace

Result<std::vector<Money>> allocate(const Money &whole, const std::vector<Exact> &weights)
{
    return allocate(whole, weights, {});
}

Result<std::vector<Money>> allocate(const Money &whole, const std::vector<Exact> &weights, const QStringList &keys)
{
    if (!keys.isEmpty() && keys.size() != qsizetype(weights.size()))
        return fail(ErrorKind::InvalidInput, u"allocation.keys"_s);
    const auto sum = sumOf(weights);
    if (!sum)
        return passOn(sum);
    const bool negative = whole.isNegative();
    const std::int64_t magnitude = negative ? -whole.minor() : whole.minor();
    std::vector<std::int64_t> parts;
    std::vector<Exact> remainders;
    std::int64_t dealt = 0;
    for (const Exact &weight : weights) {
        const Exact share = Exact(magnitude) * weight / *sum;
        const auto part = share.floor();
        if (!part)
            return passOn(part);
        parts.push_back(*part);
        remainders.push_back(share - Exact(*part));
        dealt += *part;
    }
    const auto order = byRemainder(remainders, keys);
    for (size_t i = 0; dealt < magnitude; ++i, ++dealt)
        ++parts[order[i]];

    std::vector<Money> result;
    result.reserve(parts.size());
    for (const std::int64_t part : parts)
        result.emplace_back(negative ? -part : part, whole.currency());
    return result;
}

Result<Withdrawal> withdraw(const Money &amount, const std::vector<Money> &pots)
{
    MoneySum held(amount.currency());
    std::vector<Exact> weights;
    for (const Money &pot : pots) {
        if (pot.isNegative())
            return unusableWeights();
        held.add(pot);
        weights.emplace_back(pot);
    }
    if (amount.isNegative())
        return unusableWeights();
    if (!held.total())
        return passOn(held.total());
    const Money taken(std::min(amount.minor(), held.total()->minor()), amount.currency());
    if (taken.isZero())
        return Withdrawal{std::vector<Money>(pots.size(), taken), pots};
    const auto parts = allocate(taken, weights);
    if (!parts)
        return passOn(parts);
    Withdrawal result{*parts, {}};
    for (size_t i = 0; i < pots.size(); ++i)
        result.remaining.push_back(*pots[i].minus((*parts)[i]));
    return result;
}

Result<std::vector<Money>> roundTogether(const Money &whole, const std::vector<Exact> &parts)
{
    const Exact units(std::int64_t(powerOfTen(whole.currency().minorDigits())));
    std::vector<Money> result;
    std::vector<Exact> remainders;
    MoneySum missing(whole.currency());
    missing.add(whole);
    for (const Exact &part : parts) {
        const Exact inUnits = part * units;
        const auto below = inUnits.floor();
        if (!below || *below == std::numeric_limits<std::int64_t>::min())
            return overflow();
        result.emplace_back(*below, whole.currency());
        remainders.push_back(inUnits - Exact(*below));
        missing.subtract(result.back());
    }
    if (!missing.total())
        return passOn(missing.total());
    const std::int64_t left = missing.total()->minor();
    if (left < 0 || left > std::int64_t(parts.size()))
        return fail(ErrorKind::InvalidInput, u"allocation.parts"_s, {{u"whole"_s, whole.toString()}});
    const auto order = byRemainder(remainders, {});
    for (size_t i = 0; i < size_t(left); ++i)
        result[order[i]] = Money(result[order[i]].minor() + 1, whole.currency());
    return result;
}

} // namespace accord
