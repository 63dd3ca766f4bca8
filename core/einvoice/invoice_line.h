// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/party.h"
#include "core/einvoice/totals.h"

namespace accord::einvoice {

/// BG-14, BG-26: both days belong to it; either may be missing.
struct InvoicingPeriod
{
    QDate start; ///< BT-73, BT-134
    QDate end; ///< BT-74, BT-135

    bool isEmpty() const { return start.isNull() && end.isNull(); }
    bool operator==(const InvoicingPeriod &) const = default;
};

/// BG-29.
struct Price
{
    Decimal net; ///< BT-146: >= 0, as many decimals as it needs
    std::optional<Decimal> discount; ///< BT-147: already taken off \c net
    std::optional<Decimal> gross; ///< BT-148
    std::optional<Decimal> baseQuantity; ///< BT-149: the quantity that the price is for; none: 1
    QString baseUnit; ///< BT-150

    bool operator==(const Price &) const = default;
};

/// BT-158.
struct ItemClassification
{
    QString code;
    QString list; ///< UNTDID 7143
    QString listVersion;

    bool operator==(const ItemClassification &) const = default;
};

/// BG-32.
struct ItemAttribute
{
    QString name; ///< BT-160
    QString value; ///< BT-161

    bool operator==(const ItemAttribute &) const = default;
};

/// BG-31.
struct Item
{
    QString name; ///< BT-153
    QString description; ///< BT-154
    QString sellersId; ///< BT-155
    QString buyersId; ///< BT-156
    Identifier standardId; ///< BT-157
    std::vector<ItemClassification> classifications; ///< BT-158
    QString originCountry; ///< BT-159
    std::vector<ItemAttribute> attributes; ///< BG-32

    bool operator==(const Item &) const = default;
};

/// BG-25.
struct InvoiceLine
{
    QString id; ///< BT-126
    QString note; ///< BT-127
    Identifier object; ///< BT-128
    Decimal quantity; ///< BT-129: negative where a line gives back
    QString unit; ///< BT-130: UN/ECE Recommendation 20 or 21
    Decimal net; ///< BT-131
    QString orderLine; ///< BT-132
    QString accountingReference; ///< BT-133: cost centre of the buyer
    InvoicingPeriod period; ///< BG-26
    std::vector<AllowanceCharge> allowancesCharges; ///< BG-27, BG-28
    Price price; ///< BG-29
    VatKey vat; ///< BG-30: BT-151, BT-152
    Item item; ///< BG-31

    bool operator==(const InvoiceLine &) const = default;
};

} // namespace accord::einvoice
