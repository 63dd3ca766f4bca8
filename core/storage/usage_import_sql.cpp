// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_import_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"
#include "core/storage/usage_homes.h"
#include "core/usage/rollup.h"
#include "core/usage/usage_reader.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QIODevice>

namespace accord::storage {

using usage::UsageRow;

namespace {

constexpr qsizetype keyLength = 16; // of a SHA-256: two events of one key do not happen

/// An event that waits to be written, in the order of its key.
struct Staged
{
    QByteArray key;
    UsageRow row;
    std::variant<Home, Homeless> home;
};

QString momentOf(const UsageRow &row)
{
    return row.day.isValid() ? row.day.toString(Qt::ISODate) : row.instant.toString(Qt::ISODateWithMs);
}

/// The identity of an event: its id, or its content and how often the same content stood before it in the file.
class Keys
{
public:
    explicit Keys(const QString &source) : m_source(source.toUtf8()) {}

    QByteArray of(const UsageRow &row)
    {
        if (!row.eventId.isEmpty())
            return hash({"id", row.eventId.toUtf8()});
        const QByteArray content = hash({"row", row.account.toUtf8(), row.location.toUtf8(), row.meter.toUtf8(), momentOf(row).toLatin1(),
                                         row.quantity.toShortString().toLatin1()});
        return hash({"nth", content, QByteArray::number(++m_seen[content])});
    }

private:
    QByteArray hash(const std::vector<QByteArray> &parts) const
    {
        QCryptographicHash digest(QCryptographicHash::Sha256);
        digest.addData(m_source);
        for (const QByteArray &part : parts) {
            digest.addData(QByteArray::number(part.size()) + ':');
            digest.addData(part);
        }
        return digest.result().left(keyLength);
    }

