// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/storage/account_queries_sql.h"
#include "core/storage/purchase_orders_sql.h"
#include "core/storage/work_reach.h"

namespace accord::storage {

class Session;

/// What the invoices of one billing period come to.
struct BilledPeriod
{
    qint64 invoices = 0;
    Money total; ///< in company currency, at the rates of the documents
};

/// What an account is worth a year.
struct RecurringAccount
{
    QString number;
    QString name;
    Money arr; ///< in company currency
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

/// A contract that ends or goes on soon.
struct ComingRenewal
{
    accounts::AccountId account;
    QString accountName;
    Money arr; ///< of the account, in company currency
    QDate day;
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

    Result<AccountTotals> recurring(const WorkReach &reach) const;
    /// Those with the most recurring revenue, at most \a limit.
    Result<std::vector<RecurringAccount>> largest(const WorkReach &reach, int limit) const;
    /// What is open of all issued invoices, and what of it is overdue, by currency.
    Result<std::vector<ReceivablesTotal>> receivables(const WorkReach &reach, const QDate &today) const;
    Result<BilledPeriod> billed(const WorkReach &reach, const Period &period) const;
    /// At most \a limit, by name.
    Result<std::vector<UnbilledPayer>> unbilled(const Period &period, int limit) const;
    Result<qint64> unbilledCount(const Period &period) const;
    /// Certificates of active accounts that lapsed by \a today and have no successor for the jurisdiction, newest
    /// first.
    Result<std::vector<AccountTrouble>> expiredCertificates(const WorkReach &reach, const QDate &today,
                                                            int limit) const;
    /// Certificates of active accounts that lapse after \a today and by \a last without a successor for the
    /// jurisdiction, the next first; \c since is the first day without one.
    Result<std::vector<AccountTrouble>> endingCertificates(const WorkReach &reach, const QDate &today,
                                                           const QDate &last, int limit) const;
    Result<std::vector<AccountTrouble>> billingHolds(const WorkReach &reach, int limit) const;
    /// From \a first to \a last, both included, the largest first.
    Result<std::vector<ComingRenewal>> renewals(const WorkReach &reach, const QDate &first, const QDate &last,
                                                int limit) const;
    /// The first after \a day.
    Result<std::optional<ComingRenewal>> renewalAfter(const WorkReach &reach, const QDate &day) const;
    /// Orders of which more was used than they allow, by how much.
    Result<std::vector<ExceededOrder>> exceededOrders(const WorkReach &reach, int limit) const;
    /// Others of which 80 % is used, or which end within 60 days of \a today; those that end first before them.
    Result<std::vector<ExceededOrder>> endingOrders(const WorkReach &reach, const QDate &today, int limit) const;

private:
    Session &m_session;
    Currency m_company;
};

} // namespace accord::storage
