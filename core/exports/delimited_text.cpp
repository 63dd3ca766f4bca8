// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/table_writer.h"

#include <limits>

namespace accord::exports {

namespace {

QStringList textsOf(const std::vector<Cell> &cells)
{
    QStringList texts;
    for (const Cell &cell : cells)
        texts << plainText(cell);
    return texts;
}

class CsvWriter : public TableWriter
{
public:
    explicit CsvWriter(const QStringList &headings)
        : m_bytes("\xEF\xBB\xBF")
    {
        m_bytes += csvLine(headings);
    }
    void addRow(const std::vector<Cell> &cells) override { m_bytes += csvLine(textsOf(cells)); }
    Result<QByteArray> finish() override { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

class TabbedWriter : public TableWriter
{
public:
    explicit TabbedWriter(const QStringList &headings) { add(headings); }
    void addRow(const std::vector<Cell> &cells) override { add(textsOf(cells)); }
    Result<QByteArray> finish() override { return std::move(m_bytes); }

private:
    void add(QStringList texts)
    {
        for (QString &text : texts) {
            for (QChar &c : text) {
                if (c == u'\t' || c == u'\n' || c == u'\r')
                    c = u' ';
            }
            text = withoutFormula(text); // it is pasted into spreadsheets
        }
        m_bytes += texts.join(u'\t').toUtf8() + '\n';
    }

    QByteArray m_bytes;
};

} // namespace

std::unique_ptr<TableWriter> csvWriter(const QStringList &headings)
{
    return std::make_unique<CsvWriter>(headings);
}

std::unique_ptr<TableWriter> tabbedWriter(const QStringList &headings)
{
    return std::make_unique<TabbedWriter>(headings);
}

std::unique_ptr<TableWriter> tableWriter(FileFormat format, const QString &title, const QStringList &headings)
{
    return format == FileFormat::Xlsx ? xlsxWriter(title, headings) : csvWriter(headings);
}

qint64 mostRows(FileFormat format)
{
    constexpr qint64 rowsOfASheet = 1048576;
    return format == FileFormat::Xlsx ? rowsOfASheet - 1 : std::numeric_limits<qint64>::max();
}

} // namespace accord::exports
