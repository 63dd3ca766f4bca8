// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/csv_reader.h"

#include <QtCore/QIODevice>
#include <QtCore/QStringDecoder>

namespace accord::usage {

bool isForeignEncoding(const QByteArray &start)
{
    return start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff") || start.contains('\0');
}

bool CsvReader::readRecord(QByteArray &record, Problems &problems)
{
    record.clear();
    qsizetype quotes = 0;
    m_recordLine = m_line + 1;
    while (true) {
        QByteArray part = m_device.readLine(longestRecord + 2);
        if (part.isEmpty())
            break;
        ++m_line;
        if (m_line == 1 && part.startsWith("\xef\xbb\xbf"))
            part.remove(0, 3);
        quotes += part.count('"');
        record += part;
        if (record.size() > longestRecord) {
            problems.add(m_recordLine, {}, {}, u"a line of at most 1 MiB"_s);
            return false;
        }
        if (quotes % 2 == 0)
            break;
    }
    if (quotes % 2 != 0) {
        problems.add(m_recordLine, {}, QString::fromUtf8(record.left(80)), u"a closing quotation mark before the end of the file"_s);
        return false;
    }
    while (record.endsWith('\n') || record.endsWith('\r'))
        record.chop(1);
    return m_line >= m_recordLine;
}

bool CsvReader::split(const QByteArray &record, Problems &problems)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(record);
    if (decoder.hasError() || record.contains('\0')) {
        problems.add(m_recordLine, {}, QString::fromLatin1(record.left(40).toPercentEncoding(" ,;:-_./")), u"text in UTF-8"_s);
        return false;
    }
    m_fields.clear();
    QString field;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c != u'"')
                field += c;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                field += text[++i];
            else
                quoted = false;
        } else if (c == u'"') {
            quoted = true;
        } else if (c == u',') {
            m_fields << field;
            field.clear();
        } else {
            field += c;
        }
    }
    m_fields << field;
    return true;
}

bool CsvReader::next(Problems &problems)
{
    QByteArray record;
    while (readRecord(record, problems)) {
        if (!record.trimmed().isEmpty() && split(record, problems))
            return true;
    }
    return false;
}

} // namespace accord::usage
