// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/arithmetic.h"
#include "core/einvoice/code_lists.h"
#include "core/einvoice/rule_book.h"

#include "core/tax/exemption_reasons.h"

#include <QtCore/QSet>

namespace accord::einvoice {

namespace {

enum class Rate { AboveZero, Zero, ZeroOrMore, None };
enum class Reason { None, Any, Needed };

/// What a VAT category asks for.
struct Category
{
    const char16_t *code; ///< UNCL 5305
    const char16_t *rules; ///< "BR-IC"
    Rate rate;
    Reason reason;
    const char16_t *vatex; ///< the code that goes without saying; null where there are many
    const char16_t *words; ///< text that says the same
    bool wantsBuyerVatId;
    bool sellerTaxNumberSuffices; ///< BT-32 in place of BT-31
};
constexpr Category categories[] = {
    {u"S", u"BR-S", Rate::AboveZero, Reason::None, nullptr, nullptr, false, true},
    {u"Z", u"BR-Z", Rate::Zero, Reason::None, nullptr, nullptr, false, true},
    {u"E", u"BR-E", Rate::Zero, Reason::Needed, nullptr, nullptr, false, true},
    {u"AE", u"BR-AE", Rate::Zero, Reason::Needed, u"VATEX-EU-AE", u"Reverse charge", true, true},
    {u"K", u"BR-IC", Rate::Zero, Reason::Needed, u"VATEX-EU-IC", u"Intra-community supply", true, false},
    {u"G", u"BR-G", Rate::Zero, Reason::Needed, u"VATEX-EU-G", u"Export outside the EU", false, false},
    {u"O", u"BR-O", Rate::None, Reason::Needed, u"VATEX-EU-O", u"Not subject to VAT", false, false},
    {u"L", u"BR-AF", Rate::ZeroOrMore, Reason::None, nullptr, nullptr, false, true},
    {u"M", u"BR-AG", Rate::ZeroOrMore, Reason::None, nullptr, nullptr, false, true},
    {u"B", u"BR-B", Rate::ZeroOrMore, Reason::Any, nullptr, nullptr, false, true},
};

const Category *categoryOf(const QString &code)
{
    const auto found = std::find_if(std::begin(categories), std::end(categories),
                                    [&](const Category &category) { return code == QStringView(category.code); });
    return found == std::end(categories) ? nullptr : found;
}

QString rule(const Category &category, int number)
{
    return u"%1-%2"_s.arg(QStringView(category.rules)).arg(number, 2, 10, QChar(u'0'));
}

/// Where a category is used, and the term of its rate there.
struct Use
{
    VatKey vat;
    QString rateTerm;
    QString place;
    int rateRule; ///< 5 lines, 6 allowances, 7 charges
};

class VatCheck
{
public:
    explicit VatCheck(const SemanticInvoice &invoice)
        : m_invoice(invoice)
    { }

    Findings check()
    {
        collectUses();
        for (const Use &use : m_uses)
            checkRate(use);
        m_book.requireThat(!m_invoice.breakdown.empty(), u"BR-CO-18"_s, u"BG-23"_s, {},
                           u"at least one VAT breakdown"_s);
        for (const VatBreakdown &part : m_invoice.breakdown)
            checkBreakdown(part);
        for (const Category &category : categories) {
            if (m_used.contains(QString::fromUtf16(category.code)))
                checkParties(category);
        }
        checkTogether();
        checkPrefixes();
        return m_book.take();
    }

private:
    void collectUses()
    {
        for (const InvoiceLine &line : m_invoice.lines)
            m_uses.push_back({line.vat, u"BT-152"_s, placeOf(line), 5});
        for (size_t i = 0; i < m_invoice.allowancesCharges.size(); ++i) {
            const AllowanceCharge &value = m_invoice.allowancesCharges[i];
            m_uses.push_back(
                {value.vat, value.isCharge ? u"BT-103"_s : u"BT-96"_s, placeOf(value, i), value.isCharge ? 7 : 6});
        }
        for (const Use &use : m_uses)
            m_used.insert(use.vat.category);
        for (const VatBreakdown &part : m_invoice.breakdown)
            m_used.insert(part.vat.category);
    }

    static QString expectedRate(Rate rate)
    {
        switch (rate) {
        case Rate::AboveZero:
            return u"a rate above zero"_s;
        case Rate::Zero:
            return u"0"_s;
        case Rate::ZeroOrMore:
            return u"a rate of zero or more"_s;
        case Rate::None:
            return u"no rate"_s;
        }
        return {};
    }

    static bool isRight(Rate wanted, const std::optional<Decimal> &rate)
    {
        switch (wanted) {
        case Rate::AboveZero:
            return rate && *rate > Decimal(0);
        case Rate::Zero:
            return rate && rate->isZero();
        case Rate::ZeroOrMore:
            return rate && !rate->isNegative();
        case Rate::None:
            return !rate;
        }
        return false;
    }

    void checkRate(const Use &use)
    {
        const Category *category = categoryOf(use.vat.category);
        if (category && !isRight(category->rate, use.vat.rate))
            m_book.add(rule(*category, use.rateRule), use.rateTerm,
                       use.vat.rate ? use.vat.rate->toShortString() : QString(),
                       expectedRate(category->rate) + u" for category "_s + use.vat.category, use.place);
    }

