// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/server_write.h"
#include "sync_simulation/memory_contents.h"

#include <map>
#include <set>

namespace accord::sync {

/// A team's side in memory that does what it is told, and fails where a test tells it to.
class PlainServer : public ServerStore
{
public:
    struct State
    {
        std::map<QUuid, Device> devices;
        std::map<std::pair<QUuid, qint64>, QByteArray> answers; ///< by device and sequence
        std::map<QUuid, AnsweredCommand> commands;
        std::map<RowKey, Row> rows;
        std::map<QString, FeedPlace> heads; ///< of the scopes that somebody reads
        std::vector<Change> changes; ///< of all scopes, as they came
    } state;

    std::map<QString, qint64> horizons;
    std::map<QString, qint64> readings; ///< clocks by scope
    QString scopeOfWhatIsMade = QStringLiteral("region:EMEA");
    QString refusing; ///< what refusal() says
    std::optional<Error> failingToPut; ///< what the database says to a row of somebody
    std::optional<Error> failingToRead; ///< what it says when it is asked for the head of a feed
    bool forgetsDevices = false;
    bool hasContents = true;
    std::set<QString> named; ///< SHA-256 of what rows name
    std::vector<RowKey> read; ///< rows that were asked for

    void addScope(const QString &scope, const FeedPlace &head = {}) { state.heads[scope] = head; }
    std::vector<Change> feedOf(const QString &scope) const;

    std::optional<Error> failure() const override { return m_failure; }
    void forgetFailure() override { m_failure.reset(); }
    Result<> atOnce(const std::function<Result<>()> &work) override;
    std::optional<Device> device(const QUuid &id) override { return in(state.devices, id); }
    void save(const Device &device) override;
    std::optional<QByteArray> answersUpTo(const QUuid &device, qint64 sequence) override
    {
        return in(state.answers, {device, sequence});
    }
    void saveAnswers(const QUuid &device, qint64 sequence, const QByteArray &answers) override
    {
        state.answers[{device, sequence}] = answers;
    }
    void noteReading(const QUuid &, const QString &scope, qint64 clock) override { readings[scope] = clock; }
    std::optional<AnsweredCommand> answered(const QUuid &command) override { return in(state.commands, command); }
    void keep(const Command &command, const Person &person, const QUuid &device, const Outcome &outcome) override;
    std::optional<Row> row(const RowKey &key) override;
    void put(const Row &row, const QString &person) override;
    std::vector<Conflict> conflictsOf(const RowKey &key) override;
    QString scopeOfNew(const Command &, const Person &) override { return scopeOfWhatIsMade; }
    QString refusal(const Command &, const Person &, const std::optional<Row> &) override { return refusing; }
    ContentStore *contents(const Person &) override { return hasContents ? &m_contents : nullptr; }
    bool isNamed(const ContentKey &content, const Person &) override { return named.contains(content.sha256); }
    std::optional<FeedPlace> head(const QString &scope) override;
    void append(const Change &change) override;
    qint64 horizon(const QString &scope) override { return horizons[scope]; }
    std::optional<QByteArray> hashAt(const QString &scope, qint64 clock) override;
    std::vector<Change> changesAfter(const QString &scope, qint64 clock, int limit) override;
    std::vector<Row> rowsOf(const QString &scope) override;

private:
    template<typename Map>
    static std::optional<typename Map::mapped_type> in(const Map &map, const typename Map::key_type &key)
    {
        const auto found = map.find(key);
        return found == map.end() ? std::nullopt : std::optional(found->second);
    }

    std::optional<Error> m_failure;
    simulation::ContentState m_contentState;
    simulation::MemoryContents m_contents{m_contentState};
};

} // namespace accord::sync
