// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <vector>

namespace accord::usage {

/// Something in a usage file that cannot be read as it stands.
struct Problem
{
    qint64 line = 0; ///< counted from 1, the header included
    QString id; ///< stable: "usage.quantity_negative"
    QString field; ///< the column or member, or "line"
    QString value; ///< what stands there, shortened to 80 characters
    QString expected; ///< in words, English
};

/// The problems of one file: the first 1,000 are kept, the rest only counted.
class Problems
{
public:
    static constexpr std::size_t kept = 1000;

    void add(qint64 line, const QString &id, const QString &field, QByteArrayView value, const QString &expected);
    const std::vector<Problem> &list() const { return m_list; }
    qint64 count() const { return m_count; }
    bool isEmpty() const { return m_count == 0; }
    /// InvalidInput "usage.file_invalid" with how many there are and the first one; not for an empty list.
    Error toError() const;

private:
    std::vector<Problem> m_list;
    qint64 m_count = 0;
};

} // namespace accord::usage
