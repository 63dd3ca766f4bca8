// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/rule_book.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

namespace accord::einvoice {

namespace {

void checkEndpoints(RuleBook &book, const SemanticInvoice &invoice)
{
    book.require(u"PEPPOL-EN16931-R020"_s, u"BT-34"_s, invoice.seller.electronicAddress.value, {},
                 u"the electronic address of the seller"_s);
    book.require(u"PEPPOL-EN16931-R010"_s, u"BT-49"_s, invoice.buyer.electronicAddress.value, {},
                 u"the electronic address of the buyer"_s);
}

/// GS1 General Specifications, 7.9: weights 3 and 1 from the right.
bool isGln(const QString &value)
{
    static const QRegularExpression form(u"^\\d{13}$"_s);
    if (!form.match(value).hasMatch())
        return false;
    int sum = 0;
    for (qsizetype i = 0; i < value.size(); ++i)
        sum += value[i].digitValue() * (i % 2 == 0 ? 1 : 3);
    return sum % 10 == 0;
}

/// Ten digits, the last two 97 less the rest of the others by 97.
bool isBelgianEnterpriseNumber(const QString &value)
{
    static const QRegularExpression form(u"^\\d{10}$"_s);
    return form.match(value).hasMatch() && value.right(2).toInt() == 97 - value.left(8).toInt() % 97;
}

/// What the network refuses by the check digits of its addresses.
void checkIdentifier(RuleBook &book, const QString &term, const Identifier &id)
{
    if (id.scheme == u"0088")
        book.requireThat(isGln(id.value), u"PEPPOL-COMMON-R040"_s, term, id.value,
                         u"a GLN: 13 digits, the last a check digit"_s);
    if (id.scheme == u"0208")
        book.requireThat(isBelgianEnterpriseNumber(id.value), u"PEPPOL-COMMON-R043"_s, term, id.value,
                         u"a Belgian enterprise number: ten digits, the last two check digits"_s);
}

void checkIdentifiers(RuleBook &book, const SemanticInvoice &invoice)
{
    const auto party
        = [&book](const Party &value, const QString &endpoint, const QString &identifier, const QString &registration) {
              checkIdentifier(book, endpoint, value.electronicAddress);
              for (const Identifier &id : value.identifiers)
                  checkIdentifier(book, identifier, id);
              checkIdentifier(book, registration, value.legalRegistration);
          };
    party(invoice.seller, u"BT-34"_s, u"BT-29"_s, u"BT-30"_s);
    party(invoice.buyer, u"BT-49"_s, u"BT-46"_s, u"BT-47"_s);
    if (invoice.payee) {
        checkIdentifier(book, u"BT-60"_s, invoice.payee->identifier);
        checkIdentifier(book, u"BT-61"_s, invoice.payee->legalRegistration);
    }
}

/// Lines lie inside the period of the invoice.
void checkLinePeriods(RuleBook &book, const SemanticInvoice &invoice)
{
    for (const InvoiceLine &line : invoice.lines) {
        const QDate &first = invoice.period.start;
        const QDate &last = invoice.period.end;
        if (line.period.start.isValid() && first.isValid())
            book.requireThat(line.period.start >= first, u"PEPPOL-EN16931-R110"_s, u"BT-134"_s,
                             line.period.start.toString(Qt::ISODate),
                             u"a day not before "_s + first.toString(Qt::ISODate), placeOf(line));
        if (line.period.end.isValid() && last.isValid())
            book.requireThat(line.period.end <= last, u"PEPPOL-EN16931-R111"_s, u"BT-135"_s,
                             line.period.end.toString(Qt::ISODate), u"a day not after "_s + last.toString(Qt::ISODate),
                             placeOf(line));
    }
}

void checkPeppol(RuleBook &book, const SemanticInvoice &invoice)
{
    static const QRegularExpression process(u"^urn:fdc:peppol.eu:2017:poacc:billing:\\d{2}:1.0$"_s);
    book.requireThat(process.match(invoice.businessProcess).hasMatch(), u"PEPPOL-EN16931-R007"_s, u"BT-23"_s,
                     invoice.businessProcess, u"urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"_s);
    book.requireThat(invoice.notes.size() <= 1, u"PEPPOL-EN16931-R002"_s, u"BG-1"_s,
                     u"given %1 times"_s.arg(invoice.notes.size()), u"at most one note"_s);
    book.require(u"PEPPOL-EN16931-R003"_s, u"BT-10"_s, invoice.buyerReference + invoice.purchaseOrder, {},
                 u"a buyer reference, or a purchase order (BT-13)"_s);
    checkEndpoints(book, invoice);
    checkIdentifiers(book, invoice);
    for (const auto &[term, endpoint] : {std::pair(u"BT-34"_s, invoice.seller.electronicAddress),
                                         std::pair(u"BT-49"_s, invoice.buyer.electronicAddress)})
        book.requireThat(endpoint.scheme != u"EM", u"PEPPOL-EN16931-CL008"_s, term, endpoint.scheme,
                         u"an address of the Peppol network; e-mail is none"_s);
    if (invoice.payment && (invoice.payment->meansCode == u"49" || invoice.payment->meansCode == u"59"))
        book.require(u"PEPPOL-EN16931-R061"_s, u"BT-89"_s,
                     invoice.payment->directDebit ? invoice.payment->directDebit->mandate : QString(), {},
                     u"the reference of the mandate"_s);
}

/// The rules BR-DE of KoSIT.
class XRechnung
{
public:
    explicit XRechnung(const SemanticInvoice &invoice, RuleBook &book)
        : m_invoice(invoice)
        , m_book(book)
    { }

