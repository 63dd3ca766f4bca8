// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/billing_desk.h"

#include "core/approvals/approval.h"
#include "core/billing/opening_receivable.h"
#include "core/storage/prepayments_sql.h"
#include "core/storage/transaction.h"
#include "core/storage/work_batches_sql.h"
#include "core/workspace/books.h"
#include "core/workspace/budget_check.h"
#include "core/workspace/carried_bills.h"
#include "core/workspace/credit_control.h"
#include "core/workspace/einvoice_desk.h"
#include "core/workspace/invoice_groups.h"
#include "core/workspace/invoice_submission.h"
#include "core/workspace/order_use.h"
#include "core/workspace/payer_bills.h"
#include "core/workspace/payment_agreements.h"
#include "core/workspace/permit.h"
#include "core/workspace/print_check.h"
#include "core/workspace/stored_usage.h"

namespace accord::workspace {

using billing::Bill;
using billing::BillException;
using billing::Invoice;
using billing::InvoiceId;
using billing::InvoiceState;
using contracts::Severity;

namespace {

bool isBlocking(const std::vector<BillException> &exceptions)
{
    return std::any_of(exceptions.begin(), exceptions.end(),
                       [](const BillException &e) { return e.severity == Severity::Blocking; });
}

/// A change of more than a fifth against the invoice before.
bool changedMuch(const Money &before, const Money &now)
{
    if (before.currency() != now.currency() || before.isZero())
        return false;
    const Exact change = (Exact(now) - Exact(before)) / Exact(before);
    return change > Exact::ratio(1, 5) || change < Exact::ratio(-1, 5);
}

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

/// While it lives, what was committed is copied into the file after 64 MB of it and not after each 4 MB: the random
/// pages of the line keys would be written again and again. Durability is that of each commit, as ever.
class RareCheckpoints
{
public:
    explicit RareCheckpoints(storage::Session &session)
        : m_driver(session.driver())
    {
        (void)m_driver.setCheckpointInterval(16'000);
    }
    ~RareCheckpoints() { (void)m_driver.setCheckpointInterval(1'000); } // SQLite's own
    Q_DISABLE_COPY_MOVE(RareCheckpoints)

private:
    storage::Driver &m_driver;
};

/// Whether two bills come to the same, figure by figure.
bool isSame(const Bill &one, const Bill &other)
{
    return one.total == other.total && one.tax == other.tax && one.lines.size() == other.lines.size()
           && one.credits == other.credits && one.instalments == other.instalments;
}

/// The day of issue as far as it is known when \a bill is drafted.
QDate dayOf(const BillAssembly &assembly, const Bill &bill)
{
    return std::max(assembly.input.taxDay, billing::earliestIssueDate(bill));
}

} // namespace

bool PreviewRow::isBlocked() const
{
    return isBlocking(exceptions);
}

std::optional<Money> PreviewRow::change() const
{
    const auto difference
        = previous ? total.minus(*previous) : Result<Money>(fail(ErrorKind::NotFound, u"billing.no_previous"_s));
    return difference ? std::optional(*difference) : std::nullopt;
}

std::vector<storage::CurrencyTotal> Preview::totals() const
{
    std::vector<storage::CurrencyTotal> totals;
    for (const PreviewRow &row : rows) {
        if (row.isBlocked() || row.isCarried)
            continue;
        auto found = std::find_if(totals.begin(), totals.end(),
                                  [&](const auto &t) { return t.total.currency() == row.total.currency(); });
        if (found == totals.end())
            found = totals.insert(totals.end(),
                                  {0, Money::zero(row.total.currency()), Money::zero(row.total.currency())});
        ++found->count;
        found->total = found->total.plus(row.total).value_or(found->total);
        found->open = found->total;
    }
    return totals;
}

Result<std::vector<BillException>> BillingDesk::lookAt(const BillAssembly &assembly, const Bill &bill,
                                                       std::optional<Money> &previous)
{
    std::vector<BillException> exceptions = assembly.exceptions;
    exceptions.insert(exceptions.end(), bill.exceptions.begin(), bill.exceptions.end());
    const auto before = m_services.invoices().previousTotal(assembly.input.payer.id, bill.period.start);
    if (!before)
        return passOn(before);
    previous = *before;
    if (previous && changedMuch(*previous, bill.total))
        exceptions.push_back({Severity::Note,
                              u"billing.changed_much"_s,
                              {{u"before"_s, previous->toString()},
                               {u"now"_s, bill.total.toString()},
                               {u"currency"_s, bill.currency.code()}}});
    auto effects = budgetEffects(m_services, bill, dayOf(assembly, bill));
    if (!effects)
        return passOn(effects);
    const auto overBudget = exceptionsOf(*effects);
    exceptions.insert(exceptions.end(), overBudget.begin(), overBudget.end());
    const auto credit = creditStanding(m_services, assembly.input.payer.id, dayOf(assembly, bill), bill.amountDue());
    if (!credit)
        return passOn(credit);
    const auto beyondCredit = exceptionsOf(*credit);
    exceptions.insert(exceptions.end(), beyondCredit.begin(), beyondCredit.end());
    const auto unprinted = unprintable(bill, assembly.input.payer, assembly.seller);
    exceptions.insert(exceptions.end(), unprinted.begin(), unprinted.end());
    const auto electronic = EinvoiceDesk(m_services).missing(assembly, bill, dayOf(assembly, bill));
    if (!electronic)
        return passOn(electronic);
    if (*electronic)
        exceptions.push_back(**electronic);
    if (assembly.input.payer.needsPurchaseOrder && lacksPurchaseOrder(bill))
        exceptions.push_back(
            {Severity::Warning, u"billing.purchase_order_missing"_s, {{u"account"_s, assembly.input.payer.name}}});
    const auto ordered = problemsWithOrders(m_services, assembly.input.payer.id, dayOf(assembly, bill), bill);
    if (!ordered)
        return passOn(ordered);
    exceptions.insert(exceptions.end(), ordered->begin(), ordered->end());
    const auto carried = carriedExceptions(assembly, bill);
    exceptions.insert(exceptions.end(), carried.begin(), carried.end());
    return exceptions;
}

Result<Preview> BillingDesk::preview(const Period &period, const QDate &issueDate, jobs::Progress &progress)
{
    const QDate day = issueDate.isValid() ? issueDate : m_services.clock().today();
    Preview preview{period, day, {}, 0};
    const auto payers = m_services.contracts().payersWithContracts(period);
    if (!payers)
        return passOn(payers);
    progress.setTotal(qint64(payers->size()));
    for (const auto &payer : *payers) {
        if (progress.cancelled())
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
        auto assemblies = assembleForRun(m_services, payer, period, day);
        if (!assemblies)
            return passOn(assemblies);
        bool anything = false;
        for (const BillAssembly &assembly : *assemblies) {
            const accounts::Account &account = assembly.input.payer;
            PreviewRow row{account.id, account.number, account.name, Money::zero(account.currency), 0, {}, {}};
            const auto bill = billOf(assembly, m_services.reference().taxRates);
            if (!bill) {
                row.exceptions = {{Severity::Blocking, bill.error().id, bill.error().args}};
            } else if (bill->isEmpty() || isSkippedZero(assembly, *bill)) {
                continue;
            } else {
                auto exceptions = lookAt(assembly, *bill, row.previous);
                if (!exceptions)
                    return passOn(exceptions);
                row.exceptions = std::move(*exceptions);
                row.total = bill->total;
                row.lines = int(bill->lines.size());
                row.isCarried = !row.isBlocked() && isCarried(assembly, *bill);
                if (!row.isCarried)
                    leaveTaken(*assemblies, *bill);
            }
            anything = true;
            preview.rows.push_back(std::move(row));
        }
        preview.alreadyBilled += !anything;
        progress.advance();
    }
    std::stable_sort(preview.rows.begin(), preview.rows.end(), [](const PreviewRow &a, const PreviewRow &b) {
        const auto rank = [](const PreviewRow &row) { return row.isBlocked() ? 0 : row.exceptions.empty() ? 2 : 1; };
        return rank(a) < rank(b);
    });
    return preview;
}

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
    storage::BillRunsSql runs(m_services.session());
    const auto run = runs.unfinished(period);
    if (!run)
        return passOn(run);
    if (!*run)
        return fail(ErrorKind::NotFound, u"billing.nothing_to_resume"_s,
                    {{u"period"_s, period.start.toString(u"yyyy-MM"_s)}});
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
    std::copy_if(payers->begin(), payers->end(), std::back_inserter(waiting),
                 [&](const auto &payer) { return !finished->contains(payer.uuid()); });
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
    for (size_t n = 0; n < bills.size(); ++n) {
        auto draft = bills.draft(n);
        if (!draft)
            return passOn(draft);
        if (!*draft) {
            if (const auto gone = forgetCarried(m_services, bills.assembly(n)); !gone)
                return passOn(gone);
            continue;
        }
        Bill &bill = (*draft)->bill;
        std::optional<Money> previous;
        auto exceptions = lookAt(bills.assembly(n), bill, previous);
        if (!exceptions)
            return passOn(exceptions);
        bill.exceptions = std::move(*exceptions);
        noted = toJson(bill.exceptions);
        if (isBlocking(bill.exceptions)) {
            blocked = true;
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
        invoice = (*draft)->id;
        if (const auto kept = keepDraft(std::move(**draft), part ? run.startedBy : QString(), later); !kept)
            return passOn(kept);
        ++created;
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

Result<std::vector<InvoiceId>> BillingDesk::billAgain(const Invoice &credited)
{
    const QDate day = m_services.clock().today();
    auto assemblies = assemble(m_services, credited.account, credited.bill.period, day);
    if (!assemblies)
        return passOn(assemblies);
    std::vector<InvoiceId> drafts;
    for (BillAssembly &assembly : *assemblies) {
        const bool isOfTheInvoice = std::ranges::any_of(assembly.input.contracts, [&](const auto &contract) {
            return std::ranges::any_of(credited.bill.lines,
                                       [&](const auto &line) { return line.key.contract == contract.id; });
        });
        if (!isOfTheInvoice)
            continue;
        // What was billed of later periods is adjusted by later bills.
        std::erase_if(assembly.input.billed, [&](const billing::BilledCharge &charge) {
            return charge.key.period.start >= credited.bill.period.end;
        });
        auto bill = billOf(assembly, m_services.reference().taxRates);
        if (!bill)
            return passOn(bill);
        if (bill->isEmpty() || isSkippedZero(assembly, *bill))
            continue;
        auto exceptions = findBeforeDraft(assembly, *bill);
        if (!exceptions)
            return passOn(exceptions);
        bill->exceptions = std::move(*exceptions);
        const auto drafted = draft(day, assembly, *bill);
        if (!drafted)
            return passOn(drafted);
        leaveTaken(*assemblies, *bill);
        drafts.push_back(*drafted);
    }
    return drafts;
}

Result<std::vector<BillException>> BillingDesk::findBeforeDraft(const BillAssembly &assembly, const Bill &bill)
{
    std::optional<Money> previous;
    auto exceptions = lookAt(assembly, bill, previous);
    if (!exceptions)
        return exceptions;
    const auto blocking = std::ranges::find(*exceptions, Severity::Blocking, &BillException::severity);
    if (blocking != exceptions->end())
        return fail(ErrorKind::Conflict, u"billing.correction_blocked"_s,
                    {{u"account"_s, assembly.input.payer.name}, {u"finding"_s, blocking->id}});
    return exceptions;
}

Result<std::vector<InvoiceId>> BillingDesk::draftCarried(const accounts::AccountId &payer, const Period &period,
                                                         const QDate &day)
{
    auto assemblies = assembleForRun(m_services, payer, period, day);
    if (!assemblies)
        return passOn(assemblies);
    std::vector<InvoiceId> drafts;
    for (BillAssembly &assembly : *assemblies) {
        auto bill = billOf(assembly, m_services.reference().taxRates);
        if (!bill)
            return passOn(bill);
        if (bill->isEmpty() || isSkippedZero(assembly, *bill) || !isCarried(assembly, *bill))
            continue;
        assembly.minimum.reset();
        auto exceptions = findBeforeDraft(assembly, *bill);
        if (!exceptions)
            return passOn(exceptions);
        bill->exceptions = std::move(*exceptions);
        const auto drafted = draft(day, assembly, *bill);
        if (!drafted)
            return passOn(drafted);
        leaveTaken(*assemblies, *bill);
        drafts.push_back(*drafted);
    }
    if (!drafts.empty())
        return drafts;
    const auto account = m_services.accounts().find(payer);
    return account ? fail(ErrorKind::NotFound, u"billing.nothing_carried"_s,
                          {{u"account"_s, account->name}, {u"period"_s, period.start.toString(u"yyyy-MM"_s)}})
                   : passOn(account);
}

Result<std::vector<InvoiceId>> BillingDesk::billCarried(const accounts::AccountId &payer, const Period &period,
                                                        const QDate &issueDate,
                                                        const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::PrepareBills); !may)
        return passOn(may);
    const auto request
        = m_services.request(command, u"bill.carried"_s,
                             CanonicalForm().add(payer.toString()).add(period.start).add(period.end).add(issueDate));
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier) {
        std::vector<InvoiceId> drafts;
        for (const QJsonValue &id : (*earlier)->value(u"invoices"_s).toArray())
            drafts.push_back(InvoiceId(QUuid::fromString(id.toString())));
        return drafts;
    }
    const auto drafts = draftCarried(payer, period, issueDate.isValid() ? issueDate : m_services.clock().today());
    if (!drafts)
        return drafts;
    QJsonArray ids;
    for (const InvoiceId &id : *drafts)
        ids.append(id.toString());
    const auto audited = m_services.audit(u"bill.carried"_s, u"account"_s, payer.toString(), {{u"invoices"_s, ids}});
    if (!audited)
        return passOn(audited);
    const auto kept = m_services.commands().keep(request, {{u"invoices"_s, ids}}, m_services.clock().now());
    if (!kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *drafts; });
}

Result<Invoice> BillingDesk::draftPrepayment(const BillAssembly &assembly, const billing::PrepaymentTerms &terms,
                                             Bill bill)
{
    if (const auto used = useOrders(assembly, bill); !used)
        return passOn(used);
    auto exceptions = findBeforeDraft(assembly, bill);
    if (!exceptions)
        return passOn(exceptions);
    std::erase_if(*exceptions, [](const BillException &one) { return one.id == u"billing.changed_much"_s; });
    bill.exceptions = std::move(*exceptions);
    const auto drafted = draft(assembly.input.taxDay, assembly, std::move(bill), terms);
    if (!drafted)
        return passOn(drafted);
    return m_services.invoices().find(*drafted);
}

Result<InvoiceId> BillingDesk::draft(const QDate &day, const BillAssembly &assembly, Bill bill,
                                     const std::optional<billing::PrepaymentTerms> &terms)
{
    auto facts = draftFacts(m_services, assembly.input.payer.id, day);
    if (!facts)
        return passOn(facts);
    facts->prepayment = terms;
    auto invoice = draftInvoice(*facts, assembly, std::move(bill), m_services.reference().exchangeRates);
    if (!invoice)
        return passOn(invoice);
    return keepDraft(std::move(*invoice), {}, nullptr, terms).map([&] { return facts->id; });
}

Result<> BillingDesk::keepDraft(Invoice draft, const QString &openedBy, std::vector<Invoice> *later,
                                const std::optional<billing::PrepaymentTerms> &terms)
{
    if (const auto added = m_services.invoices().add(draft); !added)
        return added;
    if (terms) {
        const auto noted
            = storage::PrepaymentsSql(m_services.session()).add(draft.id, *terms, draft.createdBy, draft.createdAt);
        if (!noted)
            return noted;
    }
    if (!later)
        return submitInvoice(m_services, draft, openedBy);
    later->push_back(std::move(draft));
    return {};
}

namespace {

/// Which invoices a batch issued: they never change, so their ids are enough.
QJsonObject outcomeOf(const std::vector<Invoice> &issued)
{
    QJsonArray ids;
    for (const Invoice &invoice : issued)
        ids.append(invoice.id.toString());
    return {{u"invoices"_s, ids}};
}

} // namespace

Result<std::vector<Invoice>> BillingDesk::issue(const std::vector<InvoiceId> &ids, jobs::Progress &progress,
                                                const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::IssueInvoices); !may)
        return passOn(may);
    CanonicalForm form;
    for (const InvoiceId &id : ids)
        form.add(id.toString());
    const auto request = m_services.request(command, u"invoice.issue"_s, form);
    const RareCheckpoints rareCheckpoints(m_services.session());
    progress.setTotal(qint64(ids.size()));
    constexpr size_t batch = 500; // reliability: at most so many documents hold the number series at once
    std::vector<Invoice> issued;
    for (size_t start = 0; start < ids.size(); start += batch) {
        if (progress.cancelled())
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s, {{u"issued"_s, qulonglong(issued.size())}});
        const auto part = start == 0 ? request : request.part(QString::number(start));
        storage::Transaction transaction(m_services.session());
        const auto earlier = m_services.commands().outcomeOf(part);
        if (!earlier)
            return passOn(earlier);
        auto members = *earlier
                           ? issuedBefore(**earlier)
                           : issueBatch(std::span(ids).subspan(start, std::min(batch, ids.size() - start)), progress);
        if (!members)
            return members;
        if (!*earlier) {
            const auto kept = m_services.commands().keep(part, outcomeOf(*members), m_services.clock().now());
            if (!kept)
                return passOn(kept);
        }
        if (const auto committed = transaction.commit(); !committed)
            return passOn(committed);
        std::move(members->begin(), members->end(), std::back_inserter(issued));
    }
    return issued;
}

