// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/prepayment.h"
#include "core/jobs/progress.h"
#include "core/storage/bill_runs_sql.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/bill_assembly.h"

#include <functional>
#include <map>
#include <span>

namespace accord::storage {
struct WorkBatch;
}

namespace accord::workspace {

class PayerBills;

/// Whether one of \a exceptions has to be settled before there is a bill.
bool isBlocking(const std::vector<billing::BillException> &exceptions);

/// One invoice that a run would make, or why it would not.
struct PreviewRow
{
    accounts::AccountId account;
    QString accountNumber;
    QString accountName;
    Money total;
    int lines = 0;
    std::optional<Money> previous; ///< total of the invoice before, in the same currency
    std::vector<billing::BillException> exceptions;
    bool isCarried = false; ///< less than the payer's minimum: left to the next bill
    bool isBlocked() const;
    /// total − previous; none without a previous invoice.
    std::optional<Money> change() const;
};

struct Preview
{
    Period period;
    QDate issueDate;
    std::vector<PreviewRow> rows; ///< those with exceptions first, then by total
    int alreadyBilled = 0; ///< payers whose charges stand on invoices already

    /// What a run would bill, by currency; blocked rows and carried ones are left out.
    std::vector<storage::CurrencyTotal> totals() const;
};

struct RunFailure
{
    QString accountName;
    Error error;
};

struct RunOutcome
{
    storage::BillRunRow run;
    int created = 0;
    int blocked = 0;
    int carried = 0; ///< payers of whom something was left to the next bill
    std::vector<RunFailure> failures;
};

/// Preview, run, resume, submit and issue: what a billing operator does.
class BillingDesk
{
public:
    explicit BillingDesk(Services &services)
        : m_services(services)
    { }

    /// What a run would make; writes nothing.
    Result<Preview> preview(const Period &period, const QDate &issueDate, jobs::Progress &progress);
    /// Makes the draft invoices of \a period and submits each one to the approval policy. A payer's draft, its request
    /// for approval and the note that the payer is done are stored in one transaction, with those of a few other
    /// payers; what is billed already is left out, so a run that was stopped at any point can simply be run or resumed.
    /// \a issueDate null: today. The same \a command again goes on with the run it began or, once that is done, gives
    /// its outcome.
    Result<RunOutcome> run(const Period &period, const QDate &issueDate, jobs::Progress &progress,
                           const std::optional<storage::CommandId> &command = {});
    /// Bills the first of \a payers of a run that several programs share, in the caller's transaction, which holds
    /// \a part: until \a enoughLines were stored. What was billed meanwhile is left out. \returns how many payers.
    Result<size_t> billOfPart(const storage::BillRunRow &run, const storage::WorkBatch &part,
                              std::span<const accounts::AccountId> payers, int enoughLines, RunOutcome &outcome);
    /// Notes that \a payer of a shared run could not be billed because of \a error.
    Result<> noteFailure(const storage::BillRunRow &run, const accounts::AccountId &payer, const Error &error,
                         RunOutcome &outcome, const storage::WorkBatch *part);
    /// Goes on with the newest unfinished run of \a period. \returns NotFound "billing.nothing_to_resume", Conflict
    ///          "billing.run_is_shared".
    Result<RunOutcome> resume(const Period &period, jobs::Progress &progress);
    /// Makes the bills of \a payer that a run of \a period leaves to the next one, with what earlier runs left to it,
    /// and submits them. \a issueDate null: today. The same \a command again gives the invoices that it made.
    /// \returns NotFound "billing.nothing_carried"; Conflict "billing.correction_blocked" with what has to be settled
    ///          first.
    Result<std::vector<billing::InvoiceId>> billCarried(const accounts::AccountId &payer, const Period &period,
                                                        const QDate &issueDate,
                                                        const std::optional<storage::CommandId> &command = {});
    /// Drafts and submits what \a payer used up to \a last of periods that are not over then. The bill of the whole
    /// period charges the rest, so that both come to what one bill would have. \a issueDate null: today. The same
    /// \a command again gives the invoices that it made.
    /// \returns NotFound "billing.nothing_interim"; Conflict "billing.correction_blocked" with what has to be settled
    ///          first.
    Result<std::vector<billing::InvoiceId>> billInterim(const accounts::AccountId &payer, const QDate &last,
                                                        const QDate &issueDate,
                                                        const std::optional<storage::CommandId> &command = {});
    /// Issues approved invoices: number, seal, ledger entry, audit record and outbox in one transaction per batch.
    /// The same \a command again gives the invoices that it issued, and goes on where it was stopped.
    /// \returns Conflict "billing.not_approved", InvalidInput "billing.issue_date_before_last".
    Result<std::vector<billing::Invoice>> issue(const std::vector<billing::InvoiceId> &ids, jobs::Progress &progress,
                                                const std::optional<storage::CommandId> &command = {});
    /// Throws a draft away so that it can be run again. \returns "billing.invoice_immutable" once issued.
    Result<> discard(const billing::InvoiceId &id, const std::optional<storage::CommandId> &command = {});

    /// Drafts what falls due in the period of \a credited and stands on no invoice any more, by the contracts as they
    /// are now; in the caller's transaction. Empty when nothing falls due.
    /// \returns Conflict "billing.correction_blocked" with what has to be settled first.
    Result<std::vector<billing::InvoiceId>> billAgain(const billing::Invoice &credited);

