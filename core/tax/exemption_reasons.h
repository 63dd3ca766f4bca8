// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tax/tax_rules.h"

#include <span>

namespace accord::tax {

/// A reason for charging no VAT, of the code list VATEX (EN 16931 BT-121).
struct ExemptionReason
{
    const char16_t *code; ///< "VATEX-EU-132-1A"
    const char16_t *words; ///< as printed (BT-120)
    const char16_t *category; ///< UNCL 5305: "E", "AE", "G", "K" or "O"
};

/// The whole list, in its own order.
std::span<const ExemptionReason> exemptionReasons();

/// \returns NotFound "tax.reason_unknown" for a code that is not on the list.
Result<ExemptionReason> exemptionReason(const QString &code);

/// No tax in \a jurisdiction for the reason \a vatexCode: its category, zero percent and the words of the list.
/// \returns NotFound "tax.reason_unknown"; InvalidInput "tax.category_unknown" for intra-community supply of goods,
///          which Accord does not invoice.
Result<Component> untaxed(const QString &jurisdiction, const QString &name, const QString &vatexCode);

} // namespace accord::tax
