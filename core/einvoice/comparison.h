// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/term.h"

namespace accord::einvoice {

/// What two invoices give for one term; the value is empty on the side that does not give it.
struct ComparedTerm
{
    QString term; ///< "BT-131"
    QString place; ///< "line 3"
    QString first;
    QString second;

    bool agrees() const { return first == second; }
    /// "BT-131 Invoice line net amount, line 3: 100 in the first, 101 in the second".
    QString toString() const;
    bool operator==(const ComparedTerm &) const = default;
};

/// Every term that either invoice gives, by meaning: not the syntax, not the order of lines with the same ids, not
/// "100.0" for "100.00". In the order of the terms of \a first, then what only \a second has.
std::vector<ComparedTerm> compareTerms(const SemanticInvoice &first, const SemanticInvoice &second);

/// Those of compareTerms() that do not agree.
std::vector<ComparedTerm> compare(const SemanticInvoice &first, const SemanticInvoice &second);

} // namespace accord::einvoice
