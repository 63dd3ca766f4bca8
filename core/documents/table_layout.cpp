// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/table_layout.h"

namespace accord::documents {

namespace {

constexpr double gap = 5; ///< between columns
constexpr double padding = 1.35; ///< above and under the text of a row
constexpr double inset = 2; ///< of text on a tinted band
constexpr int mostTextLines = 3;
constexpr int mostDetailLines = 4;
constexpr double headingPoints = 7.5;
constexpr double textPoints = 9;
constexpr double detailPoints = 7.5;

bool isTinted(RowKind kind)
{
    return kind == RowKind::Band || kind == RowKind::Total;
}

struct SetCell
{
    SetText text;
    SetText detail;
    double height() const { return text.height() + detail.height(); }
};

} // namespace

TableLayout::TableLayout(Typesetter &typesetter, const PrintPalette &palette, double left, double width)
    : m_typesetter(typesetter)
    , m_palette(palette)
    , m_left(left)
    , m_width(width)
{ }

TextStyle TableLayout::styleOf(RowKind kind, const TableCell &cell) const
{
    return {textPoints, cell.strong || kind != RowKind::Line};
}

double TableLayout::naturalWidth(const TableColumn &column, const std::vector<TableRow> &rows, size_t index)
{
    double widest = m_typesetter.set(column.heading, {headingPoints, true}).width();
    for (const TableRow &row : rows) {
        const TableCell &cell = row.cells.at(index);
        widest = std::max({widest, m_typesetter.set(cell.text, styleOf(row.kind, cell)).width(),
                           m_typesetter.set(cell.detail, {detailPoints}).width()});
    }
    return widest;
}

std::vector<TableLayout::Span> TableLayout::spansOf(const std::vector<TableColumn> &columns,
                                                    const std::vector<TableRow> &rows)
{
    std::vector<Span> spans(columns.size());
    double left = m_width - gap * double(columns.size() - 1) - 2 * inset;
    double stretches = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
        stretches += columns[i].stretch;
        if (columns[i].stretch == 0)
            left -= spans[i].width = naturalWidth(columns[i], rows, i);
    }
    double x = m_left + inset;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].stretch > 0)
            spans[i].width = left * columns[i].stretch / stretches;
        spans[i].left = x;
        x += spans[i].width + gap;
    }
    return spans;
}

Block TableLayout::header(const std::vector<TableColumn> &columns, const std::vector<Span> &spans)
{
    std::vector<SetText> headings;
    for (size_t i = 0; i < columns.size(); ++i)
        headings.push_back(m_typesetter.set(columns[i].heading, {headingPoints, true}, spans[i].width + 0.1, 1));
    const double textHeight = m_typesetter.set(columns.front().heading, {headingPoints, true}).height();
    const double height = textHeight + 3.2;
    return {height, [=, this](Canvas &canvas, double top) {
                for (size_t i = 0; i < headings.size(); ++i)
                    canvas.text(headings[i], columns[i].align == Align::Left ? spans[i].left : spans[i].right(),
                                top + 1, m_palette.brandText, columns[i].align);
                canvas.rule(m_left, top + height - 0.4, m_width, m_palette.brand, 0.35);
            }};
}

Block TableLayout::headingRow(const TableRow &row, const std::vector<Span> &spans)
{
    const TableCell &title = row.cells.front();
    const double room = spans.back().left - gap - spans.front().left - row.indent;
    const SetText name = m_typesetter.set(title.text, styleOf(row.kind, title), room, 2);
    const SetText aside = m_typesetter.set(title.detail, {detailPoints}, std::max(1.0, room - name.width() - 3), 1);
    const SetText figure = m_typesetter.set(row.cells.back().text, styleOf(row.kind, row.cells.back()));
    const bool hasAside = name.lines.size() == 1 && room - name.width() > 15;
    const bool isBand = row.kind == RowKind::Band;
    const double above = isBand ? 1.7 : 2.2;
    const double below = isBand ? 1.7 : row.kind == RowKind::Subtotal ? 2.8 : 0.9;
    const double height = above + name.height() + below;
    return {height, [=, this, indent = row.indent](Canvas &canvas, double top) {
                if (isBand)
                    canvas.area(m_left, top, m_width, height, m_palette.tint);
                canvas.text(name, spans.front().left + indent, top + above, m_palette.ink);
                if (hasAside)
                    canvas.text(aside, spans.front().left + indent + name.width() + 3,
                                top + above + name.ascent - aside.ascent, m_palette.muted);
                canvas.text(figure, spans.back().right(), top + above, m_palette.ink, Align::Right);
            }};
}

Block TableLayout::cells(const TableRow &row, const std::vector<TableColumn> &columns, const std::vector<Span> &spans)
{
    std::vector<SetCell> cells;
    double tallest = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
        const TableCell &cell = row.cells[i];
        const TextStyle style = styleOf(row.kind, cell);
        const double room = spans[i].width - (i == 0 ? row.indent : 0);
        SetCell set = columns[i].stretch > 0
                          ? SetCell{m_typesetter.set(cell.text, style, room, mostTextLines),
                                    m_typesetter.set(cell.detail, {detailPoints}, room, mostDetailLines)}
                          : SetCell{m_typesetter.set(cell.text, style), m_typesetter.set(cell.detail, {detailPoints})};
        tallest = std::max(tallest, set.height());
        cells.push_back(std::move(set));
    }
    const double height = tallest + 2 * padding + (row.kind == RowKind::Total ? 1.2 : 0);
    return {
        height, [=, this, cells = std::move(cells)](Canvas &canvas, double top) {
            if (isTinted(row.kind))
                canvas.area(m_left, top, m_width, height, m_palette.tint);
            if (row.kind == RowKind::Line)
                canvas.rule(m_left + inset + row.indent, top + height, m_width - 2 * inset - row.indent,
                            m_palette.hairline, 0.12);
            const double textTop = top + (height - tallest) / 2;
            for (size_t i = 0; i < cells.size(); ++i) {
                const double x
                    = columns[i].align == Align::Left ? spans[i].left + (i == 0 ? row.indent : 0) : spans[i].right();
                canvas.text(cells[i].text, x, textTop, row.cells[i].colour.value_or(m_palette.ink), columns[i].align);
                canvas.text(cells[i].detail, x, textTop + cells[i].text.height(), m_palette.muted, columns[i].align);
            }
        }};
}

Block TableLayout::row(const TableRow &row, const std::vector<TableColumn> &columns, const std::vector<Span> &spans)
{
    const bool isHeading = row.kind != RowKind::Line && row.kind != RowKind::Total;
    return isHeading ? headingRow(row, spans) : cells(row, columns, spans);
}

void TableLayout::place(PageFlow &flow, const std::vector<TableColumn> &columns, const std::vector<TableRow> &rows)
{
    const std::vector<Span> spans = spansOf(columns, rows);
    std::vector<Block> waiting; // for the end of what is kept together
    bool begun = false;
    for (const TableRow &one : rows) {
        waiting.push_back(row(one, columns, spans));
        if (one.keepWithNext && &one != &rows.back())
            continue;
        if (!begun)
            flow.beginTable(header(columns, spans), waiting.front().height + waiting.back().height);
        begun = true;
        flow.addTogether(waiting);
        waiting.clear();
    }
    flow.endTable();
}

} // namespace accord::documents
