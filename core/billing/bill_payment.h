// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

namespace accord::billing {

/// The day on which \a bill can go out at the earliest and for which its tax is determined.
QDate issueDayOf(const Bill &bill, const QDate &taxDay);

/// Pays \a bill out of the prepaid credits of its contracts: those that are valid on its issue day, in the order of
/// inDrawdownOrder(), each up to what earlier bills left of it. A credit that is bound to items pays only what their
/// lines come to with tax; lines below zero reduce the others first, by largest remainder. Never more than the total.
/// \returns "number.overflow", "money.currency_mix".
Result<void> applyPrepaidCredits(Bill &bill, const BillInput &input, pricing::Recorder *recorder);

/// Deals the amount due of \a bill out by the first instalment plan among its contracts; the last dated part decides
/// when the whole is due. A plan that does not fit is an exception that blocks the bill.
/// \returns "number.overflow".
Result<void> planInstalments(Bill &bill, const BillInput &input, pricing::Recorder *recorder);

} // namespace accord::billing
