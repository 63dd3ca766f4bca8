// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/renewal.h"

#include "core/sync/merge.h"

#include <set>

namespace accord::sync {

namespace {

/// What is shown is what the server had, unless commands are open on it.
void keepBases(ClientStore &store, const std::vector<OutboxEntry> &outbox)
{
    for (const OutboxEntry &entry : outbox) {
        const RowKey &key = entry.command.row;
        if (!store.openFor(key).empty() || store.base(key))
            continue;
        if (const auto shown = store.row(key))
            store.saveBase(*shown);
    }
}

void showAgain(ClientStore &store, const EntityRules &rules, const std::vector<OutboxEntry> &outbox,
               const QString &person)
{
    std::set<RowKey> keys;
    for (const OutboxEntry &entry : outbox)
        keys.insert(entry.command.row);
    for (const RowKey &key : keys) {
        const EntityRule *rule = rules.find(key.entity);
        if (!rule)
            continue;
        std::vector<Command> open;
        for (const OutboxEntry &entry : store.openFor(key))
            open.push_back(entry.command);
        const auto shown = withOpenCommands(*rule, store.base(key), open, person);
        if (shown && !shown->deleted)
            store.put(*shown);
        else
            store.remove(key);
    }
}

} // namespace

void renew(ClientStore &store, const EntityRules &rules, const QUuid &device, FeedsAfterwards feeds)
{
    Identity identity = store.identity();
    const auto outbox = store.outbox();
    keepBases(store, outbox);
    identity.device = device;
    identity.lastSequence = 0;
    identity.acknowledged = 0;
    identity.answers = {};
    for (OutboxEntry entry : outbox) {
        entry.command.sequence = ++identity.lastSequence;
        entry.outcome.reset();
        entry.settled = false;
        store.save(entry);
    }
    store.save(identity);
    showAgain(store, rules, outbox, identity.person);
    if (feeds == FeedsAfterwards::ReadAgain)
        readAgain(store);
}

void readAgain(ClientStore &store)
{
    store.forgetVersions();
    for (const QString &scope : store.scopes())
        store.saveCursor(scope, {});
}

} // namespace accord::sync
