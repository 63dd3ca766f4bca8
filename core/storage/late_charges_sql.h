// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/payments/late_charges.h"

namespace accord::storage {

class Session;

/// Interest and a fee that was charged for late payment.
struct LateChargeRow
{
    QUuid id;
    billing::InvoiceId invoice;
    accounts::AccountId account;
    QDate through; ///< interest for the days up to and including this one
    Money interest; ///< >= 0
    Money fee; ///< >= 0
    QDate dated;
    QString chargedBy;
    std::optional<billing::InvoiceId> note = {}; ///< the document of it; none: owed on account
};

/// What was open of invoices from day to day, and what was charged for it.
class LateChargesSql
{
public:
    explicit LateChargesSql(Session &session)
        : m_session(session)
    { }

    /// What was open of \a invoice, by the books: an amount for each day on which something changed.
    Result<std::vector<payments::OpenFrom>> history(const billing::InvoiceId &invoice, const Currency &currency) const;
    Result<std::vector<LateChargeRow>> charges() const; ///< newest first
    /// Documents of what was charged for \a invoice, in the order of their days.
    Result<std::vector<billing::InvoiceId>> notesOf(const billing::InvoiceId &invoice) const;
    /// What was given back of \a note without an approval, in company currency; minor units.
    Result<qint64> waivedUnasked(const billing::InvoiceId &note) const;
    /// \returns Conflict "storage.unique" for a day up to which interest of the invoice was charged,
    ///          "receivables.late_charge_note" unless its note is a draft of nothing else.
    Result<> add(const LateChargeRow &charge);

private:
    Session &m_session;
};

} // namespace accord::storage
