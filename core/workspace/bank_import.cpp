// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/bank_import.h"

#include "core/bank/entry_identity.h"
#include "core/storage/bank_entries_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/ach_notices.h"
#include "core/workspace/bank_rows.h"
#include "core/workspace/booking_parts.h"
#include "core/workspace/books.h"
#include "core/workspace/permit.h"
#include "core/workspace/soundness.h"

#include <QtCore/QHash>

namespace accord::workspace {

using storage::BankEntriesSql;
using storage::BankEntryId;
using storage::BankEntryRow;

namespace {

QJsonObject toJson(const bank::Finding &finding, const QString &kind)
{
    return {{u"kind"_s, kind},           {u"line"_s, finding.line},   {u"id"_s, finding.id},
            {u"field"_s, finding.field}, {u"value"_s, finding.value}, {u"expected"_s, finding.expected}};
}

QJsonArray findingsOf(const BankImportOutcome &outcome)
{
    QJsonArray array;
    for (const auto &finding : outcome.warnings)
        array.append(toJson(finding, u"warning"_s));
    for (const auto &finding : outcome.bad)
        array.append(toJson(finding, u"left_out"_s));
    for (const auto &finding : outcome.conflicts)
        array.append(toJson(finding, u"conflict"_s));
    return array;
}

/// Stores the entries of one file, in the caller's transaction.
class BankFileKeeper
{
public:
    BankFileKeeper(Services &services, const QUuid &import, BankImportOutcome &outcome)
        : m_services(services)
        , m_entries(services.session())
        , m_import(import)
        , m_outcome(outcome)
    { }

    Result<> keep(const std::vector<bank::BankStatement> &statements)
    {
        const auto identities = bank::entryIdentities(statements);
        const auto next = m_entries.nextNumber();
        if (!next)
            return passOn(next);
        m_next = *next;
        for (size_t i = 0; i < statements.size(); ++i) {
            if (const auto kept = keepStatement(statements[i], identities[i]); !kept)
                return kept;
        }
        return {};
    }

private:
    /// What became of a booking, for its transactions.
    struct Kept
    {
        BankEntryId id; ///< null: it was left out
        bool isNew = false;
    };

    Result<> keepStatement(const bank::BankStatement &statement, const std::vector<bank::EntryIdentity> &identities)
    {
        std::vector<Kept> kept(statement.entries.size());
        for (size_t i = 0; i < statement.entries.size(); ++i) {
            const bank::BankEntry &entry = statement.entries[i];
            BankEntryRow row = rowFrom(entry);
            if (!Currency::fromCode(entry.amount.currency().code()))
                keepAside(row);
            row.identity = QString::fromLatin1(identities[i].key);
            row.import = m_import;
            const Kept booking = entry.batch ? kept[*entry.batch] : Kept{};
            if (entry.batch)
                row.batch = booking.id;
            auto one = keepEntry(row, statement, !entry.batch || booking.isNew);
            if (!one)
                return passOn(one);
            kept[i] = *one;
        }
        return {};
    }

    /// What was booked in a currency that was withdrawn is on record, and nothing can be owed or paid in it any more:
    /// it is matched to nothing and stands in no books.
    void keepAside(BankEntryRow &row)
    {
        if (row.state == u"new"_s)
            row.state = u"information"_s;
        m_outcome.warnings.push_back(bank::found(row.line, u"bank.currency_former"_s, u"currency"_s,
                                                 row.amount.currency().code(), u"a currency that is in use"_s));
    }

    /// \param mayBeNew  false for a transaction whose booking is known: its money is counted already
    Result<Kept> keepEntry(BankEntryRow &row, const bank::BankStatement &statement, bool mayBeNew)
    {
        const auto known = m_entries.findByIdentity(row.identity);
        if (!known)
            return passOn(known);
        if (*known)
            return compare(**known, row);
        if (!mayBeNew) {
            conflict(row, u"bank.batch_known"_s,
                     u"the booking without these transactions, as it was imported before"_s);
            return Kept{};
        }
        const auto account = m_entries.account(bank::canonicalAccount(statement.account), row.amount.currency(),
                                               m_services.ids().next());
        if (!account)
            return passOn(account);
        row.id = m_services.ids().next<BankEntryId>();
        row.number = m_next++;
        row.bankAccount = *account;
        if (const auto added = m_entries.add(row); !added)
            return passOn(added);
        ++m_outcome.added;
        if (const auto posted = postUnapplied(m_services, row); !posted)
            return passOn(posted);
        return Kept{row.id, true};
    }

