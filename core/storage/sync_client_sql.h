// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/synced_rows_sql.h"
#include "core/sync/stores.h"

#include <QtCore/QDateTime>

namespace accord::storage {

/// Where a copy comes from, and how it stands to it.
struct CopyOf
{
    QString person; ///< user name
    QString server; ///< URL of the team's database, or another file
    QDateTime contactAt; ///< the last time that everything was exchanged; null: never
    QString failure; ///< error id of the last try; empty when it went well
};

/// What the copy on somebody's machine holds.
struct CopyContent
{
    QStringList regions; ///< whose customers it has, by name
    qint64 accounts = 0;
    qint64 contacts = 0;
    qint64 notes = 0;
    qint64 files = 0; ///< that accounts have
    qint64 contracts = 0; ///< with all their versions
    qint64 invoices = 0; ///< headers
    QDate invoicesSince; ///< first day of issue whose headers it keeps
};

/// Whether this workspace is the copy on somebody's machine.
Result<bool> isCopy(Session &session);

/// The rep's side of synchronisation, over the copy on their machine.
class SyncClientSql final : public sync::ClientStore
{
public:
    SyncClientSql(Session &session, const QDateTime &now)
        : m_session(session)
        , m_now(now)
        , m_rows(session)
    { }

    /// Makes the copy of an empty workspace.
    Result<> begin(const QUuid &device, const QString &person, const QString &server);
    /// None: this workspace is nobody's copy.
    Result<std::optional<CopyOf>> copy();
    Result<CopyContent> content();
    /// Drops what a copy does not hold: headers of invoices that became too old, and where customers pay to, which is
    /// bank data and which a copy of before may have.
    Result<> dropWhatIsNotHeld();
    Result<> noteContact(const QDateTime &at);
    Result<> noteFailure(const QString &errorId);
    /// Rows that were written since commands were made of it last.
    Result<std::vector<sync::RowKey>> touched();
    Result<> forgetTouched();

    std::optional<Error> failure() const override { return m_failure; }
    sync::Identity identity() override;
    void save(const sync::Identity &identity) override;
    std::vector<sync::OutboxEntry> outbox() override;
    std::vector<sync::OutboxEntry> openFor(const sync::RowKey &key) override;
    void save(const sync::OutboxEntry &entry) override;
    std::optional<sync::Row> row(const sync::RowKey &key) override;
    void put(const sync::Row &row) override;
    void remove(const sync::RowKey &key) override;
    std::vector<sync::RowKey> rowsOf(const QString &scope) override;
    std::optional<sync::Row> base(const sync::RowKey &key) override;
    void saveBase(const sync::Row &row) override;
    void removeBase(const sync::RowKey &key) override;
    void forgetVersions() override;
    sync::FeedPlace cursor(const QString &scope) override;
    void saveCursor(const QString &scope, const sync::FeedPlace &place) override;
    QStringList scopes() override;
    void removeScope(const QString &scope) override;

private:
    template<typename Value> Value taken(const Result<Value> &result)
    {
        if (result)
            return *result;
        if (!m_failure)
            m_failure = result.error();
        return Value();
    }
    void done(const Result<> &result)
    {
        if (!result && !m_failure)
            m_failure = result.error();
    }
    bool hasItsAccount(const sync::Row &row);

    Session &m_session;
    QDateTime m_now;
    SyncedRowsSql m_rows;
    std::optional<Error> m_failure;
};

} // namespace accord::storage
