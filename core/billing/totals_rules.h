// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"

namespace accord::billing {

/// What is taxed alike (BG-23).
struct TaxedPart
{
    QString key; ///< for findings: jurisdiction, category and rate, "DE S 19"
    Decimal percent; ///< BT-119
    Money taxable; ///< BT-116
    Money tax; ///< BT-117
};

/// The totals of a document in the terms of EN 16931-1:2017 (BG-22, BG-23), for checking what it claims.
struct DocumentTotals
{
    Currency currency;
    std::vector<Money> lineNets; ///< BT-131
    std::vector<Money> allowances; ///< BT-92, of the document
    std::vector<Money> charges; ///< BT-99, of the document
    Money sumOfLineNets; ///< BT-106
    Money sumOfAllowances; ///< BT-107
    Money sumOfCharges; ///< BT-108
    Money withoutTax; ///< BT-109
    Money tax; ///< BT-110
    Money withTax; ///< BT-112
    Money paid; ///< BT-113
    Money rounding; ///< BT-114, of cash
    Money due; ///< BT-115
    std::vector<TaxedPart> breakdown;
};

/// A rule of totals that a document breaks.
struct TotalsFinding
{
    QString rule; ///< "BR-CO-17"
    QString what; ///< the term and, of a breakdown, its key: "BT-117 DE S 19"
    Money stated;
    Money computed;

    bool operator==(const TotalsFinding &) const = default;
};

/// Compares the totals with what EN 16931 asks for, to the minor unit:
/// BR-CO-10 BT-106 = Σ BT-131 · BR-CO-11 BT-107 = Σ BT-92 · BR-CO-12 BT-108 = Σ BT-99 ·
/// BR-CO-13 BT-109 = BT-106 − BT-107 + BT-108 · BR-CO-14 BT-110 = Σ BT-117 · BR-CO-15 BT-112 = BT-109 + BT-110 ·
/// BR-CO-16 BT-115 = BT-112 − BT-113 + BT-114 · BR-CO-17 BT-117 = round(BT-116 × BT-119 / 100).
///
/// The official checks allow BT-117 to be up to 1.00 off; this one does not.
/// \returns what is broken, in the order above; InvalidInput "money.currency_mix", "number.overflow".
Result<std::vector<TotalsFinding>> checkTotals(const DocumentTotals &totals);

/// The totals of \a bill, whose discounts all stand inside its lines.
/// \param paid  before it was issued: prepayments and prepaid credit
DocumentTotals totalsOf(const Bill &bill, const Money &paid);

/// checkTotals() of \a bill. Bills with prices that include tax, or with tax rounded otherwise than per group, may
/// break BR-CO-17 by a minor unit.
Result<std::vector<TotalsFinding>> checkTotals(const Bill &bill);

} // namespace accord::billing