Result<std::vector<Invoice>> BillingDesk::issueBatch(std::span<const InvoiceId> ids, jobs::Progress &progress)
{
    storage::AuditSql store(m_services.session());
    const auto head = security::AuditChain(store, m_services.clock()).head();
    if (!head)
        return passOn(head);
    std::vector<Invoice> members;
    for (const InvoiceId &id : ids) {
        auto invoice = m_services.invoices().find(id);
        if (!invoice)
            return passOn(invoice);
        members.push_back(std::move(*invoice));
    }
    // Numbers follow the issue dates, whatever order the ids came in.
    std::stable_sort(members.begin(), members.end(),
                     [](const Invoice &a, const Invoice &b) { return a.issueDate < b.issueDate; });
    QJsonArray documents;
    LastIssueDates lastDates;
    for (Invoice &invoice : members) {
        if (const auto done = issueOne(invoice, head->toString(), lastDates); !done)
            return passOn(done);
        documents.append(QJsonObject{{u"id"_s, invoice.id.toString()},
                                     {u"number"_s, invoice.number},
                                     {u"digest"_s, QString::fromLatin1(invoice.digest)},
                                     {u"total"_s, invoice.bill.total.toString()},
                                     {u"currency"_s, invoice.bill.currency.code()}});
        progress.advance();
    }
    const auto audited
        = m_services.audit(u"invoice.issue"_s, u"invoice"_s, members.size() == 1 ? members[0].id.toString() : QString(),
                           {{u"documents"_s, documents}});
    if (!audited)
        return passOn(audited);
    return members;
}

