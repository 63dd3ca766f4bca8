// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/driver.h"
#include "core/storage/transaction.h"

#include <atomic>
#include <chrono>
#include <optional>

namespace accord::storage {

/// What a server offers and a file has no need for: writing apart from the order of writers, word of what others store,
/// an end for whoever falls asleep in a transaction.
class TeamDriver
{
public:
    virtual ~TeamDriver();

    /// The next transaction that writes begins without the order of writers. \see ApartTransaction
    virtual void beginApart() = 0;
    /// Takes the order of writers within a transaction that was begun apart. \returns how often others than those who
    /// write apart have committed.
    virtual Result<qint64> takeOrder() = 0;
    /// How often others than those who write apart have committed.
    virtual Result<qint64> commitsOfOthers() = 0;
    /// The server ends a transaction of this session that asks nothing for so long, since others may wait for it.
    virtual Result<> limitPauses(std::chrono::milliseconds pause) = 0;

    /// Opens \a table for rows that come in bulk (COPY), within a transaction; nothing else runs until endRows().
    /// \a table and \a columns are names of the program's own schema.
    virtual Result<> beginRows(const QByteArray &table, const QByteArrayList &columns) = 0;
    /// One row more: the values of \a row, which another database holds.
    virtual Result<> addRow(const DriverStatement &row) = 0;
    /// Stores them all. \returns what the rules of the table refuse.
    virtual Result<> endRows() = 0;

    /// From now on the server says when something is stored. It is a hint: words may be lost or forged.
    virtual Result<> listen() = 0;
    /// Waits until something may have been stored, or \a stop is set by another thread, which is noticed soon.
    /// \returns false when \a longest passed without a word.
    virtual Result<bool> waitForWord(std::chrono::milliseconds longest, const std::atomic_bool &stop) = 0;
};

/// None for a file.
TeamDriver *teamDriver(Session &session);

/// A transaction that writes for accounts that no other program writes for (they are leased), so that several do it at
/// once. What it reads must still be true when it is stored: at its end it takes the order of writers, and when anybody
/// but others like it has stored something meanwhile, it is undone with Conflict "storage.changed_meanwhile" and the
/// caller does it again within the order (a Transaction).
///
/// On a file, where one program writes at a time, this is a Transaction.
class ApartTransaction
{
public:
    explicit ApartTransaction(Session &session);

    const Result<> &begun() const { return m_begun; }
    /// From here on it is alone, until it is committed: for the audit chain, for what is counted, for the last of
    /// something. \returns Conflict "storage.changed_meanwhile".
    [[nodiscard]] Result<> takeOrder();
    /// Takes the order if that was not done.
    [[nodiscard]] Result<> commit();
    /// Commits what nobody reads to decide about money (a lease) without waiting for the order.
    [[nodiscard]] Result<> commitWithoutOrder();

private:
    TeamDriver *m_driver;
    std::optional<Transaction> m_transaction;
    Result<> m_begun;
    qint64 m_before = 0; ///< commits of others when it began
    bool m_hasOrder = false;
};

} // namespace accord::storage
