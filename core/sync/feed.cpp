// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/feed.h"

#include "core/base/canonical.h"

#include <QtCore/QJsonDocument>

namespace accord::sync {

namespace {

QByteArray hashOf(const Change &change)
{
    CanonicalForm form;
    form.add(change.previous).add(change.row.scope).add(change.place.clock);
    form.add(qint64(change.kind == Change::Kind::Put ? 1 : 2)).add(change.row.key.entity);
    form.add(change.row.key.id.toByteArray()).add(change.row.version).add(qint64(change.row.deleted));
    form.add(QJsonDocument(change.row.body).toJson(QJsonDocument::Compact)).add(change.command.toByteArray());
    return form.digest();
}

} // namespace

Change nextChange(const FeedPlace &head, Change::Kind kind, const Row &row, const QUuid &command)
{
    Change change;
    change.place.clock = head.clock + 1;
    change.previous = head.hash;
    change.kind = kind;
    change.row = row;
    change.command = command;
    if (kind == Change::Kind::Leave)
        change.row.body = {}; // who no longer sees the row does not learn what it became
    change.place.hash = hashOf(change);
    return change;
}

bool isChain(const FeedPlace &from, const std::vector<Change> &changes)
{
    FeedPlace at = from;
    for (const Change &change : changes) {
        if (change.place.clock != at.clock + 1 || change.previous != at.hash || change.place.hash != hashOf(change))
            return false;
        at = change.place;
    }
    return true;
}

} // namespace accord::sync
