// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::ui {

/// The price of an item in a sentence: "USD 600.00 a month, billed every 12 months in advance".
QString priceInWords(const contracts::PriceItem &item, const Currency &currency);
/// What of a usage item is free: "5,000,000 calls included", "unlimited"; empty for others.
QString inclusionInWords(const contracts::PriceItem &item);
/// The steps of a tiered price; empty for other models.
std::vector<pricing::Tier> tiersOf(const contracts::PriceItem &item);
/// A discount in a sentence: "Annual value discount: 5 % from 5,000.00, 10 % from 10,000.00 on recurring items".
QString discountInWords(const pricing::Discount &discount);
/// The terms as label and value.
std::vector<std::pair<QString, QString>> termsInWords(const contracts::Contract &contract, const QDate &today);
/// The service level as label and value; empty without one.
std::vector<std::pair<QString, QString>> serviceLevelInWords(const contracts::Contract &contract);

} // namespace accord::ui
