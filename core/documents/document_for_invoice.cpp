// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document_for_invoice.h"

#include "core/billing/late_charge.h"
#include "core/billing/prepayment.h"
#include "core/documents/document_words.h"
#include "core/documents/figures.h"

namespace accord::documents {

namespace {

using billing::BillLine;

constexpr size_t mostTaxesInTotals = 4; ///< more of them are added up; the tax table names each
const QString noValue = u"—"_s;

/// Writes one document; every function fills one part of it.
class Writer
{
public:
    Writer(const billing::Invoice &invoice, const billing::IssuingEntity &seller, const accounts::Account &payer,
           const DocumentLanguage &language, const InvoiceExtras &extras)
        : m_invoice(invoice)
        , m_bill(invoice.bill)
        , m_seller(seller)
        , m_payer(payer)
        , m_extras(extras)
        , m_say(language.translator)
        , m_locale(language.locale.value_or(localeOf(payer.address.country)))
    { }

    InvoiceDocument write()
    {
        m_document.locale = m_locale;
        m_document.format = QStringList{u"US"_s, u"CA"_s, u"MX"_s}.contains(m_payer.address.country)
                                ? PageFormat::Letter
                                : PageFormat::A4;
        m_document.words = wordsOf(m_say, m_invoice.state != billing::InvoiceState::Issued);
        if (m_invoice.state == billing::InvoiceState::Issued && billing::isPrepayment(m_bill))
            m_document.words.title = m_say(QT_TRANSLATE_NOOP("Document", "Prepayment invoice"));
        else if (m_invoice.state == billing::InvoiceState::Issued && billing::hasDeductions(m_bill))
            m_document.words.title = m_say(QT_TRANSLATE_NOOP("Document", "Final invoice"));
        else if (m_invoice.state == billing::InvoiceState::Issued && billing::isLateCharge(m_bill))
            m_document.words.title = m_say(QT_TRANSLATE_NOOP("Document", "Late charge"));
        m_document.number = m_invoice.number;
        m_document.seal = m_invoice.seal;
        m_document.words.seal = m_say(QT_TRANSLATE_NOOP("Document", "Seal %1")).arg(m_invoice.seal);
        m_document.issueDate = m_invoice.issueDate;
        m_document.currency = m_bill.currency;
        m_document.total = m_bill.total;
        m_document.due = m_bill.amountDue();
        m_document.paymentInstructions = m_seller.paymentInstructions;
        if (m_invoice.dueDate.isValid())
            m_document.words.dueBy
                = m_say(QT_TRANSLATE_NOOP("Document", "due by %1")).arg(dateText(m_invoice.dueDate, m_locale));
        writeBrand();
        writeParties();
        writeFacts();
        writeLines();
        writeTaxes();
        writeTotals();
        writeCredits();
        writeInstalments();
        writeCosts();
        writeExtras();
        return m_document;
    }

private:
    static QLocale localeOf(const QString &country)
    {
        return QLocale(QLocale::English, country == u"US"_s ? QLocale::UnitedStates : QLocale::UnitedKingdom);
    }

    void writeBrand()
    {
        const QJsonObject &branding = m_seller.branding;
        m_document.brand.companyName = branding.value(u"company_name"_s).toString(m_seller.legalName);
        bool isColour = false;
        const quint32 colour = branding.value(u"primary_color"_s).toString().mid(1).toUInt(&isColour, 16);
        if (isColour)
            m_document.brand.colour = colour;
        m_document.brand.logoPng = m_seller.logoPng;
        m_document.brand.footer = branding.value(u"footer"_s).toString();
    }

    QString country(const QString &code) const { return QLocale::territoryToString(QLocale::codeToTerritory(code)); }

