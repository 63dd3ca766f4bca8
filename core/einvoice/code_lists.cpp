// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/code_lists.h"

#include <QtCore/QSet>

#include <array>

namespace accord::einvoice {

namespace {

#include "code_lists.inc"

/// The codes of each list, each with a space before and behind it, in the order of CodeList.
constexpr std::array lists{invoiceTypes,  creditNoteTypes, paymentMeans, allowanceReasons,  chargeReasons,
                           vatCategories, units,           countries,    identifierSchemes, endpointSchemes};

QSet<QStringView> codesOf(const char16_t *text)
{
    QSet<QStringView> codes;
    for (const QStringView code : QStringView(text).tokenize(u' ', Qt::SkipEmptyParts))
        codes.insert(code);
    return codes;
}

} // namespace

bool isOnList(CodeList list, QStringView code)
{
    static const auto known = [] {
        std::array<QSet<QStringView>, lists.size()> sets;
        std::transform(lists.begin(), lists.end(), sets.begin(), codesOf);
        return sets;
    }();
    return known[size_t(list)].contains(code);
}

QString nameOf(CodeList list)
{
    constexpr std::array names{
        u"UNTDID 1001 (invoices)",           u"UNTDID 1001 (credit notes)",   u"UNTDID 4461 (payment means)",
        u"UNTDID 5189 (allowance reasons)",  u"UNTDID 7161 (charge reasons)", u"UNCL 5305 (VAT categories)",
        u"UN/ECE Recommendation 20 (units)", u"ISO 3166-1 (countries)",       u"ISO/IEC 6523 (identifier schemes)",
        u"EAS (electronic address schemes)"};
    static_assert(names.size() == lists.size());
    return QString::fromUtf16(names[size_t(list)]);
}

} // namespace accord::einvoice
