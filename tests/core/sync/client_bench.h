// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/client.h"
#include "sync_simulation/memory_client.h"

namespace accord::sync {

inline const QUuid laptop(u"{00000000-0000-7000-8000-00000000000a}"_s);
inline const QUuid spare(u"{00000000-0000-7000-8000-00000000000b}"_s);
inline const QString emea = u"region:EMEA"_s;
inline const QString apac = u"region:APAC"_s;
inline const RowKey ann{u"contact"_s, QUuid(u"{00000000-0000-7000-8000-000000000001}"_s)};
inline const RowKey bob{u"contact"_s, QUuid(u"{00000000-0000-7000-8000-000000000002}"_s)};
inline const QDateTime now(QDate(2026, 6, 30), QTime(9, 0), Qt::UTC);

inline Row rowOf(const RowKey &key, const QString &number, qint64 version = 3, const QString &scope = emea)
{
    return {key, scope, version, {{u"phone"_s, number}}, false};
}

using Line = std::pair<Change::Kind, Row>;

inline Line put(const Row &row)
{
    return {Change::Kind::Put, row};
}

/// The machine of a rep, which has read that Ann's phone is "1", and what a team would answer it.
class ClientBench
{
protected:
    void begin()
    {
        store = std::make_unique<simulation::MemoryClient>(simulation::Plant::None);
        client = std::make_unique<Client>(*store, entityRules());
        store->state.identity = {.device = laptop, .person = u"rep"_s};
        client->setScopes({emea, apac});
        readPage({put(rowOf(ann, u"1"_s))});
    }

    std::unique_ptr<simulation::MemoryClient> store;
    std::unique_ptr<Client> client;

    PullAnswer page(const std::vector<Line> &lines, const QString &scope = emea)
    {
        PullAnswer answer{.device = store->state.identity.device, .scope = scope, .asked = store->cursor(scope)};
        FeedPlace head = answer.asked;
        for (const auto &[kind, row] : lines) {
            answer.changes.push_back(nextChange(head, kind, row, {}));
            head = answer.changes.back().place;
        }
        return answer;
    }
    void readPage(const std::vector<Line> &lines, const QString &scope = emea)
    {
        client->receive(page(lines, scope), spare);
    }
    /// Answers with \a state to what is asked now.
    void readState(PullAnswer::State state, const QString &scope = emea)
    {
        PullAnswer answer = page({}, scope);
        answer.state = state;
        client->receive(answer, spare);
    }
    void readSnapshot(const std::vector<Row> &rows, qint64 clock, const QString &scope = emea)
    {
        PullAnswer answer = page({}, scope);
        answer.state = PullAnswer::State::Snapshot;
        answer.rows = rows;
        answer.head = {clock, "head"};
        client->receive(answer, spare);
    }

    Command edit(const RowKey &key, const QString &number)
    {
        return client->wish({Act::Edit, key, {{u"phone"_s, number}}}, QUuid::createUuid(), now).value();
    }
    Command make(const RowKey &key, const QString &number)
    {
        return client->wish({Act::Make, key, {{u"phone"_s, number}}}, QUuid::createUuid(), now).value();
    }
    QString refusalOf(const Wish &wish)
    {
        const auto wished = client->wish(wish, QUuid::createUuid(), now);
        return wished ? QString() : wished.error().id;
    }
    void answerPush(const std::vector<std::pair<QUuid, Outcome>> &outcomes,
                    PushAnswer::State state = PushAnswer::State::Done)
    {
        client->receive(PushAnswer{.device = store->state.identity.device, .state = state, .outcomes = outcomes},
                        spare);
    }
    static Outcome applied(qint64 clock, const QString &scope = emea) { return {.scope = scope, .clock = clock}; }

    QString numberOf(const RowKey &key)
    {
        const auto row = store->row(key);
        return row ? row->body.value(u"phone"_s).toString() : u"none"_s;
    }
    bool isOpen(const RowKey &key) { return !store->openFor(key).empty(); }
};

} // namespace accord::sync
