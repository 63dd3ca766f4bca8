// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/pricing/derivation.h"

namespace accord::tax {

/// A tax that the customer keeps back from the payment and pays to the authority in the seller's name. It changes what
/// is paid, never what is invoiced: the invoice is settled by payment and certificate together.
struct WithholdingRule
{
    QString name; ///< as printed: "TDS section 194J"
    Decimal percent; ///< 0 to 100
    bool onTotal = false; ///< of the total with tax; otherwise of the net
    std::optional<Money> from; ///< nothing is withheld where the base lies below this
};

/// What one document brings in.
struct WithheldPayment
{
    Money withheld; ///< rounded once, of the sign of the base
    Money payable; ///< total − withheld
};

/// \param net    without tax
/// \param total  with tax, of the currency of \a net
/// \returns InvalidInput "tax.withholding_percent" outside 0 to 100, "money.currency_mix", "number.overflow".
Result<WithheldPayment> withhold(const Money &net, const Money &total, const WithholdingRule &rule,
                                 pricing::Recorder *recorder = nullptr);

} // namespace accord::tax
