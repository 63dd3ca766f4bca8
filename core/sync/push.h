// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/stores.h"

namespace accord::sync {

/// At most so many commands in one message.
inline constexpr int pushLimit = 200;

struct PushRequest
{
    QUuid device;
    std::vector<Command> commands = {}; ///< in the order of their sequence
};

struct PushAnswer
{
    enum class State {
        Done, ///< every command has its outcome
        Fork, ///< another machine sent something else under the next number
        Gap, ///< a number is missing: this machine, or the server, is older than it thinks
        NeedsContent ///< the file that the next command names is not all here
    };
    QUuid device;
    State state = State::Done;
    std::vector<std::pair<QUuid, Outcome>> outcomes = {}; ///< by command, of those before what ended it too
    ContentKey content = {}; ///< that is needed
    std::vector<int> missingParts = {}; ///< of it
};

/// Takes the commands of \a person in their order, each with all that follows from it in a transaction of its own. A
/// command that is known gets the answer it had.
/// \returns Forbidden "sync.device_of_other", "sync.device_revoked"; whatever the store failed with.
Result<PushAnswer> push(ServerStore &store, const EntityRules &rules, const Person &person, const PushRequest &request);

} // namespace accord::sync
