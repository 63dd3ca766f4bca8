// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/shown_list.h"

#include "core/exports/file_name.h"
#include "ui/lists/export_job.h"
#include "ui/widgets/page.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QFileDialog>

#include <memory>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Lists)
};

/// A column that is written.
struct Shown
{
    int column = 0;
    bool hasCurrency = false; ///< a column before it names that of its amounts
};

/// The amount in a cell, typed or as moneyText() writes it; none in another cell.
std::optional<Money> amountIn(const QVariant &value)
{
    if (!value.isValid())
        return std::nullopt;
    if (value.metaType() == QMetaType::fromType<Money>())
        return value.value<Money>();
    if (value.typeId() != QMetaType::QString)
        return std::nullopt;
    const QString text = value.toString();
    const auto currency = Currency::fromCode(text.left(3));
    if (!currency)
        return std::nullopt;
    const QLocale locale;
    QString digits = text.mid(3).simplified().remove(u' ').remove(locale.groupSeparator());
    digits.replace(locale.decimalPoint(), u"."_s).replace(locale.negativeSign(), u"-"_s).replace(u'\u2212', u'-');
    const auto amount = Money::parse(digits, *currency);
    return amount && moneyText(*amount) == text ? std::optional(*amount) : std::nullopt;
}

exports::Cell currencyOf(const QVariant &value)
{
    const auto amount = amountIn(value);
    return amount ? exports::Cell(amount->currency().code()) : exports::Cell();
}

exports::Cell typedCellOf(const QVariant &value)
{
    const auto amount = amountIn(value);
    return amount ? exports::Cell(*amount) : cellOf(value);
}

std::vector<Shown> columnsOf(const TableView &table)
{
    const PagedTableModelBase &model = *table.pagedModel();
    std::vector<Shown> shown;
    for (const QString &key : table.shownColumns()) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const ColumnLook &look = model.columns()[size_t(column)];
            if (look.key != key || !look.exportable)
                continue;
            bool hasAmount = false;
            for (int row = 0; row < model.rowCount() && !hasAmount; ++row)
                hasAmount = amountIn(model.index(row, column).data(ValueRole)).has_value();
            shown.push_back({column, hasAmount});
        }
    }
    return shown;
}

} // namespace

void chooseExportFile(QWidget *owner, const QString &title, const QDate &day,
                      const std::function<void(const QString &)> &chosen)
{
    const QString workbook = Tr::tr("Excel workbook (*.xlsx)");
    const QString text = Tr::tr("Comma-separated text (*.csv)");
    const QString name = exports::fileName(u"%1 %2"_s.arg(title, day.toString(Qt::ISODate)), u"xlsx"_s);
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    auto *dialog = new QFileDialog(owner->window(), Tr::tr("Export the list"), folder.filePath(name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({workbook, text});
    dialog->setDefaultSuffix(u"xlsx"_s);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, text](const QString &filter) {
        dialog->setDefaultSuffix(filter == text ? u"csv"_s : u"xlsx"_s);
        const QStringList files = dialog->selectedFiles();
        if (!files.isEmpty())
            dialog->selectFile(QFileInfo(files.front()).completeBaseName() + u'.' + dialog->defaultSuffix());
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, owner, chosen);
    dialog->open();
}

TableDump shownDump(const TableView &table)
{
    const PagedTableModelBase &model = *table.pagedModel();
    const std::vector<Shown> columns = columnsOf(table);
    TableDump dump;
    for (const Shown &shown : columns) {
        if (shown.hasCurrency)
            dump.headings << Tr::tr("Currency");
        dump.headings << model.columns()[size_t(shown.column)].title;
    }
    std::vector<std::vector<exports::Cell>> rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (!(model.index(row, 0).flags() & Qt::ItemIsSelectable))
            continue; // the heading of a group
        std::vector<exports::Cell> cells;
        for (const Shown &shown : columns) {
            const QVariant value = model.index(row, shown.column).data(ValueRole);
            if (shown.hasCurrency)
                cells.push_back(currencyOf(value));
            cells.push_back(typedCellOf(value));
        }
        rows.push_back(std::move(cells));
    }
    dump.count = [count = qint64(rows.size())](workspace::Services &) { return Result<qint64>(count); };
    dump.write = [rows = std::move(rows)](workspace::Services &, jobs::Progress &progress,
                                          exports::TableWriter &writer) -> Result<> {
        for (const auto &row : rows) {
            if (progress.cancelled())
                return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
            writer.addRow(row);
            progress.advance();
        }
        return {};
    };
    return dump;
}

void withEveryRow(TableView &table, const std::function<void()> &then)
{
    PagedTableModelBase *model = table.pagedModel();
    auto *reading = new QObject(&table); // one for each wish, so that it ends with it
    const auto isOver = std::make_shared<bool>(false);
    const auto next = [model, reading, then, isOver] {
        if (*isOver || model->isLoading())
            return;
        if (model->canFetchMore({}))
            return model->fetchMore({});
        *isOver = true;
        reading->deleteLater();
        then();
    };
    QObject::connect(model, &PagedTableModelBase::failed, reading, [reading, isOver] {
        *isOver = true;
        reading->deleteLater();
    });
    // Queued: what failed is told before there is nothing more to fetch.
    QObject::connect(model, &PagedTableModelBase::loadingChanged, reading, next, Qt::QueuedConnection);
    QMetaObject::invokeMethod(reading, next, Qt::QueuedConnection);
}

void exportShown(workspace::Workspace &workspace, TableView &table, Page &page, const QString &path)
{
    withEveryRow(table, [&workspace, &table, page = QPointer(&page), path] {
        if (page)
            Q_EMIT page->jobStarted(new ExportJob(workspace, page->title(), shownDump(table), path));
    });
}

} // namespace accord::ui
