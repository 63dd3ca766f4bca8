// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/storage/bank_entries_sql.h"

namespace accord::storage {

/// An issued invoice that cash can be applied to.
struct OpenInvoiceRow
{
    billing::InvoiceId id;
    QString number;
    accounts::AccountId payer;
    std::optional<accounts::AccountId> parent; ///< of the payer
    Money due; ///< total less prepaid credit and credit notes; below zero for an invoice that gives back
    Money paid; ///< of that, with what was written off, discounted and withheld, less \c used
    Money used; ///< >= 0: what was given back beyond that is owed and paid something else since
    QString creditNote; ///< number of the last credit note; empty: none
    QDate dueOn;
    QString purchaseOrder;
    QUuid company = {}; ///< that issued it
    QDate paidOn = {}; ///< day of the last payment that is applied; invalid: none
    QString lateFor = {}; ///< number of the invoice whose late payment it charges; empty: an ordinary invoice
};

/// An entry that could come back, and by which references.
struct ReturnableEntry
{
    BankEntryId id;
    QString endToEndId; ///< empty: none
    QString traceNumber; ///< empty: none
};

/// What a payment does to one invoice.
struct BankApplication
{
    billing::InvoiceId invoice;
    QString invoiceNumber; ///< for people; not stored again
    Money amount; ///< by so much less is open; below zero: a credit that is used up
    Money writtenOff; ///< >= 0, of the amount: not paid, but given up
    Money discount; ///< >= 0, of the amount: for early payment
    Money withheld; ///< >= 0, of the amount: tax that was kept back
    QString certificate = {}; ///< of the withheld tax

    /// What of the payment itself went into it.
    Money cash() const
    {
        return Money(amount.minor() - writtenOff.minor() - discount.minor() - withheld.minor(), amount.currency());
    }
};

/// A bank entry as it is applied.
struct BankPayment
{
    QUuid id;
    BankEntryId entry;
    accounts::AccountId customer;
    QDate receivedOn;
    Money amount; ///< of the entry
    Money fee; ///< >= 0
    Money credit; ///< >= 0, on the customer's account
    std::vector<BankApplication> applications;
};

/// A name or bank account that a payer is known by.
struct PayerMark
{
    accounts::AccountId account;
    QString name; ///< empty: the other one is meant
    QString bankAccount;
};

/// Cash that came through the bank, applied to invoices and taken back.
class BankPaymentsSql
{
public:
    explicit BankPaymentsSql(Session &session)
        : m_session(session)
    { }

    /// All issued invoices with an amount to pay or to give back, settled ones among them, by number.
    Result<std::vector<OpenInvoiceRow>> invoices() const;
    /// Names of accounts, and the bank accounts from which they paid what is applied.
    Result<std::vector<PayerMark>> payers() const;

    /// Adds the payment with its applications and marks the entry applied.
    /// \returns Conflict "payments.over_applied", "payments.beyond_entry", "payments.currency",
    ///          "payments.beyond_write_off_limit", "payments.discount_not_offered", "payments.beyond_credit",
    ///          "storage.unique" for an entry that is applied.
    Result<> apply(const BankPayment &payment, const QString &who, const QDateTime &now);
    /// Takes the applications of \a payment back and leaves them on record; the entry becomes \a state.
    Result<> undo(const BankPayment &payment, const QString &state, const QString &who, const QDateTime &now);
    /// What \a entry is applied as; none when it is not.
    Result<std::optional<BankPayment>> appliedAs(const BankEntryId &entry) const;
    /// Entries that are decided about and could come back: applied or left unapplied by a person, with an end-to-end id
    /// or a trace number.
    Result<std::vector<ReturnableEntry>> returnable() const;
    /// Applications of \a entry that were taken back, by invoice.
    Result<std::vector<BankApplication>> undone(const BankEntryId &entry) const;

private:
    Result<std::vector<BankApplication>> applicationsOf(const QUuid &payment, const Currency &currency) const;

    Session &m_session;
};

} // namespace accord::storage
