// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QUuid>

namespace accord::sync {

/// Which row of which kind.
struct RowKey
{
    QString entity; ///< "contact"
    QUuid id;

    bool operator==(const RowKey &) const = default;
    friend bool operator<(const RowKey &a, const RowKey &b)
    {
        return a.entity != b.entity ? a.entity < b.entity : a.id < b.id;
    }
};

/// One row as machines exchange it.
struct Row
{
    RowKey key;
    QString scope; ///< who gets it: "region:EMEA", "user:ann"
    qint64 version = 0; ///< counts the changes of this row on the server, from 1; 0: of unknown age
    QJsonObject body; ///< members that are not known are kept
    bool deleted = false; ///< a tombstone: the body is the last one

    bool operator==(const Row &) const = default;
};

} // namespace accord::sync