    QStringList addressLines(const accounts::Address &address) const
    {
        const bool regionLast = QStringList{u"US"_s, u"CA"_s, u"AU"_s}.contains(address.country);
        const QString place = regionLast ? QStringList{address.city + (address.city.isEmpty() ? u""_s : u","_s),
                                                       address.region, address.postalCode}
                                               .join(u' ')
                                         : QStringList{address.postalCode, address.city, address.region}.join(u' ');
        QStringList lines{address.line1, address.line2, place.simplified(),
                          address.country.isEmpty() ? QString() : country(address.country)};
        lines.removeAll(QString());
        return lines;
    }

    QString vatLine(const QString &vatId) const { return m_say(QT_TRANSLATE_NOOP("Document", "VAT ID %1")).arg(vatId); }

    void writeParties()
    {
        const QJsonObject contact = m_seller.branding.value(u"contact"_s).toObject();
        m_document.seller = {m_seller.legalName, addressLines(m_seller.address), {}};
        for (const QString &key : {u"phone"_s, u"email"_s, u"website"_s}) {
            if (contact.contains(key))
                m_document.seller.contact << contact.value(key).toString();
        }
        if (!m_seller.vatId.isEmpty())
            m_document.seller.lines << vatLine(m_seller.vatId);
        m_document.buyer
            = {m_payer.legalName.isEmpty() ? m_payer.name : m_payer.legalName, addressLines(m_payer.address), {}};
        if (!m_payer.vatId.isEmpty())
            m_document.buyer.lines << vatLine(m_payer.vatId);
    }

    void fact(const char *label, const QString &value)
    {
        if (!value.isEmpty())
            m_document.facts.push_back({m_say(label), value});
    }

    /// The different non-empty values of \a member over the lines, in their order.
    template<typename Member> QStringList distinct(Member member, const QString &first = {}) const
    {
        QStringList values;
        if (!first.isEmpty())
            values << first;
        for (const BillLine &line : m_bill.lines) {
            const QString value = line.*member;
            if (!value.isEmpty() && !values.contains(value))
                values << value;
        }
        return values;
    }

    void writeFacts()
    {
        fact(QT_TRANSLATE_NOOP("Document", "Invoice number"), m_invoice.number);
        if (m_invoice.issueDate.isValid())
            fact(QT_TRANSLATE_NOOP("Document", "Issue date"), dateText(m_invoice.issueDate, m_locale));
        if (m_invoice.dueDate.isValid())
            fact(QT_TRANSLATE_NOOP("Document", "Due date"), dateText(m_invoice.dueDate, m_locale));
        fact(QT_TRANSLATE_NOOP("Document", "Payment terms"),
             m_bill.netDays > 0 ? m_say(QT_TRANSLATE_NOOP("Document", "Net %1")).arg(m_bill.netDays)
                                : m_say(QT_TRANSLATE_NOOP("Document", "Due on receipt")));
        fact(QT_TRANSLATE_NOOP("Document", "Billing period"), periodText(m_bill.period, m_locale));
        fact(QT_TRANSLATE_NOOP("Document", "Purchase order"),
             distinct(&BillLine::purchaseOrder, m_bill.purchaseOrder).join(u", "_s));
        fact(QT_TRANSLATE_NOOP("Document", "Contract"), distinct(&BillLine::contractNumber).join(u", "_s));
        fact(QT_TRANSLATE_NOOP("Document", "Customer number"), m_payer.number);
        fact(QT_TRANSLATE_NOOP("Document", "Currency"), m_bill.currency.code());
        fact(QT_TRANSLATE_NOOP("Document", "Converted"), conversionText());
    }

    /// "1 USD = 0.92 EUR (contract ENT-1)": unit prices stand in the currency of the contract.
    QString conversionText() const
    {
        if (!m_bill.conversion)
            return {};
        const Conversion &conversion = *m_bill.conversion;
        const QString origin = conversion.day.isValid()
                                   ? u"%1, %2"_s.arg(conversion.source, dateText(conversion.day, m_locale))
                                   : conversion.source;
        return u"1 %1 = %2 %3 (%4)"_s.arg(conversion.from.code(), conversion.rate.toString(), conversion.to.code(),
                                          origin);
    }

