// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::contracts {

/// Whether \a discount is for charges of \a item: "recurring" and "usage" are for items of that kind, "everything" is
/// for every charge of the contract, one-time items among them.
/// \param item  none: what no item asks for, the true-up of a commitment
bool reaches(const pricing::Discount &discount, const PriceItem *item);
/// And whether it holds on the \a day on which the charge begins.
bool reaches(const pricing::Discount &discount, const PriceItem *item, const QDate &day);

/// Whether the discount at \a place is taken of what is left of \a item on the invoice, not of its line alone: it is a
/// fixed amount, or a percentage that is stored behind a fixed amount for the same item. So every line sees its
/// discounts in the order they are stored.
/// \param day  on which the charge begins
bool isTakenOfInvoice(const Contract &contract, size_t place, const PriceItem *item, const QDate &day);

} // namespace accord::contracts