    Result<Kept> compare(const BankEntryRow &stored, BankEntryRow &row)
    {
        ++m_outcome.repeated;
        const Kept same{stored.id, false};
        if (stored.booking == u"pending"_s && row.booking == u"booked"_s && stored.parts == row.parts) {
            row.id = stored.id;
            if (const auto booked = m_entries.book(row); !booked)
                return passOn(booked);
            ++m_outcome.booked;
            if (const auto posted = postUnapplied(m_services, row); !posted)
                return passOn(posted);
            return same;
        }
        const QStringList splittable{u"new"_s, u"proposed"_s, u"unapplied"_s, u"outgoing"_s};
        if (stored.parts == 0 && row.parts > 0 && row.booking == u"booked"_s && splittable.contains(stored.state)) {
            // Banks tell the sum on the statement and its transactions in a notification: the sum gives way to them.
            if (const auto done = makeBatch(m_services, stored, row.parts); !done)
                return passOn(done);
            return Kept{stored.id, true};
        }
        if (stored.booking == u"booked"_s && row.booking == u"booked"_s && stored.bookedOn != row.bookedOn)
            conflict(row, u"bank.identity_conflict"_s,
                     u"%1, as entry %2 was booked"_s.arg(stored.bookedOn.toString(Qt::ISODate)).arg(stored.number));
        return same;
    }

    void conflict(const BankEntryRow &row, const QString &id, const QString &expected)
    {
        m_outcome.conflicts.push_back(bank::found(
            row.line, id, u"booking date"_s,
            u"%1, %2 %3"_s.arg(row.bookedOn.toString(Qt::ISODate), row.amount.toString(), row.amount.currency().code()),
            expected));
    }

    Services &m_services;
    BankEntriesSql m_entries;
    QUuid m_import;
    BankImportOutcome &m_outcome;
    qint64 m_next = 1;
};

} // namespace

Result<BankImportOutcome> importBankFile(Services &services, const QByteArray &bytes, const QString &fileName,
                                         Effect effect)
{
    if (auto may = permit(services, Act::ImportBankFile); !may)
        return passOn(may);
    if (auto ready = readyForRun(services); !ready)
        return passOn(ready);
    const auto file = bank::readBankFile(bytes);
    if (!file)
        return passOn(file);
    BankImportOutcome outcome;
    outcome.format = bank::formatName(file->format);
    outcome.warnings = file->content.warnings;
    outcome.bad = file->content.badEntries;
    storage::Transaction transaction(services.session());
    BankEntriesSql entries(services.session());
    const QString digest = QString::fromLatin1(sha256Hex(bytes));
    const auto known = entries.importOf(digest);
    if (!known)
        return passOn(known);
    const QUuid import = services.ids().next();
    if (*known) {
        outcome.isKnownFile = true;
        outcome.repeated = int((*known)->added + (*known)->repeated);
        if (const auto ended = transaction.commit(); !ended)
            return passOn(ended);
        return outcome;
    }
    if (const auto kept = BankFileKeeper(services, import, outcome).keep(file->content.statements); !kept)
        return passOn(kept);
    const auto noticed = noteAchNotices(services, file->content.statements);
    if (!noticed)
        return passOn(noticed);
    const auto added = entries.add({import, digest, fileName, outcome.format, services.actor(), services.clock().now(),
                                    outcome.added, outcome.repeated, findingsOf(outcome)});
    if (!added)
        return passOn(added);
    const auto audited
        = services.audit(u"bank.import"_s, u"bank_import"_s, QUuid(import).toString(QUuid::WithoutBraces),
                         {{u"file"_s, fileName},
                          {u"digest"_s, digest},
                          {u"format"_s, outcome.format},
                          {u"added"_s, outcome.added},
                          {u"repeated"_s, outcome.repeated},
                          {u"left_out"_s, qint64(outcome.bad.size())},
                          {u"conflicts"_s, qint64(outcome.conflicts.size())},
                          {u"prenotes_returned"_s, noticed->prenotesReturned},
                          {u"bank_changes"_s, noticed->changes}});
    if (!audited)
        return passOn(audited);
    if (effect == Effect::Shown)
        return outcome; // the transaction ends without commit: nothing is kept
    if (const auto stored = transaction.commit(); !stored)
        return passOn(stored);
    return outcome;
}

} // namespace accord::workspace
