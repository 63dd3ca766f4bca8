// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/storage/bank_entries_sql.h"

namespace accord::storage {

/// A cheque that came in.
struct ChequeRow
{
    QUuid id;
    qint64 number = 0; ///< what people call it, from 1
    accounts::AccountId account;
    QString accountName; ///< for people; not stored again
    QUuid company; ///< that it is drawn to, one that issues invoices
    QString companyCode; ///< for people; not stored again
    QString chequeNumber; ///< as printed on it
    Money amount; ///< > 0
    QDate receivedOn;
    QJsonArray shares; ///< [[document, minor units]]: what it is for
    std::optional<QUuid> deposit;
    qint64 depositNumber = 0; ///< 0: in no deposit yet
    qint64 part = 0; ///< number of the bank entry that stands for it; 0: the bank told nothing yet
    QString partState; ///< of that entry
    QString recordedBy;
    QDateTime recordedAt;

    /// "received", "deposited", "cleared", "applied" or "bounced".
    QString state() const;
};

/// Cheques that were brought to the bank together.
struct DepositRow
{
    QUuid id;
    qint64 number = 0; ///< on its slip: "DEP-000001"
    QUuid company; ///< whose account it goes into; null: not said, as of those from before
    QString companyCode; ///< for people; not stored again
    QDate dated;
    Currency currency;
    Money total; ///< of its cheques
    int cheques = 0;
    qint64 entry = 0; ///< number of the bank's entry; 0: it told nothing yet
    QString depositedBy;
    QDateTime depositedAt;

    /// As printed on the slip and looked for in statements.
    QString reference() const;
};

/// Received cheques and their deposits.
class ChequesSql
{
public:
    explicit ChequesSql(Session &session)
        : m_session(session)
    { }

    Result<qint64> nextNumber() const;
    /// \returns Conflict "storage.unique" for a cheque of that customer and number.
    Result<> add(const ChequeRow &cheque);
    /// Newest first; of one deposit, by number.
    Result<std::vector<ChequeRow>> all() const;
    Result<std::vector<ChequeRow>> ofDeposit(const QUuid &deposit) const;
    /// \returns NotFound "payments.cheque_not_found".
    Result<ChequeRow> find(qint64 number) const;
    Result<> put(const QUuid &cheque, const QUuid &deposit);
    Result<> setPart(const QUuid &cheque, const BankEntryId &part);

    Result<qint64> nextDepositNumber() const;
    Result<> add(const DepositRow &deposit);
    /// Newest first.
    Result<std::vector<DepositRow>> deposits() const;
    /// \returns NotFound "payments.deposit_not_found".
    Result<DepositRow> deposit(qint64 number) const;
    Result<> setEntry(const QUuid &deposit, const BankEntryId &entry);

private:
    Session &m_session;
};

} // namespace accord::storage
