// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/account_names.h"
#include "core/storage/list_order.h"

namespace accord::storage {

class Session;

struct AccountRow
{
    accounts::AccountId id;
    QString number;
    QString name;
    QString customerSuccessManager;
    Money arr; ///< in company currency
    QDate renewalOn;
    Money openReceivables; ///< in the account's currency
    Money overdue; ///< of these, past due on the day asked about
    QString segment;
    QString region;
    QString country;
    accounts::AccountStatus status = accounts::AccountStatus::Active;
    int locations = 0;
    std::optional<accounts::AccountId> parent;
    ListPlace place; ///< in the list it was read from
};

/// Empty members do not filter.
struct AccountFilter
{
    QString text; ///< part of the name or number, any case and accents
    QString customerSuccessManager;
    QString segment;
    QString region;
    QDate renewingBefore;
    bool onlyOverdue = false;
};

/// What accounts can be sorted by. What is computed from invoices (receivables, overdue) is in several currencies and
/// has no order. Accounts without a renewal come last in both directions.
enum class AccountSort { Name, Number, Manager, Arr, Renewal, Locations, Status, Segment, Region, Country };

using AccountOrder = ListOrder<AccountSort>;

/// Receivables of several accounts in one currency.
struct ReceivablesTotal
{
    Money open;
    Money overdue;
};

struct AccountTotals
{
    qint64 count = 0;
    Money arr; ///< company currency
};

/// Accounts that have something in common.
struct AccountGroup
{
    QString value; ///< the manager, segment, region, country or status; empty for none
    AccountTotals totals;
};

/// Lists of accounts, read by key: a page costs the same wherever it starts.
class AccountQueriesSql
{
public:
    /// With \a names, what is typed is looked for in memory wherever nothing else filters.
    AccountQueriesSql(Session &session, const Currency &companyCurrency, AccountNamesCache *names = nullptr)
        : m_session(session)
        , m_company(companyCurrency)
        , m_names(names)
    { }

    /// At most \a limit rows in \a order, behind the place of a row that was read in the same order.
    Result<std::vector<AccountRow>> page(const AccountFilter &filter, const AccountOrder &order,
                                         const std::optional<ListPlace> &after, int limit, const QDate &today) const;
    /// The accounts of \a filter by what they have in common, as \a by names it: how many, and their ARR.
    Result<std::vector<AccountGroup>> groups(const AccountFilter &filter, AccountSort by, const QDate &today) const;
    Result<AccountTotals> totals(const AccountFilter &filter, const QDate &today) const;
    /// What the accounts of \a filter owe, by currency.
    Result<std::vector<ReceivablesTotal>> receivables(const AccountFilter &filter, const QDate &today) const;
    Result<AccountRow> row(const accounts::AccountId &id, const QDate &today) const;
    /// The names, segments and regions that filters can offer.
    Result<QStringList> managers() const;
    Result<QStringList> segments() const;
    Result<QStringList> regions() const;

private:
    bool isFoundByName(const AccountFilter &filter) const;
    Result<std::vector<AccountRow>> pageByName(const QString &text, const std::optional<ListPlace> &after, int limit,
                                               const QDate &today) const;

    Session &m_session;
    Currency m_company;
    AccountNamesCache *m_names;
};

} // namespace accord::storage