Result<std::vector<Invoice>> BillingDesk::issuedBefore(const QJsonObject &outcome)
{
    std::vector<Invoice> issued;
    for (const QJsonValue &id : outcome.value(u"invoices"_s).toArray()) {
        auto invoice = m_services.invoices().find(InvoiceId(QUuid::fromString(id.toString())));
        if (!invoice)
            return passOn(invoice);
        issued.push_back(std::move(*invoice));
    }
    return issued;
}

Result<> BillingDesk::followsLast(const Invoice &invoice, LastIssueDates &lastDates)
{
    auto known = lastDates.find(invoice.issuingEntity);
    if (known == lastDates.end()) {
        const auto last = m_services.invoices().lastIssueDate(invoice.issuingEntity);
        if (!last)
            return passOn(last);
        known = lastDates.emplace(invoice.issuingEntity, *last).first;
    }
    QDate &last = known->second;
    if (last.isValid() && invoice.issueDate < last)
        return fail(ErrorKind::InvalidInput, u"billing.issue_date_before_last"_s,
                    {{u"date"_s, invoice.issueDate.toString(Qt::ISODate)}, {u"last"_s, last.toString(Qt::ISODate)}});
    last = invoice.issueDate;
    return {};
}

namespace {

/// An issued invoice never changes: what cannot be printed is not issued.
Result<> canBePrinted(Services &services, const Invoice &invoice, const billing::IssuingEntity &seller)
{
    const auto payer = services.accounts().find(invoice.account);
    if (!payer)
        return passOn(payer);
    const auto found = unprintable(invoice.bill, *payer, seller);
    return found.empty() ? Result<>() : fail(ErrorKind::Conflict, u"documents.glyph_missing"_s, found.front().args);
}

} // namespace

