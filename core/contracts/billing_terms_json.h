// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"
#include "core/interchange/json_fields.h"

namespace accord::contracts {

/// The terms of `billing_terms.h` and the service level table as members of a contract document; those that say nothing
/// are left out.
void insertBillingTerms(QJsonObject &object, const Contract &contract);
/// Reads what insertBillingTerms() wrote.
void readBillingTerms(interchange::JsonFields &fields, Contract &contract);

QJsonObject toJson(const BillingCurrency &billing);
/// Reads "billing_currency" of a contract.
std::optional<BillingCurrency> readBillingCurrency(interchange::JsonFields &contract);

QJsonArray toJson(const std::vector<accounts::CostShare> &shares, SplitBasis basis);
/// Reads "shares" of a contract.
std::vector<accounts::CostShare> readShares(interchange::JsonFields &contract, const Currency &currency);

QJsonObject toJson(const ObligationTerm &obligation);
/// Reads "obligation" of an item.
std::optional<ObligationTerm> readObligation(interchange::JsonFields &item);

} // namespace accord::contracts
