// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QHashFunctions>
#include <QtCore/QUuid>

#include <random>

namespace accord {

class Clock;

/// Identifier of a \a Subject: a UUID version 7 (RFC 9562 §5.7), made on the client so that work can start offline.
/// An `Id<Account>` does not compile in the place of an `Id<Contract>`.
template<typename Subject> class Id
{
public:
    Id() = default;
    explicit Id(const QUuid &uuid)
        : m_uuid(uuid)
    { }

    /// \returns InvalidInput "id.malformed" when \a text is not a UUID.
    static Result<Id> parse(const QString &text)
    {
        const QUuid uuid = QUuid::fromString(text);
        if (uuid.isNull())
            return fail(ErrorKind::InvalidInput, u"id.malformed"_s, {{u"value"_s, text}});
        return Id(uuid);
    }

    bool isNull() const { return m_uuid.isNull(); }
    const QUuid &uuid() const { return m_uuid; }
    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }

    friend bool operator==(const Id &a, const Id &b) { return a.m_uuid == b.m_uuid; }
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

/// Makes UUIDs of version 7: 48 bits of milliseconds from the clock, then a counter and random bits, so that ids made
/// later by one source sort later.
class IdSource
{
public:
    /// A source whose random bits come from the system.
    explicit IdSource(const Clock &clock);
    /// A source that makes the same ids for the same clock and \a seed: for the sample company and for tests.
    IdSource(const Clock &clock, quint64 seed);

    QUuid next();
    template<typename TypedId> TypedId next() { return TypedId(next()); }

private:
    const Clock &m_clock;
    std::mt19937_64 m_random;
    qint64 m_lastMilliseconds = 0;
    quint16 m_counter = 0;
};

} // namespace accord
