// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/account_desk.h"
#include "core/workspace/workspace.h"
#include "ui/lists/table_dump.h"

namespace accord::ui {

/// Fills the usage column: a small line per account, asked for a page of them at a time, in a worker.
using AccountUsageSource = std::function<Result<QHash<QUuid, Spark>>(workspace::Services &services,
                                                                     const std::vector<accounts::AccountId> &accounts)>;

/// A row of the accounts list.
struct AccountListRow
{
    storage::AccountRow account;
    QString managerName;
    Spark usage;
};

using AccountListModel = PagedTableModel<AccountListRow>;

/// The columns of the list; the one for usage only where there is a source of it.
std::vector<AccountListModel::Column> accountColumns(bool withUsage);

/// The filter that the chips and the field of the list mean. \a today is the business date.
storage::AccountFilter accountFilter(const QString &text, const QMap<QString, QString> &chips, const QDate &today);

/// Reads the list under \a filter.
ListReader<AccountListRow> accountReader(const storage::AccountFilter &filter, const AccountUsageSource &usage);

/// Counts and sums over the whole filter, as the status line says them.
QString sumsInWords(const workspace::AccountSums &sums);

} // namespace accord::ui
