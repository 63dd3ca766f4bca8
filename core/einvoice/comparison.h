// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/term.h"

namespace accord::einvoice {

/// A term that two invoices do not agree on; the value is empty on the side that does not give it.
struct Difference
{
    QString term; ///< "BT-131"
    QString place; ///< "line 3"
    QString first;
    QString second;

    /// "BT-131 Invoice line net amount, line 3: 100 in the first, 101 in the second".
    QString toString() const;
    bool operator==(const Difference &) const = default;
};

/// What differs by meaning: not the syntax, not the order of lines with the same ids, not "100.0" for "100.00". In the
/// order of the terms of \a first, then what only \a second has.
std::vector<Difference> compare(const SemanticInvoice &first, const SemanticInvoice &second);

} // namespace accord::einvoice
