// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/problems.h"

namespace accord::usage {

void Problems::add(qint64 line, const QString &field, const QString &value, const QString &expected)
{
    ++m_count;
    if (m_list.size() < kept)
        m_list.push_back({line, field, value.left(80), expected});
}

Error Problems::toError() const
{
    Error error{ErrorKind::InvalidInput, u"usage.bad_rows"_s, {{u"count"_s, m_count}}, {}};
    if (!m_list.empty()) {
        error.args.insert(u"line"_s, m_list.front().line);
        error.args.insert(u"field"_s, m_list.front().field);
        error.args.insert(u"value"_s, m_list.front().value);
        error.args.insert(u"expected"_s, m_list.front().expected);
    }
    return error;
}

} // namespace accord::usage
