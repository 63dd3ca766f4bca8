// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/semantic_invoice.h"
#include "core/einvoice/xml_tree.h"

#include <QtCore/QStringList>

namespace accord::einvoice {

enum class Syntax { Ubl, Cii };

/// A document that was received.
struct ReadInvoice
{
    SemanticInvoice invoice;
    Syntax syntax = Syntax::Ubl;
    QStringList ignored; ///< paths of what EN 16931 has no term for: "Invoice/cac:Signature/cbc:ID"
    QStringList empty; ///< paths of elements that say nothing, which Peppol forbids
};

/// Reads a UBL 2.1 Invoice or CreditNote, or a CII D16B invoice; which one, its root element tells.
/// \returns InvalidInput "einvoice.xml_malformed", "einvoice.xml_doctype", "einvoice.xml_too_large",
///          "einvoice.xml_too_deep" (see readXml()); "einvoice.not_an_invoice" {element};
///          "einvoice.value" {element, line, value, expected}, "einvoice.currency" for an amount in another currency
///          than the invoice's, "einvoice.missing" {element, line, value} for an amount that must be there.
Result<ReadInvoice> readInvoice(const QByteArray &xml);

/// \returns as writeUbl() and writeCii()
Result<QByteArray> writeInvoice(const SemanticInvoice &invoice, Syntax syntax);

/// "ubl", "cii".
QString toString(Syntax syntax);
/// \returns InvalidInput "einvoice.syntax_unknown".
Result<Syntax> syntaxFromString(const QString &text);

} // namespace accord::einvoice
