// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// Why a file is looked through.
enum class Soundness {
    AtOpening, ///< not again while the file is as it was at the last look; a large one once an hour at most
    BeforeMoney ///< again, unless it was looked through within the last minute
};

/// Holds a file to `quick_check`: each page, and what refers to it. When it was found sound is kept in the data folder
/// of this person, never beside the file, which a stranger may have sent. Nothing is to be done for a team's database,
/// whose server checks each page that it reads.
/// \returns Internal "storage.damaged" with file and findings.
Result<> checkSoundness(storage::Session &session, Soundness why);

/// To be asked before a bill run, an issue, an import or a payment.
/// \returns what checkSoundness() does.
Result<> readyForMoney(Services &services);
/// The same before a run or an import, which also needs room: 200 MB, or twice the journal when that is more.
/// \returns Unavailable "storage.no_room" too, with the megabytes there are and those that are needed.
Result<> readyForRun(Services &services);

} // namespace accord::workspace
