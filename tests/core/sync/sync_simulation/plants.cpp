// SPDX-License-Identifier: GPL-3.0-or-later
#include "plants.h"

#include <array>

namespace accord::simulation {

namespace {

constexpr std::array names{"none",
                           "no-dedupe-by-id",
                           "cursor-apart-from-page",
                           "any-page-fits",
                           "sequence-for-clock",
                           "last-writer-wins",
                           "no-leave-on-move",
                           "nothing-offered-again",
                           "fork-unnoticed",
                           "behind-unnoticed",
                           "hash-unchecked",
                           "rights-of-yesterday",
                           "conflict-without-mine",
                           "snapshot-adds",
                           "no-tombstones",
                           "open-commands-not-shown",
                           "forgotten-when-sent",
                           "claimed-time-counts",
                           "rows-written-whole",
                           "compacted-too-far",
                           "compaction-unnoticed",
                           "snapshot-forgets",
                           "files-come-later",
                           "parts-unchecked"};
static_assert(names.size() == std::size_t(Plant::End));

} // namespace

QString nameOf(Plant plant)
{
    return QString::fromLatin1(names.at(std::size_t(plant)));
}

Plant plantNamed(const QString &name)
{
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (name == QLatin1String(names[index]))
            return Plant(index);
    }
    return Plant::None;
}

} // namespace accord::simulation
