// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/storage/purchase_orders_sql.h"

namespace accord::storage {

class Session;

/// What the invoices of one billing period come to.
struct BilledPeriod
{
    qint64 invoices = 0;
    Money total; ///< in company currency, at the rates of the documents
};

/// A payer with a contract in force for a period and no invoice for it.
struct UnbilledPayer
{
    accounts::AccountId account;
    QString name;
};

/// Something about an account that stands in the way of a clean bill.
struct AccountTrouble
{
    accounts::AccountId account;
    QString accountName;
    Money arr; ///< of the account, in company currency
    QString subject; ///< number of the certificate, or the reason of the hold
    QDate since; ///< the day the certificate lapsed; null for a hold
};

/// An order that somebody should look after.
struct ExceededOrder
{
    QString accountName;
    PurchaseOrderBalance balance;
};

/// Questions about the whole workspace that the start page asks.
class HomeQueriesSql
{
public:
    HomeQueriesSql(Session &session, const Currency &companyCurrency)
        : m_session(session)
        , m_company(companyCurrency)
    { }

    Result<BilledPeriod> billed(const Period &period) const;
    /// At most \a limit, by name.
    Result<std::vector<UnbilledPayer>> unbilled(const Period &period, int limit) const;
    Result<qint64> unbilledCount(const Period &period) const;
    /// Certificates of active accounts that lapsed by \a today and have no successor for the jurisdiction, newest
    /// first.
    Result<std::vector<AccountTrouble>> expiredCertificates(const QDate &today, int limit) const;
    /// Certificates of active accounts that lapse after \a today and by \a last without a successor for the
    /// jurisdiction, the next first; \c since is the first day without one.
    Result<std::vector<AccountTrouble>> endingCertificates(const QDate &today, const QDate &last, int limit) const;
    Result<std::vector<AccountTrouble>> billingHolds(int limit) const;
    /// Orders of which more was used than they allow, by how much.
    Result<std::vector<ExceededOrder>> exceededOrders(int limit) const;
    /// Others of which 80 % is used, or which end within 60 days of \a today; those that end first before them.
    Result<std::vector<ExceededOrder>> endingOrders(const QDate &today, int limit) const;

private:
    Session &m_session;
    Currency m_company;
};

} // namespace accord::storage