    void check()
    {
        checkSeller();
        m_book.require(u"BR-DE-8"_s, u"BT-52"_s, m_invoice.buyer.address.city);
        m_book.require(u"BR-DE-9"_s, u"BT-53"_s, m_invoice.buyer.address.postalCode);
        if (!m_invoice.delivery.address.isEmpty()) {
            m_book.require(u"BR-DE-10"_s, u"BT-77"_s, m_invoice.delivery.address.city);
            m_book.require(u"BR-DE-11"_s, u"BT-78"_s, m_invoice.delivery.address.postalCode);
        }
        m_book.require(u"BR-DE-15"_s, u"BT-10"_s, m_invoice.buyerReference, {},
                       u"the buyer reference; of public authorities the Leitweg-ID"_s);
        static const QStringList types{u"326"_s, u"380"_s, u"384"_s, u"389"_s, u"381"_s, u"875"_s, u"876"_s, u"877"_s};
        m_book.requireThat(types.contains(m_invoice.typeCode), u"BR-DE-17"_s, u"BT-3"_s, m_invoice.typeCode,
                           u"one of "_s + types.join(u", "_s));
        if (m_invoice.typeCode == u"384")
            m_book.requireThat(!m_invoice.precedingInvoices.empty(), u"BR-DE-26"_s, u"BG-3"_s, {},
                               u"the invoice that is corrected"_s);
        for (const VatBreakdown &part : m_invoice.breakdown)
            m_book.requireThat(part.vat.rate.has_value(), u"BR-DE-14"_s, u"BT-119"_s, {}, u"a rate"_s, placeOf(part));
        checkPayment();
        checkDiscountTerms();
        checkAttachmentNames();
        checkEndpoints(m_book, m_invoice);
    }

private:
    void checkSeller()
    {
        const Party &seller = m_invoice.seller;
        m_book.require(u"BR-DE-3"_s, u"BT-37"_s, seller.address.city);
        m_book.require(u"BR-DE-4"_s, u"BT-38"_s, seller.address.postalCode);
        m_book.requireThat(!seller.contact.isEmpty(), u"BR-DE-2"_s, u"BG-6"_s, {}, u"the contact of the seller"_s);
        m_book.require(u"BR-DE-5"_s, u"BT-41"_s, seller.contact.name);
        m_book.require(u"BR-DE-6"_s, u"BT-42"_s, seller.contact.telephone);
        m_book.require(u"BR-DE-7"_s, u"BT-43"_s, seller.contact.email);
        static const QRegularExpression threeDigits(u"(\\d[^\\d]*){3}"_s);
        static const QRegularExpression email(u"^[^@\\s.][^@\\s]*@[^@\\s]*[^@\\s.]$"_s);
        if (!seller.contact.telephone.isEmpty())
            m_book.requireThat(threeDigits.match(seller.contact.telephone).hasMatch(), u"BR-DE-27"_s, u"BT-42"_s,
                               seller.contact.telephone, u"at least three digits"_s);
        if (!seller.contact.email.isEmpty())
            m_book.requireThat(email.match(seller.contact.email).hasMatch(), u"BR-DE-28"_s, u"BT-43"_s,
                               seller.contact.email, u"an e-mail address such as name@example.com"_s);
    }

