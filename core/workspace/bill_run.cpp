// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/transaction.h"
#include "core/storage/work_batches_sql.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/carried_bills.h"
#include "core/workspace/invoice_submission.h"
#include "core/workspace/payer_bills.h"
#include "core/workspace/permit.h"
#include "core/workspace/rare_checkpoints.h"
#include "core/workspace/soundness.h"

#include <algorithm>

namespace accord::workspace {

using billing::Bill;
using billing::BillException;
using billing::Invoice;
using billing::InvoiceId;

namespace {

QJsonArray toJson(const std::vector<BillException> &exceptions)
{
    QJsonArray array;
    for (const BillException &e : exceptions)
        array.append(QJsonObject{{u"id"_s, e.id}, {u"args"_s, QJsonObject::fromVariantMap(e.args)}});
    return array;
}

// Together, so that their lines are flushed to the disk once; few enough that others who write wait for a moment only.
constexpr size_t mostPayersTogether = 64;
constexpr int enoughLinesTogether = 8'000;

} // namespace

Result<RunOutcome> BillingDesk::run(const Period &period, const QDate &issueDate, jobs::Progress &progress,
                                    const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::PrepareBills); !may)
        return passOn(may);
    if (auto alone = isNotShared(period); !alone)
        return passOn(alone);
    const auto request
        = m_services.request(command, u"bill.run"_s, CanonicalForm().add(period.start).add(period.end).add(issueDate));
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return outcomeFromJson(**earlier);
    if (auto ready = readyForRun(m_services); !ready)
        return passOn(ready);
    storage::BillRunRow run;
    run.id = m_services.ids().next<billing::BillRunId>();
    run.period = period;
    run.issueDate = issueDate.isValid() ? issueDate : m_services.clock().today();
    run.startedBy = m_services.actor();
    run.startedAt = m_services.clock().now();
    const auto begun = begin(run, request.part(u"begin"_s));
    if (!begun)
        return passOn(begun);
    return work(*begun, progress, request);
}

Result<storage::BillRunRow> BillingDesk::begin(storage::BillRunRow run, const storage::CommandRequest &request)
{
    storage::BillRunsSql runs(m_services.session());
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier) {
        const auto found = runs.find(billing::BillRunId(QUuid::fromString((*earlier)->value(u"run"_s).toString())));
        if (!found)
            return found;
        run = *found;
        if (const auto reopened = runs.reopen(run.id); !reopened)
            return passOn(reopened);
    } else {
        if (const auto added = runs.add(run); !added)
            return passOn(added);
        if (const auto kept
            = m_services.commands().keep(request, {{u"run"_s, run.id.toString()}}, m_services.clock().now());
            !kept)
            return passOn(kept);
    }
    return transaction.commit().map([&] { return run; });
}

Result<> BillingDesk::isNotShared(const Period &period)
{
    const auto shared = storage::WorkBatchesSql(m_services.session()).openSubjects(storage::WorkKind::BillRun);
    if (!shared)
        return passOn(shared);
    for (const QUuid &id : *shared) {
        const auto run = storage::BillRunsSql(m_services.session()).find(billing::BillRunId(id));
        if (!run)
            return passOn(run);
        if (run->period == period)
            return fail(ErrorKind::Conflict, u"billing.run_is_shared"_s,
                        {{u"period"_s, period.start.toString(u"yyyy-MM"_s)}});
    }
    return {};
}

Result<RunOutcome> BillingDesk::resume(const Period &period, jobs::Progress &progress)
{
    if (auto may = permit(m_services, Act::PrepareBills); !may)
        return passOn(may);
    if (auto alone = isNotShared(period); !alone)
        return passOn(alone);
    if (auto ready = readyForRun(m_services); !ready)
        return passOn(ready);
    storage::BillRunsSql runs(m_services.session());
    const auto run = runs.unfinished(period);
    if (!run)
        return passOn(run);
    if (!*run)
        return fail(ErrorKind::NotFound, u"billing.nothing_to_resume"_s,
                    {{u"period"_s, period.start.toString(u"yyyy-MM"_s)}});
    const auto parts
        = storage::WorkBatchesSql(m_services.session()).nextPart(storage::WorkKind::BillRun, (*run)->id.uuid());
    if (!parts)
        return passOn(parts);
    if (*parts > 0) { // shared, and no part of it is open: nobody writes for it any more
        if (const auto ended = runs.finish((*run)->id, u"done"_s, m_services.clock().now()); !ended)
            return passOn(ended);
        return this->run(period, (*run)->issueDate, progress);
    }
    if (const auto reopened = runs.reopen((*run)->id); !reopened)
        return passOn(reopened);
    return work(**run, progress, m_services.request({}, u"bill.resume"_s, {}));
}

