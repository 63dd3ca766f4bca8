// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/xml_binding.h"

/// The parts of a CII document: where each term of a party, a payment or a line stands, for reading and for writing.
namespace accord::einvoice::cii {

/// The children of ram:SellerTradeParty or ram:BuyerTradeParty.
void bindParty(const XmlBinding &party, Party &value, bool isSeller);
void bindPayee(const XmlBinding &party, Payee &value);
void bindTaxRepresentative(const XmlBinding &party, TaxRepresentative &value);
/// The children of ram:ApplicableHeaderTradeDelivery that BG-13 has.
void bindDelivery(const XmlBinding &delivery, Delivery &value);

/// ram:SpecifiedTradeSettlementPaymentMeans, of which there is one for each account.
void bindPaymentMeans(const XmlBinding &settlement, std::optional<PaymentInstructions> &payment);

void bindAllowancesCharges(const XmlBinding &parent, std::vector<AllowanceCharge> &values, bool hasVat);
void bindVat(const XmlBinding &tradeTax, VatKey &vat);
void bindPeriod(const XmlBinding &parent, InvoicingPeriod &period);

/// ram:IncludedSupplyChainTradeLineItem.
void bindLine(const XmlBinding &line, InvoiceLine &value);

} // namespace accord::einvoice::cii
