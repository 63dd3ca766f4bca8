// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
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

/// A statement put together of literals and numbers: a list in the order that somebody chose. Like Sql, it has no way
/// in for text from outside.
class ComposedSql
{
public:
    explicit ComposedSql(Sql start)
        : m_text(start.text())
    { }
    ComposedSql &operator<<(Sql part)
    {
        m_text += part.text();
        return *this;
    }
    /// The number as digits, for "?12" and "k3".
    ComposedSql &operator<<(std::integral auto number)
    {
        m_text += std::to_string(number);
        return *this;
    }
    const std::string &text() const { return m_text; }

private:
    std::string m_text;
};

} // namespace accord::storage
