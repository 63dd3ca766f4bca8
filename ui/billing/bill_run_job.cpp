// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/bill_run_job.h"

#include "ui/billing/billing_words.h"
#include "ui/errors/error_words.h"
#include "ui/words/status_words.h"

namespace accord::ui {

BillRunJob &BillRunJob::of(workspace::Workspace &workspace)
{
    auto *job = workspace.findChild<BillRunJob *>(QString(), Qt::FindDirectChildrenOnly);
    return job ? *job : *new BillRunJob(workspace);
}

BillRunJob::BillRunJob(workspace::Workspace &workspace)
    : Job(&workspace)
    , m_workspace(workspace)
{ }

QString BillRunJob::title() const
{
    return tr("Billing %1").arg(periodText(m_period));
}

int BillRunJob::percent() const
{
    return m_watcher && m_watcher->progressMaximum() > 0
               ? m_watcher->progressValue() * 100 / m_watcher->progressMaximum()
               : -1;
}

void BillRunJob::cancel()
{
    if (m_watcher)
        m_watcher->cancel();
}

template<typename Work> void BillRunJob::start(const Period &period, Work work)
{
    if (m_running)
        return;
    m_running = true;
    m_period = period;
    m_watcher = m_workspace.start(this, std::move(work),
                                  [this](const Result<workspace::RunOutcome> &outcome) { finish(outcome); });
    if (m_watcher)
        connect(m_watcher, &QFutureWatcherBase::progressValueChanged, this, &Job::changed);
    Q_EMIT changed();
}

void BillRunJob::run(const Period &period, const QDate &issueDate)
{
    start(period, [period, issueDate](workspace::Services &services, jobs::Progress &progress) {
        return workspace::BillingDesk(services).run(period, issueDate, progress);
    });
}

void BillRunJob::resume(const Period &period)
{
    start(period, [period](workspace::Services &services, jobs::Progress &progress) {
        return workspace::BillingDesk(services).resume(period, progress);
    });
}

void BillRunJob::finish(const Result<workspace::RunOutcome> &outcome)
{
    m_running = false;
    m_outcome = outcome;
    const bool clean = outcome && outcome->failures.empty();
    Q_EMIT changed();
    Q_EMIT finished({outcomeInWords(m_period, outcome), clean ? Tone::Good
                                                        : outcome || outcome.error().kind == ErrorKind::Cancelled
                                                            ? Tone::Warning
                                                            : Tone::Bad});
    m_workspace.announceChange(); // a stopped run has made invoices, too
}

QString outcomeInWords(const Period &period, const Result<workspace::RunOutcome> &outcome)
{
    const QString month = periodText(period);
    if (!outcome && outcome.error().args.value(u"completed"_s).toBool())
        return BillRunJob::tr("%1: all invoices made before it could be stopped.").arg(month);
    if (!outcome && outcome.error().kind == ErrorKind::Cancelled)
        return BillRunJob::tr("%1: stopped. What was made is kept; resume when you like, nothing is billed twice.")
            .arg(month);
    if (!outcome)
        return inWords(outcome.error()).paragraph();
    QStringList parts{BillRunJob::tr("%n invoice(s) made", nullptr, outcome->created)};
    if (outcome->blocked > 0)
        parts << BillRunJob::tr("%n account(s) blocked", nullptr, outcome->blocked);
    if (outcome->carried > 0)
        parts << BillRunJob::tr("%n account(s) carried forward", nullptr, outcome->carried);
    if (!outcome->failures.empty())
        parts << BillRunJob::tr("%n account(s) failed", nullptr, int(outcome->failures.size()));
    return BillRunJob::tr("%1: %2.").arg(month, parts.join(u", "_s));
}

} // namespace accord::ui
