// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

namespace accord::billing {

/// The taxes of a bill: by the place where each line is supplied.
///
/// Sales tax is due where a service is received; VAT on services follows the customer (Directive 2006/112/EC, art. 44).
class BillTax
{
public:
    BillTax(const BillInput &input, const tax::RateTable &rates, pricing::Recorder *recorder);

    /// Lines whose price includes the tax: the gross stays, the net is what is left of it.
    Result<void> takeOutOfInclusiveLines(Bill &bill);
    /// Adds the tax on all other lines, and sums up the groups.
    Result<void> addToExclusiveLines(Bill &bill);

private:
    Result<std::vector<tax::Component>> componentsOf(const BillLine &line);
    /// The lines whose price includes the tax, or all others, each with its taxes now.
    Result<std::vector<BillLine *>> linesWithTaxes(Bill &bill, bool inclusive);
    static Result<void> addGroups(Bill &bill, const tax::TaxResult &result);

    const BillInput &m_input;
    const tax::RateTable &m_rates;
    pricing::Recorder *m_recorder;
    QHash<QString, const accounts::Location *> m_locations; ///< by code
    QHash<QString, std::vector<tax::Component>> m_known; ///< by place of supply
};

} // namespace accord::billing
