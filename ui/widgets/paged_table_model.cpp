// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

namespace {
constexpr size_t mostTerms = 3; ///< more than that nobody follows
}

int PagedTableModelBase::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant PagedTableModelBase::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= int(m_columns.size()))
        return {};
    const ColumnLook &look = m_columns[size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return look.title;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(look.alignment | Qt::AlignVCenter);
    default:
        return {};
    }
}

void PagedTableModelBase::setTitle(const QString &key, const QString &title)
{
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].key != key || m_columns[i].title == title)
            continue;
        m_columns[i].title = title;
        Q_EMIT headerDataChanged(Qt::Horizontal, int(i), int(i));
    }
}

void PagedTableModelBase::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= int(m_columns.size()) || !m_columns[size_t(column)].sortable)
        return;
    m_sort = {{m_columns[size_t(column)].key, order == Qt::DescendingOrder}};
    reload();
}

void PagedTableModelBase::sortBy(int column, bool further)
{
    if (column < 0 || column >= int(m_columns.size()) || !m_columns[size_t(column)].sortable)
        return;
    const QString key = m_columns[size_t(column)].key;
    const auto term = std::find_if(m_sort.begin(), m_sort.end(), [&](const SortTerm &t) { return t.key == key; });
    const bool known = term != m_sort.end();
    if (known)
        term->descending = !term->descending;
    if (!further)
        m_sort = {known ? *term : SortTerm{key, false}};
    else if (!known && m_sort.size() < mostTerms)
        m_sort.push_back({key, false});
    reload();
}

std::vector<SortTerm> PagedTableModelBase::wholeSort() const
{
    if (m_group.isEmpty())
        return m_sort;
    std::vector<SortTerm> terms{{m_group, false}};
    for (const SortTerm &term : m_sort) {
        if (term.key == m_group)
            terms.front().descending = term.descending;
        else
            terms.push_back(term);
    }
    return terms;
}

int PagedTableModelBase::firstRow() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (index(row, 0).flags() & Qt::ItemIsSelectable)
            return row;
    }
    return -1;
}

QString PagedTableModelBase::spokenRow(int row) const
{
    QStringList parts;
    for (int column = 0; column < columnCount(); ++column)
        parts << index(row, column).data(Qt::AccessibleTextRole).toString();
    return parts.join(u", "_s);
}

void PagedTableModelBase::setLoading(bool loading)
{
    if (std::exchange(m_loading, loading) != loading)
        Q_EMIT loadingChanged(loading);
}

} // namespace accord::ui
