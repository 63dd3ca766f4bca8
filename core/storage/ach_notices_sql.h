// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/payments/ach_retry.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// New bank data of a customer, as its bank notified it; only what changes is filled.
struct BankChangeNotice
{
    QUuid id;
    QUuid detail; ///< the bank account that it corrects
    QString accountName; ///< for people; not stored again
    QString traceNumber; ///< of our entry
    QString code; ///< "C01"
    QString routingNumber;
    QString accountNumber;
    QString transactionCode; ///< "27": checking, "37": savings
    QString holder;
    QString notedBy;
    QDateTime notedAt;
};

/// The word of a payer who stopped a debit that it may be sent again.
struct DebitConsent
{
    QUuid id;
    billing::InvoiceId invoice;
    QDate givenOn;
    QString note; ///< how it was given
    QString recordedBy;
    QDateTime recordedAt;
};

/// What the ACH network said about our entries, and what payers said to that.
class AchNoticesSql
{
public:
    explicit AchNoticesSql(Session &session)
        : m_session(session)
    { }

    /// The bank account that our entry \a trace went to; none: it is no entry of ours.
    Result<std::optional<QUuid>> detailOf(const QString &trace) const;
    /// \returns whether it is new.
    Result<bool> add(const BankChangeNotice &notice);
    Result<bool> isCorrected(const QUuid &detail) const;
    /// Newest first.
    Result<std::vector<BankChangeNotice>> all() const;
    /// Debits of \a invoice that came back from files made since \a since, oldest first.
    Result<std::vector<payments::AchReturn>> returnsOf(const billing::InvoiceId &invoice, const QDateTime &since) const;

    Result<> add(const DebitConsent &consent);
    /// The day on which the payer of \a invoice last agreed to another debit; null where they never did.
    Result<QDate> consentOf(const billing::InvoiceId &invoice) const;

private:
    Session &m_session;
};

} // namespace accord::storage