    /// Each kind of payment with its own group and no other: 30, 58; 48, 54, 55; 59.
    void checkPayment()
    {
        if (!m_invoice.payment) {
            m_book.add(u"BR-DE-1"_s, u"BG-16"_s, {}, u"payment instructions"_s);
            return;
        }
        const PaymentInstructions &payment = *m_invoice.payment;
        const bool isTransfer = payment.meansCode == u"30" || payment.meansCode == u"58";
        const bool isCard = QStringList{u"48"_s, u"54"_s, u"55"_s}.contains(payment.meansCode);
        const bool isDebit = payment.meansCode == u"59";
        const std::tuple<bool, bool, QString, QString> kinds[]{
            {isTransfer, !payment.transfers.empty(), u"BR-DE-23"_s, u"BG-17"_s},
            {isCard, payment.card.has_value(), u"BR-DE-24"_s, u"BG-18"_s},
            {isDebit, payment.directDebit.has_value(), u"BR-DE-25"_s, u"BG-19"_s}};
        for (const auto &[isUsed, isThere, rule, group] : kinds) {
            if (!isUsed)
                continue;
            m_book.requireThat(isThere, rule + u"-a"_s, group, {},
                               u"the group that means of payment %1 need"_s.arg(payment.meansCode));
            for (const auto &[otherIsUsed, otherIsThere, otherRule, otherGroup] : kinds)
                m_book.requireThat(otherIsUsed || !otherIsThere, rule + u"-b"_s, otherGroup, u"given"_s,
                                   u"nothing beside means of payment "_s + payment.meansCode);
        }
        if (payment.directDebit) {
            m_book.require(u"BR-DE-30"_s, u"BT-90"_s, payment.directDebit->creditor);
            m_book.require(u"BR-DE-31"_s, u"BT-91"_s, payment.directDebit->debitedAccount);
        }
    }

    /// BR-DE-18: lines of "#SKONTO#TAGE=14#PROZENT=2.00#", with "BASISBETRAG=…#" or not, each ended by a line break.
    void checkDiscountTerms()
    {
        static const QRegularExpression form(
            u"^#(SKONTO|VERZUG)#TAGE=\\d+#PROZENT=\\d+\\.\\d{2}#(BASISBETRAG=-?\\d+\\.\\d{2}#)?$"_s);
        if (!m_invoice.paymentTerms.contains(u'#'))
            return;
        const QStringList lines = m_invoice.paymentTerms.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const bool endsWithBreak = i + 1 < lines.size();
            if (lines[i].trimmed().startsWith(u'#'))
                m_book.requireThat(endsWithBreak && form.match(lines[i].trimmed()).hasMatch(), u"BR-DE-18"_s,
                                   u"BT-20"_s, lines[i], u"#SKONTO#TAGE=14#PROZENT=2.00# and a line break"_s);
        }
    }

    void checkAttachmentNames()
    {
        QSet<QString> names;
        for (const Attachment &attachment : m_invoice.attachments) {
            if (attachment.content.isEmpty())
                continue;
            m_book.requireThat(!names.contains(attachment.fileName.toLower()), u"BR-DE-22"_s, u"BT-125"_s,
                               attachment.fileName, u"a file name that no other attachment has"_s);
            names.insert(attachment.fileName.toLower());
        }
    }

    const SemanticInvoice &m_invoice;
    RuleBook &m_book;
};

} // namespace

Findings checkProfile(const SemanticInvoice &invoice, Profile profile)
{
    RuleBook book;
    if (!invoice.specification.isEmpty() && invoice.specification != specificationId(profile))
        book.add(u"BR-DE-21"_s, u"BT-24"_s, invoice.specification, specificationId(profile));
    if (profile == Profile::PeppolBis3) {
        checkPeppol(book, invoice);
        checkLinePeriods(book, invoice);
    }
    if (profile == Profile::XRechnung3)
        XRechnung(invoice, book).check();
    return book.take();
}

Findings check(const SemanticInvoice &invoice, Profile profile)
{
    Findings all;
    const auto append = [&all](Findings more) {
        all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    const bool hasLines = profile != Profile::FacturXMinimum && profile != Profile::FacturXBasicWl;
    if (hasLines) {
        append(checkPresence(invoice));
        append(checkTotals(invoice));
        append(checkVatCategories(invoice));
    }
    append(checkCodes(invoice));
    append(checkProfile(invoice, profile));
    return all;
}

Findings check(const ReadInvoice &read, Profile profile)
{
    Findings all = check(read.invoice, profile);
    if (profile == Profile::PeppolBis3) {
        for (const QString &path : read.empty)
            all.push_back({u"PEPPOL-EN16931-R008"_s, path, {}, u"empty"_s, u"a value, or no element"_s});
    }
    return all;
}

} // namespace accord::einvoice
