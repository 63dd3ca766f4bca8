// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document_words.h"

#include <QtCore/QTranslator>

namespace accord::documents {

QString Speaker::operator()(const char *source) const
{
    const QString translated = m_translator ? m_translator->translate("Document", source) : QString();
    return translated.isEmpty() ? QString::fromUtf8(source) : translated;
}

DocumentWords wordsOf(const Speaker &say, bool draft)
{
    DocumentWords words;
    words.title
        = draft ? say(QT_TRANSLATE_NOOP("Document", "Draft invoice")) : say(QT_TRANSLATE_NOOP("Document", "Invoice"));
    words.watermark = draft ? say(QT_TRANSLATE_NOOP("Document", "DRAFT")) : QString();
    words.billTo = say(QT_TRANSLATE_NOOP("Document", "Bill to"));
    words.from = say(QT_TRANSLATE_NOOP("Document", "From"));
    words.description = say(QT_TRANSLATE_NOOP("Document", "Description"));
    words.quantity = say(QT_TRANSLATE_NOOP("Document", "Quantity"));
    words.unitPrice = say(QT_TRANSLATE_NOOP("Document", "Unit price"));
    words.discount = say(QT_TRANSLATE_NOOP("Document", "Discount"));
    words.amount = say(QT_TRANSLATE_NOOP("Document", "Amount"));
    words.total = say(QT_TRANSLATE_NOOP("Document", "Total"));
    words.totalDue = say(QT_TRANSLATE_NOOP("Document", "Total due"));
    words.taxSummary = say(QT_TRANSLATE_NOOP("Document", "Tax by jurisdiction"));
    words.jurisdiction = say(QT_TRANSLATE_NOOP("Document", "Jurisdiction"));
    words.tax = say(QT_TRANSLATE_NOOP("Document", "Tax"));
    words.rate = say(QT_TRANSLATE_NOOP("Document", "Rate"));
    words.taxable = say(QT_TRANSLATE_NOOP("Document", "Taxable"));
    words.taxAmount = say(QT_TRANSLATE_NOOP("Document", "Tax amount"));
    words.costSummary = say(QT_TRANSLATE_NOOP("Document", "Cost allocation"));
    words.costNote = say(QT_TRANSLATE_NOOP(
        "Document",
        "How the total of this invoice is borne. It is for your own accounting and asks for no further payment."));
    words.entity = say(QT_TRANSLATE_NOOP("Document", "Entity"));
    words.costCentre = say(QT_TRANSLATE_NOOP("Document", "Cost centre"));
    words.share = say(QT_TRANSLATE_NOOP("Document", "Share"));
    words.borne = say(QT_TRANSLATE_NOOP("Document", "Allocated"));
    words.budgetCap = say(QT_TRANSLATE_NOOP("Document", "Budget cap"));
    words.overCap = say(QT_TRANSLATE_NOOP("Document", "Over cap"));
    words.instalments = say(QT_TRANSLATE_NOOP("Document", "Payment plan"));
    words.instalment = say(QT_TRANSLATE_NOOP("Document", "Instalment"));
    words.instalmentDue = say(QT_TRANSLATE_NOOP("Document", "Due"));
    words.scanToPay
        = say(QT_TRANSLATE_NOOP("Document", "Scan with your bank's app to pay by SEPA credit transfer (EPC QR code)."));
    words.paymentPart = say(QT_TRANSLATE_NOOP("Document", "Payment part"));
    words.receipt = say(QT_TRANSLATE_NOOP("Document", "Receipt"));
    words.payableTo = say(QT_TRANSLATE_NOOP("Document", "Account / Payable to"));
    words.payableBy = say(QT_TRANSLATE_NOOP("Document", "Payable by"));
    words.payableByBlank = say(QT_TRANSLATE_NOOP("Document", "Payable by (name/address)"));
    words.reference = say(QT_TRANSLATE_NOOP("Document", "Reference"));
    words.additional = say(QT_TRANSLATE_NOOP("Document", "Additional information"));
    words.currency = say(QT_TRANSLATE_NOOP("Document", "Currency"));
    words.amountToPay = words.amount;
    words.acceptancePoint = say(QT_TRANSLATE_NOOP("Document", "Acceptance point"));
    words.payment = say(QT_TRANSLATE_NOOP("Document", "Payment"));
    words.continued = say(QT_TRANSLATE_NOOP("Document", "continued"));
    words.page = say(QT_TRANSLATE_NOOP("Document", "Page %1 of %2"));
    return words;
}

} // namespace accord::documents
