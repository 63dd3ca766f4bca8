// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/semantic_invoice.h"

namespace accord::einvoice {

/// A business term that an invoice gives.
struct Term
{
    QString id; ///< "BT-131"
    QString place; ///< of what can stand more than once: "line 3", "VAT S 19 %"; empty otherwise
    QString value; ///< dates as 2024-01-31, numbers without trailing zeros, attachments as their size and SHA-256

    bool operator==(const Term &) const = default;
};

/// Every term that \a invoice gives, in the order of the standard.
std::vector<Term> termsOf(const SemanticInvoice &invoice);

/// "Invoice line net amount" for "BT-131", as EN 16931-1 calls it; empty for an id it does not know.
QString termName(QStringView id);

} // namespace accord::einvoice