    /// Drafts \a bill, which asks for \a terms before delivery, and submits it; in the caller's transaction.
    /// \returns Conflict "billing.correction_blocked" with what has to be settled first.
    Result<billing::Invoice> draftPrepayment(const BillAssembly &assembly, const billing::PrepaymentTerms &terms,
                                             billing::Bill bill);

    /// Drafts \a bill, which charges late payment and is computed from \a basis: nobody is asked, for it follows from
    /// the rule; in the caller's transaction.
    Result<billing::Invoice> draftLateCharge(const accounts::Account &payer, const QJsonObject &basis,
                                             const billing::InvoiceId &id, billing::Bill bill);
    /// Issues the draft of a late charge, in the caller's transaction. \returns as issue()
    Result<billing::Invoice> issueLateCharge(const billing::InvoiceId &id);

    /// How an invoice's figures came about, recomputed from its frozen inputs: a node per line, then subtotal, taxes,
    /// total and shares. \returns Internal "billing.recomputed_differs" when the arithmetic gives other amounts.
    Result<std::vector<pricing::Derivation>> explain(const billing::Invoice &invoice);

private:
    /// The run that \a request began before, or \a run as its new one.
    Result<storage::BillRunRow> begin(storage::BillRunRow run, const storage::CommandRequest &request);
    Result<RunOutcome> work(storage::BillRunRow run, jobs::Progress &progress, const storage::CommandRequest &request);
    Result<RunOutcome> outcomeFromJson(const QJsonObject &object);
    /// Bills the first of \a payers in one transaction and says how many; \a outcome and nothing else is changed unless
    /// all of it was stored.
    Result<size_t> billTogether(const storage::BillRunRow &run, std::span<const accounts::AccountId> payers,
                                RunOutcome &outcome, const jobs::Progress &progress);
    Result<> billAlone(const storage::BillRunRow &run, const accounts::AccountId &payer, RunOutcome &outcome);
    /// \returns how many lines were stored.
    /// \a later takes what is still to be submitted; without it that is done at once.
    Result<int> billPayer(const storage::BillRunRow &run, PayerBills &bills, RunOutcome &outcome,
                          const storage::WorkBatch *part = nullptr, std::vector<billing::Invoice> *later = nullptr);
    /// \returns Conflict "billing.run_is_shared" while workers bill \a period.
    Result<> isNotShared(const Period &period);
    /// Stores \a draft and submits it, or leaves that to \a later. \a openedBy asks for the approval; empty: who works.
    /// \a terms: of the prepayment that it asks for.
    Result<> keepDraft(billing::Invoice draft, const QString &openedBy, std::vector<billing::Invoice> *later,
                       const std::optional<billing::PrepaymentTerms> &terms = {});
    /// Drafts \a bill outside of a run and submits it.
    Result<billing::InvoiceId> draft(const QDate &day, const BillAssembly &assembly, billing::Bill bill,
                                     const std::optional<billing::PrepaymentTerms> &terms = {});
    /// By issuing entity, the latest issue date so far; asked for once in a transaction and kept up by issueOne().
    using LastIssueDates = std::map<billing::IssuingEntityId, QDate>;
    /// Issues one batch in the caller's transaction.
    Result<std::vector<billing::Invoice>> issueBatch(std::span<const billing::InvoiceId> ids, jobs::Progress &progress);
    Result<std::vector<billing::Invoice>> issuedBefore(const QJsonObject &outcome);
    Result<> issueOne(billing::Invoice &invoice, const QString &seal, LastIssueDates &lastDates);
    Result<> followsLast(const billing::Invoice &invoice, LastIssueDates &lastDates);
    /// What lookAt() finds of \a bill, which no run makes.
    /// \returns Conflict "billing.correction_blocked" with what has to be settled first.
    Result<std::vector<billing::BillException>> findBeforeDraft(const BillAssembly &assembly,
                                                                const billing::Bill &bill);
    /// Drafts \a bill of \a assembly with what has to be looked at; what it takes of credits is left to none of \a all.
    Result<billing::InvoiceId> draftAmong(std::vector<BillAssembly> &all, const BillAssembly &assembly,
                                          billing::Bill bill, const QDate &day);
    Result<std::vector<billing::InvoiceId>> draftCarried(const accounts::AccountId &payer, const Period &period,
                                                         const QDate &day);
    Result<std::vector<billing::InvoiceId>> draftInterim(const accounts::AccountId &payer, const QDate &last,
                                                         const QDate &day);
    /// What \a request made before, or what \a make drafts now, in one transaction and with a record \a act of it.
    Result<std::vector<billing::InvoiceId>>
    draftOnce(const storage::CommandRequest &request, const QString &act, const accounts::AccountId &payer,
              const std::function<Result<std::vector<billing::InvoiceId>>()> &make);
    /// What has to be looked at before \a bill is made; \a unprinted: what unprintable() says of it.
    Result<std::vector<billing::BillException>> lookAt(const BillAssembly &assembly, const billing::Bill &bill,
                                                       const std::vector<billing::BillException> &unprinted,
                                                       std::optional<Money> &previous);

    Services &m_services;
};

} // namespace accord::workspace
