// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/server_write.h"
#include "memory_contents.h"
#include "plants.h"

#include <map>
#include <set>

namespace accord::simulation {

using namespace sync;

struct Feed
{
    FeedPlace head;
    FeedPlace horizon;
    std::vector<Change> changes; ///< after the horizon
};

/// Everything that a backup of the server holds.
struct ServerState
{
    std::map<QUuid, Device> devices;
    std::map<QUuid, std::map<qint64, QByteArray>> answers; ///< by device and sequence
    std::map<QUuid, AnsweredCommand> commands;
    std::map<RowKey, Row> rows;
    std::map<RowKey, std::vector<QUuid>> conflicts; ///< ids by the row they are about
    std::map<QString, Feed> feeds;
    std::map<QString, std::map<QUuid, qint64>> readings; ///< clocks by scope and device
    ContentState contents;
};

/// A server in memory that watches itself: what it must never do ends in violation().
class MemoryServer : public ServerStore
{
public:
    MemoryServer(const EntityRules &rules, Plant plant)
        : m_rules(rules)
        , m_plant(plant)
    { }

    ServerState state;
    std::map<QString, QStringList> scopesOfPersons; ///< as they are now
    QString violation; ///< the first one
    std::map<QUuid, Command> made; ///< every command as it was made
    void forgetBefore() { m_before.clear(); } ///< the console wrote

    void addScope(const QString &scope);
    void compact(const QString &scope, qint64 keep);
    /// As the owner does it: without what a machine still needs, all of them being in use.
    void compactWhatNobodyNeeds(const QString &scope);

    std::optional<Error> failure() const override { return {}; }
    Result<> atOnce(const std::function<Result<>()> &work) override { return work(); }
    std::optional<Device> device(const QUuid &id) override;
    void save(const Device &device) override;
    std::optional<QByteArray> answersUpTo(const QUuid &device, qint64 sequence) override;
    void saveAnswers(const QUuid &device, qint64 sequence, const QByteArray &answers) override;
    void noteReading(const QUuid &device, const QString &scope, qint64 clock) override
    {
        state.readings[scope][device] = clock;
    }
    std::optional<AnsweredCommand> answered(const QUuid &command) override;
    void keep(const Command &command, const Person &person, const QUuid &device, const Outcome &outcome) override;
    std::optional<Row> row(const RowKey &key) override;
    void put(const Row &row, const QString &person) override;
    std::vector<Conflict> conflictsOf(const RowKey &key) override;
    QString scopeOfNew(const Command &command, const Person &person) override;
    QString refusal(const Command &, const Person &, const std::optional<Row> &) override { return {}; }
    ContentStore *contents(const Person &) override { return &m_contents; }
    bool isNamed(const ContentKey &content, const Person &person) override;
    std::optional<FeedPlace> head(const QString &scope) override;
    void append(const Change &change) override;
    qint64 horizon(const QString &scope) override;
    std::optional<QByteArray> hashAt(const QString &scope, qint64 clock) override;
    std::vector<Change> changesAfter(const QString &scope, qint64 clock, int limit) override;
    std::vector<Row> rowsOf(const QString &scope) override;

private:
    void violate(const QString &what, const Command &command);
    void checkOverwritten(const Command &command, const Outcome &outcome);
    void checkContent(const Command &command, const Outcome &outcome);
    bool isHeld(const Command &command, const FieldChange &field, const Outcome &outcome);

    const EntityRules &m_rules;
    Plant m_plant;
    MemoryContents m_contents{state.contents};
    std::map<RowKey, std::optional<Row>> m_before; ///< of the command that is carried out
};

} // namespace accord::simulation
