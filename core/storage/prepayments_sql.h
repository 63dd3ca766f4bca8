// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/prepayment.h"

namespace accord::storage {

class Session;

/// A prepayment as people look at it; amounts are net.
struct PrepaymentRow
{
    billing::InvoiceId invoice;
    QString number; ///< empty until issued
    QString state; ///< of the invoice
    QDate issuedOn;
    QString contractNumber;
    QString key;
    QString item; ///< empty: whatever the contract charges
    Money asked;
    Money credited; ///< given back by credit notes
    Money deducted; ///< by other invoices, drafts too

    Money left() const { return Money(asked.minor() - credited.minor() - deducted.minor(), asked.currency()); }
};

/// Invoices that ask for money before delivery, and what is left of them.
class PrepaymentsSql
{
public:
    explicit PrepaymentsSql(Session &session)
        : m_session(session)
    { }

    /// Notes that the draft \a invoice is a prepayment.
    Result<> add(const billing::InvoiceId &invoice, const billing::PrepaymentTerms &terms, const QString &by,
                 const QDateTime &now);
    /// The key of the next prepayment of \a contract: "prepayment-3".
    Result<QString> nextKey(const contracts::ContractId &contract) const;
    /// What issued prepayments of \a contract leave to be deducted, oldest first.
    Result<std::vector<billing::PrepaidPart>> left(const contracts::ContractId &contract) const;
    /// What prepayments of \a item ask for, drafts too, and no invoice deducted or gave back.
    Result<Money> outstanding(const contracts::ContractId &contract, const QString &item,
                              const Currency &currency) const;
    /// All of \a account, newest first.
    Result<std::vector<PrepaymentRow>> ofAccount(const accounts::AccountId &account) const;

private:
    Session &m_session;
};

} // namespace accord::storage
