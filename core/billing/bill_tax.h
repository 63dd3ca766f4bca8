// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/tax/tax_provider.h"

namespace accord::billing {

/// The taxes of a bill: by the place where each line is supplied.
///
/// Sales tax is due where a service is received; VAT on services follows the customer (Directive 2006/112/EC, art. 44).
class BillTax
{
public:
    BillTax(const BillInput &input, const tax::TaxProvider &taxes, pricing::Recorder *recorder);

    /// Lines whose price includes the tax: the gross stays, the net is what is left of it.
    Result<void> takeOutOfInclusiveLines(Bill &bill);
    /// Adds the tax on all other lines, and sums up the groups.
    Result<void> addToExclusiveLines(Bill &bill);

    /// The taxes on each of \a lines by its place, as addToExclusiveLines() would find them.
    Result<std::vector<std::vector<tax::Component>>> componentsOf(const Bill &bill,
                                                                  const std::vector<BillLine *> &lines) const;

private:
    /// Asks for the taxes of \a lines and gives each what was answered for it.
    Result<void> tax(Bill &bill, const std::vector<BillLine *> &lines, bool included);
    tax::TaxRequest requestFor(const Bill &bill, const std::vector<BillLine *> &lines, bool included) const;
    const accounts::Address &placeOf(const BillLine &line) const;
    static Result<void> addGroups(Bill &bill, const tax::TaxResult &result);

    const BillInput &m_input;
    const tax::TaxProvider &m_taxes;
    pricing::Recorder *m_recorder;
    QHash<QString, const accounts::Location *> m_locations; ///< by code
};

} // namespace accord::billing
