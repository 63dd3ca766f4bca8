// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>

#include <optional>

namespace accord::security {

/// What somebody did, before it has its place in the chain. Secrets, whole bank numbers and free text of customers do
/// not belong in it.
struct AuditEntry
{
    QString actor; ///< who; never empty
    QString device; ///< the console it was done on; may be empty
    QString kind; ///< "invoice.issue"
    QString subjectKind; ///< "invoice"; may be empty
    QString subjectId; ///< its id as text; may be empty
    QJsonObject body; ///< what a reader needs to understand it: numbers, digests, old and new value
};

/// One link of the chain.
struct AuditRecord
{
    qint64 sequence = 0; ///< from 1, without hole
    QDateTime recordedAt;
    AuditEntry entry;
    QByteArray bodyText; ///< the body as stored: the hash is taken of these bytes
    QByteArray previousHash;
    QByteArray hash;

    /// SHA-256 over the previous hash and the canonical form of everything else, hexadecimal.
    QByteArray computedHash() const;
};

/// The hash that the first record follows.
QByteArray auditGenesis();

/// A place in the chain that is kept outside of the database: printed on documents, in backups, in journals. Written
/// "7437:7195b7cff5ecb18f".
struct AuditSeal
{
    qint64 sequence = 0;
    QByteArray hashStart; ///< the first 16 hexadecimal digits

    static AuditSeal of(const AuditRecord &record) { return {record.sequence, record.hash.left(16)}; }
    /// \returns InvalidInput "audit.seal_malformed".
    static Result<AuditSeal> parse(const QString &text);
    QString toString() const;
    bool operator==(const AuditSeal &) const = default;
};

} // namespace accord::security
