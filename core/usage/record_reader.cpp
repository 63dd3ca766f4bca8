// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/record_reader.h"

#include <QtCore/QIODevice>
#include <QtCore/QString>

#include <cstring>

namespace accord::usage {

namespace {

constexpr qsizetype blockSize = 1024 * 1024;

qsizetype find(QByteArrayView text, char wanted)
{
    const void *found = text.isEmpty() ? nullptr : std::memchr(text.data(), wanted, std::size_t(text.size()));
    return found ? static_cast<const char *>(found) - text.data() : -1;
}

qsizetype count(QByteArrayView text, char wanted)
{
    return std::count(text.begin(), text.end(), wanted);
}

} // namespace

bool RecordReader::fill()
{
    if (m_ended)
        return false;
    m_buffer.remove(0, m_at);
    m_at = 0;
    const qsizetype before = m_buffer.size();
    m_buffer.resize(before + blockSize);
    const qint64 got = m_device.read(m_buffer.data() + before, blockSize);
    m_buffer.resize(before + std::max<qint64>(got, 0));
    m_failed = got < 0 && !m_device.atEnd();
    m_ended = got <= 0;
    if (m_tap && got > 0)
        m_tap(QByteArrayView(m_buffer).sliced(before));
    return !m_ended;
}

QByteArrayView RecordReader::peek(qsizetype size)
{
    while (m_buffer.size() - m_at < size && fill()) { }
    return QByteArrayView(m_buffer).sliced(m_at).first(std::min(size, m_buffer.size() - m_at));
}

RecordReader::State RecordReader::next(bool quotes)
{
    m_line = m_nextLine;
    qsizetype searched = 0;
    qsizetype quoteCount = 0;
    for (;;) {
        const QByteArrayView rest = QByteArrayView(m_buffer).sliced(m_at);
        const qsizetype end = find(rest.sliced(searched), '\n');
        const qsizetype stop = end < 0 ? rest.size() : searched + end;
        if (quotes)
            quoteCount += count(rest.sliced(searched, stop - searched), '"');
        const bool open = quoteCount % 2 == 1;
        if (stop > longest)
            return skipLine();
        if (end >= 0 && !open) {
            m_record = rest.first(stop);
            if (m_record.endsWith('\r'))
                m_record.chop(1);
            m_nextLine += count(rest.first(stop + 1), '\n');
            m_at += stop + 1;
            return State::Record;
        }
        searched = end < 0 ? stop : stop + 1;
        if (end >= 0 || fill())
            continue;
        if (m_failed)
            return State::Unreadable;
        m_record = QByteArrayView(m_buffer).sliced(m_at);
        m_at = m_buffer.size();
        return m_record.isEmpty() ? State::End : open ? State::OpenQuote : State::Record;
    }
}

RecordReader::State RecordReader::skipLine()
{
    m_record = {};
    for (;;) {
        const qsizetype end = find(QByteArrayView(m_buffer).sliced(m_at), '\n');
        m_at = end < 0 ? m_buffer.size() : m_at + end + 1;
        if (end >= 0 || !fill())
            break;
    }
    ++m_nextLine;
    return m_failed ? State::Unreadable : State::TooLong;
}

namespace {

bool splitQuotedCsv(QByteArrayView record, QByteArray &scratch, std::vector<QByteArrayView> &fields)
{
    scratch.clear();
    scratch.reserve(record.size()); // views into it must stay valid
    qsizetype at = 0;
    for (;;) {
        if (at < record.size() && record[at] == '"') {
            const qsizetype start = scratch.size();
            for (++at;; ++at) {
                if (at >= record.size())
                    return false;
                if (record[at] == '"' && (++at >= record.size() || record[at] != '"'))
                    break;
                scratch.append(record[at]);
            }
            fields.push_back(QByteArrayView(scratch.constData() + start, scratch.size() - start));
        } else {
            const qsizetype comma = find(record.sliced(at), ',');
            const QByteArrayView field = comma < 0 ? record.sliced(at) : record.sliced(at, comma);
            if (field.contains('"'))
                return false;
            fields.push_back(field);
            at += field.size();
        }
        if (at >= record.size())
            return true;
        if (record[at++] != ',')
            return false;
    }
}

} // namespace

bool splitCsv(QByteArrayView record, QByteArray &scratch, std::vector<QByteArrayView> &fields)
{
    fields.clear();
    if (find(record, '"') >= 0)
        return splitQuotedCsv(record, scratch, fields);
    for (qsizetype comma = find(record, ','); comma >= 0; comma = find(record, ',')) {
        fields.push_back(record.first(comma));
        record = record.sliced(comma + 1);
    }
    fields.push_back(record);
    return true;
}

namespace {

/// One pass over a flat object.
class JsonSplitter
{
public:
    JsonSplitter(QByteArrayView text, QByteArray &scratch)
        : m_text(text)
        , m_scratch(scratch)
    {
        m_scratch.clear();
        m_scratch.reserve(text.size()); // unescaped text is never longer, so views into it stay valid
    }