Result<> BillingDesk::issueOne(Invoice &invoice, const QString &seal, LastIssueDates &lastDates)
{
    if (invoice.state == InvoiceState::Issued)
        return fail(ErrorKind::Conflict, u"billing.issued_already"_s, {{u"number"_s, invoice.number}});
    if (invoice.state != InvoiceState::Approved)
        return fail(ErrorKind::Conflict, u"billing.not_approved"_s, {{u"account"_s, invoice.accountName}});
    if (billing::digestOf(invoice) != invoice.digest)
        return fail(ErrorKind::Internal, u"billing.digest_differs"_s, {{u"invoice"_s, invoice.id.toString()}});
    if (const auto ordered = holdsItsOrder(m_services, invoice); !ordered)
        return ordered;
    if (const auto within = holdsItsBudgets(m_services, invoice); !within)
        return within;
    if (const auto within = holdsItsCredit(m_services, invoice); !within)
        return within;
    if (const auto follows = followsLast(invoice, lastDates); !follows)
        return follows;
    const auto entity = m_services.seller().entity(invoice.issuingEntity);
    if (!entity)
        return passOn(entity);
    if (const auto printed = canBePrinted(m_services, invoice, *entity); !printed)
        return printed;
    const auto number = m_services.invoices().takeNumber(invoice.issuingEntity, u"invoice"_s, invoice.issueDate.year());
    if (!number)
        return passOn(number);
    const auto formatted = billing::formatNumber(entity->numberFormat, invoice.issueDate.year(), *number);
    if (!formatted)
        return passOn(formatted);
    invoice.number = *formatted;
    invoice.state = InvoiceState::Issued;
    invoice.seal = seal;
    invoice.issuedAt = m_services.clock().now();
    if (const auto marked = m_services.invoices().markIssued(invoice); !marked)
        return marked;
    Books books(m_services);
    const auto entry = ledger::entryForInvoice(invoice).and_then(
        [&](const ledger::Entry &one) { return books.inBase(one, invoice.issueDate); });
    if (!entry)
        return passOn(entry);
    if (const auto posted = books.post(*entry); !posted)
        return posted;
    if (const auto noted = noteAgreementFor(m_services, invoice); !noted)
        return noted;
    if (const auto made = EinvoiceDesk(m_services).makeFor(invoice); !made)
        return made;
    return m_services.invoices().queueForSending(m_services.ids().next(), invoice);
}

