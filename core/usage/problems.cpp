// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/problems.h"

namespace accord::usage {

void Problems::add(qint64 line, const QString &id, const QString &field, QByteArrayView value, const QString &expected)
{
    constexpr qsizetype shown = 80;
    if (++m_count > qint64(kept))
        return;
    m_list.push_back(
        {line, id, field, QString::fromUtf8(value.first(std::min(value.size(), 4 * shown))).left(shown), expected});
}

Error Problems::toError() const
{
    Q_ASSERT(!isEmpty());
    const Problem &first = m_list.front();
    return {ErrorKind::InvalidInput,
            u"usage.file_invalid"_s,
            {{u"problems"_s, m_count},
             {u"problem"_s, first.id},
             {u"line"_s, first.line},
             {u"field"_s, first.field},
             {u"value"_s, first.value},
             {u"expected"_s, first.expected}},
            {}};
}

} // namespace accord::usage
