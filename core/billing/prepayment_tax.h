// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/tax/tax_provider.h"

namespace accord::billing {

/// Names in an explanation what a change of a tax rate between a prepayment and the invoice that deducts it does: for
/// each deduction of \a bill whose tax was another on the day of the prepayment, both taxes and what they differ by.
/// Computes nothing of the bill: what was prepaid keeps the tax of its day, and the invoice taxes the rest (Directive
/// 2006/112/EC, art. 65 and 93).
Result<void> explainPrepaidTax(const Bill &bill, const BillInput &input, const tax::TaxProvider &taxes,
                               pricing::Recorder *recorder);

} // namespace accord::billing
