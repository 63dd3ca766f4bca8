// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/content.h"

#include <map>
#include <set>

namespace accord::simulation {

/// Files in memory, part by part.
struct ContentState
{
    std::map<QString, std::map<int, QByteArray>> parts; ///< by SHA-256
    std::set<QString> whole;
};

class MemoryContents : public sync::ContentStore
{
public:
    explicit MemoryContents(ContentState &state)
        : m_state(state)
    { }

    Result<std::vector<int>> missingParts(const sync::ContentKey &content) override;
    Result<QByteArray> part(const sync::ContentKey &content, int part) override;
    Result<> keepPart(const sync::ContentKey &content, int part, const QByteArray &bytes) override;
    Result<> close(const sync::ContentKey &content) override;
    Result<> drop(const sync::ContentKey &content) override;

private:
    ContentState &m_state;
};

} // namespace accord::simulation
