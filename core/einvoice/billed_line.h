// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/semantic_invoice.h"

#include "core/billing/bill.h"

namespace accord::einvoice {

/// The line \a billed as BG-25, to the cent what was billed.
///
/// The price stands with its quantity where they make the amount; where several prices or a part of a period made it,
/// the amount stands as the price of the whole quantity (BT-149). A price is never negative: a credit has a negative
/// quantity. Discounts are allowances of the line.
/// \param isCreditNote  amounts are given back: their signs are turned
/// \returns InvalidInput "einvoice.several_taxes" {line} for a line with more than one tax; "einvoice.sales_tax" {line,
///          jurisdiction}: EN 16931 is about VAT, and US sales tax has no such standard; "einvoice.line_amount" {line,
///          value, expected}; "number.overflow".
Result<InvoiceLine> lineFor(const billing::BillLine &billed, const std::vector<tax::Component> &taxes, int number,
                            bool isCreditNote);

/// Category and rate of \a tax.
VatKey vatOf(const tax::Component &tax);

} // namespace accord::einvoice
