// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// What earlier bills took of the prepaid credits of \a contract.
Result<std::vector<billing::CreditUsed>> creditsUsedOf(Services &services, const contracts::Contract &contract);

/// The service level reports of \a contract that gave nothing back so far and end by the end of \a period, of the last
/// 13 months, with what other bills charged for their days.
Result<std::vector<billing::ServiceReport>> serviceReportsOf(Services &services, const contracts::Contract &contract,
                                                             const Period &period);

/// Adds what a bill took of \a credits to \a used: for the next bill of the same contracts.
void noteCredits(std::vector<billing::CreditUsed> &used, const std::vector<billing::CreditApplied> &credits);

/// The forms in which they are frozen with an invoice, and back.
QJsonArray toJson(const std::vector<billing::CreditUsed> &used);
std::vector<billing::CreditUsed> creditsUsedFromJson(const QJsonArray &array, const Currency &currency);
QJsonArray toJson(const std::vector<billing::ServiceReport> &reports);
std::vector<billing::ServiceReport> serviceReportsFromJson(const QJsonArray &array, const Currency &currency);

} // namespace accord::workspace
