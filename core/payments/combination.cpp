// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/combination.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <unordered_map>

namespace accord::payments {

namespace {

using Minor = std::int64_t;
using Sets = std::vector<std::vector<size_t>>;

constexpr size_t mostSearched = 22;

/// Keeps sets until there are enough of them.
class Collector
{
public:
    Collector(size_t most)
        : m_most(most)
    { }
    bool isFull() const { return m_sets.size() >= m_most; }
    void add(std::vector<size_t> set)
    {
        if (!isFull() && set.size() >= 2 && std::find(m_sets.begin(), m_sets.end(), set) == m_sets.end())
            m_sets.push_back(std::move(set));
    }
    Sets take() { return std::move(m_sets); }

private:
    size_t m_most;
    Sets m_sets;
};

void addFirst(Collector &found, const std::vector<Minor> &amounts, Minor wanted)
{
    Minor sum = 0;
    for (size_t i = 0; i < amounts.size(); ++i) {
        sum += amounts[i];
        if (sum != wanted)
            continue;
        std::vector<size_t> set(i + 1);
        std::iota(set.begin(), set.end(), size_t(0));
        found.add(set);
    }
}

struct Half
{
    Minor sum = 0;
    std::uint32_t members = 0;
};

/// The sums of all subsets of amounts [from, to), by sum: each amount doubles the list, which stays sorted by merging.
std::vector<Half> sumsOf(const std::vector<Minor> &amounts, size_t from, size_t to)
{
    const auto isLess = [](const Half &a, const Half &b) { return a.sum < b.sum; };
    std::vector<Half> sums{{0, 0}}, shifted, merged;
    for (size_t i = from; i < to; ++i) {
        shifted.clear();
        for (const Half &half : sums)
            shifted.push_back({half.sum + amounts[i], half.members | std::uint32_t(1) << i});
        merged.clear();
        merged.reserve(2 * sums.size());
        std::merge(sums.begin(), sums.end(), shifted.begin(), shifted.end(), std::back_inserter(merged), isLess);
        std::swap(sums, merged);
    }
    return sums;
}

std::vector<size_t> placesOf(std::uint32_t members)
{
    std::vector<size_t> places;
    for (size_t i = 0; i < 32; ++i) {
        if (members >> i & 1)
            places.push_back(i);
    }
    return places;
}

void addAll(Collector &found, const std::vector<Minor> &amounts, Minor wanted)
{
    const size_t middle = amounts.size() / 2;
    const auto left = sumsOf(amounts, 0, middle), right = sumsOf(amounts, middle, amounts.size());
    auto high = right.end();
    for (const Half &half : left) { // the sums rise on the left and fall on the right
        while (high != right.begin() && std::prev(high)->sum > wanted - half.sum)
            --high;
        for (auto other = high; other != right.begin() && std::prev(other)->sum == wanted - half.sum; --other) {
            found.add(placesOf(half.members | std::prev(other)->members));
            if (found.isFull())
                return;
        }
    }
}

void addPairsAndAllButOne(Collector &found, const std::vector<Minor> &amounts, Minor wanted)
{
    const Minor all = std::accumulate(amounts.begin(), amounts.end(), Minor(0));
    std::unordered_map<Minor, size_t> seen;
    for (size_t i = 0; i < amounts.size() && !found.isFull(); ++i) {
        if (all - amounts[i] == wanted) {
            std::vector<size_t> set(amounts.size());
            std::iota(set.begin(), set.end(), size_t(0));
            set.erase(set.begin() + std::ptrdiff_t(i));
            found.add(set);
        }
        if (const auto other = seen.find(wanted - amounts[i]); other != seen.end())
            found.add({other->second, i});
        seen.try_emplace(amounts[i], i);
    }
}

} // namespace

std::vector<std::vector<size_t>> combinationsOf(const std::vector<std::int64_t> &amounts, std::int64_t wanted,
                                                size_t most)
{
    Collector found(most);
    addFirst(found, amounts, wanted);
    if (amounts.size() <= mostSearched)
        addAll(found, amounts, wanted);
    else
        addPairsAndAllButOne(found, amounts, wanted);
    return found.take();
}

} // namespace accord::payments