    QString usageText(const BillLine &line) const
    {
        if (!line.used)
            return {};
        const QString used = m_say(QT_TRANSLATE_NOOP("Document", "%1 %2 used"))
                                 .arg(figure(*line.used, m_locale), line.unit)
                                 .simplified();
        if (!line.included)
            return used;
        return used + u", "_s
               + m_say(QT_TRANSLATE_NOOP("Document", "%1 %2 included"))
                     .arg(figure(*line.included, m_locale), line.unit)
                     .simplified();
    }

    /// Of a converted line, what the contract says: "USD 1,200.00 at USD 10.00 each".
    QString pricedText(const BillLine &line) const
    {
        if (!line.priced)
            return {};
        const QString code = line.priced->net.currency().code() + u' ';
        const QString net = code + figure(line.priced->net, m_locale);
        if (!line.unitPrice)
            return net;
        return m_say(QT_TRANSLATE_NOOP("Document", "%1 at %2 each"))
            .arg(net, code + figure(*line.unitPrice, m_locale, line.priced->net.currency().minorDigits()));
    }

    QString detailOf(const BillLine &line) const
    {
        QStringList parts{usageText(line), pricedText(line)};
        if (!line.purchaseOrder.isEmpty() && line.purchaseOrder != m_bill.purchaseOrder)
            parts << m_say(QT_TRANSLATE_NOOP("Document", "Purchase order %1")).arg(line.purchaseOrder);
        parts.removeAll(QString());
        return parts.join(u" · "_s);
    }

    static QString placeOf(const BillLine &line)
    {
        QStringList parts{line.locationCode, line.costCentre};
        parts.removeAll(QString());
        return parts.join(u" · "_s);
    }

    EntityGroup &entityOf(const BillLine &line)
    {
        const auto found = m_entityIndex.constFind(line.entity);
        if (found != m_entityIndex.constEnd())
            return m_document.entities[*found];
        m_entityIndex.insert(line.entity, m_document.entities.size());
        const QString label = m_say(QT_TRANSLATE_NOOP("Document", "Subtotal %1")).arg(line.entityName);
        m_document.entities.push_back({line.entityName, label, {}, Money::zero(m_bill.currency)});
        return m_document.entities.back();
    }

    LocationGroup &locationOf(const BillLine &line, EntityGroup &entity)
    {
        const auto key = std::pair(line.entity, line.locationCode);
        const auto found = m_locationIndex.constFind(key);
        if (found != m_locationIndex.constEnd())
            return entity.locations[*found];
        m_locationIndex.insert(key, entity.locations.size());
        entity.locations.push_back({line.locationCode.isEmpty() ? QString() : line.locationName,
                                    placeOf(line),
                                    {},
                                    Money::zero(m_bill.currency)});
        return entity.locations.back();
    }

    /// Amounts of one bill are of one currency and their sum is on the bill, so adding them up again can not fail.
    static void add(Money &sum, const Money &amount) { sum = sum.plus(amount).value_or(sum); }

    void writeLines()
    {
        for (const BillLine &line : m_bill.lines) {
            EntityGroup &entity = entityOf(line);
            LocationGroup &location = locationOf(line, entity);
            location.lines.push_back({line.description, detailOf(line), line.quantity, line.unit,
                                      line.priced ? std::nullopt : line.unitPrice, line.discount, line.net});
            add(location.subtotal, line.net);
            add(entity.subtotal, line.net);
            m_document.hasDiscounts |= !line.discount.isZero();
            m_document.hasUnitPrices |= line.unitPrice.has_value() && !line.priced;
            m_document.hasLocationHeadings |= !location.name.isEmpty() && location.lines.size() > 1;
        }
        m_document.hasEntityHeadings = m_document.entities.size() > 1;
        if (!m_document.hasLocationHeadings)
            nameLocationsOnTheirLines();
    }

