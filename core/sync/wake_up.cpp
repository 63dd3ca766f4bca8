// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/wake_up.h"

#include <algorithm>

namespace accord::sync {

using std::chrono::milliseconds;

namespace {

/// A number below \a limit that depends on every bit of \a seed (SplitMix64).
qint64 drawn(quint64 seed, qint64 limit)
{
    quint64 mixed = seed + 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    mixed ^= mixed >> 31;
    return qint64(mixed % quint64(limit));
}

/// Between \a least and \a most, \a most excluded.
milliseconds between(milliseconds least, milliseconds most, quint64 seed)
{
    return least + milliseconds(drawn(seed, (most - least).count()));
}

milliseconds backOff(int failures)
{
    const int doublings = std::min(failures - 1, 6); // more are beyond the longest
    return std::min(firstBackOff * (1 << doublings), longestBackOff);
}

} // namespace

std::optional<milliseconds> untilNextTry(const Attempts &attempts, quint64 seed)
{
    if (attempts.isRefused)
        return std::nullopt;
    if (!attempts.sinceLast)
        return afterOpening;
    milliseconds pause = between(betweenContacts * 9 / 10, betweenContacts * 11 / 10, seed);
    if (attempts.failures > 0) {
        const milliseconds whole = backOff(attempts.failures);
        pause = between(whole / 2, whole, seed + quint64(attempts.failures));
    }
    milliseconds wait = pause - *attempts.sinceLast;
    if (attempts.sinceChange && attempts.failures == 0)
        wait = std::min(wait, afterChange - std::min(*attempts.sinceChange, *attempts.sinceLast));
    return std::max(wait, milliseconds(0));
}

} // namespace accord::sync
