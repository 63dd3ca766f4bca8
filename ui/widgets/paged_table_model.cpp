// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

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

void PagedTableModelBase::setSort(const QString &key, bool descending)
{
    m_sortKey = key;
    m_descending = descending;
}

void PagedTableModelBase::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= int(m_columns.size()) || !m_columns[size_t(column)].sortable)
        return;
    m_sortKey = m_columns[size_t(column)].key;
    m_descending = order == Qt::DescendingOrder;
    reload();
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
