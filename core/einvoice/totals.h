// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

#include <QtCore/QString>

#include <optional>

namespace accord::einvoice {

/// A VAT category and its rate: what lines, allowances and charges are grouped by.
struct VatKey
{
    QString category; ///< BT-151, BT-95, BT-102, BT-118: UNCL 5305
    std::optional<Decimal> rate; ///< BT-152, BT-96, BT-103, BT-119 in percent; none for category O

    bool operator==(const VatKey &) const = default;
    /// "S 19 %", "O".
    QString toString() const;
};

/// BG-20 and BG-21 of the document, BG-27 and BG-28 of a line.
struct AllowanceCharge
{
    bool isCharge = false;
    Decimal amount; ///< BT-92, BT-99, BT-136, BT-141: >= 0
    std::optional<Decimal> base; ///< BT-93, BT-100, BT-137, BT-142
    std::optional<Decimal> percent; ///< BT-94, BT-101, BT-138, BT-143
    VatKey vat; ///< BT-95 and 96, BT-102 and 103; not given on a line, which has its own
    QString reason; ///< BT-97, BT-104, BT-139, BT-144
    QString reasonCode; ///< BT-98, BT-140: UNTDID 5189; BT-105, BT-145: UNTDID 7161

    bool operator==(const AllowanceCharge &) const = default;
};

/// BG-23: what is taxed at one category and rate.
struct VatBreakdown
{
    Decimal taxable; ///< BT-116
    Decimal tax; ///< BT-117
    VatKey vat; ///< BT-118, BT-119
    QString exemptionReason; ///< BT-120
    QString exemptionCode; ///< BT-121: VATEX

    bool operator==(const VatBreakdown &) const = default;
};

/// BG-22, in the currency of the invoice.
struct Totals
{
    Decimal lines; ///< BT-106
    std::optional<Decimal> allowances; ///< BT-107
    std::optional<Decimal> charges; ///< BT-108
    Decimal withoutVat; ///< BT-109
    std::optional<Decimal> vat; ///< BT-110
    std::optional<Decimal> vatInTaxCurrency; ///< BT-111, in the currency BT-6
    Decimal withVat; ///< BT-112
    std::optional<Decimal> paid; ///< BT-113
    std::optional<Decimal> rounding; ///< BT-114
    Decimal due; ///< BT-115

    bool operator==(const Totals &) const = default;
};

} // namespace accord::einvoice
