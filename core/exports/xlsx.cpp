// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/table_writer.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <xlsxwriter.h>

#include <array>

namespace accord::exports {

namespace {

constexpr qsizetype longestCell = 32767; ///< of the format, in UTF-16 units
constexpr int digitsOfADouble = 15;
constexpr lxw_col_t narrowest = 12;
constexpr lxw_col_t widest = 48;

int digitsIn(const QString &number)
{
    return int(std::count_if(number.begin(), number.end(), [](QChar c) { return c.isDigit(); }));
}

/// Excel refuses these in the name of a sheet, and more than 31 characters.
QByteArray sheetName(QString title)
{
    for (QChar &c : title) {
        if (u"[]:*?/\\'"_s.contains(c))
            c = u' ';
    }
    title = title.simplified().left(31);
    return title.isEmpty() ? QByteArray("Table") : title.toUtf8();
}

class XlsxWriter : public TableWriter
{
public:
    XlsxWriter(const QString &title, const QStringList &headings)
    {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        m_tmpdir = m_folder.path().toUtf8();
        options.tmpdir = m_tmpdir.data();
        m_book = workbook_new_opt(path().toUtf8().constData(), &options);
        m_sheet = m_book ? workbook_add_worksheet(m_book, sheetName(title).constData()) : nullptr;
        if (!m_sheet)
            return;
        m_bold = workbook_add_format(m_book);
        format_set_bold(m_bold);
        m_date = workbook_add_format(m_book);
        format_set_num_format(m_date, "yyyy-mm-dd");
        m_instant = workbook_add_format(m_book);
        format_set_num_format(m_instant, "yyyy-mm-dd hh:mm");
        for (const int digits : {0, 2, 3}) {
            m_amounts[size_t(digits)] = workbook_add_format(m_book);
            format_set_num_format(m_amounts[size_t(digits)], digits == 0   ? "#,##0"
                                                             : digits == 2 ? "#,##0.00"
                                                                           : "#,##0.000");
        }
        for (qsizetype i = 0; i < headings.size(); ++i) {
            const auto width = std::clamp<qsizetype>(headings[i].size() + 4, narrowest, widest);
            worksheet_set_column(m_sheet, lxw_col_t(i), lxw_col_t(i), double(width), nullptr);
            worksheet_write_string(m_sheet, 0, lxw_col_t(i), headings[i].toUtf8().constData(), m_bold);
        }
        worksheet_freeze_panes(m_sheet, 1, 0);
    }
    ~XlsxWriter() override
    {
        if (m_book)
            workbook_close(m_book);
    }

    void addRow(const std::vector<Cell> &cells) override
    {
        ++m_row;
        for (size_t i = 0; m_sheet && i < cells.size(); ++i)
            add(lxw_col_t(i), cells[i]);
    }

    Result<QByteArray> finish() override
    {
        const bool usable = m_sheet != nullptr;
        const bool closed = m_book && workbook_close(std::exchange(m_book, nullptr)) == LXW_NO_ERROR;
        QFile file(path());
        if (!usable || !closed || !file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Unavailable, u"exports.not_written"_s, {{u"problem"_s, file.errorString()}});
        return file.readAll();
    }

private:
    QString path() const { return m_folder.filePath(u"table.xlsx"_s); }

    void add(lxw_col_t column, const Cell &cell)
    {
        if (const auto *number = std::get_if<qint64>(&cell))
            return addNumber(column, QString::number(*number), nullptr);
        if (const auto *number = std::get_if<Decimal>(&cell))
            return addNumber(column, number->toString(), nullptr);
        if (const auto *amount = std::get_if<Money>(&cell))
            return addNumber(column, amount->toString(),
                             m_amounts[size_t(std::min(amount->currency().minorDigits(), 3))]);
        if (const auto *day = std::get_if<QDate>(&cell))
            return addInstant(column, QDateTime(*day, QTime(0, 0), Qt::UTC), m_date);
        if (const auto *instant = std::get_if<QDateTime>(&cell))
            return addInstant(column, instant->toUTC(), m_instant);
        const QString text = plainText(cell);
        if (!text.isEmpty())
            worksheet_write_string(m_sheet, m_row, column, text.left(longestCell).toUtf8().constData(), nullptr);
    }

    /// The format holds numbers as binary ones of 15 digits: longer ones keep their digits as text.
    void addNumber(lxw_col_t column, const QString &digits, lxw_format *format)
    {
        if (digitsIn(digits) > digitsOfADouble)
            worksheet_write_string(m_sheet, m_row, column, digits.toUtf8().constData(), nullptr);
        else
            worksheet_write_number(m_sheet, m_row, column, digits.toDouble(), format);
    }

    void addInstant(lxw_col_t column, const QDateTime &at, lxw_format *format)
    {
        if (!at.isValid() || at.date().year() < 1900) // the format's calendar begins there
            return;
        lxw_datetime when{at.date().year(), at.date().month(),  at.date().day(),
                          at.time().hour(), at.time().minute(), double(at.time().second())};
        worksheet_write_datetime(m_sheet, m_row, column, &when, format);
    }

    QTemporaryDir m_folder;
    QByteArray m_tmpdir;
    lxw_workbook *m_book = nullptr;
    lxw_worksheet *m_sheet = nullptr;
    lxw_format *m_bold = nullptr;
    lxw_format *m_date = nullptr;
    lxw_format *m_instant = nullptr;
    std::array<lxw_format *, 4> m_amounts{};
    lxw_row_t m_row = 0;
};

} // namespace

std::unique_ptr<TableWriter> xlsxWriter(const QString &title, const QStringList &headings)
{
    return std::make_unique<XlsxWriter>(title, headings);
}

} // namespace accord::exports
