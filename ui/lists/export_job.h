// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/lists/table_dump.h"
#include "ui/widgets/job.h"

namespace accord::ui {

/// Writes a list into a file, whole or not at all, while its page may be left. Goes away by itself when it has ended.
class ExportJob final : public Job
{
    Q_OBJECT
public:
    /// \param title  of the list: "Invoices"
    /// \param path   its suffix decides the format: "xlsx", otherwise CSV
    ExportJob(workspace::Workspace &workspace, const QString &title, TableDump dump, const QString &path);

    QString title() const override { return tr("Exporting %1").arg(m_title); }
    bool isRunning() const override { return m_running; }
    int percent() const override;
    void cancel() override;

private:
    void finish(const Result<qint64> &rows);

    QString m_title;
    QString m_path;
    QPointer<QFutureWatcherBase> m_watcher;
    bool m_running = true;
};

} // namespace accord::ui
