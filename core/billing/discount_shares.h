// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

#include <QtCore/QJsonArray>

namespace accord::billing {

/// The shares of \a lines that have some, as they are frozen with an invoice: [line key, before, [[discount, amount]…]]
/// each, in minor units.
QJsonArray sharesToJson(const std::vector<BillLine> &lines);
/// By the keys of the lines.
std::map<QString, DiscountShares> sharesFromJson(const QJsonArray &array, const Currency &prices);
/// Gives \a lines the shares that were frozen with their invoice.
void restoreShares(std::vector<BillLine> &lines, const QJsonArray &array, const Currency &prices);

QJsonArray toJson(const DiscountShares &shares);
DiscountShares discountSharesFromJson(const QJsonArray &array, const Currency &prices);

/// [contract, discount, first day, end, amount or null] each.
QJsonArray toJson(const std::vector<FixedTaken> &taken);
std::vector<FixedTaken> fixedTakenFromJson(const QJsonArray &array, const Currency &prices);

} // namespace accord::billing