    /// With one line a location, "Köln" with the charge beneath reads better than a heading for each.
    void nameLocationsOnTheirLines()
    {
        for (EntityGroup &entity : m_document.entities) {
            for (LocationGroup &location : entity.locations) {
                if (location.name.isEmpty())
                    continue;
                DocumentLine &line = location.lines.front();
                QStringList detail{location.detail, line.description, line.detail};
                detail.removeAll(QString());
                line.detail = detail.join(u" · "_s);
                line.description = location.name;
            }
        }
    }

    static QString sentence(QString text, const QString &code)
    {
        if (!text.isEmpty())
            text[0] = text.at(0).toUpper();
        return code.isEmpty() ? text : u"%1 (%2)"_s.arg(text, code);
    }

    void writeTaxes()
    {
        for (const tax::TaxGroup &group : m_bill.taxGroups) {
            QString jurisdiction = group.component.jurisdiction;
            jurisdiction.replace(u"/"_s, u", "_s);
            m_document.taxes.push_back({jurisdiction, group.component.name,
                                        percentage(group.component.percent, m_locale), group.taxable, group.tax,
                                        sentence(group.component.reason, group.component.reasonCode)});
        }
    }

    void writeTotals()
    {
        if (m_document.hasDiscounts) {
            Money gross = Money::zero(m_bill.currency);
            for (const BillLine &line : m_bill.lines)
                add(gross, line.gross);
            m_document.totals.push_back({m_say(QT_TRANSLATE_NOOP("Document", "Before discounts")), {}, gross});
            for (const auto &discount : m_bill.discounts)
                m_document.totals.push_back({discount.name, {}, discount.amount.negated()});
        }
        m_document.totals.push_back({m_say(QT_TRANSLATE_NOOP("Document", "Subtotal")), {}, m_bill.subtotal});
        if (m_document.taxes.size() > mostTaxesInTotals) {
            m_document.totals.push_back({m_say(QT_TRANSLATE_NOOP("Document", "Taxes, listed below")), {}, m_bill.tax});
            return;
        }
        for (const TaxRow &row : m_document.taxes)
            m_document.totals.push_back({u"%1 %2"_s.arg(row.name, row.percent),
                                         m_document.taxes.size() == 1 ? baseOf(row) : QString(), row.tax});
    }

    /// Of the only tax, which has no table: "US-NY, New York: on 7,550.00", or why nothing is charged.
    QString baseOf(const TaxRow &row) const
    {
        if (!row.reason.isEmpty())
            return row.reason;
        return m_say(QT_TRANSLATE_NOOP("Document", "%1: on %2")).arg(row.jurisdiction, figure(row.taxable, m_locale));
    }

    void writeCredits()
    {
        if (m_bill.credits.empty())
            return;
        m_document.totals.push_back({m_document.words.total, {}, m_bill.total});
        for (const billing::CreditApplied &credit : m_bill.credits)
            m_document.totals.push_back({credit.name,
                                         m_say(QT_TRANSLATE_NOOP("Document", "Prepaid credit; %1 before this invoice"))
                                             .arg(figure(credit.before, m_locale)),
                                         credit.amount.negated()});
    }

    void writeInstalments()
    {
        for (const billing::Instalment &part : m_bill.instalments)
            m_document.instalments.push_back(
                {part.name, part.due.isValid() ? dateText(part.due, m_locale) : part.milestone, part.amount});
    }

    void writeCosts()
    {
        for (const billing::CostAllocation &part : m_bill.allocations) {
            CostRow row{part.entityName,  part.costCentre, part.percent ? percentage(*part.percent, m_locale) : noValue,
                        part.amount,      part.budgetCap,  {},
                        part.isOverCapRow};
            if (!part.overCap.isZero())
                row.overCap = part.overCap;
            if (row.isOverCapRow)
                row.costCentre = m_say(QT_TRANSLATE_NOOP("Document", "Over cap, on the payer"));
            m_document.costs.push_back(row);
        }
    }