    QByteArray m_source;
    QHash<QByteArray, qint64> m_seen;
};

/// Passes everything through and takes its digest on the way.
class DigestingDevice final : public QIODevice
{
public:
    explicit DigestingDevice(QIODevice &inner) : m_inner(inner) { open(QIODevice::ReadOnly); }
    QString digest() const { return QString::fromLatin1(m_hash.result().toHex()); }
    bool isSequential() const override { return true; }
    bool atEnd() const override { return QIODevice::atEnd() && m_inner.atEnd(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 read = m_inner.read(data, most);
        if (read > 0)
            m_hash.addData(QByteArrayView(data, read));
        return read;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QIODevice &m_inner;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

/// Writes staged events and adds up what they come to.
class Writer
{
public:
    Writer(Session &session, qint64 sequence) : m_session(session), m_sequence(sequence) {}

    Result<> write(const std::vector<Staged> &staged)
    {
        auto event = m_session.statement("INSERT INTO usage_event (event_key, import_sequence, account_id, location_id, meter_id, day, quantity, line) "
                                         "VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
        auto aside = m_session.statement("INSERT INTO usage_quarantine (event_key, import_sequence, account, location, meter, moment, quantity, line, reason) "
                                         "VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
        for (const Staged &one : staged) {
            const Home *home = std::get_if<Home>(&one.home);
            const auto changed = home ? event.bind(one.key, m_sequence, home->account, home->location, home->meter, home->day, one.row.quantity, one.row.line).run()
                                      : aside.bind(one.key, m_sequence, notNull(one.row.account), notNull(one.row.location), notNull(one.row.meter), momentOf(one.row),
                                                   one.row.quantity, one.row.line, toString(std::get<Homeless>(one.home)))
                                            .run();
            if (!changed)
                return passOn(changed);
            if (*changed == 0) {
                ++m_report.repeated;
            } else if (!home) {
                ++m_report.quarantined;
            } else {
                ++m_report.added;
                m_new.push_back(&one);
            }
        }
        return writeDays();
    }
    const UsageImportReport &report() const { return m_report; }
    QDate firstDay() const { return m_first; }
    QDate lastDay() const { return m_last; }

private:
    struct Place
    {
        QUuid account;
        QUuid meter;
        QDate day;
        QUuid location;
    };

    Result<> writeDays()
    {
        // In the order of the file, so that "the latest" is the last one there.
        std::sort(m_new.begin(), m_new.end(), [](const Staged *a, const Staged *b) {
            return a->row.instant.isValid() && b->row.instant.isValid() && a->row.instant != b->row.instant ? a->row.instant < b->row.instant
                                                                                                          : a->row.line < b->row.line;
        });
        QHash<QByteArray, std::pair<Place, usage::DayFigure>> days;
        for (const Staged *one : m_new) {
            const Home &home = std::get<Home>(one->home);
            const QByteArray key = home.account.toRfc4122() + home.meter.toRfc4122() + QByteArray::number(home.day.toJulianDay()) + home.location.toRfc4122();
            auto &[place, figure] = days[key];
            place = {home.account, home.meter, home.day, home.location};
            if (const auto added = figure.add(one->row.quantity); !added)
                return passOn(added);
            m_first = m_first.isValid() ? std::min(m_first, home.day) : home.day;
            m_last = m_last.isValid() ? std::max(m_last, home.day) : home.day;
        }
        std::vector<QByteArray> order(days.keyBegin(), days.keyEnd());
        std::sort(order.begin(), order.end());
        auto insert = m_session.statement("INSERT INTO usage_daily (account_id, meter_id, day, location_id, import_sequence, quantity_sum, quantity_highest, "
                                          "quantity_last, events) VALUES (?,?,?,?,?,?,?,?,?)");
        for (const QByteArray &key : order) {
            const auto &[place, figure] = days[key];
            const QByteArray location = place.location.toRfc4122(); // the id of zeroes where there is none
            const auto added = insert.bind(place.account, place.meter, place.day, location, m_sequence, figure.sum, figure.highest, figure.last, figure.events).run();
            if (!added)
                return passOn(added);
        }
        return {};
    }

    Session &m_session;
    qint64 m_sequence;
    UsageImportReport m_report;
    std::vector<const Staged *> m_new;
    QDate m_first;
    QDate m_last;
};

Result<qint64> nextSequence(Session &session)
{
    const auto last = session.statement("SELECT coalesce(max(sequence), 0) FROM usage_import").first([](Statement &row) { return row.read<qint64>(); });
    if (!last)
        return passOn(last);
    return last->value_or(0) + 1;
}

/// Writes \a staged as one import, in the caller's transaction.
Result<UsageImportReport> writeImport(Session &session, std::vector<Staged> staged, const UsageImportRequest &request, const QString &digest, const QDateTime &now)
{
    const auto sequence = nextSequence(session);
    if (!sequence)
        return passOn(sequence);
    // Sorted keys go into the tree side by side instead of all over it.
    std::sort(staged.begin(), staged.end(), [](const Staged &a, const Staged &b) { return a.key != b.key ? a.key < b.key : a.row.line < b.row.line; });
    Writer writer(session, *sequence);
    if (const auto written = writer.write(staged); !written)
        return passOn(written);
    UsageImportReport report = writer.report();
    report.rows = qint64(staged.size());
    if (report.added + report.quarantined == 0)
        return report;
    report.sequence = *sequence;
    const auto noted = session.run("INSERT INTO usage_import (sequence, source, file_name, digest, imported_by, imported_at, row_count, added, repeated, quarantined, "
                                   "first_day, last_day) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                                   *sequence, notNull(request.source), notNull(request.fileName), notNull(digest), notNull(request.importedBy), now, report.rows, report.added,
                                   report.repeated, report.quarantined, writer.firstDay(), writer.lastDay());
    if (!noted)
        return passOn(noted);
    return report;
}

} // namespace

Result<UsageImportReport> UsageImportSql::import(QIODevice &device, const UsageImportRequest &request, usage::Problems &problems)
{
    const auto homes = UsageHomes::load(m_session);
    if (!homes)
        return passOn(homes);
    DigestingDevice digesting(device);
    Keys keys(request.source);
    std::vector<Staged> staged;
    usage::readUsage(digesting, problems, [&](UsageRow &&row) {
        if (!problems.isEmpty())
            return; // nothing will be stored; only the rest of the problems is wanted
        Staged one{keys.of(row), std::move(row), Homeless::NoAccount};
        one.home = homes->find(one.row);
        staged.push_back(std::move(one));
    });
    if (!problems.isEmpty())
        return tl::unexpected(problems.toError());
    Transaction transaction(m_session);
    const auto report = writeImport(m_session, std::move(staged), request, digesting.digest(), m_clock.now());
    if (!report)
        return report;
    if (const auto committed = transaction.commit(); !committed)
        return passOn(committed);
    return report;
}

Result<UsageImportReport> UsageImportSql::adopt(const QString &importedBy)
{
    Transaction transaction(m_session);
    const auto homes = UsageHomes::load(m_session);
    if (!homes)
        return passOn(homes);
    auto select = m_session.statement("SELECT event_key, account, location, meter, moment, quantity, line FROM usage_quarantine ORDER BY event_key");
    select.bind();
    std::vector<Staged> staged;
    while (select.next()) {
        Staged one;
        one.key = select.read<QByteArray>();
        one.row.account = select.read<QString>();
        one.row.location = select.read<QString>();
        one.row.meter = select.read<QString>();
        const auto moment = select.read<QString>();
        if (moment.size() == 10)
            one.row.day = QDate::fromString(moment, Qt::ISODate);
        else
            one.row.instant = QDateTime::fromString(moment, Qt::ISODateWithMs).toUTC();
        one.row.quantity = select.read<Decimal>();
        one.row.line = select.read<qint64>();
        one.home = homes->find(one.row);
        if (std::holds_alternative<Home>(one.home))
            staged.push_back(std::move(one));
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    if (staged.empty())
        return UsageImportReport{};
    auto remove = m_session.statement("DELETE FROM usage_quarantine WHERE event_key = ?");
    for (const Staged &one : staged) {
        if (const auto removed = remove.bind(one.key).run(); !removed)
            return passOn(removed);
    }
    const auto report = writeImport(m_session, std::move(staged), {u"quarantine"_s, {}, importedBy}, {}, m_clock.now());
    if (!report)
        return report;
    if (const auto committed = transaction.commit(); !committed)
        return passOn(committed);
    return report;
}

} // namespace accord::storage
