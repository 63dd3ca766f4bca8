// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/exports/cell.h"

#include <memory>

namespace accord::exports {

/// Makes a file of a table, row by row, so that the table itself need not be held.
class TableWriter
{
public:
    virtual ~TableWriter() = default;
    /// \a cells as many as there are columns.
    virtual void addRow(const std::vector<Cell> &cells) = 0;
    /// The bytes of the file, once. \returns Unavailable "exports.not_written" when there is no room for it.
    virtual Result<QByteArray> finish() = 0;
};

enum class FileFormat { Csv, Xlsx };

/// CSV in UTF-8 with a byte order mark, which makes spreadsheets read it as such, and a line of headings.
std::unique_ptr<TableWriter> csvWriter(const QStringList &headings);
/// Lines with tabulators, for a clipboard; tabulators and line feeds within a cell become blanks.
std::unique_ptr<TableWriter> tabbedWriter(const QStringList &headings);
/// An Excel workbook of one sheet named \a title: headings that stay in view, numbers and dates as such, texts as texts
/// (never formulas). A number that the format cannot hold exactly (more than 15 digits) is written as text.
std::unique_ptr<TableWriter> xlsxWriter(const QString &title, const QStringList &headings);
std::unique_ptr<TableWriter> tableWriter(FileFormat format, const QString &title, const QStringList &headings);

/// Most rows that a file of \a format can hold beneath its headings.
qint64 mostRows(FileFormat format);

} // namespace accord::exports
