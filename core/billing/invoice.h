// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"
#include "core/billing/issuing_entity.h"

#include <QtCore/QJsonObject>

namespace accord::billing {

struct Invoice;
struct BillRun;
using InvoiceId = Id<Invoice>;
using BillRunId = Id<BillRun>;

/// What is stored of an invoice's life. Everything after issue is derived from payments and dates.
enum class InvoiceState { Draft, InApproval, Approved, Issued };

/// What people see.
enum class InvoiceStatus { Draft, InApproval, Approved, Issued, PartlyPaid, Paid, Overdue, WrittenOff, Credited, Void };

/// An invoice from draft to issued document. Once issued nothing in it changes.
struct Invoice
{
    InvoiceId id;
    IssuingEntityId issuingEntity;
    accounts::AccountId account;
    QString accountName; ///< when it was made
    QString number; ///< empty until issued
    InvoiceState state = InvoiceState::Draft;
    QDate issueDate;
    QDate dueDate;
    Bill bill;
    Money companyTotal; ///< total in company currency at the rate among the inputs
    int revision = 1;
    QString createdBy;
    QDateTime createdAt;
    std::optional<BillRunId> run;
    qint64 usageWatermark = 0; ///< the last usage import that was seen
    int engine = engineVersion;
    QJsonObject inputs; ///< snapshots: buyer, seller, contract versions, locations, certificates, exchange rate
    QByteArray digest; ///< SHA-256 of the canonical form of everything above but number, state and times
    QString seal; ///< "sequence:first 16 hex digits" of the audit chain before it was issued
    QDateTime issuedAt;
    Money paid; ///< that with what was given up
    Money credited; ///< total of its issued credit notes
    Money writtenOff = {}; ///< the part of \c paid that nobody paid
    bool isVoid = false; ///< a credit note says that it should never have been; it keeps its number
};

/// SHA-256 of the canonical form of what the invoice says. The number is not part of it, so that the digest that was
/// approved is the digest that is issued.
QByteArray digestOf(const Invoice &invoice);

/// What became of an invoice in money; all in its currency.
struct Settlement
{
    Money total;
    Money amountDue; ///< total less prepaid credit
    Money paid; ///< that with what was given up
    Money credited; ///< total of its issued credit notes
    Money writtenOff = {}; ///< >= 0, the part of \c paid that nobody paid: it was given up
    bool isVoid = false; ///< made void by the credit note that gave all of it back

    Money received() const { return Money(paid.minor() - writtenOff.minor(), amountDue.currency()); }
    /// What is still to be paid; below zero, what the customer has to his credit.
    Money open() const { return Money(amountDue.minor() - paid.minor() - credited.minor(), amountDue.currency()); }
    bool isCreditedInFull() const { return credited.minor() > 0 && credited.minor() >= total.minor(); }
};

InvoiceStatus statusOf(InvoiceState state, const Settlement &settlement, const QDate &dueDate, const QDate &today);
Settlement settlementOf(const Invoice &invoice);

/// What decides about the issue date: never before the last day of an in-arrears period on it.
QDate earliestIssueDate(const Bill &bill);

QString toString(InvoiceState state);
QString toString(InvoiceStatus status);
Result<InvoiceState> invoiceStateFromString(const QString &text);

} // namespace accord::billing
