// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/stores.h"
#include "memory_contents.h"
#include "plants.h"

#include <map>

namespace accord::simulation {

using namespace sync;

/// Everything that is on the disk of a rep's machine.
struct ClientState
{
    Identity identity;
    std::map<qint64, OutboxEntry> outbox; ///< by sequence
    std::map<RowKey, Row> rows;
    std::map<RowKey, Row> bases;
    std::map<QString, FeedPlace> cursors;
    ContentState contents;
};

class MemoryClient : public ClientStore
{
public:
    explicit MemoryClient(Plant plant)
        : m_plant(plant)
    { }

    ClientState state;

    std::optional<Error> failure() const override { return {}; }
    Identity identity() override { return state.identity; }
    void save(const Identity &identity) override { state.identity = identity; }
    std::vector<OutboxEntry> outbox() override;
    std::vector<OutboxEntry> openFor(const RowKey &key) override;
    void save(const OutboxEntry &entry) override;
    std::optional<Row> row(const RowKey &key) override { return in(state.rows, key); }
    void put(const Row &row) override { state.rows[row.key] = row; }
    void remove(const RowKey &key) override { state.rows.erase(key); }
    std::vector<RowKey> rowsOf(const QString &scope) override;
    std::optional<Row> base(const RowKey &key) override { return in(state.bases, key); }
    void saveBase(const Row &row) override { state.bases[row.key] = row; }
    void removeBase(const RowKey &key) override { state.bases.erase(key); }
    void forgetVersions() override;
    FeedPlace cursor(const QString &scope) override;
    void saveCursor(const QString &scope, const FeedPlace &place) override { state.cursors[scope] = place; }
    QStringList scopes() override;
    void removeScope(const QString &scope) override { state.cursors.erase(scope); }

private:
    static std::optional<Row> in(const std::map<RowKey, Row> &rows, const RowKey &key);

    Plant m_plant;
};

} // namespace accord::simulation
