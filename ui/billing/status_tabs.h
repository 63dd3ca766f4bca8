// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/invoice_queries_sql.h"

#include <QtWidgets/QTabBar>

namespace accord::ui {

/// "All 118 | Draft 6 | In approval 3 | …": how many invoices each status has, and the one that is shown. A status
/// without invoices is left out unless it is the chosen one.
class StatusTabs : public QTabBar
{
    Q_OBJECT
public:
    explicit StatusTabs(QWidget *parent = nullptr);
    void setCounts(const std::vector<storage::StatusCount> &counts);
    /// \a status as in billing::toString(); empty: all.
    void setStatus(const QString &status);

Q_SIGNALS:
    void chosen(const QString &status);
};

} // namespace accord::ui
