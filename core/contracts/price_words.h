// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::contracts {

/// A price as a person reads it: "graduated, up to 10: 1.00 each; above: 0.80 each".
QString inWords(const pricing::ChargeModel &model);
/// "2025-01-01: 12.50 each, quantity 200, less 10 %".
QString inWords(const pricing::RampStep &step);
/// "3 % every 12 months, at most 5 %".
QString inWords(const Escalation &escalation);
/// "÷ 1000, rounded up".
QString inWords(const pricing::UnitConversion &conversion);

} // namespace accord::contracts
