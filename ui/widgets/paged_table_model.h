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
    bool exportable = true; ///< false for what is only drawn
    QString secondaryTitle = {}; ///< heading of the quieter note in an export
    bool ownCurrency = false; ///< its amounts are in the currency of the row, which an export names beside them
    bool wraps = false; ///< a text that is too long for the cell stands on two smaller lines
};

/// One term of a list's order.
struct SortTerm
{
    QString key; ///< of the column
    bool descending = false;
    bool operator==(const SortTerm &) const = default;
};

/// What a model asks its source for.
struct PageRequest
{
    QVariant after; ///< bookmark of the page before; invalid for the first
    int limit = 200;
    std::vector<SortTerm> sort; ///< the column that is grouped by stands first
    QString group = {}; ///< key of the column that is grouped by; empty for none
    bool forExport = false; ///< every row will be asked for: what is only drawn can be left out
};

/// What the rows of a group have in common.
struct GroupOf
{
    QString value; ///< stable
    QString title; ///< for people
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
    void setSort(const QString &key, bool descending) { setSort({{key, descending}}); }
    void setSort(std::vector<SortTerm> terms) { m_sort = std::move(terms); }
    const std::vector<SortTerm> &sortTerms() const { return m_sort; }
    /// As the source is asked: by group first.
    std::vector<SortTerm> wholeSort() const;
    /// Sorts by \a column, or rows that are equal so far by it too with \a further; turns a column round that is one of
    /// the terms already.
    void sortBy(int column, bool further);
    /// Puts the rows of one value of the column \a key together below a heading, from the next reload() on; empty:
    /// none.
    void setGroup(const QString &key) { m_group = key; }
    QString group() const { return m_group; }
    virtual bool canGroupBy(int column) const = 0;
    /// The first row that is not a heading; -1 for none.
    int firstRow() const;

    bool isLoading() const { return m_loading; }
    /// Rows of the whole list where the source knows it.
    std::optional<qint64> total() const { return m_total; }
    /// What the source says about the whole list, such as sums; not about the rows that happen to be loaded.
    QString summary() const { return m_summary; }
    /// Throws the rows away and asks again; answers that are still under way are ignored.
    virtual void reload() = 0;
    QString sortKey() const { return m_sort.empty() ? QString() : m_sort.front().key; }
    bool isDescending() const { return !m_sort.empty() && m_sort.front().descending; }
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
    std::vector<SortTerm> m_sort;
    QString m_group;
    bool m_loading = false;
};

/// One page as the source answers it.
template<typename Row> struct RowPage
{
    std::vector<Row> rows;
    QVariant next; ///< bookmark of this page's end; invalid when there is nothing more
    std::optional<qint64> total;
    QString summary;
    QHash<QString, QString> groups = {}; ///< what is said about each group, by its value; with the first page
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
        std::function<GroupOf(const Row &)> group = {}; ///< for columns that can be grouped by
        std::function<QVariant(const Row &)> exported = {}; ///< the typed value where \c value is made for reading
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
        if (!index.isValid() || index.row() >= int(m_lines.size()) || m_lines[size_t(index.row())] < 0)
            return nullptr;
        return &m_rows[size_t(m_lines[size_t(index.row())])];
    }
    /// Where the row stands in the table, headings counted; -1 when it is not loaded.
    int rowOf(const QString &id) const
    {
        for (size_t i = 0; i < m_lines.size(); ++i) {
            if (m_lines[i] >= 0 && m_id(m_rows[size_t(m_lines[i])]) == id)
                return int(i);
        }
        return -1;
    }
    const Row *rowById(const QString &id) const
    {
        const int row = rowOf(id);
        return row < 0 ? nullptr : rowAt(index(row, 0));
    }
    const std::vector<Column> &cells() const { return m_cells; }

    bool canGroupBy(int column) const override { return bool(m_cells[size_t(column)].group); }
    Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        return index.isValid() && !rowAt(index) ? Qt::NoItemFlags : PagedTableModelBase::flags(index);
    }
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_lines.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const Row *row = rowAt(index);
        if (!row)
            return index.isValid() ? headingData(index, role) : QVariant();
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
        m_lines.clear();
        m_headings.clear();
        m_groups.clear();
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
        const PageRequest request{m_next, 200, wholeSort(), m_group};
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
        if (!answer->groups.isEmpty())
            m_groups = answer->groups;
        if (!answer->rows.empty())
            append(answer->rows);
        m_next = answer->next;
        if (answer->total)
            m_total = answer->total;
        if (!answer->summary.isEmpty())
            m_summary = answer->summary;
        setLoading(false);
        if (std::exchange(m_first, false))
            Q_EMIT loaded();
    }

    void append(const std::vector<Row> &rows)
    {
        std::vector<int> lines;
        const Column *grouped = nullptr;
        for (const Column &column : m_cells) {
            if (column.group && column.look.key == m_group)
                grouped = &column;
        }
        std::optional<QString> before;
        if (grouped && !m_rows.empty())
            before = grouped->group(m_rows.back()).value;
        for (size_t i = 0; i < rows.size(); ++i) {
            if (grouped) {
                const GroupOf group = grouped->group(rows[i]);
                if (before != group.value) {
                    m_headings.push_back(group);
                    lines.push_back(-int(m_headings.size()));
                    before = group.value;
                }
            }
            lines.push_back(int(m_rows.size() + i));
        }
        beginInsertRows({}, int(m_lines.size()), int(m_lines.size() + lines.size()) - 1);
        m_rows.insert(m_rows.end(), rows.begin(), rows.end());
        m_lines.insert(m_lines.end(), lines.begin(), lines.end());
        endInsertRows();
    }
    QVariant headingData(const QModelIndex &index, int role) const
    {
        const GroupOf &group = m_headings[size_t(-m_lines[size_t(index.row())] - 1)];
        const QString text = group.title.isEmpty() ? noValue() : group.title;
        const QString said = m_groups.value(group.value);
        if (role == HeadingRole || (role == Qt::AccessibleTextRole && index.column() == 0))
            return said.isEmpty() ? text : u"%1  ·  %2"_s.arg(text, said);
        return {};
    }

    std::vector<Column> m_cells;
    std::function<QString(const Row &)> m_id;
    Source m_source;
    std::vector<Row> m_rows;
    std::vector<int> m_lines; ///< what stands in the table: places in m_rows, or -1 - place in m_headings
    std::vector<GroupOf> m_headings;
    QHash<QString, QString> m_groups;
    QVariant m_next;
    quint64 m_generation = 0;
    bool m_first = true;
};

} // namespace accord::ui
