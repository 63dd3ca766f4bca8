// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/profile.h"

namespace accord::einvoice {

namespace {

struct Row
{
    Profile profile;
    const char16_t *name;
    const char16_t *specification;
    const char16_t *level;
};
constexpr Row rows[] = {
    {Profile::En16931, u"en16931", u"urn:cen.eu:en16931:2017", u"EN 16931"},
    {Profile::PeppolBis3, u"peppol", u"urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
     u""},
    {Profile::XRechnung3, u"xrechnung", u"urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
     u"XRECHNUNG"},
    {Profile::FacturXMinimum, u"factur-x-minimum", u"urn:factur-x.eu:1p0:minimum", u"MINIMUM"},
    {Profile::FacturXBasicWl, u"factur-x-basic-wl", u"urn:factur-x.eu:1p0:basicwl", u"BASIC WL"},
    {Profile::FacturXBasic, u"factur-x-basic", u"urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic",
     u"BASIC"},
    {Profile::FacturXExtended, u"factur-x-extended", u"urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended",
     u"EXTENDED"},
};

const Row &rowOf(Profile profile)
{
    return *std::find_if(std::begin(rows), std::end(rows),
                         [profile](const Row &row) { return row.profile == profile; });
}

void reduceParty(Party &party)
{
    party.contact = {};
    party.legalInformation.clear();
}

void reduceLine(InvoiceLine &line)
{
    line.object = {};
    line.orderLine.clear();
    line.accountingReference.clear();
    const Item item = line.item;
    line.item = {};
    line.item.name = item.name;
    line.item.standardId = item.standardId;
}

/// What BASIC leaves out of EN 16931.
void reduceToBasic(SemanticInvoice &invoice)
{
    reduceParty(invoice.seller);
    reduceParty(invoice.buyer);
    invoice.project.clear();
    invoice.salesOrder.clear();
    invoice.receivingAdvice.clear();
    invoice.tender.clear();
    invoice.object = {};
    invoice.attachments.clear();
    invoice.taxPointDate = {};
    invoice.totals.rounding.reset(); // where there is any, the totals no longer add up, and check() says so
    if (invoice.payment) {
        invoice.payment->meansText.clear();
        invoice.payment->card.reset();
        for (CreditTransfer &transfer : invoice.payment->transfers)
            transfer.name = transfer.institution = QString();
    }
    for (InvoiceLine &line : invoice.lines)
        reduceLine(line);
}

Party minimalParty(const Party &party, bool isSeller)
{
    Party minimal;
    minimal.name = party.name;
    minimal.legalRegistration = party.legalRegistration;
    if (isSeller) {
        minimal.address.country = party.address.country;
        minimal.vatId = party.vatId;
        minimal.taxNumber = party.taxNumber;
    }
    return minimal;
}

SemanticInvoice minimum(const SemanticInvoice &invoice)
{
    SemanticInvoice minimal;
    minimal.number = invoice.number;
    minimal.issueDate = invoice.issueDate;
    minimal.typeCode = invoice.typeCode;
    minimal.currency = invoice.currency;
    minimal.buyerReference = invoice.buyerReference;
    minimal.purchaseOrder = invoice.purchaseOrder;
    minimal.businessProcess = invoice.businessProcess;
    minimal.seller = minimalParty(invoice.seller, true);
    minimal.buyer = minimalParty(invoice.buyer, false);
    minimal.totals.withoutVat = invoice.totals.withoutVat;
    minimal.totals.vat = invoice.totals.vat;
    minimal.totals.withVat = invoice.totals.withVat;
    minimal.totals.due = invoice.totals.due;
    return minimal;
}

/// Peppol has room for one note (PEPPOL-EN16931-R002).
void joinNotes(std::vector<Note> &notes)
{
    if (notes.size() <= 1)
        return;
    QStringList texts;
    for (const Note &note : notes)
        texts << note.text;
    notes = {{notes.front().subject, texts.join(u'\n')}};
}

} // namespace

QString toString(Profile profile)
{
    return QString::fromUtf16(rowOf(profile).name);
}

Result<Profile> profileFromString(const QString &text)
{
    QStringList names;
    for (const Row &row : rows) {
        names << QString::fromUtf16(row.name);
        if (text == names.last())
            return row.profile;
    }
    return fail(ErrorKind::InvalidInput, u"einvoice.profile_unknown"_s,
                {{u"value"_s, text.left(40)}, {u"expected"_s, names.join(u", "_s)}});
}

QString specificationId(Profile profile)
{
    return QString::fromUtf16(rowOf(profile).specification);
}

std::optional<Profile> profileOf(const QString &specification)
{
    for (const Row &row : rows) {
        if (specification == QStringView(row.specification))
            return row.profile;
    }
    return std::nullopt;
}

bool isAllowed(Profile profile, Syntax syntax)
{
    switch (profile) {
    case Profile::En16931:
    case Profile::XRechnung3:
        return true;
    case Profile::PeppolBis3:
        return syntax == Syntax::Ubl;
    default:
        return syntax == Syntax::Cii;
    }
}

QString conformanceLevel(Profile profile)
{
    return QString::fromUtf16(rowOf(profile).level);
}

QString embeddedFileName(Profile profile)
{
    return profile == Profile::XRechnung3 ? u"xrechnung.xml"_s : u"factur-x.xml"_s;
}

SemanticInvoice forProfile(SemanticInvoice invoice, Profile profile)
{
    if (profile == Profile::PeppolBis3 || profile == Profile::XRechnung3)
        invoice.businessProcess = u"urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"_s;
    if (profile == Profile::PeppolBis3)
        joinNotes(invoice.notes);
    if (profile == Profile::FacturXBasic || profile == Profile::FacturXBasicWl)
        reduceToBasic(invoice);
    if (profile == Profile::FacturXBasicWl)
        invoice.lines.clear();
    if (profile == Profile::FacturXMinimum)
        invoice = minimum(invoice);
    if (profile == Profile::XRechnung3) {
        // BR-DE-14 wants a rate in every breakdown, also where there is no VAT at all.
        for (VatBreakdown &part : invoice.breakdown)
            part.vat.rate = part.vat.rate.value_or(Decimal(0));
    }
    invoice.specification = specificationId(profile);
    return invoice;
}

} // namespace accord::einvoice
