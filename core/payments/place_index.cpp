// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/place_index.h"

#include <bit>

namespace accord::payments {

void PlaceIndex::reserve(size_t count)
{
    m_entries.reserve(count);
    if (count > m_first.size())
        grow(int(std::bit_width(count)));
}

void PlaceIndex::add(std::uint64_t key, std::uint32_t place)
{
    m_entries.push_back({key, place, none});
    if (m_entries.size() > m_first.size())
        grow(int(std::bit_width(m_entries.size())));
    else
        link(std::uint32_t(m_entries.size() - 1));
}

void PlaceIndex::link(std::uint32_t entry)
{
    std::uint32_t &first = m_first[bucketOf(m_entries[entry].key)];
    m_entries[entry].next = first;
    first = entry;
}

/// Makes 2^\a bits buckets and puts every entry into its own again.
void PlaceIndex::grow(int bits)
{
    m_shift = 64 - bits;
    m_first.assign(size_t(1) << bits, none);
    for (std::uint32_t entry = 0; entry < m_entries.size(); ++entry)
        link(entry);
}

} // namespace accord::payments
