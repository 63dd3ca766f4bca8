// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/credit_note.h"
#include "core/billing/invoice.h"

namespace accord::billing {

struct CreditNote;
using CreditNoteId = Id<CreditNote>;

/// From request to document; issued and void are final. A rejected one is a draft again, to be made void.
enum class CreditNoteState { Draft, InApproval, Approved, Issued, Void };

/// What a credit note gives back of one line of its invoice; amounts have the sign of the invoice's line.
struct CreditNoteLine
{
    int invoiceLine = 1; ///< counted from 1
    QString description; ///< of the invoice's line
    Money net;
    std::vector<Money> taxes; ///< of each tax of the line
    Money tax; ///< their sum
    Money creditedNet; ///< what had been credited of the line before
    std::vector<Money> creditedTaxes; ///< likewise, of each tax

    friend bool operator==(const CreditNoteLine &, const CreditNoteLine &) = default;
};

/// A document that gives back all or a part of an issued invoice, in positive amounts (EN 16931 document type 381).
struct CreditNote
{
    CreditNoteId id;
    InvoiceId invoice;
    QString invoiceNumber;
    QDate invoiceIssueDate;
    IssuingEntityId issuingEntity;
    accounts::AccountId account;
    QString accountName; ///< as on the invoice
    QString number; ///< empty until issued
    CreditNoteState state = CreditNoteState::Draft;
    QDate issueDate; ///< null until issued
    Currency currency;
    std::vector<CreditNoteLine> lines;
    std::vector<tax::TaxGroup> taxGroups; ///< add up to \c tax
    Money net; ///< >= 0
    Money tax;
    Money total; ///< net + tax, >= 0
    Money companyTotal; ///< in company currency at the rate of the invoice
    QString reason;
    bool corrects = false; ///< the charges are billed anew when it is issued
    bool voids = false; ///< its invoice should never have been: all of it is given back, and it is void
    QString requestedBy;
    QDateTime requestedAt;
    int engine = engineVersion;
    QByteArray digest; ///< SHA-256 of the canonical form of what it gives back, and why
    QString seal;
    QDateTime issuedAt;
    QString voidReason; ///< empty unless void
};

/// What somebody wants to give back. Without amount and percentage: everything that is left of the lines.
struct CreditWish
{
    std::vector<int> lines; ///< counted from 1; empty: all
    std::optional<Money> amount; ///< net, dealt over the lines by what is left of them
    std::optional<Decimal> percent; ///< of the net of each line as billed, above 0 and at most 100
};

/// The lines of \a invoice with what \a earlier credit notes, those that wait included, gave back of them; void ones do
/// not count.
Result<std::vector<CreditableLine>> creditableLines(const Invoice &invoice, const std::vector<CreditNote> &earlier);

/// The credit note that gives back what \a wish says, without number, reason and requester.
/// \returns Conflict "billing.credit_not_issued"; InvalidInput "billing.no_such_line", "billing.credit_wish" for an
///          amount and a percentage at once, "billing.credit_amount", "billing.credit_percent",
///          "billing.credit_nothing" when nothing is left, "billing.credit_charges" when it would charge something;
///          what creditLine() and creditDocument() return.
Result<CreditNote> creditNoteOf(const Invoice &invoice, const std::vector<CreditNote> &earlier, const CreditWish &wish,
                                pricing::Recorder *recorder = nullptr);

/// \a note computed again from what it was computed from.
/// \returns Internal "billing.recomputed_differs" when it comes to something else.
Result<> recompute(const CreditNote &note, const Invoice &invoice, pricing::Recorder *recorder = nullptr);

/// SHA-256 of what the credit note says; number, date and state are not part of it, so that the digest that was
/// approved is the digest that is issued.
QByteArray digestOf(const CreditNote &note);

/// The format of credit note numbers beside \a invoiceFormat: "INV-{year}-{number}" gives "CN-{year}-{number}",
/// everything else gets "CN-" in front.
QString creditNumberFormat(const QString &invoiceFormat);

QString toString(CreditNoteState state);
Result<CreditNoteState> creditNoteStateFromString(const QString &text);

} // namespace accord::billing