    bool split(std::vector<JsonMember> &members)
    {
        if (!take('{'))
            return false;
        if (take('}'))
            return atEnd();
        do {
            JsonMember member;
            if (!string(member.name) || !take(':') || !value(member.value))
                return false;
            if (std::any_of(members.begin(), members.end(), [&](const JsonMember &m) { return m.name == member.name; }))
                return false;
            members.push_back(member);
        } while (take(','));
        return take('}') && atEnd();
    }

private:
    void blanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\r'))
            ++m_at;
    }
    bool take(char wanted)
    {
        blanks();
        if (m_at >= m_text.size() || m_text[m_at] != wanted)
            return false;
        ++m_at;
        return true;
    }
    bool atEnd()
    {
        blanks();
        return m_at == m_text.size();
    }
    bool value(QByteArrayView &result)
    {
        blanks();
        if (m_at < m_text.size() && m_text[m_at] == '"')
            return string(result);
        const qsizetype start = m_at;
        while (m_at < m_text.size() && !QByteArrayView(",} \t\r").contains(m_text[m_at]))
            ++m_at;
        result = m_text.sliced(start, m_at - start);
        if (result == "null") {
            result = {};
            return true;
        }
        return !result.isEmpty() && result.front() != '{' && result.front() != '[' && !result.contains('"');
    }
    bool string(QByteArrayView &result)
    {
        if (!take('"'))
            return false;
        const qsizetype start = m_scratch.size();
        for (; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (uchar(m_text[m_at]) < 0x20)
                return false;
            if (m_text[m_at] != '\\')
                m_scratch.append(m_text[m_at]);
            else if (!escape())
                return false;
        }
        result = QByteArrayView(m_scratch.constData() + start, m_scratch.size() - start);
        return m_at++ < m_text.size();
    }
    /// Leaves m_at on the last character of the escape.
    bool escape()
    {
        static constexpr QByteArrayView letters("\"\\/bfnrt");
        static constexpr QByteArrayView meanings("\"\\/\b\f\n\r\t");
        if (++m_at >= m_text.size())
            return false;
        if (const qsizetype letter = letters.indexOf(m_text[m_at]); letter >= 0) {
            m_scratch.append(meanings[letter]);
            return true;
        }
        char16_t unit = 0;
        if (m_text[m_at] != 'u' || !hex(unit))
            return false;
        QString text{QChar(unit)};
        if (QChar::isHighSurrogate(unit)) {
            if (m_at + 2 >= m_text.size() || m_text[m_at + 1] != '\\' || m_text[m_at + 2] != 'u')
                return false;
            m_at += 2;
            char16_t low = 0;
            if (!hex(low) || !QChar::isLowSurrogate(low))
                return false;
            text += QChar(low);
        } else if (QChar::isLowSurrogate(unit) || unit == 0) {
            return false;
        }
        m_scratch.append(text.toUtf8());
        return true;
    }
    bool hex(char16_t &unit)
    {
        if (m_at + 4 >= m_text.size())
            return false;
        bool ok = false;
        unit = char16_t(m_text.sliced(m_at + 1, 4).toByteArray().toUShort(&ok, 16));
        m_at += 4;
        return ok;
    }

    QByteArrayView m_text;
    QByteArray &m_scratch;
    qsizetype m_at = 0;
};

} // namespace

bool splitJson(QByteArrayView record, QByteArray &scratch, std::vector<JsonMember> &members)
{
    members.clear();
    return JsonSplitter(record, scratch).split(members);
}

} // namespace accord::usage