    void checkBreakdown(const VatBreakdown &part)
    {
        const Category *category = categoryOf(part.vat.category);
        if (!category)
            return; // BR-CL-17 says so
        const QString place = placeOf(part);
        if (category->rate != Rate::None)
            m_book.requireThat(part.vat.rate.has_value(), u"BR-48"_s, u"BT-119"_s, {}, expectedRate(category->rate),
                               place);
        if (category->rate == Rate::Zero || category->rate == Rate::None)
            m_book.requireThat(part.tax.isZero(), rule(*category, 9), u"BT-117"_s, part.tax.toShortString(), u"0"_s,
                               place);
        checkReason(part, *category, place);
        const auto same = std::count_if(m_invoice.breakdown.begin(), m_invoice.breakdown.end(),
                                        [&](const VatBreakdown &other) { return isSameGroup(other.vat, part.vat); });
        m_book.requireThat(same == 1, rule(*category, 1), u"BT-118"_s, u"given %1 times"_s.arg(same),
                           u"one breakdown for each category and rate"_s, place);
    }

    void checkReason(const VatBreakdown &part, const Category &category, const QString &place)
    {
        const bool hasReason = !part.exemptionReason.isEmpty() || !part.exemptionCode.isEmpty();
        if (category.reason == Reason::None && hasReason)
            m_book.add(rule(category, 10), u"BT-120"_s, part.exemptionReason + part.exemptionCode,
                       u"no reason: VAT is charged"_s, place);
        if (category.reason == Reason::Needed && !hasReason)
            m_book.add(rule(category, 10), u"BT-120"_s, {}, expectedReason(category), place);
        if (part.exemptionCode.isEmpty())
            return;
        const auto known = tax::exemptionReason(part.exemptionCode.toUpper());
        if (!known)
            m_book.add(u"BR-CL-22"_s, u"BT-121"_s, part.exemptionCode, u"a code of the list VATEX"_s, place);
        else if (hasReason && category.vatex && part.vat.category != QStringView(known->category))
            m_book.add(rule(category, 10), u"BT-121"_s, part.exemptionCode, expectedReason(category), place);
    }

    static QString expectedReason(const Category &category)
    {
        return category.vatex ? u"%1 or the text \"%2\""_s.arg(QStringView(category.vatex), QStringView(category.words))
                              : u"a reason or a code of the list VATEX"_s;
    }

    void checkParties(const Category &category)
    {
        const Party &seller = m_invoice.seller;
        const QString represented = m_invoice.taxRepresentative ? m_invoice.taxRepresentative->vatId : QString();
        if (category.rate == Rate::None) {
            for (const auto &[term, value] : {std::pair(u"BT-31"_s, seller.vatId), std::pair(u"BT-63"_s, represented),
                                              std::pair(u"BT-48"_s, m_invoice.buyer.vatId)})
                m_book.requireThat(value.isEmpty(), rule(category, 2), term, value, u"no VAT id beside category O"_s);
            return;
        }
        const bool hasSeller = !seller.vatId.isEmpty() || !represented.isEmpty()
                               || (category.sellerTaxNumberSuffices && !seller.taxNumber.isEmpty());
        m_book.requireThat(hasSeller, rule(category, 2), u"BT-31"_s, {},
                           u"the VAT id of the seller for category "_s + QString::fromUtf16(category.code));
        if (category.wantsBuyerVatId) {
            const bool suffices = category.sellerTaxNumberSuffices && !m_invoice.buyer.legalRegistration.isEmpty();
            m_book.requireThat(!m_invoice.buyer.vatId.isEmpty() || suffices, rule(category, 2), u"BT-48"_s, {},
                               u"the VAT id of the buyer for category "_s + QString::fromUtf16(category.code));
        }
        if (QStringView(category.code) == u"K")
            checkIntraCommunity(category);
    }

    void checkIntraCommunity(const Category &category)
    {
        m_book.requireThat(m_invoice.delivery.date.isValid() || !m_invoice.period.isEmpty(), rule(category, 11),
                           u"BT-72"_s, {}, u"a delivery date or an invoicing period"_s);
        m_book.require(rule(category, 12), u"BT-80"_s, m_invoice.delivery.address.country, {},
                       u"the country it was delivered to"_s);
    }

    void checkTogether()
    {
        if (m_used.contains(u"O"_s) && m_used.size() > 1)
            m_book.add(u"BR-O-11"_s, u"BT-118"_s, QStringList(m_used.values()).join(u", "_s),
                       u"category O alone: what is outside of VAT needs an invoice of its own"_s);
        if (!m_used.contains(u"B"_s))
            return;
        const bool isDomestic = m_invoice.seller.address.country == u"IT" && m_invoice.buyer.address.country == u"IT";
        m_book.requireThat(isDomestic, u"BR-B-01"_s, u"BT-118"_s, u"B"_s, u"split payment only inside of Italy"_s);
        m_book.requireThat(!m_used.contains(u"S"_s), u"BR-B-02"_s, u"BT-118"_s, u"B and S"_s,
                           u"split payment not beside the standard rate"_s);
    }

    /// BR-CO-09: a VAT id begins with its country, where Greece is EL.
    void checkPrefixes()
    {
        const QString represented = m_invoice.taxRepresentative ? m_invoice.taxRepresentative->vatId : QString();
        for (const auto &[term, value] :
             {std::pair(u"BT-31"_s, m_invoice.seller.vatId), std::pair(u"BT-63"_s, represented),
              std::pair(u"BT-48"_s, m_invoice.buyer.vatId)}) {
            const QString prefix = value.left(2);
            const bool isCountry = prefix == u"EL" || isOnList(CodeList::Country, prefix);
            m_book.requireThat(value.isEmpty() || isCountry, u"BR-CO-09"_s, term, value,
                               u"a VAT id that begins with its country, such as DE123456789"_s);
        }
    }

    const SemanticInvoice &m_invoice;
    std::vector<Use> m_uses;
    QSet<QString> m_used;
    RuleBook m_book;
};

} // namespace

Findings checkVatCategories(const SemanticInvoice &invoice)
{
    return VatCheck(invoice).check();
}

} // namespace accord::einvoice
