// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"

namespace accord::billing {

/// What late payment of one invoice costs, up to a day.
struct LateChargeCost
{
    InvoiceId note; ///< of the document that asks for it
    QString invoice; ///< number of the one that is late
    accounts::AccountId payer;
    QString payerName;
    QDate due; ///< of the late invoice
    QDate through; ///< > due; interest for the days up to and including this one
    Money interest; ///< >= 0
    Money fee; ///< >= 0
};

/// The bill of a late charge: a line for the interest and one for the fee, due at once. Neither is paid for a supply,
/// so that no tax is on them.
/// \returns InvalidInput "billing.late_charge_amount" unless one of the two is above zero and none below, in one
///          currency, for days after the due date.
Result<Bill> lateChargeBill(const LateChargeCost &cost);

bool isLateCharge(const BillLine &line);
/// Whether \a bill asks for nothing but what late payment cost.
bool isLateCharge(const Bill &bill);

} // namespace accord::billing
