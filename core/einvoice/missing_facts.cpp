// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/billed_invoice.h"

#include "core/einvoice/rules.h"
#include "core/einvoice/term.h"

namespace accord::einvoice {

namespace {

/// Where a term is entered.
struct Source
{
    const char16_t *term;
    const char16_t *where;
};
constexpr Source sources[] = {
    {u"BT-10", u"the customer has no buyer reference (for German authorities the Leitweg-ID)"},
    {u"BT-9", u"the invoice has no due date"},
    {u"BT-27", u"the issuing company has no legal name"},
    {u"BT-30", u"the issuing company has no registration number"},
    {u"BT-31", u"the issuing company has no VAT id"},
    {u"BT-34", u"the issuing company has no electronic address"},
    {u"BT-37", u"the address of the issuing company has no city"},
    {u"BT-38", u"the address of the issuing company has no post code"},
    {u"BT-40", u"the address of the issuing company has no country"},
    {u"BG-6", u"the issuing company has no contact"},
    {u"BT-41", u"the contact of the issuing company has no name"},
    {u"BT-42", u"the contact of the issuing company has no telephone number"},
    {u"BT-43", u"the contact of the issuing company has no e-mail address"},
    {u"BT-44", u"the customer has no legal name"},
    {u"BT-48", u"the customer has no VAT id"},
    {u"BT-49", u"the customer has no electronic address"},
    {u"BT-52", u"the address of the customer has no city"},
    {u"BT-53", u"the address of the customer has no post code"},
    {u"BT-55", u"the address of the customer has no country"},
    {u"BT-72", u"the invoice has no delivery date and no period"},
    {u"BT-80", u"the country of delivery is not known"},
    {u"BG-16", u"the issuing company has no bank account, and the customer no mandate"},
    {u"BT-84", u"the issuing company has no bank account"},
    {u"BT-89", u"the customer has no mandate for direct debits"},
    {u"BT-90", u"the issuing company has no creditor identifier for direct debits"},
    {u"BT-91", u"the mandate of the customer has no account"},
    {u"BT-120", u"the tax has no reason for charging nothing"},
};

QString sentenceFor(const Finding &finding, const QString &profile)
{
    for (const Source &source : sources) {
        if (finding.found.isEmpty() && finding.term == QStringView(source.term)) {
            QString sentence = QString::fromUtf16(source.where);
            sentence[0] = sentence.at(0).toUpper();
            return u"%1: %2 (%3) asks for %4 %5."_s.arg(sentence, profile, finding.rule, finding.term,
                                                        termName(finding.term));
        }
    }
    return finding.toString() + u'.';
}

} // namespace

QStringList missingFacts(const SemanticInvoice &invoice, const InvoiceFacts &facts)
{
    QStringList sentences;
    for (const Finding &finding : check(invoice, facts.customer.profile)) {
        if (finding.term != u"BT-1") // it is given at issue
            sentences << sentenceFor(finding, toString(facts.customer.profile));
    }
    if (!isAllowed(facts.customer.profile, facts.customer.syntax))
        sentences << u"Profile %1 is not written in %2."_s.arg(toString(facts.customer.profile),
                                                               toString(facts.customer.syntax));
    return sentences;
}

} // namespace accord::einvoice
