// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace accord::payments {

/// Places in a list by a key of 64 bits, several to a key. Entries lie in one array and nothing is allocated for a
/// single one: hundreds of thousands are added, and thrown away, in no time.
class PlaceIndex
{
public:
    /// Makes room for \a count entries.
    void reserve(size_t count);
    void add(std::uint64_t key, std::uint32_t place);

    /// Calls \a use with each place of \a key, the one added last first.
    template<typename Use> void each(std::uint64_t key, Use &&use) const
    {
        if (m_entries.empty())
            return;
        for (std::uint32_t at = m_first[bucketOf(key)]; at != none; at = m_entries[at].next) {
            if (m_entries[at].key == key)
                use(m_entries[at].place);
        }
    }

private:
    static constexpr std::uint32_t none = 0xFFFF'FFFF;

    struct Entry
    {
        std::uint64_t key = 0;
        std::uint32_t place = 0;
        std::uint32_t next = none; ///< the entry before this one in the same bucket
    };

    /// Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the highest bits of the product.
    size_t bucketOf(std::uint64_t key) const { return size_t(key * 0x9E37'79B9'7F4A'7C15U >> m_shift); }
    void link(std::uint32_t entry);
    void grow(int bits);

    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_first; ///< the newest entry of each bucket
    int m_shift = 64;
};

} // namespace accord::payments
