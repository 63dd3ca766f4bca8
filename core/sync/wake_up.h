// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/qglobal.h>

#include <chrono>
#include <optional>

namespace accord::sync {

/// What a copy knows when it asks itself when to look for its team.
struct Attempts
{
    std::optional<std::chrono::milliseconds> sinceLast = {}; ///< since the last try ended; none: there was none yet
    std::optional<std::chrono::milliseconds> sinceChange = {}; ///< since something was written that still waits
    int failures = 0; ///< one after another, the last try included
    bool isRefused = false; ///< the team does not take this copy any more: only a person tries again
};

inline constexpr std::chrono::milliseconds afterOpening{1'000};
inline constexpr std::chrono::milliseconds afterChange{3'000};
inline constexpr std::chrono::milliseconds betweenContacts{60'000};
inline constexpr std::chrono::milliseconds firstBackOff{5'000};
inline constexpr std::chrono::milliseconds longestBackOff{300'000};

/// How long to wait until the next try; none: until somebody asks for it. After a change it is seconds; after n
/// failures between half and all of 5 s · 2ⁿ⁻¹, up to five minutes; otherwise about a minute. Where in between \a seed
/// says, so that not every machine of a firm asks at once when its server is back.
std::optional<std::chrono::milliseconds> untilNextTry(const Attempts &attempts, quint64 seed);

} // namespace accord::sync
