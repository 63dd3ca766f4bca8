// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/server_write.h"

#include <algorithm>

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
    if (before.isEmpty() || before == row.scope)
        return appended(store, row.scope, Change::Kind::Put, row, command);
    // In the order of their names, so that two who write into the same scopes never wait for each other.
    if (before < row.scope) {
        appended(store, before, Change::Kind::Leave, row, command);
        return appended(store, row.scope, Change::Kind::Put, row, command);
    }
    const Written written = appended(store, row.scope, Change::Kind::Put, row, command);
    appended(store, before, Change::Kind::Leave, row, command);
    return written;
}

Written write(ServerStore &store, Row row, const std::optional<Row> &before, const QString &person,
              const QUuid &command)
{
    row.version = std::max<qint64>(before ? before->version : 0, 1) + 1;
    store.put(row, person);
    if (store.tellsByItself())
        return {row.scope, store.head(row.scope).value_or(FeedPlace()).clock};
    return announce(store, row, before ? before->scope : QString(), command);
}

Row rowOf(const Conflict &conflict, const QString &scope)
{
    return {{conflictEntity, conflict.id}, scope, 0, toJson(conflict), false};
}

} // namespace accord::sync
