// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/lists/table_dump.h"

class QWidget;

namespace accord::ui {

class Page;
class TableView;

/// Asks for the name of a file, a workbook or comma-separated text, and calls \a chosen with it.
void chooseExportFile(QWidget *owner, const QString &title, const QDate &day,
                      const std::function<void(const QString &)> &chosen);

/// The rows that \a table has, with the columns that it shows, their values typed. Amounts have their currency in a
/// column before them.
TableDump shownDump(const TableView &table);

/// Calls \a then once every row of the list is in \a table, page by page through its own reader, which works in a
/// worker; never when a page can not be read, which the list says itself, or when the table is gone before.
void withEveryRow(TableView &table, const std::function<void()> &then);

/// Writes all rows of the list of \a table into the file \a path, as a job of \a page.
void exportShown(workspace::Workspace &workspace, TableView &table, Page &page, const QString &path);

} // namespace accord::ui
