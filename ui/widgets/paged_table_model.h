// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/values.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QPointer>

#include <functional>
#include <optional>
#include <vector>

namespace accord::ui {

/// How a column looks and what it is for; the cell's value comes from the row.
struct ColumnLook
{
    QString key; ///< stable name: saved views, sorting, export
    QString title;
    int width = 120;
    Qt::Alignment alignment = Qt::AlignLeft;
    bool sortable = true;
    bool strong = false; ///< drawn in the medium weight: the column that names the row
};

/// What a model asks its source for.
struct PageRequest
{
    QVariant after; ///< bookmark of the page before; invalid for the first
    int limit = 200;
    QString sortKey;
    bool descending = false;
};

/// The part of PagedTableModel that does not depend on the row: signals, columns, the state of loading.
class PagedTableModelBase : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    const std::vector<ColumnLook> &columns() const { return m_columns; }
    /// Gives the column \a key another heading: one that names the currency once it is known.
    void setTitle(const QString &key, const QString &title);
    /// Says how the next reload() sorts.
    void setSort(const QString &key, bool descending);

    bool isLoading() const { return m_loading; }
    /// Rows of the whole list where the source knows it.
    std::optional<qint64> total() const { return m_total; }
    /// What the source says about the whole list, such as sums; not about the rows that happen to be loaded.
    QString summary() const { return m_summary; }
    /// Throws the rows away and asks again; answers that are still under way are ignored.
    virtual void reload() = 0;
    QString sortKey() const { return m_sortKey; }
    bool isDescending() const { return m_descending; }
    void sort(int column, Qt::SortOrder order) override;
    /// The row as "Column: value" sentences, for the screen reader.
    QString spokenRow(int row) const;

Q_SIGNALS:
    void loadingChanged(bool loading);
    /// The first page of a generation has come.
    void loaded();
    void failed(const accord::Error &error);

protected:
    void setLoading(bool loading);
    std::vector<ColumnLook> m_columns;
    std::optional<qint64> m_total;
    QString m_summary;
    QString m_sortKey;
    bool m_descending = false;
    bool m_loading = false;
};

/// One page as the source answers it.
template<typename Row> struct RowPage
{
    std::vector<Row> rows;
    QVariant next; ///< bookmark of this page's end; invalid when there is nothing more
    std::optional<qint64> total;
    QString summary;
};

/// A table that is filled page by page from an asynchronous source. An answer is told apart by the generation it was
/// asked in, and is never taken inside the call that asks.
template<typename Row> class PagedTableModel : public PagedTableModelBase
{
public:
    struct Column
    {
        ColumnLook look;
        std::function<QVariant(const Row &)> value; ///< typed; an invalid one is shown as "—"
        std::function<QString(const Row &)> spoken = {}; ///< where the text alone does not say enough
        std::function<QString(const Row &)> secondary = {};
    };
    using Answer = std::function<void(const Result<RowPage<Row>> &)>;
    using Source = std::function<void(const PageRequest &, Answer)>;

    PagedTableModel(std::vector<Column> columns, std::function<QString(const Row &)> id, QObject *parent = nullptr)
        : PagedTableModelBase(parent)
        , m_cells(std::move(columns))
        , m_id(std::move(id))
    {
        for (const Column &column : m_cells)
            m_columns.push_back(column.look);
    }

    /// Answers may come at any time, in the thread of the model.
    void setSource(Source source) { m_source = std::move(source); }
    const std::vector<Row> &rows() const { return m_rows; }
    const Row *rowAt(const QModelIndex &index) const
    {
        return index.isValid() && index.row() < int(m_rows.size()) ? &m_rows[size_t(index.row())] : nullptr;
    }
    int rowOf(const QString &id) const
    {
        for (size_t i = 0; i < m_rows.size(); ++i) {
            if (m_id(m_rows[i]) == id)
                return int(i);
        }
        return -1;
    }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const Row *row = rowAt(index);
        if (!row)
            return {};
        const Column &column = m_cells[size_t(index.column())];
        switch (role) {
        case Qt::DisplayRole:
            return valueText(column.value(*row));
        case ValueRole:
            return column.value(*row);
        case IdRole:
            return m_id(*row);
        case SecondaryRole:
            return column.secondary ? QVariant(column.secondary(*row)) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(column.look.alignment | Qt::AlignVCenter);
        case Qt::AccessibleTextRole:
            return u"%1: %2"_s.arg(m_columns[size_t(index.column())].title,
                                   column.spoken ? column.spoken(*row) : valueText(column.value(*row)));
        default:
            return {};
        }
    }

    bool canFetchMore(const QModelIndex &parent) const override
    {
        return !parent.isValid() && !m_loading && m_source && m_next.isValid();
    }
    void fetchMore(const QModelIndex &parent) override
    {
        if (canFetchMore(parent))
            ask();
    }
    void reload() override
    {
        ++m_generation;
        beginResetModel();
        m_rows.clear();
        m_next = {};
        m_total.reset();
        m_summary.clear();
        endResetModel();
        m_first = true;
        if (m_source)
            ask();
    }

private:
    void ask()
    {
        setLoading(true);
        const PageRequest request{m_next, 200, m_sortKey, m_descending};
        const auto generation = m_generation;
        QPointer<PagedTableModelBase> guard(this);
        m_source(request, [this, guard, generation](const Result<RowPage<Row>> &answer) {
            if (!guard)
                return;
            QMetaObject::invokeMethod(
                this, [this, generation, answer] { take(generation, answer); }, Qt::QueuedConnection);
        });
    }
    void take(quint64 generation, const Result<RowPage<Row>> &answer)
    {
        if (generation != m_generation)
            return;
        if (!answer) {
            m_next = {};
            setLoading(false);
            Q_EMIT failed(answer.error());
            return;
        }
        if (!answer->rows.empty()) {
            beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + answer->rows.size()) - 1);
            m_rows.insert(m_rows.end(), answer->rows.begin(), answer->rows.end());
            endInsertRows();
        }
        m_next = answer->next;
        if (answer->total)
            m_total = answer->total;
        if (!answer->summary.isEmpty())
            m_summary = answer->summary;
        setLoading(false);
        if (std::exchange(m_first, false))
            Q_EMIT loaded();
    }

    std::vector<Column> m_cells;
    std::function<QString(const Row &)> m_id;
    Source m_source;
    std::vector<Row> m_rows;
    QVariant m_next;
    quint64 m_generation = 0;
    bool m_first = true;
};

} // namespace accord::ui
