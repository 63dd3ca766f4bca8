// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <vector>

namespace accord::einvoice {

/// A rule that an invoice breaks.
struct Finding
{
    QString rule; ///< as the official rules call it: "BR-CO-10", "BR-DE-15", "PEPPOL-EN16931-R020"
    QString term; ///< "BT-106"
    QString place; ///< of what can stand more than once: "line 3", "VAT S 19 %"; empty otherwise
    QString found; ///< empty: nothing
    QString expected; ///< "100.00", or what would be right in words

    /// "BR-CO-10: BT-106 Sum of invoice line net amount is 99.00; expected 100.00".
    QString toString() const;
    bool operator==(const Finding &) const = default;
};

using Findings = std::vector<Finding>;

} // namespace accord::einvoice
