// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/seen_events_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

using usage::EventKey;

namespace {

constexpr std::size_t keysPerRow = 240; // with its overhead about one page

std::vector<EventKey> unpackKeys(QByteArrayView bytes)
{
    std::vector<EventKey> keys;
    keys.reserve(std::size_t(bytes.size() / EventKey::size));
    for (qsizetype at = 0; at + EventKey::size <= bytes.size(); at += EventKey::size)
        keys.push_back(EventKey::fromBytes(bytes.data() + at));
    return keys;
}

QByteArray bytesOf(const EventKey &key)
{
    QByteArray bytes;
    key.appendTo(bytes);
    return bytes;
}

} // namespace

Result<std::vector<SeenEventsSql::Run>> SeenEventsSql::runs()
{
    auto select = m_session.statement("SELECT run, keys FROM usage_seen_run WHERE source = ? ORDER BY run");
    return select.bind(m_source).all([](Statement &row) { return Run{row.read<qint64>(), row.read<qint64>()}; });
}

Result<std::vector<bool>> SeenEventsSql::seen(std::span<const EventKey> keys)
{
    std::vector<bool> seen(keys.size());
    const auto known = runs();
    if (!known)
        return passOn(known);
    for (const Run &run : *known) {
        const bool few = keys.size() < std::size_t(run.keys) / keysPerRow;
        if (const auto compared = few ? probe(run, keys, seen) : scan(run, keys, seen); !compared)
            return passOn(compared);
    }
    return seen;
}

Result<> SeenEventsSql::scan(const Run &run, std::span<const EventKey> keys, std::vector<bool> &seen)
{
    auto select = m_session.statement("SELECT keys FROM usage_seen WHERE source = ? AND run = ? ORDER BY first_key");
    select.bind(m_source, run.number);
    std::size_t at = 0;
    while (at < keys.size() && select.next()) {
        for (const EventKey &key : unpackKeys(select.readBytes())) {
            while (at < keys.size() && keys[at] < key)
                ++at;
            if (at < keys.size() && keys[at] == key)
                seen[at] = true;
        }
    }
    return select.finish();
}

Result<> SeenEventsSql::probe(const Run &run, std::span<const EventKey> keys, std::vector<bool> &seen)
{
    auto select = m_session.statement(
        "SELECT keys FROM usage_seen WHERE source = ? AND run = ? AND first_key <= ? ORDER BY first_key DESC LIMIT 1");
    for (std::size_t i = 0; i < keys.size(); ++i) {
        select.bind(m_source, run.number, bytesOf(keys[i]));
        if (select.next()) {
            const auto stored = unpackKeys(select.readBytes());
            seen[i] = seen[i] || std::binary_search(stored.begin(), stored.end(), keys[i]);
        }
        if (const auto read = select.finish(); !read)
            return read;
    }
    return {};
}

Result<std::vector<EventKey>> SeenEventsSql::take(const Run &run)
{
    std::vector<EventKey> keys;
    keys.reserve(std::size_t(run.keys));
    auto select = m_session.statement("SELECT keys FROM usage_seen WHERE source = ? AND run = ? ORDER BY first_key");
    select.bind(m_source, run.number);
    while (select.next()) {
        const auto some = unpackKeys(select.readBytes());
        keys.insert(keys.end(), some.begin(), some.end());
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    for (const auto &removed :
         {m_session.run("DELETE FROM usage_seen_run WHERE source = ? AND run = ?", m_source, run.number),
          m_session.run("DELETE FROM usage_seen WHERE source = ? AND run = ?", m_source, run.number)}) {
        if (!removed)
            return passOn(removed);
    }
    return keys;
}

Result<> SeenEventsSql::write(qint64 run, const std::vector<EventKey> &keys)
{
    auto insert = m_session.statement("INSERT INTO usage_seen (source, run, first_key, keys) VALUES (?,?,?,?)");
    for (std::size_t at = 0; at < keys.size(); at += keysPerRow) {
        QByteArray bytes;
        bytes.reserve(qsizetype(keysPerRow) * EventKey::size);
        for (std::size_t i = at; i < std::min(keys.size(), at + keysPerRow); ++i)
            keys[i].appendTo(bytes);
        if (const auto done = insert.bind(m_source, run, bytesOf(keys[at]), bytes).run(); !done)
            return passOn(done);
    }
    const auto noted = m_session.run("INSERT INTO usage_seen_run (source, run, keys) VALUES (?,?,?)", m_source, run,
                                     qint64(keys.size()));
    return noted ? Result<>() : passOn(noted);
}

Result<> SeenEventsSql::add(std::vector<EventKey> keys)
{
    if (keys.empty())
        return {};
    auto known = runs();
    if (!known)
        return passOn(known);
    // Every run is at least twice as long as the next: there are log2(n) of them, and a key moves as often.
    while (!known->empty() && known->back().keys < 2 * qint64(keys.size())) {
        const auto last = take(known->back());
        if (!last)
            return passOn(last);
        std::vector<EventKey> merged(last->size() + keys.size());
        std::merge(last->begin(), last->end(), keys.begin(), keys.end(), merged.begin());
        keys = std::move(merged);
        known->pop_back();
    }
    return write(known->empty() ? 1 : known->back().number + 1, keys);
}

} // namespace accord::storage
