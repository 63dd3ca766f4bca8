// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/server_write.h"

#include <algorithm>
#include <map>

namespace accord::sync {

namespace {

Written appended(ServerStore &store, const QString &scope, Change::Kind kind, const Row &row, const QUuid &command)
{
    const auto head = store.head(scope);
    if (!head)
        return {scope, 0};
    Row shown = row;
    shown.scope = scope;
    const Change change = nextChange(*head, kind, shown, command);
    store.append(change);
    return {scope, change.place.clock};
}

} // namespace

Result<> meetDevice(ServerStore &store, const Person &person, const QUuid &device)
{
    const auto known = store.device(device);
    if (known && known->person != person.name)
        return fail(ErrorKind::Forbidden, u"sync.device_of_other"_s, {{u"person"_s, known->person}});
    if (known && known->revoked)
        return fail(ErrorKind::Forbidden, u"sync.device_revoked"_s);
    if (!known)
        store.save(Device{device, person.name});
    return store.failure() ? Result<>(tl::unexpected(*store.failure())) : Result<>();
}

Written announce(ServerStore &store, const Row &row, const QString &before, const QUuid &command)
{
    // A map has them in the order of their names, so that two who write into the same scopes never wait for each other.
    std::map<QString, Change::Kind> lines{{row.scope, Change::Kind::Put}};
    if (!before.isEmpty())
        lines.try_emplace(before, Change::Kind::Leave);
    Written written;
    for (const auto &[scope, kind] : lines) {
        const Written line = appended(store, scope, kind, row, command);
        if (scope == row.scope)
            written = line;
    }
    return written;
}

Written write(ServerStore &store, Row row, const std::optional<Row> &before, const QString &person,
              const QUuid &command)
{
    row.version = std::max<qint64>(before ? before->version : 1, 1) + 1;
    store.put(row, person);
    if (store.tellsByItself())
        return {row.scope, store.head(row.scope).value_or(FeedPlace()).clock};
    return announce(store, row, before ? before->scope : QString(), command);
}

Row rowOf(const Conflict &conflict, const QString &scope)
{
    return {.key = {conflictEntity, conflict.id}, .scope = scope, .body = toJson(conflict)};
}

} // namespace accord::sync
