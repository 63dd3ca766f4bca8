// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_writer.h"

#include "core/storage/row_batch.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/usage/roll_up.h"

#include <span>

namespace accord::storage {

namespace {

constexpr std::size_t eventsPerRow = 4096;

Result<> addDays(Session &session, qint64 series, qint64 import, const std::vector<usage::DayTotal> &totals)
{
    if (RowBatch::suits(session)) {
        RowBatch rows{"series_id", "day", "import_sequence", "quantity", "events", "read_at", "unique_values"};
        for (const usage::DayTotal &total : totals) {
            const usage::DayReading reading = total.tally.reading();
            rows.add(series, total.day, import, reading.quantity, total.tally.events(), reading.at, reading.values);
        }
        return rows.store(session, "INSERT INTO usage_daily (series_id, day, import_sequence, quantity, events, "
                                   "read_at, unique_values) "
                                   "SELECT series_id, day, import_sequence, quantity, events, read_at, unique_values "
                                   "FROM json_populate_recordset(NULL::acc.usage_daily, ?::json)");
    }
    auto insert
        = session.statement("INSERT INTO usage_daily (series_id, day, import_sequence, quantity, events, read_at, "
                            "unique_values) VALUES (?,?,?,?,?,?,?)");
    for (const usage::DayTotal &total : totals) {
        const usage::DayReading reading = total.tally.reading();
        const auto done
            = insert.bind(series, total.day, import, reading.quantity, total.tally.events(), reading.at, reading.values)
                  .run();
        if (!done)
            return passOn(done);
    }
    return {};
}

QByteArray packed(std::span<const usage::Event> events)
{
    QByteArray bytes;
    for (const usage::Event &event : events)
        usage::pack(event, bytes);
    return bytes;
}

/// Calls \a write with the events of one row after the other.
Result<> inRows(std::span<const usage::Event> events,
                const std::function<Result<>(std::span<const usage::Event>)> &write)
{
    for (; !events.empty(); events = events.subspan(std::min(events.size(), eventsPerRow))) {
        if (const auto written = write(events.first(std::min(events.size(), eventsPerRow))); !written)
            return written;
    }
    return {};
}

} // namespace

Result<UsageWriter> UsageWriter::begin(Session &session)
{
    const auto last
        = session.statement("SELECT coalesce(max(sequence), 0) FROM usage_import").first([](Statement &row) {
              return row.read<qint64>();
          });
    if (!last)
        return passOn(last);
    return UsageWriter(session, last->value_or(0) + 1);
}

Result<qint64> UsageWriter::series(const UsageOwner &owner)
{
    const auto readId = [](Statement &row) { return row.read<qint64>(); };
    auto select = m_session->statement(
        "SELECT id FROM usage_series WHERE account_id = ? AND meter_id = ? AND location_id IS NULL");
    auto selectSite
        = m_session->statement("SELECT id FROM usage_series WHERE location_id = ? AND meter_id = ? AND account_id = ?");
    const auto found = owner.location.isNull()
                           ? select.bind(owner.account, owner.meter).first(readId)
                           : selectSite.bind(owner.location, owner.meter, owner.account).first(readId);
    if (!found)
        return passOn(found);
    if (*found)
        return **found;
    auto insert = m_session->statement(
        "INSERT INTO usage_series (account_id, location_id, meter_id) VALUES (?,?,?) RETURNING id");
    const auto made = insert.bind(owner.account, owner.location, owner.meter).first(readId);
    if (!made)
        return passOn(made);
    return made->value_or(0);
}

Result<> UsageWriter::makeMonths(const QDate &first, const QDate &last)
{
    const bool areThere = m_firstMonthDay.isValid() && first >= m_firstMonthDay && last <= m_lastMonthDay;
    if (areThere || m_session->dialect().database() == Dialect::Database::Sqlite)
        return {};
    m_firstMonthDay = m_firstMonthDay.isValid() ? std::min(m_firstMonthDay, first) : first;
    m_lastMonthDay = m_lastMonthDay.isValid() ? std::max(m_lastMonthDay, last) : last;
    const auto made = m_session->statement("SELECT acc.make_usage_months(?, ?)")
                          .bind(m_firstMonthDay, m_lastMonthDay)
                          .first([](Statement &row) { return row.read<int>(); });
    return made ? Result<>() : passOn(made);
}

Result<> UsageWriter::add(const UsageOwner &owner, const std::vector<usage::Event> &events)
{
    const auto id = series(owner);
    if (!id)
        return passOn(id);
    const auto totals = usage::rollUp(events, owner.aggregation, owner.zone);
    if (!totals)
        return passOn(totals);
    const auto months = makeMonths(std::min(totals->front().day, events.front().moment.utcDay().addDays(-1)),
                                   std::max(totals->back().day, events.back().moment.utcDay()));
    if (!months)
        return months;
    if (const auto days = addDays(*m_session, *id, m_sequence, *totals); !days)
        return days;
    const QDate first = totals->front().day;
    const QDate last = totals->back().day;
    m_firstDay = m_firstDay.isValid() ? std::min(m_firstDay, first) : first;
    m_lastDay = m_lastDay.isValid() ? std::max(m_lastDay, last) : last;
    auto insert = m_session->statement(
        "INSERT INTO usage_event (series_id, import_sequence, n, events, first_day, last_day, packed) "
        "VALUES (?,?,?,?,?,?,?)");
    int n = 0;
    return inRows(events, [&](std::span<const usage::Event> some) -> Result<> {
        // Days in UTC, a day wider on both sides: they only narrow what has to be unpacked.
        const auto done = insert
                              .bind(*id, m_sequence, ++n, qint64(some.size()), some.front().moment.utcDay().addDays(-1),
                                    some.back().moment.utcDay().addDays(1), packed(some))
                              .run();
        return done ? Result<>() : passOn(done);
    });
}

Result<> UsageWriter::quarantine(const usage::Names &names, usage::QuarantineReason reason,
                                 const std::vector<usage::Event> &events)
{
    auto insert = m_session->statement(
        "INSERT INTO usage_quarantine (import_sequence, n, account, location, party, meter, reason, events, packed) "
        "VALUES (?,?,?,?,?,?,?,?,?)");
    const auto text = [](const QByteArray &utf8) { return notNull(QString::fromUtf8(utf8)); };
    return inRows(events, [&](std::span<const usage::Event> some) -> Result<> {
        const auto done
            = insert
                  .bind(m_sequence, ++m_quarantined, text(names.account), text(names.location), text(names.party),
                        text(names.meter), toString(reason), qint64(some.size()), packed(some))
                  .run();
        return done ? Result<>() : passOn(done);
    });
}

Result<> UsageWriter::finish(const usage::ImportRequest &request, const QByteArray &sha256,
                             const usage::ImportReport &report, const QDateTime &now)
{
    const auto added = m_session->run(
        "INSERT INTO usage_import (sequence, source, file_name, sha256, imported_by, imported_at, row_count, added, "
        "repeated, quarantined, first_day, last_day) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        m_sequence, notNull(request.source), notNull(request.fileName), notNull(QString::fromLatin1(sha256)),
        notNull(request.importedBy), now, report.rows, report.added, report.repeated, report.quarantined, m_firstDay,
        m_lastDay);
    return added ? Result<>() : passOn(added);
}

} // namespace accord::storage
