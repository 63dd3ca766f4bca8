// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

namespace accord::billing {

/// Adds a line below zero for each credit that the service level reports of \a contract earn by its table; its key has
/// the kind "service_credit", the reason as item and the reported period, so that a period gives back once. The fee is
/// what other bills and the lines of \a bill from \a firstLine on charge for the days of the report, after discounts.
/// \returns as contracts::serviceLevelCredits()
Result<void> addServiceCredits(Bill &bill, const BillInput &input, const contracts::Contract &contract,
                               size_t firstLine, pricing::Recorder *recorder);

} // namespace accord::billing
