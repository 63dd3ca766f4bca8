// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

/// A line of one of the lists of the cash desk.
struct CashRow
{
    QString id;
    std::vector<QVariant> values; ///< as many as there are columns
    QString currency = {}; ///< of its amounts
    bool isOver = false; ///< nothing more comes of it
    QString company = {}; ///< code of the one that a cheque is drawn to
    qint64 deposit = 0; ///< that a cheque is in; 0: none
};

/// One of the lists: what its columns are and how it is read.
struct CashTab
{
    QString key; ///< "refunds", "cheques", "files", "exports"
    QString title;
    QString name; ///< of the list, for a screen reader
    QString empty; ///< what is said where it has no rows
    std::vector<ColumnLook> columns;
    std::function<Result<std::vector<CashRow>>(workspace::Services &)> read;
};

/// Refunds, cheques, files to the bank, scheduled exports.
std::vector<CashTab> cashTabs();

} // namespace accord::ui
