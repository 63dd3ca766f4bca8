// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document_for_credit_note.h"

#include "core/documents/document_words.h"
#include "core/documents/figures.h"

namespace accord::documents {

namespace {

using billing::BillLine;
using billing::CreditNote;
using billing::CreditNoteLine;
using billing::Invoice;

/// \a billed as far as \a line gives it back. Quantity and unit price are printed where they explain the amount.
BillLine creditedLine(BillLine billed, const CreditNoteLine &line)
{
    const bool isWhole = line.net == billed.net;
    if (!isWhole) {
        billed.quantity = Decimal(1);
        billed.unit.clear();
        billed.used = billed.included = std::nullopt;
        billed.priced = std::nullopt;
    }
    if (!isWhole || !billed.discount.isZero())
        billed.unitPrice = std::nullopt;
    billed.discount = Money::zero(line.net.currency());
    billed.gross = billed.net = line.net;
    billed.tax = line.tax;
    return billed;
}

/// \a invoice with nothing on it but what \a note gives back.
Invoice creditedPart(Invoice invoice, const CreditNote &note)
{
    std::vector<BillLine> lines;
    for (const CreditNoteLine &line : note.lines)
        lines.push_back(creditedLine(invoice.bill.lines.at(size_t(line.invoiceLine - 1)), line));
    billing::Bill &bill = invoice.bill;
    bill.lines = std::move(lines);
    bill.discounts.clear();
    bill.allocations.clear();
    bill.credits.clear();
    bill.instalments.clear();
    bill.taxGroups = note.taxGroups;
    bill.subtotal = note.net;
    bill.tax = note.tax;
    bill.total = note.total;
    invoice.number = note.number;
    invoice.seal = note.seal;
    invoice.issueDate = note.issueDate;
    invoice.dueDate = {};
    invoice.state
        = note.state == billing::CreditNoteState::Issued ? billing::InvoiceState::Issued : billing::InvoiceState::Draft;
    return invoice;
}

void writeWords(DocumentWords &words, const Speaker &say, bool isDraft)
{
    words.title = isDraft ? say(QT_TRANSLATE_NOOP("Document", "Draft credit note"))
                          : say(QT_TRANSLATE_NOOP("Document", "Credit note"));
    words.billTo = say(QT_TRANSLATE_NOOP("Document", "Credit to"));
    words.totalDue = say(QT_TRANSLATE_NOOP("Document", "Total credited"));
}

/// What is said of an invoice and does not hold for a credit note goes; what it refers to comes first.
std::vector<Fact> facts(std::vector<Fact> ofInvoice, const CreditNote &note, const Speaker &say, const QLocale &locale)
{
    std::vector<Fact> result;
    const auto fact = [&](const char *label, const QString &value) {
        if (!value.isEmpty())
            result.push_back({say(label), value});
    };
    fact(QT_TRANSLATE_NOOP("Document", "Credit note number"), note.number);
    if (note.issueDate.isValid())
        fact(QT_TRANSLATE_NOOP("Document", "Issue date"), dateText(note.issueDate, locale));
    fact(QT_TRANSLATE_NOOP("Document", "Credits invoice"), note.invoiceNumber);
    fact(QT_TRANSLATE_NOOP("Document", "Invoice date"), dateText(note.invoiceIssueDate, locale));
    const QStringList replaced{say(QT_TRANSLATE_NOOP("Document", "Invoice number")),
                               say(QT_TRANSLATE_NOOP("Document", "Issue date")),
                               say(QT_TRANSLATE_NOOP("Document", "Payment terms"))};
    for (Fact &kept : ofInvoice) {
        if (!replaced.contains(kept.label))
            result.push_back(std::move(kept));
    }
    fact(QT_TRANSLATE_NOOP("Document", "Reason"), note.reason);
    return result;
}

} // namespace

InvoiceDocument documentFor(const CreditNote &note, const Invoice &invoice, const billing::IssuingEntity &seller,
                            const accounts::Account &payer, const DocumentLanguage &language)
{
    const Invoice part = creditedPart(invoice, note);
    InvoiceDocument document = documentFor(part, seller, payer, language);
    const Speaker say(language.translator);
    writeWords(document.words, say, document.isDraft());
    document.facts = facts(std::move(document.facts), note, say, document.locale);
    document.paymentInstructions.clear();
    return document;
}

} // namespace accord::documents
