// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tax/tax_groups.h"

#include <vector>

namespace accord::billing {

/// Something that is credited by its price: a part of an invoice line before its discount.
struct CreditItem
{
    Exact amount; ///< major units, before discount, >= 0
    Exact fraction = Exact(1); ///< the part that is given back, 0 to 1: days not served / days
    Money lineAmount; ///< of the whole line before discount, > 0 where it had one
    Money lineDiscount; ///< that the whole line had, >= 0; the item returns its share of it
    std::vector<tax::Component> taxes;
};

/// The amounts of a credit note, positive as EN 16931 prints them (document type 381).
struct CreditNoteAmounts
{
    std::vector<Money> itemNets; ///< add up to \c net
    Money discountAdjustment; ///< what the items' shares of the discounts come to
    Money net; ///< rounded once
    std::vector<tax::TaxGroup> taxGroups; ///< on the rounded nets
    Money tax;
    Money total; ///< net + tax; 193.33 + 48.33 = 241.66, not the rounded sum 241.67
};

/// What \a items come to: amount × fraction less the same share of the line's discount. The sum is rounded once and
/// dealt back over the items by largest remainder, so that a price in parts gives back no more than the price.
/// \returns InvalidInput "billing.credit_item" with the item for a negative amount, a fraction outside 0 to 1, a
///          discount above the line's amount, or more than the line's amount; "number.overflow".
Result<CreditNoteAmounts> creditNoteFor(const std::vector<CreditItem> &items, const Currency &currency,
                                        pricing::Recorder *recorder = nullptr);

/// A line of an issued invoice, with what earlier credit notes gave back of it.
struct CreditableLine
{
    Money net; ///< as issued; negative for a line that was a credit itself
    std::vector<Money> taxes; ///< as issued, one for each tax on the line
    Money creditedNet; ///< of earlier credit notes, of the sign of \c net
    std::vector<Money> creditedTaxes; ///< empty: nothing was credited
};

/// What one credit note takes back of one line; amounts are of the opposite sign of the line.
struct LineCredit
{
    Money net;
    std::vector<Money> taxes;
    Money tax; ///< sum of \c taxes
};

/// Credits \a amount of the net of \a line and the same share of each of its taxes. The share is taken of the whole
/// that has been credited then, less what was credited before, so that parts follow the whole and the last one takes
/// the residue: a line that is credited in full ends at zero net \b and zero tax.
///
/// Tax 15.01 on 100.00, credited 40.00 then 60.00: 6.00, then 15.01 − 6.00 = 9.01.
/// \param amount  of the sign of the line's net, not above what is left of it
/// \returns InvalidInput "billing.credit_exceeds" with what is left; "billing.credit_taxes" when \c creditedTaxes has
///          another length than \c taxes; "billing.credit_history" when more was credited than billed;
///          "money.currency_mix"; "number.overflow".
Result<LineCredit> creditLine(const CreditableLine &line, const Money &amount, pricing::Recorder *recorder = nullptr);

/// Everything that is left of \a line.
Result<LineCredit> creditRest(const CreditableLine &line, pricing::Recorder *recorder = nullptr);

/// Credits \a amount of an invoice's net: dealt over its lines by what is left of them (largest remainder), and the tax
/// of each with it. All that is left credits every line in full.
/// \param amount  >= 0; lines of negative net are credited only with the whole
/// \returns as creditLine()
Result<std::vector<LineCredit>> creditDocument(const std::vector<CreditableLine> &lines, const Money &amount,
                                               pricing::Recorder *recorder = nullptr);

/// What is left to be credited of \a lines, net.
Result<Money> creditableNet(const std::vector<CreditableLine> &lines, const Currency &currency);

} // namespace accord::billing
