// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/table_writer.h"
#include "core/jobs/progress.h"
#include "core/workspace/services.h"
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

/// Reads a list in a worker: a page of it, and how many rows there are.
template<typename Row> struct ListReader
{
    std::function<Result<RowPage<Row>>(workspace::Services &, const PageRequest &)> page;
    std::function<Result<qint64>(workspace::Services &)> count;
};

/// A list as it is to be written: the columns that are shown, every row of the filter, in the order of the screen.
struct TableDump
{
    QStringList headings;
    std::function<Result<qint64>(workspace::Services &)> count;
    /// Adds every row; for a worker. \returns Cancelled "jobs.cancelled" when somebody wanted it to stop.
    std::function<Result<>(workspace::Services &, jobs::Progress &, exports::TableWriter &)> write;
};

/// A typed value of a table as a cell of an export.
exports::Cell cellOf(const QVariant &value);

/// The columns of an export and what a row has in them. A quieter note has a column of its own; the first amount in the
/// currency of its row has that currency before it.
template<typename Row> class DumpColumns
{
public:
    DumpColumns(const PagedTableModel<Row> &model, const QStringList &keys)
    {
        for (const QString &key : keys) {
            for (size_t i = 0; i < model.cells().size(); ++i) {
                if (model.columns()[i].key == key && model.columns()[i].exportable)
                    add(model.cells()[i], model.columns()[i]);
            }
        }
    }
    const QStringList &headings() const { return m_headings; }
    std::vector<exports::Cell> cells(const Row &row) const
    {
        std::vector<exports::Cell> cells;
        for (const auto &cell : m_cells)
            cells.push_back(cell(row));
        return cells;
    }

private:
    void add(const typename PagedTableModel<Row>::Column &column, const ColumnLook &look)
    {
        const auto value = column.exported ? column.exported : column.value;
        if (look.ownCurrency && !std::exchange(m_currencyNamed, true)) {
            m_headings << PagedTableModelBase::tr("Currency");
            m_cells.push_back([value](const Row &row) -> exports::Cell {
                const QVariant amount = value(row);
                return amount.isValid() ? exports::Cell(amount.template value<Money>().currency().code())
                                        : exports::Cell();
            });
        }
        m_headings << look.title;
        m_cells.push_back([value](const Row &row) { return cellOf(value(row)); });
        if (!look.secondaryTitle.isEmpty()) {
            m_headings << look.secondaryTitle;
            m_cells.push_back([note = column.secondary](const Row &row) { return exports::Cell(note(row)); });
        }
    }

    QStringList m_headings;
    std::vector<std::function<exports::Cell(const Row &)>> m_cells;
    bool m_currencyNamed = false;
};

/// \a model with the columns \a keys, all rows that \a reader finds.
template<typename Row>
TableDump dumpOf(const PagedTableModel<Row> &model, const QStringList &keys, const ListReader<Row> &reader)
{
    const DumpColumns<Row> columns(model, keys);
    PageRequest first{{}, 1000, model.wholeSort(), {}, true};
    return {columns.headings(), reader.count,
            [columns, reader, first](workspace::Services &services, jobs::Progress &progress,
                                     exports::TableWriter &writer) -> Result<> {
                PageRequest request = first;
                do {
                    if (progress.cancelled())
                        return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
                    const auto page = reader.page(services, request);
                    if (!page)
                        return passOn(page);
                    for (const Row &row : page->rows)
                        writer.addRow(columns.cells(row));
                    progress.advance(qint64(page->rows.size()));
                    request.after = page->next;
                } while (request.after.isValid());
                return {};
            }};
}

} // namespace accord::ui