namespace {

QJsonObject toJson(const RunOutcome &outcome)
{
    QJsonArray failures;
    for (const RunFailure &failure : outcome.failures)
        failures.append(QJsonObject{{u"account"_s, failure.accountName},
                                    {u"kind"_s, int(failure.error.kind)},
                                    {u"id"_s, failure.error.id},
                                    {u"args"_s, QJsonObject::fromVariantMap(failure.error.args)}});
    return {{u"run"_s, outcome.run.id.toString()},
            {u"created"_s, outcome.created},
            {u"blocked"_s, outcome.blocked},
            {u"carried"_s, outcome.carried},
            {u"failures"_s, failures}};
}

} // namespace

Result<RunOutcome> BillingDesk::outcomeFromJson(const QJsonObject &object)
{
    const auto run = storage::BillRunsSql(m_services.session())
                         .find(billing::BillRunId(QUuid::fromString(object.value(u"run"_s).toString())));
    if (!run)
        return passOn(run);
    RunOutcome outcome{*run,
                       object.value(u"created"_s).toInt(),
                       object.value(u"blocked"_s).toInt(),
                       object.value(u"carried"_s).toInt(),
                       {}};
    for (const QJsonValue &value : object.value(u"failures"_s).toArray()) {
        const QJsonObject failure = value.toObject();
        outcome.failures.push_back(
            {failure.value(u"account"_s).toString(), Error{ErrorKind(failure.value(u"kind"_s).toInt()),
                                                           failure.value(u"id"_s).toString(),
                                                           failure.value(u"args"_s).toObject().toVariantMap(),
                                                           {}}});
    }
    return outcome;
}

Result<RunOutcome> BillingDesk::work(storage::BillRunRow run, jobs::Progress &progress,
                                     const storage::CommandRequest &request)
{
    const RareCheckpoints rareCheckpoints(m_services.session());
    storage::BillRunsSql runs(m_services.session());
    RunOutcome outcome;
    const auto payers = m_services.contracts().payersWithContracts(run.period);
    if (!payers)
        return passOn(payers);
    const auto finished = runs.finishedAccounts(run.id);
    if (!finished)
        return passOn(finished);
    std::vector<accounts::AccountId> waiting;
    for (const accounts::AccountId &payer : *payers) {
        const auto isTheirs = worksFor(m_services, payer);
        if (!isTheirs)
            return passOn(isTheirs);
        if (*isTheirs && !finished->contains(payer.uuid()))
            waiting.push_back(payer);
    }
    progress.setTotal(qint64(payers->size()));
    progress.advance(qint64(payers->size() - waiting.size()));
    bool together = true;
    for (auto rest = std::span<const accounts::AccountId>(waiting); !rest.empty();) {
        if (progress.cancelled()) {
            if (const auto stopped = runs.finish(run.id, u"cancelled"_s, m_services.clock().now()); !stopped)
                return passOn(stopped);
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
        }
        const size_t failuresBefore = outcome.failures.size();
        const auto billed = together ? billTogether(run, rest, outcome, progress)
                                     : billAlone(run, rest.front(), outcome).map([] { return size_t(1); });
        if (!billed && (!together || billed.error().kind == ErrorKind::Unavailable))
            return passOn(billed);
        // One that fails undoes those that were billed with it: they are billed one by one until it is found.
        together = billed && (together || outcome.failures.size() > failuresBefore);
        if (!billed)
            continue;
        rest = rest.subspan(*billed);
        progress.advance(qint64(*billed));
    }
    storage::Transaction transaction(m_services.session());
    if (const auto done = runs.finish(run.id, u"done"_s, m_services.clock().now()); !done)
        return passOn(done);
    const auto audited = m_services.audit(
        u"bill_run.finish"_s, u"bill_run"_s, run.id.toString(),
        {{u"period"_s, run.period.toString()}, {u"created"_s, outcome.created}, {u"carried"_s, outcome.carried}});
    if (!audited)
        return passOn(audited);
    run.state = u"done"_s;
    outcome.run = run;
    if (const auto kept = m_services.commands().keep(request, toJson(outcome), m_services.clock().now()); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return outcome; });
}

Result<size_t> BillingDesk::billTogether(const storage::BillRunRow &run, std::span<const accounts::AccountId> payers,
                                         RunOutcome &outcome, const jobs::Progress &progress)
{
    RunOutcome made = outcome;
    size_t billed = 0;
    storage::Transaction transaction(m_services.session());
    BillsAhead ahead(m_services, run, payers.first(std::min(payers.size(), mostPayersTogether)));
    for (int lines = 0; !ahead.isAtEnd() && lines < enoughLinesTogether; ++billed) {
        if (billed > 0 && progress.cancelled())
            break; // what is billed so far is kept
        const auto bills = ahead.next();
        if (!bills)
            return passOn(bills);
        const auto stored = billPayer(run, **bills, made);
        if (!stored)
            return passOn(stored);
        lines += *stored;
    }
    if (const auto committed = transaction.commit(); !committed)
        return passOn(committed);
    outcome = std::move(made);
    return billed;
}

