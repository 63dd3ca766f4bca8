// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/billing/due_charges.h"
#include "core/billing/usage_lookup.h"

namespace accord::billing {

/// A discount by its name and what it took.
struct NamedDiscount
{
    QString name;
    Money amount; ///< >= 0
};

/// What one item comes to for a part of a period at one place.
struct ItemCharge
{
    QString description; ///< as printed
    Decimal quantity;
    std::optional<Decimal> unitPrice; ///< none where several prices or a part period made the amount
    std::optional<Decimal> used; ///< of usage items
    std::optional<Decimal> included; ///< of usage items; none: unlimited
    Money gross; ///< net + discount
    Money discount; ///< >= 0
    Money net; ///< rounded once
    std::vector<NamedDiscount> discounts;
    Money topUp; ///< what the minimum spend of the period adds; a line of its own
    bool usageMissing = false; ///< nothing was reported for a usage item: there is nothing to bill
};

/// Prices the items of one contract: \b the place where terms, ramps, escalations, pauses, proration, usage, caps and
/// line discounts meet.
class ItemRating
{
public:
    ItemRating(const BillInput &input, const contracts::Contract &contract, const UsageLookup &usage,
               pricing::Recorder *recorder);

    /// \param location  none: the contract as a whole
    /// \returns none when nothing is served; otherwise "number.overflow" and what the price or the usage says
    Result<std::optional<ItemCharge>> charge(const contracts::PriceItem &item, const DueCharge &due,
                                             const BilledLocation *location);
    /// The percentage discounts that reach \a item, measured on the last day of the charge.
    Result<pricing::Percentages> percentagesFor(const contracts::PriceItem &item, const DueCharge &due);

private:
    Result<std::optional<ItemCharge>> recurring(const contracts::PriceItem &item, const DueCharge &due,
                                                const QString &locationCode);
    Result<std::optional<ItemCharge>> usage(const contracts::PriceItem &item, const DueCharge &due,
                                            const BilledLocation *location);
    Result<pricing::Measured> measure(const pricing::ChargeModel &model, const contracts::PriceItem &item,
                                      const UsageQuestion &question, const Period &full, const Decimal &quantity) const;
    Result<void> settle(ItemCharge &charge, const contracts::PriceItem &item, const DueCharge &due,
                        std::vector<pricing::ChargeLine> lines, const Decimal &rampDiscount);
    int activeLocations(const QDate &day);
    Exact fractionOf(const Period &part, const DueCharge &due) const;
    Exact fractionServed(const contracts::PriceItem &item, const DueCharge &due) const;
    QString source(const contracts::PriceItem &item) const;

    const BillInput &m_input;
    const contracts::Contract &m_contract;
    const UsageLookup &m_usage;
    pricing::Recorder *m_recorder;
    QDate m_countedDay;
    int m_counted = 0;
};

/// "January 2024" for a calendar month, "2024" for a year, otherwise "2024-01-15 to 2024-02-14".
QString nameOf(const Period &period);

} // namespace accord::billing
