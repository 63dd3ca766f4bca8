// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/refunds_sql.h"
#include "core/workspace/payment_files_desk.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace accord::workspace {

/// Finds what is due for one file and writes it; made for that one and used once. Nothing is stored.
class PaymentFileMaker
{
public:
    PaymentFileMaker(Services &services, const PaymentFileWish &wish);
    /// \returns as makePaymentFile()
    Result<PaymentFileOutcome> make();

private:
    /// An item with the bank account that it goes to or comes from.
    struct Due
    {
        storage::PaymentFileItem item;
        storage::BankDetail detail;
    };

    Result<> prepare();
    /// Whether what \a company is owed or owes goes into this file. What another file is for is told where this one is
    /// that of all.
    bool isOfThisFile(const billing::IssuingEntityId &company, const QString &number, const QString &account);
    Result<billing::IssuingEntityId> companyOf(const storage::RefundRow &refund);
    Result<QString> needed(const QString &field, const QString &value) const;
    Result<std::vector<Due>> invoices(const Currency &currency, const QString &kind);
    Result<std::vector<Due>> refunds(const QString &method, const Currency &currency, const QString &kind);
    Result<std::vector<Due>> prenotes();
    /// Whether returns and notices of the ACH network let the invoice be debited again.
    Result<bool> networkAllows(const storage::BankDetail &detail, const storage::CollectableRow &row);
    Result<bool> mayBeDebited(const storage::BankDetail &detail, const storage::CollectableRow &row);
    void leaveOut(const QString &number, const QString &account, const QString &reason);

    Result<> writeDebits();
    Result<> writeCredits();
    Result<> writeAch();
    Result<> writeCheques();
    Result<> seal();

    Services &m_services;
    PaymentFileWish m_wish;
    OwnBank m_own;
    OwnerOfBank m_company; ///< whose file it is; none: of all that have no accounts of their own
    QSet<billing::IssuingEntityId> m_apart; ///< companies with accounts of their own
    QHash<accounts::AccountId, storage::BankDetail> m_details;
    QHash<accounts::AccountId, storage::BankDetail> m_waiting; ///< that nobody agreed to yet
    PaymentFileOutcome m_outcome;
};

} // namespace accord::workspace
