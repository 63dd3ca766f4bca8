// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <vector>

namespace accord::usage {

/// What cannot be used in a file: where, what was found, what would be right.
struct Problem
{
    qint64 line = 0; ///< counted from 1
    QString field;   ///< column or member; empty for the line as a whole
    QString value;   ///< at most 80 characters of what was found
    QString expected;
};

/// Every problem of a file. The first thousand are kept, all are counted.
class Problems
{
public:
    static constexpr size_t kept = 1000;

    void add(qint64 line, const QString &field, const QString &value, const QString &expected);
    const std::vector<Problem> &list() const { return m_list; }
    bool isEmpty() const { return m_count == 0; }
    qint64 count() const { return m_count; }
    /// InvalidInput "usage.bad_rows" with the count and the first problem.
    Error toError() const;

private:
    std::vector<Problem> m_list;
    qint64 m_count = 0;
};

} // namespace accord::usage
