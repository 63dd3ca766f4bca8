// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace accord::storage {

/// The text of one SQL statement. It can be made from a string literal only, so text from outside never becomes SQL:
/// values are bound, and a choice between statements is a choice between literals.
class Sql
{
public:
    template<std::size_t Size> consteval Sql(const char (&literal)[Size])
        : m_text(literal, Size - 1)
    { }
    constexpr std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

} // namespace accord::storage
