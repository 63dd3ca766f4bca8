// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/purchase_order_desk.h"
#include "ui/widgets/values.h"

namespace accord::ui {

/// What somebody should know first about an order, as a word with a tone: "Exceeded", "In order".
Badge stateOfOrder(const purchasing::OrderBalance &balance);
/// Everything that is to be known about it, as sentences.
QStringList warningsOfOrder(const workspace::OrderSheet &sheet);
/// How much of it is consumed, for a bar: "84 %".
Bar consumedBar(const purchasing::OrderBalance &balance);
/// What is used of it on an average day of the last 90, with its currency.
QString burnText(const purchasing::OrderBalance &balance);
/// What it may be used for: "Everything", "2 locations: BER, HAM".
QString scopeText(const purchasing::PurchaseOrder &order);
/// A purchase order by account and number, as an id of a row.
QString idOfOrder(const workspace::OrderSheet &sheet);

} // namespace accord::ui
