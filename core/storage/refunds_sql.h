// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledger_sql.h"

namespace accord::storage {

/// Money that is paid back to a customer.
struct RefundRow
{
    QUuid id;
    qint64 number = 0; ///< what people and bank files call it, from 1
    accounts::AccountId account;
    QString accountName; ///< for people; not stored again
    std::optional<billing::InvoiceId> invoice; ///< whose credit it is; none: credit on account
    QString invoiceNumber; ///< for people; not stored again
    Money amount; ///< > 0
    Money company; ///< in company currency
    QString method; ///< "transfer", "ach", "cheque"
    std::optional<qint64> chequeNumber; ///< of one that is done
    QString reason;
    QString state; ///< "in_approval", "rejected", "done"
    QDate dated;
    QByteArray digest;
    QString requestedBy;
    QDateTime requestedAt;
};

/// Refunds, and the credit that they are taken from.
class RefundsSql
{
public:
    RefundsSql(Session &session, const Currency &company)
        : m_session(session)
        , m_company(company)
    { }

    Result<qint64> nextNumber() const;
    /// The number of the next cheque: from \a first on.
    Result<qint64> nextChequeNumber(qint64 first) const;
    Result<> add(const RefundRow &refund);
    /// Newest first.
    Result<std::vector<RefundRow>> all() const;
    /// \returns NotFound "payments.refund_not_found".
    Result<RefundRow> find(const QUuid &id) const;
    Result<> setState(const RefundRow &refund);
    /// Takes the credit of its invoice: as a payment of the method "refund" that goes out.
    Result<> settle(const RefundRow &refund);

    /// What the books hold on account of \a account, without an invoice: below zero it is the customer's credit.
    Result<CarriedAmount> onAccount(const accounts::AccountId &account, const Currency &currency) const;
    /// What is asked for and not decided, of one source.
    Result<Money> waiting(const accounts::AccountId &account, const Currency &currency,
                          const std::optional<billing::InvoiceId> &invoice) const;

private:
    Session &m_session;
    Currency m_company;
};

} // namespace accord::storage
