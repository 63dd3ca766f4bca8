// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/permissions.h"
#include "core/storage/attachment_contents_sql.h"
#include "core/storage/sync_devices_sql.h"
#include "core/storage/sync_feed_sql.h"
#include "core/storage/synced_rows_sql.h"
#include "core/sync/stores.h"

#include <QtCore/QDateTime>

namespace accord::storage {

/// The team's side of synchronisation, over its database.
class SyncServerSql final : public sync::ServerStore
{
public:
    /// Notes in the audit chain, in the transaction of the command, what it did.
    using Audit = std::function<Result<>(const sync::Command &, const sync::Outcome &)>;
    SyncServerSql(Session &session, const QDateTime &now, Audit audit);

    /// The scopes of \a person, by the permission matrix; their feeds are begun.
    Result<QStringList> scopesOf(const QString &person);

    std::optional<Error> failure() const override { return m_failure; }
    void forgetFailure() override { m_failure.reset(); }
    Result<> atOnce(const std::function<Result<>()> &work) override;
    /// That the machine of \a person is there and calls itself so. \returns Forbidden "sync.device_revoked",
    /// and of a new copy "sync.machine_revoked".
    Result<> greet(const QUuid &device, const QString &person, const Machine &machine);
    std::optional<sync::Device> device(const QUuid &id) override;
    void save(const sync::Device &device) override;
    std::optional<QByteArray> answersUpTo(const QUuid &device, qint64 sequence) override;
    void saveAnswers(const QUuid &device, qint64 sequence, const QByteArray &answers) override;
    void noteReading(const QUuid &device, const QString &scope, qint64 clock) override;
    std::optional<sync::AnsweredCommand> answered(const QUuid &command) override;
    void keep(const sync::Command &command, const sync::Person &person, const QUuid &device,
              const sync::Outcome &outcome) override;
    std::optional<sync::Row> row(const sync::RowKey &key) override;
    void put(const sync::Row &row, const QString &person) override;
    bool tellsByItself() override;
    std::vector<sync::Conflict> conflictsOf(const sync::RowKey &key) override;
    QString scopeOfNew(const sync::Command &command, const sync::Person &person) override;
    QString refusal(const sync::Command &command, const sync::Person &person,
                    const std::optional<sync::Row> &row) override;
    sync::ContentStore *contents(const sync::Person &person) override;
    bool isNamed(const sync::ContentKey &content, const sync::Person &person) override;
    std::optional<sync::FeedPlace> head(const QString &scope) override;
    void append(const sync::Change &change) override;
    qint64 horizon(const QString &scope) override;
    std::optional<QByteArray> hashAt(const QString &scope, qint64 clock) override;
    std::vector<sync::Change> changesAfter(const QString &scope, qint64 clock, int limit) override;
    std::vector<sync::Row> rowsOf(const QString &scope) override;

private:
    Result<QStringList> regionsFor(security::Reach reach, const QString &own);
    bool hasLeft(const sync::RowKey &key);
    template<typename Value> Value taken(const Result<Value> &result)
    {
        if (result)
            return *result;
        failed(result.error());
        return Value();
    }
    void done(const Result<> &result)
    {
        if (!result)
            failed(result.error());
    }
    void failed(const Error &error)
    {
        if (!m_failure)
            m_failure = error;
    }

    Session &m_session;
    QDateTime m_now;
    Audit m_audit;
    SyncedRowsSql m_rows;
    SyncFeedSql m_feed;
    std::optional<AttachmentContentsSql> m_contents;
    std::optional<Error> m_failure;
};

} // namespace accord::storage
