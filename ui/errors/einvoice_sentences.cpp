// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_sentences.h"

#include <QtCore/QtGlobal>

namespace accord::ui {
namespace {

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences sentences[] = {
    {"einvoice.xml_malformed", S("The XML breaks off or is not well formed in line {line}, column {column}."),
     S("Ask for the file again; it may have been cut off.")},
    {"einvoice.xml_doctype", S("The XML declares a document type in line {line}, which no invoice does."),
     S("Do not open it: such files are used for attacks. Ask the sender.")},
    {"einvoice.xml_too_large", S("The file is larger than an invoice can be; the limit is {limit}."),
     S("Ask the sender for attachments apart from the invoice.")},
    {"einvoice.xml_too_deep", S("The elements of the XML stand more than {limit} deep in one another."),
     S("Ask the sender; this is no invoice.")},
    {"einvoice.not_an_invoice", S("The file is not an electronic invoice: it begins with “{element}”."),
     S("Choose a UBL Invoice or CreditNote, or a CII CrossIndustryInvoice.")},
    {"einvoice.value", S("In line {line}, “{value}” in {element} cannot be read."), S("It has to be {expected}.")},
    {"einvoice.missing", S("{element} has no {value}, without which the invoice says nothing."),
     S("Ask the sender for {expected}.")},
    {"einvoice.currency", S("The amount in line {line} is in {value}, the invoice in {expected}."),
     S("Ask the sender to use one currency.")},
    {"einvoice.character", S("{element} has a character {code} that XML cannot hold."), S("Remove it from the text.")},
    {"einvoice.syntax_unknown", S("“{value}” is no syntax of electronic invoices."), S("Use ubl or cii.")},
    {"einvoice.profile_unknown", S("“{value}” is no profile of electronic invoices."), S("Use one of {expected}.")},
    {"einvoice.profile_syntax", S("The profile {profile} is not written in {syntax}."),
     S("Use the other syntax, or another profile.")},
    {"einvoice.incomplete", S("No valid electronic invoice for {account} can be made."), S("{missing}")},
    {"einvoice.endpoint_scheme", S("The electronic address {value} has no scheme."),
     S("Choose what kind of address it is.")},
    {"einvoice.endpoint_unknown", S("“{value}” is no scheme of electronic addresses."),
     S("Use a code of {list}, such as 0204, 9930 or EM.")},
    {"einvoice.scheme_unknown", S("“{value}” is no scheme of registration numbers."),
     S("Use a code of {list}, or none.")},
    {"einvoice.immutable", S("An electronic invoice that was issued is never changed."),
     S("Credit the invoice instead.")},
    {"einvoice.names_none", S("{number} is the number of none of our invoices and credit notes."),
     S("Compare it with another file by “einvoice compare”.")},
    {"einvoice.not_issued",
     S("The document of {account} is not issued, so it has no number yet; nothing else is missing."),
     S("Issue it first.")},
    {"einvoice.several_taxes", S("Line {line} has {value} taxes; an electronic invoice has one VAT a line."),
     S("Send the PDF instead.")},
    {"einvoice.sales_tax", S("Line {line} bears the sales tax of {jurisdiction}; electronic invoices are about VAT."),
     S("Send the PDF instead.")},
    {"einvoice.line_amount", S("Line {line} comes to {value} by the standard, but {expected} was billed."),
     S("Send the PDF instead, and report the line.")},
    {"einvoice.totals_differ", S("{term} comes to {value} by the standard, but {expected} was billed."),
     S("EN 16931 wants the tax rounded once for each rate and none levied on another. Let the company round by rate, "
       "in "
       "Settings or by `company set --tax-rounding rate_group`, or send the PDF instead.")},
    {"einvoice.credit_tax",
     S("The credit note gives back {expected} of tax, but the nearest that its amounts come to is {value}."),
     S("Use a profile that can round what is due (EN 16931, Peppol, XRechnung), credit an amount of the same tax rate "
       "with it, or send the PDF instead.")},
    {"einvoice.credit_lines", S("{value} credits do not fit the {expected} lines of the invoice."),
     S("Give one for each line.")},
    {"einvoice.base_quantity", S("The price of line {line} is for a quantity of zero."), S("Correct the quantity.")},
};

#undef S

} // namespace

std::span<const Sentences> einvoiceSentences()
{
    return sentences;
}

} // namespace accord::ui
