// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/arithmetic.h"
#include "core/einvoice/rule_book.h"
#include "core/einvoice/xml_binding.h"

#include "core/billing/totals_rules.h"

namespace accord::einvoice {

namespace {

constexpr int mostPlaces = 2;

bool hasAtMostTwoPlaces(const Decimal &value)
{
    const auto rounded = Exact(value).rounded(mostPlaces);
    return rounded && *rounded == value;
}

/// Amounts as money with two decimals, whatever the currency has (BR-DEC): the form in which totals are checked.
class Amounts
{
public:
    explicit Amounts(const Currency &currency)
        : m_currency(currency)
    { }
    Money operator()(const std::optional<Decimal> &value)
    {
        const auto money = Money::fromDecimal(value.value_or(Decimal(0)), m_currency);
        isComplete &= money.has_value();
        return money.value_or(Money::zero(m_currency));
    }
    bool isComplete = true; ///< no amount had more decimals or was too large

private:
    Currency m_currency;
};

class TotalsCheck
{
public:
    explicit TotalsCheck(const SemanticInvoice &invoice)
        : m_invoice(invoice)
    { }

    Findings check()
    {
        checkPlaces();
        checkSums();
        checkGroups();
        for (const InvoiceLine &line : m_invoice.lines)
            checkLine(line);
        for (size_t i = 0; i < m_invoice.allowancesCharges.size(); ++i)
            checkPercentage(m_invoice.allowancesCharges[i], placeOf(m_invoice.allowancesCharges[i], i), false);
        return m_book.take();
    }

private:
    /// \param rule  the number behind BR-DEC
    void places(int rule, const QString &term, const std::optional<Decimal> &value, const QString &place = {})
    {
        if (value && !hasAtMostTwoPlaces(*value))
            m_book.add(u"BR-DEC-%1"_s.arg(rule, 2, 10, QChar(u'0')), term, value->toString(), u"at most two decimals"_s,
                       place);
    }

    void checkPlaces()
    {
        const Totals &totals = m_invoice.totals;
        places(9, u"BT-106"_s, totals.lines);
        places(10, u"BT-107"_s, totals.allowances);
        places(11, u"BT-108"_s, totals.charges);
        places(12, u"BT-109"_s, totals.withoutVat);
        places(13, u"BT-110"_s, totals.vat);
        places(15, u"BT-111"_s, totals.vatInTaxCurrency);
        places(14, u"BT-112"_s, totals.withVat);
        places(16, u"BT-113"_s, totals.paid);
        places(17, u"BT-114"_s, totals.rounding);
        places(18, u"BT-115"_s, totals.due);
        for (const VatBreakdown &part : m_invoice.breakdown) {
            places(19, u"BT-116"_s, part.taxable, placeOf(part));
            places(20, u"BT-117"_s, part.tax, placeOf(part));
        }
        for (size_t i = 0; i < m_invoice.allowancesCharges.size(); ++i) {
            const AllowanceCharge &value = m_invoice.allowancesCharges[i];
            places(value.isCharge ? 5 : 1, value.isCharge ? u"BT-99"_s : u"BT-92"_s, value.amount, placeOf(value, i));
            places(value.isCharge ? 6 : 2, value.isCharge ? u"BT-100"_s : u"BT-93"_s, value.base, placeOf(value, i));
        }
        for (const InvoiceLine &line : m_invoice.lines) {
            places(23, u"BT-131"_s, line.net, placeOf(line));
            for (size_t i = 0; i < line.allowancesCharges.size(); ++i) {
                const AllowanceCharge &value = line.allowancesCharges[i];
                const QString place = placeOf(value, i, placeOf(line));
                places(value.isCharge ? 27 : 24, value.isCharge ? u"BT-141"_s : u"BT-136"_s, value.amount, place);
                places(value.isCharge ? 28 : 25, value.isCharge ? u"BT-142"_s : u"BT-137"_s, value.base, place);
            }
        }
    }

    /// BR-CO-10 to BR-CO-17, by the same arithmetic that bills are checked with.
    void checkSums()
    {
        const auto known = Currency::fromCode(m_invoice.currency);
        if (!known)
            return; // BR-CL-03 and BR-CL-04 say so
        const Currency currency = known->withMinorDigits(mostPlaces).value();
        Amounts amount(currency);
        const Totals &totals = m_invoice.totals;
        billing::DocumentTotals stated{currency,
                                       {},
                                       {},
                                       {},
                                       amount(totals.lines),
                                       amount(totals.allowances),
                                       amount(totals.charges),
                                       amount(totals.withoutVat),
                                       amount(totals.vat),
                                       amount(totals.withVat),
                                       amount(totals.paid),
                                       amount(totals.rounding),
                                       amount(totals.due),
                                       {}};
        for (const InvoiceLine &line : m_invoice.lines)
            stated.lineNets.push_back(amount(line.net));
        for (const AllowanceCharge &value : m_invoice.allowancesCharges)
            (value.isCharge ? stated.charges : stated.allowances).push_back(amount(value.amount));
        for (const VatBreakdown &part : m_invoice.breakdown)
            stated.breakdown.push_back(
                {part.vat.toString(), part.vat.rate.value_or(Decimal(0)), amount(part.taxable), amount(part.tax)});
        const auto broken = amount.isComplete ? billing::checkTotals(stated) : std::vector<billing::TotalsFinding>{};
        if (!broken)
            m_book.add(u"BR-CO-15"_s, u"BT-112"_s, totals.withVat.toString(), u"amounts that can be added up"_s);
        else
            for (const billing::TotalsFinding &one : *broken)
                addTotalsFinding(one);
    }

