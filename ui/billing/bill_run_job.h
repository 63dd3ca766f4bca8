// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/billing_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/job.h"

#include <QtCore/QPointer>

namespace accord::ui {

/// The billing run of a workspace: at most one at a time, whatever page is in front.
class BillRunJob final : public Job
{
    Q_OBJECT
public:
    /// The one of \a workspace; made when it is first asked for.
    static BillRunJob &of(workspace::Workspace &workspace);

    QString title() const override;
    bool isRunning() const override { return m_running; }
    int percent() const override;
    void cancel() override;

    /// \a issueDate null: today.
    void run(const Period &period, const QDate &issueDate);
    /// Goes on with the unfinished run of \a period.
    void resume(const Period &period);
    const Period &period() const { return m_period; }
    /// How the last run of this session ended; none before the first.
    const std::optional<Result<workspace::RunOutcome>> &outcome() const { return m_outcome; }

private:
    explicit BillRunJob(workspace::Workspace &workspace);
    template<typename Work> void start(const Period &period, Work work);
    void finish(const Result<workspace::RunOutcome> &outcome);

    workspace::Workspace &m_workspace;
    QPointer<QFutureWatcherBase> m_watcher;
    Period m_period;
    bool m_running = false;
    std::optional<Result<workspace::RunOutcome>> m_outcome;
};

/// How a run ended, in a sentence: "June 2026: 12 invoices made, 2 accounts blocked, 1 failed."
QString outcomeInWords(const Period &period, const Result<workspace::RunOutcome> &outcome);

} // namespace accord::ui
