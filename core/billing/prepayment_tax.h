// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"
#include "core/billing/bill_input.h"
#include "core/tax/tax_provider.h"

#include <map>

namespace accord::billing {

/// The deductions among \a lines that give back the tax of their prepayment, by its day: those whose tax was another
/// then in a jurisdiction that taxes the whole at the rate of the delivery. That is Germany (§ 27 (1) UStG); elsewhere
/// what was prepaid keeps the tax of its day (Directive 2006/112/EC, art. 65).
Result<std::map<QDate, std::vector<BillLine *>>> taxedAsPrepaid(const Bill &bill, const std::vector<BillLine *> &lines,
                                                                const BillInput &input, const tax::TaxProvider &taxes);

/// Names in an explanation what a change of a tax rate between a prepayment and the invoice that deducts it does: for
/// each deduction of \a bill whose tax was another on the day of the prepayment, both taxes and what they differ by.
/// Computes nothing of the bill: what was prepaid keeps the tax of its day, and the invoice taxes the rest (Directive
/// 2006/112/EC, art. 65 and 93), unless it is given back.
Result<void> explainPrepaidTax(const Bill &bill, const BillInput &input, const tax::TaxProvider &taxes,
                               pricing::Recorder *recorder);

} // namespace accord::billing
