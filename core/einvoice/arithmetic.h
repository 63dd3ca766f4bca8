// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/semantic_invoice.h"
#include "core/money/exact.h"

namespace accord::einvoice {

/// BT-131 = round(quantity × net price / base quantity) to two decimals, half away from zero, − allowances + charges
/// of the line. Rounded once, at the end.
/// \returns InvalidInput "einvoice.base_quantity" for one that is zero, "number.overflow".
Result<Decimal> lineNetOf(const InvoiceLine &line);

/// BG-23 from the lines, allowances and charges: taxable amounts are summed per category and rate, and the tax of each
/// is rounded once. In the order in which the keys first occur; reasons are taken over from \a invoice.breakdown.
/// \returns "number.overflow".
Result<std::vector<VatBreakdown>> breakdownOf(const SemanticInvoice &invoice);

/// Fills in BG-22 and BG-23 from lines, allowances, charges and what \c totals says is paid and rounded:
/// BT-106, 107, 108, 109, 110, 112, 115 and the breakdown. BT-107 and BT-108 are given only where there are some.
/// \returns "number.overflow".
Result<void> computeTotals(SemanticInvoice &invoice);

/// round(base × percent / 100) to two decimals. \returns "number.overflow".
Result<Decimal> percentageOf(const Decimal &base, const Decimal &percent);

/// A discount of \a amount on the whole document: an allowance for each category and rate, in proportion to the net of
/// its lines, by largest remainder; they add up to \a amount exactly.
/// \param pattern  reason and reason code of the parts
/// \returns InvalidInput "allocation.weights" when the lines of a rate, or all lines, come to nothing to divide by;
///          "money.too_precise" for more than two decimals; "number.overflow".
Result<std::vector<AllowanceCharge>> splitAllowance(const Decimal &amount, const AllowanceCharge &pattern,
                                                    const SemanticInvoice &invoice);

/// BT-114: what makes \a due a multiple of \a step (0.05 for CHF), half away from zero. \returns "number.overflow".
Result<Decimal> cashRounding(const Decimal &due, const Decimal &step);

/// The group that \a key belongs to: category O has no rate, and one that is written as zero is the same.
bool isSameGroup(const VatKey &a, const VatKey &b);

} // namespace accord::einvoice
