// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/vector.h"

#include <QtCore/QHash>

namespace accord::conformance {

/// Reads the inputs of a vector, calls the product and prints what it answers; computes nothing itself.
using Model = Outcome (*)(Vector &);
using Models = QHash<QString, Model>;

void addChargeModels(Models &models); ///< per_unit … commitment_overage
void addProrationModels(Models &models); ///< proration, unused_credit, plan_change, credit_cap
void addScheduleModels(Models &models); ///< first_boundary … day_count
void addCommitmentModels(Models &models); ///< true_up, true_up_precise
void addDiscountModels(Models &models); ///< discounts, allocation, coupon_spread, prepaid_credits, credit_note…
void addTaxModels(Models &models); ///< tax, round, sum_lines
void addContractModels(Models &models); ///< ramp, escalator
void addRecognitionModels(Models &models); ///< recognition, consolidate

/// Answers a case of the analytics vectors, whose money is in minor units.
using Area = Outcome (*)(Fields &input, const Currency &currency);
using Areas = QHash<QString, Area>;

void addReceivablesAreas(Areas &areas); ///< receivables
void addPurchasingAreas(Areas &areas); ///< purchase_orders
void addAllocationAreas(Areas &areas); ///< allocation: shares, caps, variance of budgets
void addRecognitionAreas(Areas &areas); ///< recognition: schedules, roll-forward, transaction prices

} // namespace accord::conformance
