// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/issuing_entity.h"

namespace accord::storage {

class Session;

/// Numbers that are given elsewhere: by the system before, or by hand.
struct ReservedNumbers
{
    qint64 first = 1;
    qint64 last = 1; ///< >= first
    QString reason;
};

/// What names a series of document numbers.
struct SeriesKey
{
    billing::IssuingEntityId entity;
    QString series; ///< "invoice" or "credit_note"
    int year = 0; ///< of the issue date; each year begins anew

    bool operator==(const SeriesKey &) const = default;
};

/// A series of numbers without a gap.
struct NumberSeries
{
    SeriesKey key;
    QString entityCode;
    qint64 first = 1;
    qint64 next = 1; ///< the next one that is not reserved comes from here on
    bool hasBegun = false; ///< a number was given
    QString startReason; ///< empty where it begins with 1
    std::vector<ReservedNumbers> reserved; ///< in order
};

/// The series of document numbers of the issuing entities.
class NumberSeriesSql
{
public:
    explicit NumberSeriesSql(Session &session)
        : m_session(session)
    { }

    /// Takes the next number, in the caller's transaction. \returns Internal "billing.number_outside_transaction".
    Result<qint64> take(const SeriesKey &key);
    /// \returns Conflict "billing.series_begun" once a number was given.
    Result<> setStart(const SeriesKey &key, qint64 first, const QString &reason, const QString &by,
                      const QDateTime &now);
    /// \returns Conflict "billing.numbers_taken" when one of them was given or is reserved already.
    Result<> reserve(const SeriesKey &key, const ReservedNumbers &numbers, const QString &by, const QDateTime &now);
    /// Every series that has begun, has a start or reservations; by entity, series and year.
    Result<std::vector<NumberSeries>> all() const;

private:
    Result<std::optional<qint64>> reservedUntil(const SeriesKey &key, qint64 number) const;

    Session &m_session;
};

} // namespace accord::storage
