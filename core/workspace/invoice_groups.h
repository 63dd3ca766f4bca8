// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/bill_assembly.h"

#include <functional>

namespace accord::workspace {

/// \a whole in one assembly for each purchase order, cost centre or department among the lines it comes to, as the
/// contracts' term "invoice_by" says; each charge falls to exactly one of them. \a whole alone where the payer gets one
/// invoice. What the other invoices charge still counts towards commitments and service levels, and is frozen with
/// each.
std::vector<BillAssembly> dividedByGroup(BillAssembly whole, const tax::RateTable &rates);

/// The bill of \a assembly, with the purchase order of its group and those that its lines use.
Result<billing::Bill> billOf(const BillAssembly &assembly, const tax::RateTable &rates,
                             pricing::Recorder *recorder = nullptr);
/// With the usage that \a usage knows.
Result<billing::Bill> billOf(const BillAssembly &assembly, const billing::UsageLookup &usage,
                             const tax::RateTable &rates, pricing::Recorder *recorder = nullptr);

} // namespace accord::workspace
