// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_contents.h"

namespace accord::simulation {

using sync::ContentKey;

Result<std::vector<int>> MemoryContents::missingParts(const ContentKey &content)
{
    std::vector<int> missing;
    for (int part = 0; part < sync::partCount(content) && !m_state.whole.contains(content.sha256); ++part) {
        if (!m_state.parts[content.sha256].contains(part))
            missing.push_back(part);
    }
    return missing;
}

Result<QByteArray> MemoryContents::part(const ContentKey &content, int part)
{
    const auto &parts = m_state.parts[content.sha256];
    const auto found = parts.find(part);
    if (found == parts.end())
        return fail(ErrorKind::NotFound, u"attachments.part_missing"_s);
    return found->second;
}

Result<> MemoryContents::keepPart(const ContentKey &content, int part, const QByteArray &bytes)
{
    m_state.parts[content.sha256][part] = bytes;
    return {};
}

Result<> MemoryContents::close(const ContentKey &content)
{
    m_state.whole.insert(content.sha256);
    return {};
}

Result<> MemoryContents::drop(const ContentKey &content)
{
    m_state.parts.erase(content.sha256);
    return {};
}

} // namespace accord::simulation
