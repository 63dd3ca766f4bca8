// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/storage/bank_entries_sql.h"

namespace accord::storage {

/// A bank account of a customer.
struct BankDetail
{
    QUuid id;
    accounts::AccountId account;
    QString accountName; ///< for people; not stored again
    QString kind; ///< "sepa" or "ach"
    QString holder;
    QString accountNumber; ///< IBAN or account number
    QString bankCode; ///< BIC or routing number
    bool isSavings = false;
    QString mandate; ///< reference of the SEPA mandate; empty: nothing is collected
    QDate mandateSigned;
    bool isBusiness = false; ///< of the scheme B2B
    QString recordedBy;
    QDateTime recordedAt;
    QString agreedBy = {}; ///< another person; empty: nobody yet, and nothing is collected or paid with it

    /// The account number with all but its last four characters hidden.
    QString masked() const;
};

/// What stands in a file.
struct PaymentFileItem
{
    QString kind; ///< "invoice", "refund", "prenote", "cheque"
    QUuid subject;
    accounts::AccountId account;
    QString accountName; ///< for people; not stored again
    QString number; ///< of the document
    QString reference; ///< end-to-end id or trace number
    Money amount;
    QString state = u"sent"_s; ///< or "returned"
};

struct PaymentFileRow
{
    QUuid id;
    qint64 number = 0;
    QString format;
    QDate settlesOn;
    Money collected;
    Money paid;
    QString sha256;
    qint64 entry = 0; ///< number of the bank's entry for what was collected; 0: it told nothing yet
    QString madeBy;
    QDateTime madeAt;
    std::vector<PaymentFileItem> items;

    /// What the file calls itself.
    QString reference() const;
};

/// An open invoice that its payer's bank account could be debited with.
struct CollectableRow
{
    billing::InvoiceId invoice;
    QString number;
    accounts::AccountId account;
    Money open;
    QDate dueOn;
    billing::IssuingEntityId company; ///< that issued it
};

/// Bank accounts of customers, and files to the bank.
class PaymentFilesSql
{
public:
    explicit PaymentFilesSql(Session &session)
        : m_session(session)
    { }

    Result<> add(const BankDetail &detail);
    /// The newest of each account, by name.
    Result<std::vector<BankDetail>> details() const;
    /// The newest of each account that another person agreed to, by name.
    Result<std::vector<BankDetail>> usableDetails() const;
    /// The newest of \a account that another person agreed to.
    Result<std::optional<BankDetail>> usableDetailOf(const accounts::AccountId &account) const;
    /// The newest of \a account.
    Result<std::optional<BankDetail>> detailOf(const accounts::AccountId &account) const;
    /// \returns Conflict "payments.detail_own" for who recorded it.
    Result<> agree(const QUuid &detail, const QString &who, const QDateTime &now);

    /// Open, undisputed invoices in \a currency that are due by \a day and in no file; by account and number.
    Result<std::vector<CollectableRow>> collectable(const Currency &currency, const QDate &day) const;
    Result<bool> wasSent(const QString &kind, const QUuid &subject) const;
    /// The day on which the file with the prenote of \a detail settled; null where none was sent or it came back.
    Result<QDate> prenoteOf(const QUuid &detail) const;

    Result<qint64> nextNumber() const;
    /// Entries of ACH files so far: the next one has this trace number.
    Result<qint64> entriesSoFar() const;
    /// \returns Conflict "storage.unique" where one of the items is in another file.
    Result<> add(const PaymentFileRow &file, const QByteArray &content);
    Result<std::vector<PaymentFileRow>> files() const; ///< newest first
    /// \returns NotFound "payments.file_not_found".
    Result<QByteArray> contentOf(qint64 number) const;
    Result<> setEntry(const QUuid &file, const BankEntryId &entry);
    /// What has \a reference came back.
    Result<> markReturned(const QString &reference);
    /// References of our own collections of invoices, for matching.
    Result<std::vector<std::pair<billing::InvoiceId, QString>>> collections() const;

private:
    Session &m_session;
};

} // namespace accord::storage
