// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/billing_desk.h"
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

/// A row of the preview; its place makes it unique, since an account may get more than one invoice.
struct PreviewItem
{
    int place = 0;
    workspace::PreviewRow row;

    QString id() const { return QString::number(place); }
};

using PreviewModel = PagedTableModel<PreviewItem>;
using RunsModel = PagedTableModel<storage::BillRunRow>;

std::vector<PreviewModel::Column> previewColumns();
/// \param isUnderWay  whether a run that is not done is the one that runs now
std::vector<RunsModel::Column> runColumns(std::function<bool(const storage::BillRunRow &)> isUnderWay);
std::vector<PreviewItem> itemsOf(const workspace::Preview &preview);

} // namespace accord::ui
