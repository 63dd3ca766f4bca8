// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"
#include "core/storage/account_queries_sql.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/storage/purchase_orders_sql.h"
#include "core/workspace/credit_control.h"
#include "core/workspace/exemptions.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// An account in the tree of payer and subsidiaries.
struct FamilyMember
{
    storage::AccountRow row;
    int depth = 0;
    bool paysItself = true;
    int activeLocations = 0; ///< that it runs itself
};

/// A contract with what is worth knowing beside its terms.
struct ContractSheet
{
    contracts::Contract contract;
    std::vector<contracts::Finding> findings; ///< none where \c isUncounted
    std::vector<storage::ContractVersionRow> versions; ///< as stored
    std::optional<Money> committed; ///< a year, before discounts; none where it does not compute
    std::vector<contracts::Contract> history = {}; ///< every version, oldest first; empty while there is one only
    bool isUncounted = false; ///< what it comes to depends on locations, which a copy has not got
};

/// A figure that can say how it came about.
template<typename Value> struct Explained
{
    std::optional<Value> value; ///< none: there is no such figure, which is not zero
    pricing::Derivation derivation;
};

/// Everything about an account but its usage, all its invoices and its history, which can be long.
struct AccountSheet
{
    accounts::Account account;
    QString managerName;
    QString proposedManager; ///< user name; empty unless the account should have a manager and has none
    QString proposedManagerName;
    QString payerName; ///< empty when it pays for itself
    QDate today;
    bool isCopy = false; ///< on a rep's machine: locations and whole invoices are with the team's server
    Explained<Money> arr; ///< in company currency; none in a copy where a contract in force counts locations
    Explained<Money> receivables; ///< in the account's currency
    Explained<Money> overdue;
    Explained<QDate> renewal;
    Explained<int> activeLocations;
    std::vector<FamilyMember> family; ///< the top account first; alone when there is no other
    std::vector<billing::BilledLocation> locations;
    std::vector<ContractSheet> contracts;
    std::vector<storage::InvoiceRow> latestInvoices;
    std::vector<storage::PurchaseOrderBalance> purchaseOrders;
    std::vector<accounts::Contact> contacts;
    std::vector<ExemptionSheet> certificates;
    CreditStanding credit;
};

/// What an account used of one meter, month by month.
struct MeterUsage
{
    QString meter;
    QString name;
    QString unit;
    std::vector<std::optional<Decimal>> used; ///< one per month; none: nothing was reported
    std::optional<Decimal> included; ///< of a month, all locations together; none: unlimited or not agreed
    bool isUnlimited = false;
    struct Share
    {
        QString location; ///< empty: all the others together
        std::vector<std::optional<Decimal>> used;
    };
    int locationCount = 0; ///< that reported anything in these months
    std::vector<Share> locations; ///< the largest of the last month first, the rest together; empty without locations
};

struct AccountUsage
{
    std::vector<Period> months; ///< oldest first
    std::vector<MeterUsage> meters;
    bool hasUsage() const;
};

/// Counts and sums over a whole filter.
struct AccountSums
{
    storage::AccountTotals totals;
    std::vector<storage::ReceivablesTotal> receivables; ///< by currency
    Money open; ///< of all currencies, in company currency at the day's rates
    Money overdue; ///< likewise
};

/// What somebody who looks after an account reads.
class AccountDesk
{
public:
    explicit AccountDesk(Services &services)
        : m_services(services)
    { }

    Result<AccountSums> sums(const storage::AccountFilter &filter);
    Result<AccountSheet> sheet(const accounts::AccountId &id);
    /// The \a months complete months before today and the present one.
    Result<AccountUsage> usage(const accounts::AccountId &id, int months);
    /// Audit records of the account, its contracts, its invoices and their approvals, newest first.
    Result<std::vector<security::AuditRecord>> history(const accounts::AccountId &id, int limit);

    /// Gives the account to \a user, with its audit record. \returns NotFound "identity.user_not_found"; Conflict
    /// "storage.changed_meanwhile".
    Result<> assignManager(const accounts::AccountId &id, const QString &user);

private:
    Result<> proposeManager(AccountSheet &sheet);
    Result<> readMoney(AccountSheet &sheet);
    Result<> readContracts(AccountSheet &sheet);
    Result<std::vector<FamilyMember>> familyOf(const accounts::Account &account,
                                               const storage::AccountQueriesSql &queries);

    Services &m_services;
};

} // namespace accord::workspace
