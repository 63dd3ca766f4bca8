// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/allocation.h"

#include <numeric>

namespace accord {

namespace {
tl::unexpected<Error> unusableWeights()
{
    return fail(ErrorKind::InvalidInput, u"allocation.weights"_s);
}
} // namespace

Result<std::vector<Money>> allocate(const Money &whole, const std::vector<Exact> &weights)
{
    Exact sum;
    for (const Exact &weight : weights) {
        if (weight.isNegative())
            return unusableWeights();
        sum = sum + weight;
    }
    if (!sum.isValid())
        return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
    if (sum.isZero())
        return unusableWeights();

    const bool negative = whole.isNegative();
    const std::int64_t magnitude = negative ? -whole.minor() : whole.minor();
    std::vector<std::int64_t> parts;
    std::vector<Exact> remainders;
    std::int64_t dealt = 0;
    for (const Exact &weight : weights) {
        const Exact share = Exact(magnitude) * weight / sum;
        const auto part = share.floor();
        if (!part)
            return passOn(part);
        parts.push_back(*part);
        remainders.push_back(share - Exact(*part));
        dealt += *part;
    }

    std::vector<size_t> order(weights.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return remainders[a] > remainders[b]; });
    for (size_t i = 0; dealt < magnitude; ++i, ++dealt)
        ++parts[order[i]];

    std::vector<Money> result;
    result.reserve(parts.size());
    for (const std::int64_t part : parts)
        result.emplace_back(negative ? -part : part, whole.currency());
    return result;
}

} // namespace accord