Result<> BillingDesk::discard(const InvoiceId &id, const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::PrepareBills); !may)
        return may;
    const auto request = m_services.request(command, u"invoice.discard"_s, CanonicalForm().add(id.toString()));
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return transaction.commit();
    if (const auto dropped = m_services.approvals().supersede(approvals::SubjectKind::Invoice, id.uuid()); !dropped)
        return dropped;
    if (const auto removed = m_services.invoices().remove(id); !removed)
        return removed;
    const auto audited = m_services.audit(u"invoice.discard"_s, u"invoice"_s, id.toString(), {});
    if (!audited)
        return passOn(audited);
    if (const auto kept = m_services.commands().keep(request, {}, m_services.clock().now()); !kept)
        return kept;
    return transaction.commit();
}

namespace {

tl::unexpected<Error> differs(const Invoice &invoice, const Bill &again)
{
    return fail(ErrorKind::Internal,
                invoice.engine == billing::engineVersion ? u"billing.recomputed_differs"_s : u"billing.other_engine"_s,
                {{u"invoice"_s, invoice.number},
                 {u"stored"_s, invoice.bill.total.toString()},
                 {u"recomputed"_s, again.total.toString()},
                 {u"engine"_s, invoice.engine}});
}

} // namespace

Result<std::vector<pricing::Derivation>> BillingDesk::explain(const Invoice &invoice)
{
    if (const auto origin = billing::takenOverFrom(invoice))
        return billing::explainOpening(invoice, *origin);
    auto assembly = assembleFromInvoice(m_services, invoice);
    if (!assembly)
        return passOn(assembly);
    if (const auto terms = billing::prepaymentOf(invoice)) {
        pricing::Recorder recorder;
        const auto again = billing::ratePrepayment(assembly->input, *terms,
                                                   tax::RateTableProvider(m_services.reference().taxRates), &recorder);
        if (!again)
            return passOn(again);
        return isSame(*again, invoice.bill) ? Result<std::vector<pricing::Derivation>>(recorder.take())
                                            : differs(invoice, *again);
    }
    QSet<QString> own;
    for (const auto &line : invoice.bill.lines)
        own.insert(line.key.toString());
    // Charges that fell due in the period but stand on other invoices are left out, as they were then.
    const auto everything = billing::rate(assembly->input, *assembly->usage, m_services.reference().taxRates);
    if (!everything)
        return passOn(everything);
    for (const auto &line : everything->lines) {
        if (!own.contains(line.key.toString()))
            assembly->input.billedKeys.insert(line.key.toString());
    }
    pricing::Recorder recorder;
    const auto again = billing::rate(assembly->input, *assembly->usage, m_services.reference().taxRates, &recorder);
    if (!again)
        return passOn(again);
    if (!isSame(*again, invoice.bill))
        return differs(invoice, *again);
    explainCarried(invoice, recorder);
    return recorder.take();
}

} // namespace accord::workspace