    /// "BT-117 S 19 %" is the term and the breakdown it stands in.
    void addTotalsFinding(const billing::TotalsFinding &one)
    {
        const qsizetype space = one.what.indexOf(u' ');
        m_book.add(one.rule, one.what.left(space), one.stated.toString(), one.computed.toString(),
                   space < 0 ? QString() : u"VAT "_s + one.what.mid(space + 1));
    }

    /// "BR-S-08", "BR-IC-08": the rules of the categories have the same numbers.
    static QString ruleOf(const QString &category, const QString &number)
    {
        const QString name = category == u"K"   ? u"IC"_s
                             : category == u"L" ? u"AF"_s
                             : category == u"M" ? u"AG"_s
                                                : category;
        return u"BR-%1-%2"_s.arg(name, number);
    }

    void checkGroups()
    {
        const auto computed = breakdownOf(m_invoice);
        if (!computed)
            return; // more than any amount can be
        for (const VatBreakdown &wanted : *computed) {
            const auto stated
                = std::find_if(m_invoice.breakdown.begin(), m_invoice.breakdown.end(),
                               [&](const VatBreakdown &part) { return isSameGroup(part.vat, wanted.vat); });
            if (stated == m_invoice.breakdown.end())
                m_book.add(ruleOf(wanted.vat.category, u"01"_s), u"BG-23"_s, {},
                           u"a breakdown of the taxable amount "_s + amountText(wanted.taxable), placeOf(wanted));
            else if (stated->taxable != wanted.taxable)
                m_book.add(ruleOf(wanted.vat.category, u"08"_s), u"BT-116"_s, amountText(stated->taxable),
                           amountText(wanted.taxable), placeOf(wanted));
        }
        for (const VatBreakdown &part : m_invoice.breakdown) {
            const bool isUsed = std::any_of(computed->begin(), computed->end(),
                                            [&](const VatBreakdown &one) { return isSameGroup(one.vat, part.vat); });
            if (!isUsed && !part.taxable.isZero())
                m_book.add(ruleOf(part.vat.category, u"08"_s), u"BT-116"_s, amountText(part.taxable),
                           u"no breakdown: no line, allowance or charge is taxed so"_s, placeOf(part));
        }
    }

    void checkLine(const InvoiceLine &line)
    {
        const QString place = placeOf(line);
        const auto net = lineNetOf(line);
        if (!net)
            m_book.add(u"PEPPOL-EN16931-R121"_s, u"BT-149"_s, line.price.baseQuantity.value_or(Decimal(0)).toString(),
                       u"a base quantity above zero"_s, place);
        else if (*net != line.net)
            m_book.add(u"PEPPOL-EN16931-R120"_s, u"BT-131"_s, amountText(line.net),
                       u"%1 = %2 × %3 ÷ %4 less allowances plus charges"_s.arg(
                           amountText(*net), line.quantity.toShortString(), line.price.net.toShortString(),
                           line.price.baseQuantity.value_or(Decimal(1)).toShortString()),
                       place);
        checkPrice(line, place);
        for (size_t i = 0; i < line.allowancesCharges.size(); ++i)
            checkPercentage(line.allowancesCharges[i], placeOf(line.allowancesCharges[i], i, place), true);
    }

    void checkPrice(const InvoiceLine &line, const QString &place)
    {
        const Price &price = line.price;
        if (price.gross && Exact(*price.gross) - Exact(price.discount.value_or(Decimal(0))) != Exact(price.net))
            m_book.add(u"PEPPOL-EN16931-R046"_s, u"BT-146"_s, price.net.toShortString(),
                       u"gross price %1 less discount %2"_s.arg(price.gross->toShortString(),
                                                                price.discount.value_or(Decimal(0)).toShortString()),
                       place);
        if (!price.baseUnit.isEmpty() && price.baseUnit != line.unit)
            m_book.add(u"PEPPOL-EN16931-R130"_s, u"BT-150"_s, price.baseUnit, line.unit, place);
        if (price.baseQuantity && price.baseQuantity->isNegative())
            m_book.add(u"PEPPOL-EN16931-R121"_s, u"BT-149"_s, price.baseQuantity->toString(),
                       u"a base quantity above zero"_s, place);
    }

    static QString termOf(const AllowanceCharge &value, bool isOfLine, int allowance, int charge, int lineAllowance,
                          int lineCharge)
    {
        const int term
            = isOfLine ? (value.isCharge ? lineCharge : lineAllowance) : (value.isCharge ? charge : allowance);
        return u"BT-%1"_s.arg(term);
    }

    /// Base and percent stand together or not at all, and the amount is what they come to.
    void checkPercentage(const AllowanceCharge &value, const QString &place, bool isOfLine)
    {
        if (value.percent && !value.base)
            m_book.add(u"PEPPOL-EN16931-R041"_s, termOf(value, isOfLine, 93, 100, 137, 142), {},
                       u"the base of the percentage"_s, place);
        if (value.base && !value.percent)
            m_book.add(u"PEPPOL-EN16931-R042"_s, termOf(value, isOfLine, 94, 101, 138, 143), {},
                       u"the percentage of the base"_s, place);
        if (!value.base || !value.percent)
            return;
        const auto amount = percentageOf(*value.base, *value.percent);
        if (amount && *amount != value.amount)
            m_book.add(u"PEPPOL-EN16931-R040"_s, termOf(value, isOfLine, 92, 99, 136, 141), amountText(value.amount),
                       amountText(*amount), place);
    }

    const SemanticInvoice &m_invoice;
    RuleBook m_book;
};

} // namespace

Findings checkTotals(const SemanticInvoice &invoice)
{
    return TotalsCheck(invoice).check();
}

} // namespace accord::einvoice
