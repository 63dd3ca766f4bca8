// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/csv_rows.h"

namespace accord::bank {

namespace {

QChar separatorOf(const QString &text)
{
    const qsizetype end = text.indexOf(u'\n');
    const QStringView first = QStringView(text).left(end < 0 ? text.size() : end);
    const auto count = [first](QChar c) { return first.count(c); };
    if (count(u';') > count(u','))
        return u';';
    return count(u'\t') > count(u',') ? u'\t' : u',';
}

class Splitter
{
public:
    explicit Splitter(const QString &text)
        : m_text(text)
        , m_separator(separatorOf(text))
    { }

    Result<std::vector<CsvRow>> split()
    {
        while (m_at < m_text.size()) {
            if (const auto cell = takeCell(); !cell)
                return passOn(cell);
            if (m_at >= m_text.size() || m_text[m_at] != m_separator)
                endRow();
            else if (++m_at == m_text.size()) // an empty cell ends the file
                m_row.cells.append(QString());
        }
        if (!m_row.cells.isEmpty())
            endRow();
        return m_rows;
    }

private:
    static bool isLineEnd(QChar c) { return c == u'\n' || c == u'\r'; }

    Result<void> takeCell()
    {
        if (m_row.cells.isEmpty())
            m_row.line = m_line;
        while (m_at < m_text.size() && m_text[m_at] == u' ')
            ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == u'"')
            return takeQuoted();
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at] != m_separator && !isLineEnd(m_text[m_at]))
            ++m_at;
        m_row.cells.append(m_text.mid(from, m_at - from).trimmed());
        return {};
    }

    Result<void> takeQuoted()
    {
        const qint64 start = m_line;
        QString cell;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == u'\n')
                ++m_line;
            if (m_text[m_at] != u'"') {
                cell += m_text[m_at];
            } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == u'"') {
                cell += u'"';
                ++m_at;
            } else {
                break;
            }
        }
        const bool isClosed = m_at < m_text.size();
        for (++m_at; m_at < m_text.size() && m_text[m_at] == u' ';)
            ++m_at;
        const bool isEnded = m_at >= m_text.size() || m_text[m_at] == m_separator || isLineEnd(m_text[m_at]);
        if (!isClosed || !isEnded)
            return refuse(start, u"bank.csv_quote"_s, u"cell"_s, cell, u"quotes around a whole cell, doubled inside"_s);
        m_row.cells.append(cell.trimmed());
        return {};
    }

    void endRow()
    {
        if (m_at < m_text.size()) {
            m_at += QStringView(m_text).sliced(m_at).startsWith(u"\r\n") ? 2 : 1;
            ++m_line;
        }
        const bool isEmpty
            = std::all_of(m_row.cells.begin(), m_row.cells.end(), [](const QString &cell) { return cell.isEmpty(); });
        if (!isEmpty)
            m_rows.push_back(m_row);
        m_row = CsvRow();
    }

    const QString &m_text;
    QChar m_separator;
    qsizetype m_at = 0;
    qint64 m_line = 1;
    CsvRow m_row;
    std::vector<CsvRow> m_rows;
};

} // namespace

Result<std::vector<CsvRow>> csvRows(const QString &text)
{
    return Splitter(text).split();
}

} // namespace accord::bank