    /// "We debit EUR 98.00 on 15 Feb 2024 from your account ending in 3000 (mandate M-1, creditor DE98ZZZ…)."
    QString takenText(const AgreedPayment &payment) const
    {
        const char *const text
            = payment.method == u"card"
                  ? (payment.cardEnding.isEmpty()
                         ? QT_TRANSLATE_NOOP("Document", "We charge %1 to your card on %2.")
                         : QT_TRANSLATE_NOOP("Document", "We charge %1 to your card ending in %3 on %2."))
                  : QT_TRANSLATE_NOOP("Document", "We debit %1 from your account ending in %3 on %2.");
        const QString ending = payment.method == u"card" ? payment.cardEnding : payment.accountEnding;
        QString sentence = m_say(text);
        sentence.replace(u"%1"_s, figureWithCurrency(m_bill.amountDue(), m_locale));
        sentence.replace(u"%2"_s, m_bill.instalments.empty()
                                      ? dateText(m_invoice.dueDate, m_locale)
                                      : m_say(QT_TRANSLATE_NOOP("Document", "the days of its parts")));
        return sentence.replace(u"%3"_s, ending);
    }

    void writeAgreedPayment(const AgreedPayment &payment)
    {
        if (m_bill.amountDue().minor() <= 0)
            return;
        QStringList &instructions = m_document.paymentInstructions;
        if (payment.method == u"transfer")
            return instructions.prepend(m_say(QT_TRANSLATE_NOOP("Document", "Please pay by transfer to:")));
        if (payment.method == u"cheque")
            return instructions.prepend(m_say(QT_TRANSLATE_NOOP("Document", "Please pay by cheque to the order of %1."))
                                            .arg(m_seller.legalName));
        // What is taken is not asked for again.
        instructions = {takenText(payment)};
        if (!payment.mandate.isEmpty())
            instructions << m_say(QT_TRANSLATE_NOOP("Document", "Mandate %1")).arg(payment.mandate);
        if (!payment.creditor.isEmpty())
            instructions << m_say(QT_TRANSLATE_NOOP("Document", "Creditor identifier %1")).arg(payment.creditor);
    }

    void writeExtras()
    {
        if (m_extras.payment)
            writeAgreedPayment(*m_extras.payment);
        for (const EarlyPaymentOffer &offer : m_extras.earlyPayment)
            m_document.earlyPayment << m_say(QT_TRANSLATE_NOOP("Document", "%1 discount if paid by %2: %3 instead of "
                                                                           "%4, %5 less"))
                                           .arg(percentage(offer.percent, m_locale), dateText(offer.lastDay, m_locale),
                                                figureWithCurrency(offer.toPay, m_locale),
                                                figure(m_bill.amountDue(), m_locale), figure(offer.discount, m_locale));
        m_document.code = m_extras.code;
    }

    const billing::Invoice &m_invoice;
    const billing::Bill &m_bill;
    const billing::IssuingEntity &m_seller;
    const accounts::Account &m_payer;
    const InvoiceExtras &m_extras;
    Speaker m_say;
    QLocale m_locale;
    InvoiceDocument m_document;
    QHash<accounts::AccountId, size_t> m_entityIndex;
    QHash<std::pair<accounts::AccountId, QString>, size_t> m_locationIndex;
};

} // namespace

QString InvoiceDocument::fileTitle() const
{
    return number.isEmpty() ? u"%1 – %2"_s.arg(words.title, buyer.name) : u"%1 %2"_s.arg(words.title, number);
}

InvoiceDocument documentFor(const billing::Invoice &invoice, const billing::IssuingEntity &seller,
                            const accounts::Account &payer, const DocumentLanguage &language,
                            const InvoiceExtras &extras)
{
    return Writer(invoice, seller, payer, language, extras).write();
}

} // namespace accord::documents
