// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"

#include <QtCore/QDateTime>

#include <vector>

namespace accord::storage {

class Session;

/// A document that got its number here, as far as it has to be known when the database has forgotten it.
struct IssuedNumber
{
    QString series; ///< "invoice" or "credit_note"
    QString entity; ///< code of the issuing entity
    QString number;
    QString account; ///< its number
    Money total;
    QDate issueDate;
    QString digest; ///< SHA-256 of the document's canonical form, in hex
    QDateTime issuedAt;

    bool operator==(const IssuedNumber &) const = default;
};

/// The numbers that were given, in the order of time.
class IssuedNumbersSql
{
public:
    explicit IssuedNumbersSql(Session &session)
        : m_session(session)
    { }

    /// Those given at \a moment or later, the oldest first; all of them for a null moment. What was taken over from
    /// another system is not among them.
    Result<std::vector<IssuedNumber>> since(const QDateTime &moment) const;
    /// Whether a document of \a series of the entity with \a code has this number.
    Result<bool> has(const QString &series, const QString &code, const QString &number) const;

private:
    Session &m_session;
};

} // namespace accord::storage
