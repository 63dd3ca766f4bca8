// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/money/money.h"

#include <QtCore/QDate>
#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <optional>
#include <vector>

namespace accord::storage {

class Session;
class Statement;
struct BankEntryRow;
using BankEntryId = Id<BankEntryRow>;

/// An entry of a bank account as it was imported, and what became of it.
struct BankEntryRow
{
    BankEntryId id;
    qint64 number = 0; ///< what people call it, from 1
    QString identity; ///< the same in every file that holds the entry
    QUuid bankAccount;
    QString bankAccountName;
    QUuid import;
    qint64 line = 0; ///< in the file of its import
    QDate bookedOn;
    QDate valueOn;
    Money amount; ///< above zero: money came in
    QString booking; ///< "booked", "pending", "information"
    std::optional<BankEntryId> batch; ///< the booking of which it is a transaction
    int parts = 0; ///< of a booking: how many transactions it has
    QString payerName;
    QString payerAccount;
    QString structuredReference;
    QString endToEndId;
    QString traceNumber;
    QString remittance; ///< free text
    QJsonObject details; ///< what else matching and people want to know
    QString state; ///< "new", "proposed", "applied", "unapplied", "returned", "return", "outgoing", "batch", …
};

/// What was decided about an entry, by the program or a person.
struct BankDecision
{
    QString kind; ///< "applied", "proposed", "accepted", "written_off", "unapplied", "left", "undone", "returned", …
    QJsonArray matches; ///< the one that was applied, or all that are proposed
    QString note;
    QString decidedBy;
    QDateTime decidedAt;
};

/// A bank file that was imported.
struct BankImportRow
{
    QUuid id;
    QString digest;
    QString fileName;
    QString format;
    QString importedBy;
    QDateTime importedAt;
    qint64 added = 0;
    qint64 repeated = 0;
    QJsonArray findings;
};

/// Bank accounts, imported files, entries and the decisions about them.
class BankEntriesSql
{
public:
    explicit BankEntriesSql(Session &session)
        : m_session(session)
    { }

    /// The account of that name and currency; it is added where it is new, under \a id.
    Result<QUuid> account(const QString &account, const Currency &currency, const QUuid &id);

    Result<std::optional<BankImportRow>> importOf(const QString &digest) const;
    Result<std::vector<BankImportRow>> imports(int limit) const; ///< newest first
    Result<> add(const BankImportRow &import);

    Result<std::optional<BankEntryRow>> findByIdentity(const QString &identity) const;
    /// \returns NotFound "bank.entry_not_found".
    Result<BankEntryRow> find(qint64 number) const;
    Result<BankEntryRow> find(const BankEntryId &id) const;
    /// By number, newest first; of one \a state, of those that wait ("open": new, proposed or unapplied), or all when
    /// it is empty.
    Result<std::vector<BankEntryRow>> list(const QString &state, int limit) const;
    /// Booked money that nobody decided about for good: new, proposed, and left over by the program itself.
    Result<std::vector<BankEntryRow>> toMatch() const;

    Result<qint64> nextNumber() const;
    Result<> add(const BankEntryRow &entry);
    /// The bank booked an entry that was pending: its days, texts and import are those of \a entry now.
    Result<> book(const BankEntryRow &entry);
    /// A booking that nobody applied turns out to have \a parts transactions: they are the money from now on.
    Result<> split(const BankEntryId &id, int parts);
    Result<> setState(const BankEntryId &id, const QString &state);

    Result<> decide(const BankEntryId &id, const BankDecision &decision);
    /// The latest one; of an entry that nobody decided about, an empty one.
    Result<BankDecision> latestDecision(const BankEntryId &id) const;
    /// Oldest first.
    Result<std::vector<BankDecision>> decisions(const BankEntryId &id) const;

private:
    Session &m_session;
};

} // namespace accord::storage
