// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/term.h"

#include "core/base/canonical.h"

namespace accord::einvoice {

namespace {

struct AddressTerms
{
    int line1, line2, line3, city, postalCode, subdivision, country;
};
constexpr AddressTerms sellerAddress{35, 36, 162, 37, 38, 39, 40};
constexpr AddressTerms buyerAddress{50, 51, 163, 52, 53, 54, 55};
constexpr AddressTerms representativeAddress{64, 65, 164, 66, 67, 68, 69};
constexpr AddressTerms deliveryAddress{75, 76, 165, 77, 78, 79, 80};

struct AllowanceTerms
{
    int amount, base, percent, category, rate, reason, reasonCode; ///< category and rate 0: has none
};
constexpr AllowanceTerms documentAllowance{92, 93, 94, 95, 96, 97, 98};
constexpr AllowanceTerms documentCharge{99, 100, 101, 102, 103, 104, 105};
constexpr AllowanceTerms lineAllowance{136, 137, 138, 0, 0, 139, 140};
constexpr AllowanceTerms lineCharge{141, 142, 143, 0, 0, 144, 145};

/// Lists the terms; every function stands for one group of the standard.
class Lister
{
public:
    std::vector<Term> list(const SemanticInvoice &invoice)
    {
        head(invoice);
        party(invoice.seller, 27, sellerAddress);
        buyer(invoice.buyer);
        others(invoice);
        if (invoice.payment)
            payment(*invoice.payment);
        allowancesCharges(invoice.allowancesCharges, documentAllowance, documentCharge);
        totals(invoice.totals);
        for (const VatBreakdown &part : invoice.breakdown)
            breakdown(part);
        for (size_t i = 0; i < invoice.attachments.size(); ++i)
            attachment(invoice.attachments[i], u"attachment %1"_s.arg(i + 1));
        for (const InvoiceLine &one : invoice.lines)
            line(one);
        return std::move(m_terms);
    }

private:
    void add(int term, const QString &value)
    {
        if (!value.isEmpty())
            m_terms.push_back({u"BT-%1"_s.arg(term), m_place, value});
    }
    void add(int term, const QDate &day) { add(term, day.toString(Qt::ISODate)); }
    void add(int term, const Decimal &number) { add(term, number.toShortString()); }
    void add(int term, const std::optional<Decimal> &number)
    {
        if (number)
            add(term, *number);
    }
    void add(int term, const Identifier &id)
    {
        add(term, id.scheme.isEmpty() ? id.value : u"%1:%2"_s.arg(id.scheme, id.value));
    }

    void head(const SemanticInvoice &invoice)
    {
        add(1, invoice.number);
        add(2, invoice.issueDate);
        add(3, invoice.typeCode);
        add(5, invoice.currency);
        add(6, invoice.taxCurrency);
        add(7, invoice.taxPointDate);
        add(8, invoice.taxPointCode);
        add(9, invoice.dueDate);
        add(10, invoice.buyerReference);
        add(11, invoice.project);
        add(12, invoice.contract);
        add(13, invoice.purchaseOrder);
        add(14, invoice.salesOrder);
        add(15, invoice.receivingAdvice);
        add(16, invoice.despatchAdvice);
        add(17, invoice.tender);
        add(18, invoice.object);
        add(19, invoice.accountingReference);
        add(20, invoice.paymentTerms);
        each(invoice.notes, u"note %1"_s, [this](const Note &note) {
            add(21, note.subject);
            add(22, note.text);
        });
        add(23, invoice.businessProcess);
        add(24, invoice.specification);
        each(invoice.precedingInvoices, u"preceding invoice %1"_s, [this](const PrecedingInvoice &preceding) {
            add(25, preceding.number);
            add(26, preceding.issueDate);
        });
    }

    template<typename T, typename Function> void each(const std::vector<T> &values, const QString &place, Function list)
    {
        const QString outer = m_place;
        for (size_t i = 0; i < values.size(); ++i) {
            m_place = outer.isEmpty() ? place.arg(i + 1) : outer + u", "_s + place.arg(i + 1);
            list(values[i]);
        }
        m_place = outer;
    }

    void address(const PostalAddress &value, const AddressTerms &terms)
    {
        add(terms.line1, value.line1);
        add(terms.line2, value.line2);
        add(terms.line3, value.line3);
        add(terms.city, value.city);
        add(terms.postalCode, value.postalCode);
        add(terms.subdivision, value.subdivision);
        add(terms.country, value.country);
    }

    void party(const Party &value, int first, const AddressTerms &terms)
    {
        add(first, value.name);
        add(first + 1, value.tradingName);
        each(value.identifiers, u"identifier %1"_s, [this, first](const Identifier &id) { add(first + 2, id); });
        add(first + 3, value.legalRegistration);
        add(first + 4, value.vatId);
        add(32, value.taxNumber);
        add(33, value.legalInformation);
        add(34, value.electronicAddress);
        address(value.address, terms);
        add(41, value.contact.name);
        add(42, value.contact.telephone);
        add(43, value.contact.email);
    }

