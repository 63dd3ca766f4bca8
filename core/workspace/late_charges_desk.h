// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/credited_invoice.h"
#include "core/payments/late_charge_basis.h"
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
    payments::LateChargeBasis basis; ///< what the two are computed from
};

/// What was charged for late payment, and what became of it.
struct LateChargeSheet
{
    storage::LateChargeRow charge;
    QString invoice; ///< number of the one that was late
    QString payerName;
    QString number; ///< of its document; empty: owed on account, from before charges were documents
    billing::Settlement settlement; ///< of its document
};

/// Interest and fees for late payment. A charge is a document of its own among the invoices: due at once, paid,
/// disputed and written off as they are, and gone with an invoice that is made void. What is waived of it is a credit
/// note.
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
    /// "ledger.period_closed", "billing.issue_date_before_last".
    Result<storage::LateChargeRow> charge(const QString &invoice);
    /// The same for every invoice of \a payer that costs something, together.
    /// \returns Conflict "receivables.no_late_charge".
    Result<std::vector<storage::LateChargeRow>> chargeAll(const accounts::AccountId &payer);
    /// What was charged so far, of \a payer or of all, newest first.
    Result<std::vector<LateChargeSheet>> charged(const std::optional<accounts::AccountId> &payer = {});
    /// Gives up \a amount of the late charge \a number, or all that is open of it, by a credit note: at once within the
    /// limit of write-offs and where no rule asks, otherwise once somebody else approved it.
    /// \returns the credit note: issued, or as it waits; InvalidInput "receivables.not_a_late_charge",
    ///          "receivables.waive_amount", "billing.credit_reason"; Conflict "receivables.nothing_open".
    Result<billing::CreditNote> waive(const QString &number, const std::optional<Money> &amount, const QString &reason);

private:
    /// In the caller's transaction.
    Result<storage::LateChargeRow> charge(const LateChargeDue &due);

    Services &m_services;
};

} // namespace accord::workspace
