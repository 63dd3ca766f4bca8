// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/late_charges.h"
#include "core/storage/late_charges_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What late payment of an invoice costs so far, beyond what was charged for it.
struct LateChargeDue
{
    billing::InvoiceId invoice;
    QString number;
    accounts::AccountId payer;
    QString payerName;
    QDate due;
    qint64 days = 0; ///< past due
    Money open;
    Money interest; ///< >= 0
    Money fee; ///< >= 0
};

/// Interest and fees for late payment. What is charged is owed on account, beside the invoice: a payment of more than
/// the invoice settles it.
class LateChargesDesk
{
public:
    explicit LateChargesDesk(Services &services)
        : m_services(services)
    { }

    /// The rule that holds; none charged where nobody set one.
    Result<payments::LateChargeRule> rule();
    /// \returns as payments::lateChargeOn() for a rate or a year that is none.
    Result<> setRule(const payments::LateChargeRule &rule);
    /// Invoices that are open and past due on \a day and cost something; disputed ones do not.
    Result<std::vector<LateChargeDue>> due(const QDate &day);
    /// Charges what \a invoice costs up to today. \returns Conflict "receivables.no_late_charge";
    /// "ledger.period_closed".
    Result<storage::LateChargeRow> charge(const QString &invoice);
    /// The same for every invoice of \a payer that costs something, together.
    /// \returns Conflict "receivables.no_late_charge".
    Result<std::vector<storage::LateChargeRow>> chargeAll(const accounts::AccountId &payer);

private:
    /// In the caller's transaction.
    Result<storage::LateChargeRow> charge(const LateChargeDue &due);

    Services &m_services;
};

} // namespace accord::workspace
