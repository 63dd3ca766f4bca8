// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/number_series_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

/// Adds the rows of \a select (entity, series, year, ...) to their series; \a note takes the rest of each row.
template<typename Note> Result<> noteRows(Statement &select, std::vector<NumberSeries> &all, Note note)
{
    while (select.next()) {
        SeriesKey key{select.read<billing::IssuingEntityId>(), select.read<QString>(), select.read<int>()};
        auto found = std::ranges::find(all, key, &NumberSeries::key);
        if (found == all.end())
            found = all.insert(all.end(), NumberSeries{std::move(key), {}, 1, 1, false, {}, {}});
        note(*found, select);
    }
    return select.finish();
}

} // namespace

Result<std::optional<qint64>> NumberSeriesSql::reservedUntil(const SeriesKey &key, qint64 number) const
{
    return m_session
        .statement("SELECT last_number FROM number_reservation WHERE issuing_entity_id = ? AND series = ? AND year = ? "
                   "AND first_number <= ? AND last_number >= ?")
        .bind(key.entity, notNull(key.series), key.year, number, number)
        .first([](Statement &row) { return row.read<qint64>(); });
}

Result<qint64> NumberSeriesSql::take(const SeriesKey &key)
{
    if (!m_session.inTransaction())
        return fail(ErrorKind::Internal, u"billing.number_outside_transaction"_s);
    const auto made = m_session.run(
        "INSERT INTO number_series (issuing_entity_id, series, year, next_number) VALUES (?, ?, ?, "
        "coalesce((SELECT first_number FROM number_series_start WHERE issuing_entity_id = ? AND series = ? "
        "AND year = ?), 1)) ON CONFLICT DO NOTHING",
        key.entity, notNull(key.series), key.year, key.entity, notNull(key.series), key.year);
    if (!made)
        return passOn(made);
    for (;;) {
        // The row is locked by its update until the transaction ends, so nobody else takes the same number.
        const auto taken
            = m_session
                  .statement("UPDATE number_series SET next_number = next_number + 1 WHERE issuing_entity_id = ? "
                             "AND series = ? AND year = ? RETURNING next_number - 1")
                  .bind(key.entity, notNull(key.series), key.year)
                  .first([](Statement &row) { return row.read<qint64>(); });
        if (!taken)
            return passOn(taken);
        const auto reserved = reservedUntil(key, taken->value());
        if (!reserved)
            return passOn(reserved);
        if (!*reserved)
            return taken->value();
    }
}

Result<> NumberSeriesSql::setStart(const SeriesKey &key, qint64 first, const QString &reason, const QString &by,
                                   const QDateTime &now)
{
    const auto set = m_session.run(
        "INSERT INTO number_series_start (issuing_entity_id, series, year, first_number, reason, set_by, set_at) "
        "VALUES (?,?,?,?,?,?,?) ON CONFLICT (issuing_entity_id, series, year) DO UPDATE SET "
        "first_number = excluded.first_number, reason = excluded.reason, set_by = excluded.set_by, "
        "set_at = excluded.set_at",
        key.entity, notNull(key.series), key.year, first, notNull(reason), notNull(by), now);
    return set ? Result<>() : passOn(set);
}

Result<> NumberSeriesSql::reserve(const SeriesKey &key, const ReservedNumbers &numbers, const QString &by,
                                  const QDateTime &now)
{
    const auto reserved = m_session.run(
        "INSERT INTO number_reservation (issuing_entity_id, series, year, first_number, last_number, reason, "
        "reserved_by, reserved_at) VALUES (?,?,?,?,?,?,?,?)",
        key.entity, notNull(key.series), key.year, numbers.first, numbers.last, notNull(numbers.reason), notNull(by),
        now);
    return reserved ? Result<>() : passOn(reserved);
}

Result<std::vector<NumberSeries>> NumberSeriesSql::all() const
{
    std::vector<NumberSeries> all;
    auto starts
        = m_session.statement("SELECT issuing_entity_id, series, year, first_number, reason FROM number_series_start");
    if (const auto read = noteRows(starts.bind(), all,
                                   [](NumberSeries &series, Statement &row) {
                                       series.first = series.next = row.read<qint64>();
                                       series.startReason = row.read<QString>();
                                   });
        !read)
        return passOn(read);
    auto begun = m_session.statement("SELECT issuing_entity_id, series, year, next_number FROM number_series");
    if (const auto read = noteRows(begun.bind(), all,
                                   [](NumberSeries &series, Statement &row) {
                                       series.next = row.read<qint64>();
                                       series.hasBegun = true;
                                   });
        !read)
        return passOn(read);
    auto reserved = m_session.statement("SELECT issuing_entity_id, series, year, first_number, last_number, reason "
                                        "FROM number_reservation ORDER BY first_number");
    if (const auto read = noteRows(reserved.bind(), all,
                                   [](NumberSeries &series, Statement &row) {
                                       ReservedNumbers numbers;
                                       numbers.first = row.read<qint64>();
                                       numbers.last = row.read<qint64>();
                                       numbers.reason = row.read<QString>();
                                       series.reserved.push_back(std::move(numbers));
                                   });
        !read)
        return passOn(read);
    auto codes = m_session.statement("SELECT code FROM issuing_entity WHERE id = ?");
    for (NumberSeries &series : all) {
        const auto code = codes.bind(series.key.entity).first([](Statement &row) { return row.read<QString>(); });
        if (!code)
            return passOn(code);
        series.entityCode = code->value_or(QString());
    }
    std::ranges::sort(all, [](const NumberSeries &a, const NumberSeries &b) {
        return std::tie(a.entityCode, a.key.series, a.key.year) < std::tie(b.entityCode, b.key.series, b.key.year);
    });
    return all;
}

} // namespace accord::storage
