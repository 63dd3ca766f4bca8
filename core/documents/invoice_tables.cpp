// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/invoice_tables.h"

#include "core/documents/figures.h"

namespace accord::documents {

namespace {

constexpr double lineIndent = 4;
constexpr size_t mostLinesTogether = 6; ///< a location with more may be torn at the end of a page
const QString noValue = u"—"_s;

QString inCurrency(const QString &heading, const InvoiceDocument &document)
{
    return u"%1 (%2)"_s.arg(heading, document.currency.code());
}

/// A row with text in the first and a figure in the last cell.
TableRow wideRow(RowKind kind, size_t columns, const QString &title, const QString &detail, const QString &figure)
{
    TableRow row{kind, std::vector<TableCell>(columns), 0, kind != RowKind::Subtotal};
    row.cells.front() = {title, detail, true, {}};
    row.cells.back() = {figure, {}, true, {}};
    return row;
}

TableRow lineRow(const InvoiceDocument &document, const DocumentLine &line, double indent)
{
    const QLocale &locale = document.locale;
    TableRow row;
    row.indent = indent;
    row.cells = {{line.description, line.detail, false, {}}, {figure(line.quantity, locale), line.unit, false, {}}};
    if (document.hasUnitPrices)
        row.cells.push_back(
            {line.unitPrice ? figure(*line.unitPrice, locale, document.currency.minorDigits()) : noValue,
             {},
             false,
             {}});
    if (document.hasDiscounts)
        row.cells.push_back(
            {line.discount.isZero() ? noValue : figure(line.discount.negated(), locale), {}, false, {}});
    row.cells.push_back({figure(line.net, locale), {}, false, {}});
    return row;
}

} // namespace

InvoiceTable plainTable(const PlainTable &table)
{
    InvoiceTable result;
    for (qsizetype i = 0; i < table.headings.size(); ++i)
        result.columns.push_back({table.headings[i], i < table.texts ? Align::Left : Align::Right,
                                  i < table.texts ? (i == 0 ? 2.0 : 1.0) : 0.0});
    for (const QStringList &row : table.rows) {
        const bool isTotal = table.endsInTotal && &row == &table.rows.back();
        TableRow set{isTotal ? RowKind::Subtotal : RowKind::Line, {}, 0, false};
        for (const QString &cell : row)
            set.cells.push_back({cell, {}, isTotal, {}});
        result.rows.push_back(std::move(set));
    }
    if (table.endsInTotal && result.rows.size() > 1)
        result.rows[result.rows.size() - 2].keepWithNext = true;
    return result;
}

InvoiceTable linesTable(const InvoiceDocument &document)
{
    const DocumentWords &words = document.words;
    InvoiceTable table;
    table.columns = {{words.description, Align::Left, 1}, {words.quantity, Align::Right, 0}};
    if (document.hasUnitPrices)
        table.columns.push_back({words.unitPrice, Align::Right, 0});
    if (document.hasDiscounts)
        table.columns.push_back({words.discount, Align::Right, 0});
    table.columns.push_back({inCurrency(words.amount, document), Align::Right, 0});
    const size_t columns = table.columns.size();
    for (const EntityGroup &entity : document.entities) {
        if (document.hasEntityHeadings)
            table.rows.push_back(wideRow(RowKind::Band, columns, entity.name, {}, {}));
        for (const LocationGroup &location : entity.locations) {
            const bool hasHeading = document.hasLocationHeadings && !location.name.isEmpty();
            if (hasHeading)
                table.rows.push_back(wideRow(RowKind::Heading, columns, location.name, location.detail,
                                             figure(location.subtotal, document.locale)));
            const bool keepTogether = location.lines.size() <= mostLinesTogether;
            for (const DocumentLine &line : location.lines) {
                table.rows.push_back(lineRow(document, line, hasHeading ? lineIndent : 0));
                table.rows.back().keepWithNext = keepTogether && &line != &location.lines.back();
            }
        }
        table.rows.back().keepWithNext = document.hasEntityHeadings; // its subtotal is not alone on a page
        if (document.hasEntityHeadings)
            table.rows.push_back(wideRow(RowKind::Subtotal, columns, entity.subtotalLabel, {},
                                         figure(entity.subtotal, document.locale)));
    }
    return table;
}

InvoiceTable instalmentTable(const InvoiceDocument &document)
{
    const DocumentWords &words = document.words;
    InvoiceTable table;
    table.columns = {{words.instalment, Align::Left, 1},
                     {words.instalmentDue, Align::Left, 0},
                     {inCurrency(words.amount, document), Align::Right, 0}};
    for (const InstalmentRow &row : document.instalments)
        table.rows.push_back({RowKind::Line,
                              {{row.name, {}, false, {}},
                               {row.due, {}, false, {}},
                               {figure(row.amount, document.locale), {}, false, {}}},
                              0,
                              document.instalments.size() <= mostLinesTogether});
    TableRow due{RowKind::Total, std::vector<TableCell>(table.columns.size()), 0, false};
    due.cells.front().text = words.totalDue;
    due.cells.back().text = figure(document.due, document.locale);
    table.rows.push_back(due);
    return table;
}

InvoiceTable taxTable(const InvoiceDocument &document)
{
    const DocumentWords &words = document.words;
    InvoiceTable table;
    table.columns = {{words.jurisdiction, Align::Left, 0},
                     {words.tax, Align::Left, 1},
                     {words.rate, Align::Right, 0},
                     {inCurrency(words.taxable, document), Align::Right, 0},
                     {inCurrency(words.taxAmount, document), Align::Right, 0}};
    for (const TaxRow &row : document.taxes)
        table.rows.push_back({RowKind::Line,
                              {{row.jurisdiction, {}, false, {}},
                               {row.name, row.reason, false, {}},
                               {row.percent, {}, false, {}},
                               {figure(row.taxable, document.locale), {}, false, {}},
                               {figure(row.tax, document.locale), {}, false, {}}},
                              0,
                              false});
    return table;
}

InvoiceTable costTable(const InvoiceDocument &document, const PrintPalette &palette)
{
    const DocumentWords &words = document.words;
    InvoiceTable table;
    table.columns = {{words.entity, Align::Left, 5},   {words.costCentre, Align::Left, 4},
                     {words.share, Align::Right, 0},   {words.budgetCap, Align::Right, 0},
                     {words.overCap, Align::Right, 0}, {inCurrency(words.borne, document), Align::Right, 0}};
    for (const CostRow &row : document.costs) {
        const auto optional
            = [&](const std::optional<Money> &amount) { return amount ? figure(*amount, document.locale) : noValue; };
        const std::optional<Colour> colour = row.isOverCapRow ? std::optional(palette.warning) : std::nullopt;
        table.rows.push_back(
            {RowKind::Line,
             {{row.entity, {}, row.isOverCapRow, {}},
              {row.costCentre, {}, false, colour},
              {row.share, {}, false, {}},
              {optional(row.budgetCap), {}, false, {}},
              {optional(row.overCap), {}, false, row.overCap ? std::optional(palette.warning) : std::nullopt},
              {figure(row.amount, document.locale), {}, row.isOverCapRow, {}}},
             0,
             true});
    }
    TableRow total{RowKind::Total, std::vector<TableCell>(table.columns.size()), 0, false};
    total.cells.front().text = words.total;
    total.cells.back().text = figure(document.total, document.locale);
    table.rows.push_back(total);
    return table;
}

} // namespace accord::documents
