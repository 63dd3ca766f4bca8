// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/credited_invoice.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What a credit note would give back; nothing is stored.
struct CreditPreview
{
    billing::CreditNote note;
    std::vector<pricing::Derivation> derivation;
    Money openBefore; ///< of the invoice, by what is issued now
    Money openAfter; ///< below zero: what the customer then has to his credit
    QString askedBy; ///< the rules that ask for an approval, in words; empty: it can be issued at once
};

/// What came of a request.
struct CreditOutcome
{
    billing::CreditNote note;
    std::vector<billing::InvoiceId> corrected; ///< drafts with the charges billed anew; only after it was issued
};

/// How much of an invoice's line can still be credited.
struct LineLeft
{
    int line = 1; ///< counted from 1
    QString description;
    QString locationName;
    Money net; ///< as billed
    Money left; ///< net
};

/// Gives back what was billed: whole invoices, lines, or a part of them. An issued invoice is never changed.
class CreditDesk
{
public:
    explicit CreditDesk(Services &services)
        : m_services(services)
    { }

    /// What \a wish comes to; writes nothing. \returns what billing::creditNoteOf() returns; Conflict
    /// "billing.credit_adjusted_later" when a line would be credited in full while another invoice still adjusts it.
    Result<CreditPreview> preview(const billing::InvoiceId &invoice, const billing::CreditWish &wish);
    Result<std::vector<LineLeft>> linesLeft(const billing::InvoiceId &invoice);
    /// Stores what \a wish comes to and submits it to the approval policy: it waits for the approval of somebody else,
    /// or is approved where no rule asks. \a reason must say something: InvalidInput "billing.credit_reason".
    /// The same \a command again gives the credit note it made.
    Result<billing::CreditNote> request(const billing::InvoiceId &invoice, const billing::CreditWish &wish,
                                        const QString &reason, const std::optional<storage::CommandId> &command = {});
    /// Credit note and corrected invoice as one act: everything that is left of \a invoice is credited, and what falls
    /// due in its period is billed anew, by the contracts as they are then. Done at once where no rule asks for an
    /// approval; otherwise when the approved credit note is issued.
    Result<CreditOutcome> correct(const billing::InvoiceId &invoice, const QString &reason,
                                  const std::optional<storage::CommandId> &command = {});
    /// Makes an issued invoice void: all of it is credited, and it keeps its number, as the credit note keeps its own.
    /// What was charged for late payment of it is given back with it.
    /// Done at once where no rule asks for an approval; otherwise when the approved credit note is issued. Unlike a
    /// credit note it is for an invoice that should never have been: nothing was paid, given up or credited of it.
    /// \returns Conflict "billing.void_settled" otherwise; as request().
    Result<CreditOutcome> makeVoid(const billing::InvoiceId &invoice, const QString &reason,
                                   const std::optional<storage::CommandId> &command = {});
    /// Issues an approved credit note: number, ledger entry, audit record, seal and outbox in one transaction, with the
    /// draft of the corrected bill where it corrects. The same \a command again gives what it did.
    /// \returns Conflict "billing.credit_not_approved", "billing.credit_issued_already", "billing.credit_is_void".
    Result<CreditOutcome> issue(const billing::CreditNoteId &id, const std::optional<storage::CommandId> &command = {});
    /// Makes a credit note void that was not issued, and what it held can be credited again.
    /// \returns InvalidInput "billing.credit_reason"; Conflict "billing.credit_issued_already",
    ///          "billing.credit_is_void".
    Result<billing::CreditNote> discard(const billing::CreditNoteId &id, const QString &reason,
                                        const std::optional<storage::CommandId> &command = {});

private:
    /// What the credit note of a whole invoice is for beside giving it back.
    enum class Purpose { GiveBack, Correct, MakeVoid, NeverDue };
    /// Credits all of \a invoice, in the caller's transaction: at once where no rule asks for an approval.
    Result<CreditOutcome> creditWhole(const billing::InvoiceId &invoice, const QString &reason, Purpose purpose);
    Result<CreditPreview> compute(const billing::Invoice &invoice, const billing::CreditWish &wish);
    Result<> checkAdjustments(const billing::Invoice &invoice, const billing::CreditNote &note);
    Result<billing::CreditNote> store(const billing::InvoiceId &invoice, const billing::CreditWish &wish,
                                      const QString &reason, Purpose purpose);
    Result<> submit(billing::CreditNote &note, const billing::Invoice &invoice);
    /// Whether \a note waives more of a late charge than is given up without asking, together with what was before.
    Result<bool> isWaivedBeyondLimit(const billing::CreditNote &note, const billing::Invoice &invoice);
    /// Gives back what is left of the late charges of \a voided.
    Result<> giveBackLateCharges(const billing::Invoice &voided);
    Result<CreditOutcome> issueNow(const billing::CreditNoteId &id);
    Result<> number(billing::CreditNote &note);
    Result<CreditOutcome> outcomeBefore(const QJsonObject &outcome);

    Services &m_services;
};

} // namespace accord::workspace