Result<> BillingDesk::billAlone(const storage::BillRunRow &run, const accounts::AccountId &payer, RunOutcome &outcome)
{
    RunOutcome after = outcome;
    const auto made = [&]() -> Result<> {
        storage::Transaction transaction(m_services.session());
        const auto bills = PayerBills::gather(m_services, payer, run);
        if (!bills)
            return passOn(bills);
        const auto stored = billPayer(run, **bills, after);
        return stored ? transaction.commit() : passOn(stored);
    }();
    if (made) {
        outcome = std::move(after);
        return {};
    }
    if (made.error().kind == ErrorKind::Unavailable)
        return passOn(made);
    // An error in one account never stops the run: it is noted and the next one goes on.
    return noteFailure(run, payer, made.error(), outcome, nullptr);
}

Result<> BillingDesk::noteFailure(const storage::BillRunRow &run, const accounts::AccountId &payer, const Error &error,
                                  RunOutcome &outcome, const storage::WorkBatch *part)
{
    const auto account = m_services.accounts().find(payer);
    outcome.failures.push_back({account ? account->name : payer.toString(), error});
    const QJsonArray note{QJsonObject{{u"id"_s, error.id}, {u"args"_s, QJsonObject::fromVariantMap(error.args)}}};
    return storage::BillRunsSql(m_services.session()).noteAccount(run.id, payer, u"failed"_s, std::nullopt, note, part);
}

Result<size_t> BillingDesk::billOfPart(const storage::BillRunRow &run, const storage::WorkBatch &part,
                                       std::span<const accounts::AccountId> payers, int enoughLines,
                                       RunOutcome &outcome)
{
    // To submit a bill is short and makes all others who write wait; to rate it is long and does not.
    std::vector<Invoice> later;
    size_t billed = 0;
    BillsAhead ahead(m_services, run, payers);
    for (int lines = 0; !ahead.isAtEnd() && lines < enoughLines; ++billed) {
        const auto bills = ahead.next();
        if (!bills)
            return passOn(bills);
        const auto stored = billPayer(run, **bills, outcome, &part, &later);
        if (!stored)
            return passOn(stored);
        lines += *stored;
    }
    for (const Invoice &invoice : later) {
        if (const auto submitted = submitInvoice(m_services, invoice, run.startedBy); !submitted)
            return passOn(submitted);
    }
    return billed;
}

Result<int> BillingDesk::billPayer(const storage::BillRunRow &run, PayerBills &bills, RunOutcome &outcome,
                                   const storage::WorkBatch *part, std::vector<Invoice> *later)
{
    storage::BillRunsSql runs(m_services.session());
    storage::Transaction transaction(m_services.session());
    // The second bill of a payer heeds what the first one took of budgets and orders.
    if (bills.size() > 1)
        later = nullptr;
    int created = 0;
    int lines = 0;
    std::optional<InvoiceId> invoice;
    bool blocked = false, carried = false;
    QJsonArray noted;
    std::vector<size_t> waiting; // blocked
    for (size_t n = 0; n < bills.size(); ++n) {
        auto draft = bills.draft(n);
        if (!draft)
            return passOn(draft);
        if (!*draft) {
            if (const auto gone = forgetCarried(m_services, bills.assembly(n)); !gone)
                return passOn(gone);
            continue;
        }
        Invoice &made = (*draft)->invoice;
        Bill &bill = made.bill;
        std::optional<Money> previous;
        auto exceptions = lookAt(bills.assembly(n), bill, (*draft)->unprintable, previous);
        if (!exceptions)
            return passOn(exceptions);
        bill.exceptions = std::move(*exceptions);
        noted = toJson(bill.exceptions);
        if (isBlocking(bill.exceptions)) {
            blocked = true;
            waiting.push_back(n);
            continue;
        }
        if (isCarried(bills.assembly(n), bill)) {
            carried = true;
            if (const auto waits = noteCarried(m_services, run, bills.assembly(n), bill); !waits)
                return passOn(waits);
            continue;
        }
        lines += int(bill.lines.size());
        bills.take(bill);
        invoice = made.id;
        if (const auto kept = keepDraft(std::move(made), part ? run.startedBy : QString(), later); !kept)
            return passOn(kept);
        ++created;
    }
    for (const size_t n : waiting) {
        if (created == 0)
            break; // nothing took over anything
        if (const auto kept = keepCarried(m_services, bills.assembly(n)); !kept)
            return passOn(kept);
    }
    const QString what = created > 0 ? u"created"_s : blocked || carried ? u"skipped"_s : u"nothing_due"_s;
    if (const auto note = runs.noteAccount(run.id, bills.payer(), what, invoice, noted, part); !note)
        return passOn(note);
    if (const auto committed = transaction.commit(); !committed)
        return passOn(committed);
    outcome.blocked += blocked;
    outcome.carried += carried;
    outcome.created += created;
    return lines;
}

} // namespace accord::workspace
