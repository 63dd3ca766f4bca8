// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/event.h"

#include <span>

namespace accord::storage {

class Session;

/// The keys of the events a source has brought, in a few sorted runs whose sizes fall geometrically: a key costs a few
/// bytes of sequential reading and writing, where an index would cost a page at a random place.
class SeenEventsSql
{
public:
    SeenEventsSql(Session &session, const QString &source)
        : m_session(session)
        , m_source(source)
    { }

    /// Which of \a keys (ascending, each once) were seen before.
    Result<std::vector<bool>> seen(std::span<const usage::EventKey> keys);
    /// Notes keys (ascending, each once, none seen before) inside of the caller's transaction.
    Result<> add(std::vector<usage::EventKey> keys);

private:
    struct Run
    {
        qint64 number = 0;
        qint64 keys = 0;
    };
    Result<std::vector<Run>> runs();
    Result<> scan(const Run &run, std::span<const usage::EventKey> keys, std::vector<bool> &seen);
    Result<> probe(const Run &run, std::span<const usage::EventKey> keys, std::vector<bool> &seen);
    Result<std::vector<usage::EventKey>> take(const Run &run);
    Result<> write(qint64 run, const std::vector<usage::EventKey> &keys);

    Session &m_session;
    QString m_source;
};

} // namespace accord::storage
