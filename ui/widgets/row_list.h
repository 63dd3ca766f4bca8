// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

/// Shows rows that are all there already in a table made for pages.
template<typename Row> void showRows(PagedTableModel<Row> *model, std::vector<Row> rows)
{
    model->setSource([rows = std::move(rows)](const PageRequest &, const auto &answer) {
        answer(RowPage<Row>{rows, {}, qint64(rows.size()), {}});
    });
    model->reload();
}

} // namespace accord::ui
