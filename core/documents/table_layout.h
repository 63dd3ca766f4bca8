// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/page_flow.h"

#include <optional>

namespace accord::documents {

/// A column takes the width of its widest figure; a stretching one shares what is left and wraps.
struct TableColumn
{
    QString heading;
    Align align = Align::Left;
    double stretch = 0;
};

struct TableCell
{
    QString text;
    QString detail; ///< smaller, under the text
    bool strong = false;
    std::optional<Colour> colour;
};

enum class RowKind {
    Line, ///< hairline beneath
    Heading, ///< of a group: the first cell runs up to the last, its detail beside the text
    Band, ///< a heading on a tinted band, for the group above groups
    Subtotal, ///< strong, a line above
    Total ///< strong, on a tinted band
};

struct TableRow
{
    RowKind kind = RowKind::Line;
    std::vector<TableCell> cells;
    double indent = 0; ///< mm, of the first cell
    bool keepWithNext = false; ///< not torn from the row that follows
};

/// Sets a table and puts it into a flow, with its header on each page.
class TableLayout
{
public:
    TableLayout(Typesetter &typesetter, const PrintPalette &palette, double left, double width);

    void place(PageFlow &flow, const std::vector<TableColumn> &columns, const std::vector<TableRow> &rows);

private:
    struct Span
    {
        double left = 0;
        double width = 0;
        double right() const { return left + width; }
    };

    std::vector<Span> spansOf(const std::vector<TableColumn> &columns, const std::vector<TableRow> &rows);
    double naturalWidth(const TableColumn &column, const std::vector<TableRow> &rows, size_t index);
    Block header(const std::vector<TableColumn> &columns, const std::vector<Span> &spans);
    Block row(const TableRow &row, const std::vector<TableColumn> &columns, const std::vector<Span> &spans);
    Block cells(const TableRow &row, const std::vector<TableColumn> &columns, const std::vector<Span> &spans);
    Block headingRow(const TableRow &row, const std::vector<Span> &spans);
    TextStyle styleOf(RowKind kind, const TableCell &cell) const;

    Typesetter &m_typesetter;
    PrintPalette m_palette;
    double m_left;
    double m_width;
};

} // namespace accord::documents
