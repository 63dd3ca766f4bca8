// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usage_queries_sql.h"
#include "core/usage/problems.h"
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

using ImportsModel = PagedTableModel<storage::UsageImportRow>;
using QuarantineModel = PagedTableModel<storage::QuarantineRow>;
using ProblemsModel = PagedTableModel<usage::Problem>;

std::vector<ImportsModel::Column> importColumns();
std::vector<QuarantineModel::Column> quarantineColumns();
std::vector<ProblemsModel::Column> problemColumns();

/// "Nobody knows the meter gpu_hours." and the like.
QString reasonInWords(const storage::QuarantineRow &row);

} // namespace accord::ui