    void buyer(const Party &value)
    {
        add(44, value.name);
        add(45, value.tradingName);
        each(value.identifiers, u"identifier %1"_s, [this](const Identifier &id) { add(46, id); });
        add(47, value.legalRegistration);
        add(48, value.vatId);
        add(49, value.electronicAddress);
        address(value.address, buyerAddress);
        add(56, value.contact.name);
        add(57, value.contact.telephone);
        add(58, value.contact.email);
    }

    void others(const SemanticInvoice &invoice)
    {
        if (invoice.payee) {
            add(59, invoice.payee->name);
            add(60, invoice.payee->identifier);
            add(61, invoice.payee->legalRegistration);
        }
        if (invoice.taxRepresentative) {
            add(62, invoice.taxRepresentative->name);
            add(63, invoice.taxRepresentative->vatId);
            address(invoice.taxRepresentative->address, representativeAddress);
        }
        add(70, invoice.delivery.name);
        add(71, invoice.delivery.location);
        add(72, invoice.delivery.date);
        add(73, invoice.period.start);
        add(74, invoice.period.end);
        address(invoice.delivery.address, deliveryAddress);
    }

    void payment(const PaymentInstructions &value)
    {
        add(81, value.meansCode);
        add(82, value.meansText);
        add(83, value.remittance);
        each(value.transfers, u"account %1"_s, [this](const CreditTransfer &transfer) {
            add(84, transfer.account);
            add(85, transfer.name);
            add(86, transfer.institution);
        });
        if (value.card) {
            add(87, value.card->number);
            add(88, value.card->holder);
        }
        if (value.directDebit) {
            add(89, value.directDebit->mandate);
            add(90, value.directDebit->creditor);
            add(91, value.directDebit->debitedAccount);
        }
    }

    void allowancesCharges(const std::vector<AllowanceCharge> &values, const AllowanceTerms &allowance,
                           const AllowanceTerms &charge)
    {
        std::vector<AllowanceCharge> kinds[2];
        for (const AllowanceCharge &value : values)
            kinds[value.isCharge].push_back(value);
        for (const bool isCharge : {false, true}) {
            const AllowanceTerms &terms = isCharge ? charge : allowance;
            each(kinds[isCharge], isCharge ? u"charge %1"_s : u"allowance %1"_s, [&](const AllowanceCharge &value) {
                add(terms.amount, value.amount);
                add(terms.base, value.base);
                add(terms.percent, value.percent);
                if (terms.category) {
                    add(terms.category, value.vat.category);
                    add(terms.rate, value.vat.rate);
                }
                add(terms.reason, value.reason);
                add(terms.reasonCode, value.reasonCode);
            });
        }
    }

    void totals(const Totals &value)
    {
        add(106, value.lines);
        add(107, value.allowances);
        add(108, value.charges);
        add(109, value.withoutVat);
        add(110, value.vat);
        add(111, value.vatInTaxCurrency);
        add(112, value.withVat);
        add(113, value.paid);
        add(114, value.rounding);
        add(115, value.due);
    }

    void breakdown(const VatBreakdown &part)
    {
        m_place = u"VAT "_s + part.vat.toString();
        add(116, part.taxable);
        add(117, part.tax);
        add(118, part.vat.category);
        add(119, part.vat.rate);
        add(120, part.exemptionReason);
        add(121, part.exemptionCode);
        m_place.clear();
    }

    void attachment(const Attachment &value, const QString &place)
    {
        m_place = place;
        add(122, value.reference);
        add(123, value.description);
        add(124, value.location);
        if (!value.content.isEmpty())
            add(125, u"%1 (%2), %3 bytes, SHA-256 %4"_s.arg(value.fileName, value.mimeType)
                         .arg(value.content.size())
                         .arg(QString::fromLatin1(sha256Hex(value.content))));
        m_place.clear();
    }

    void line(const InvoiceLine &value)
    {
        m_place = u"line "_s + value.id;
        add(126, value.id);
        add(127, value.note);
        add(128, value.object);
        add(129, value.quantity);
        add(130, value.unit);
        add(131, value.net);
        add(132, value.orderLine);
        add(133, value.accountingReference);
        add(134, value.period.start);
        add(135, value.period.end);
        allowancesCharges(value.allowancesCharges, lineAllowance, lineCharge);
        add(146, value.price.net);
        add(147, value.price.discount);
        add(148, value.price.gross);
        add(149, value.price.baseQuantity);
        add(150, value.price.baseUnit);
        add(151, value.vat.category);
        add(152, value.vat.rate);
        item(value.item);
        m_place.clear();
    }

    void item(const Item &value)
    {
        add(153, value.name);
        add(154, value.description);
        add(155, value.sellersId);
        add(156, value.buyersId);
        add(157, value.standardId);
        each(value.classifications, u"classification %1"_s, [this](const ItemClassification &one) {
            add(158, QStringList{one.list, one.listVersion, one.code}.join(u':'));
        });
        add(159, value.originCountry);
        each(value.attributes, u"attribute %1"_s, [this](const ItemAttribute &attribute) {
            add(160, attribute.name);
            add(161, attribute.value);
        });
    }

    std::vector<Term> m_terms;
    QString m_place;
};

} // namespace

std::vector<Term> termsOf(const SemanticInvoice &invoice)
{
    return Lister().list(invoice);
}

} // namespace accord::einvoice
