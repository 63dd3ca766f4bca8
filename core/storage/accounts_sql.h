// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/customer_success.h"
#include "core/billing/rating.h"

namespace accord::storage {

class Session;

/// What an account's contracts come to, as lists have it.
struct AccountFigures
{
    qint64 arrMinor = 0; ///< annual recurring revenue, in minor units of the company's currency
    QDate renewalOn; ///< the first end of a term; invalid without one
};

/// Accounts with what belongs to them: locations, cost centres, contacts, certificates.
class AccountsSql
{
public:
    explicit AccountsSql(Session &session)
        : m_session(session)
    { }

    /// Inserts (version 0) or updates; \returns Conflict "storage.changed_meanwhile" when somebody saved since it was
    /// loaded, "storage.unique" for a number that is taken.
    /// \param figures  as counted elsewhere, for a copy, which has not all that they come from
    Result<accounts::Account> save(accounts::Account account, const QDateTime &now,
                                   const std::optional<AccountFigures> &figures = {});
    /// \returns NotFound "accounts.not_found".
    Result<accounts::Account> find(const accounts::AccountId &id) const;
    /// By number, exact name or id text. \returns NotFound "accounts.not_found".
    Result<accounts::Account> findByReference(const QString &reference) const;
    /// Every account, by number: for export.
    Result<std::vector<accounts::Account>> all() const;
    /// The subsidiaries that \a parent has or pays for, by number.
    Result<std::vector<accounts::Account>> familyOf(const accounts::AccountId &parent) const;
    /// What lists sort by: rebuilt after a contract was saved.
    Result<> setFigures(const accounts::AccountId &id, const Money &arrInCompanyCurrency, const QDate &renewalOn,
                        int locations);
    /// Brings the number of locations in lists up to date for every account: those active on \a today that it runs
    /// itself or pays for.
    Result<> countLocations(const QDate &today);

    /// Inserts or updates a part of an account. \returns whether anything differed from what was there.
    Result<bool> save(const accounts::Location &location);
    /// All locations that \a payer pays for, by entity name and code, with the entity's name.
    Result<std::vector<billing::BilledLocation>> locationsPaidBy(const accounts::AccountId &payer) const;
    /// The locations that \a account itself runs, by code.
    Result<std::vector<accounts::Location>> locationsOf(const accounts::AccountId &account) const;
    Result<bool> save(const accounts::CostCentre &costCentre);
    Result<std::vector<accounts::CostCentre>> costCentresOf(const accounts::AccountId &account) const;
    Result<bool> save(const accounts::Contact &contact);
    Result<std::vector<accounts::Contact>> contactsOf(const accounts::AccountId &account) const;
    Result<bool> save(const accounts::ExemptionCertificate &certificate);
    Result<std::vector<accounts::ExemptionCertificate>> certificatesOf(const accounts::AccountId &account) const;
    Result<std::vector<accounts::ManagerLoad>> managerLoads() const;

private:
    Session &m_session;
};

} // namespace accord::storage
