// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/xml_binding.h"

/// The parts of a UBL document: where each term of a party, a payment or a line stands, for reading and for writing.
namespace accord::einvoice::ubl {

/// The children of cac:Party of the seller or buyer.
/// \param creditor  BT-90, which UBL keeps among the identifiers of the seller; null: not here
void bindParty(const XmlBinding &party, Party &value, QString *creditor);
/// \param creditor  BT-90, when there is a payee
void bindPayee(const XmlBinding &payee, Payee &value, QString &creditor);
void bindTaxRepresentative(const XmlBinding &representative, TaxRepresentative &value);
void bindDelivery(const XmlBinding &delivery, Delivery &value);

/// cac:PaymentMeans, of which there is one for each account.
/// \param dueDate  BT-9 of a credit note; null: not here
void bindPayment(const XmlBinding &document, std::optional<PaymentInstructions> &payment, QDate *dueDate);

void bindAllowancesCharges(const XmlBinding &parent, std::vector<AllowanceCharge> &values, bool hasVat);
/// cac:TaxCategory and its like.
void bindVat(const XmlBinding &category, VatKey &vat, VatBreakdown *breakdown = nullptr);
void bindPeriod(const XmlBinding &parent, InvoicingPeriod &period, QString *taxPointCode = nullptr);

/// cac:InvoiceLine or cac:CreditNoteLine. \param quantity  "cbc:InvoicedQuantity" or "cbc:CreditedQuantity"
void bindLine(const XmlBinding &line, InvoiceLine &value, const QString &quantity);

} // namespace accord::einvoice::ubl
