// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"

namespace accord::storage {

class Session;

/// The bill of a contract that a run did not make, because it came to less than its payer's minimum.
struct CarriedBill
{
    contracts::ContractId contract;
    QString contractNumber; ///< for people; not stored again
    accounts::AccountId account; ///< the payer
    QString accountNumber; ///< for people; not stored again
    QString accountName; ///< for people; not stored again
    Period period; ///< that was run
    Money total; ///< of the bill, with what it carried itself
    Money minimum; ///< of the payer then; above \c total
    billing::BillRunId run;
};

/// The least that an account wants a bill of, and bills that wait for the next one because of it.
class CarriedBillsSql
{
public:
    explicit CarriedBillsSql(Session &session)
        : m_session(session)
    { }

    /// None: every bill is made.
    Result<std::optional<Money>> minimumOf(const accounts::AccountId &account) const;
    /// \a minimum > 0; none: every bill is made.
    Result<> setMinimum(const accounts::AccountId &account, const std::optional<Money> &minimum, const QString &who,
                        const QDateTime &now);

    /// Adds \a bill, or what a run of the same period notes of it now.
    Result<> note(const CarriedBill &bill, const QDateTime &now);
    /// Those of \a contract up to \a end come to nothing any more.
    Result<> forget(const contracts::ContractId &contract, const QDate &end);
    /// Those of \a account, or of all, that no invoice took over; by account and period, the oldest first.
    Result<std::vector<CarriedBill>> open(const std::optional<accounts::AccountId> &account = {}) const;

private:
    Session &m_session;
};

} // namespace accord::storage
