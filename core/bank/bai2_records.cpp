// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/bai2_records.h"

#include <QtCore/QRegularExpression>

namespace accord::bank {

Result<std::vector<Bai2Record>> bai2Records(const QStringList &lines)
{
    static const QRegularExpression form(u"^(01|02|03|16|49|88|98|99),(.*)$"_s);
    std::vector<Bai2Record> records;
    qint64 number = 0;
    for (const QString &whole : lines) {
        ++number;
        QString line = whole.trimmed();
        if (line.isEmpty())
            continue;
        if (line.endsWith(u'/'))
            line.chop(1);
        const auto match = form.match(line);
        const bool isContinuation = match.captured(1) == u"88";
        if (!match.hasMatch() || (isContinuation && records.empty()))
            return refuse(number, u"bank.bai2_record"_s, u"record"_s, line,
                          u"a record 01, 02, 03, 16, 49, 98 or 99, or a continuation 88 of one"_s);
        if (isContinuation)
            records.back().segments.append(match.captured(2));
        else
            records.push_back({match.captured(1), {match.captured(2)}, number});
    }
    return records;
}

QString Bai2Fields::next()
{
    if (atEnd())
        return {};
    const QString &segment = m_record.segments[m_segment];
    const qsizetype comma = segment.indexOf(u',', m_at);
    const QString field = comma < 0 ? segment.mid(m_at) : segment.mid(m_at, comma - m_at);
    m_at = comma + 1;
    if (comma < 0) {
        ++m_segment;
        m_at = 0;
    }
    return field.trimmed();
}

void Bai2Fields::skip(int fields)
{
    for (int i = 0; i < fields; ++i)
        next();
}

QStringList Bai2Fields::text()
{
    QStringList lines;
    for (; !atEnd(); ++m_segment, m_at = 0)
        lines.append(m_record.segments[m_segment].mid(m_at).trimmed());
    lines.removeAll(QString());
    return lines;
}

} // namespace accord::bank
