// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pull.h"

#include "core/sync/server_write.h"

namespace accord::sync {

namespace {

using State = PullAnswer::State;

/// The server forgot an answer that this machine has, or gave another one since.
bool isBehind(ServerStore &store, const PullRequest &request)
{
    return request.acknowledged > 0 && store.answersUpTo(request.device, request.acknowledged) != request.answers;
}

void readOn(ServerStore &store, const PullRequest &request, PullAnswer &answer)
{
    const auto head = store.head(request.scope);
    if (!head) {
        answer.state = State::Lost;
        return;
    }
    const FeedPlace &cursor = request.cursor;
    store.noteReading(request.device, request.scope, cursor.clock);
    if (cursor.clock > 0 && cursor.clock >= store.horizon(request.scope)) {
        const auto hash = store.hashAt(request.scope, cursor.clock);
        answer.state = hash && *hash == cursor.hash ? State::Page : State::Mismatch;
    } else {
        answer.state = State::Snapshot;
    }
    if (answer.state == State::Page) {
        answer.changes = store.changesAfter(request.scope, cursor.clock, request.limit);
        answer.more = !answer.changes.empty() && answer.changes.back().place.clock < head->clock;
    } else if (answer.state == State::Snapshot) {
        answer.rows = store.rowsOf(request.scope);
        answer.head = *head;
    }
}

} // namespace

Result<PullAnswer> pull(ServerStore &store, const Person &person, const PullRequest &request)
{
    PullAnswer answer{.device = request.device, .scope = request.scope, .asked = request.cursor};
    const auto done = store.atOnce([&]() -> Result<> {
        if (auto known = meetDevice(store, person, request.device); !known)
            return known;
        if (request.schema < presentSchema)
            answer.state = State::TooOld;
        else if (!person.scopes.contains(request.scope))
            answer.state = State::Lost;
        else if (isBehind(store, request))
            answer.state = State::Behind;
        else
            readOn(store, request, answer);
        if (const auto failed = store.failure())
            return tl::unexpected(*failed);
        return {};
    });
    if (!done)
        return passOn(done);
    return answer;
}

} // namespace accord::sync
