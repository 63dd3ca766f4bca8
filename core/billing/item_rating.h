// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_discounts.h"
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
    std::optional<Money> cappedAt; ///< the maximum of the item where it turned something away
    std::optional<Decimal> used; ///< of usage items
    std::optional<Decimal> included; ///< of usage items; none: unlimited
    Money gross; ///< net + discount
    Money discount; ///< >= 0
    Money net; ///< rounded once
    std::vector<NamedDiscount> discounts;
    Money topUp; ///< what the minimum spend of the period adds; a line of its own
    bool nothingReported = false; ///< of usage items; it may owe an amount for that
    bool usageMissing = false; ///< nothing was reported, and nothing is owed for that: there is nothing to bill
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
    /// The percentages that are taken of a charge of \a item, measured on the last day of its full period.
    Result<pricing::Percentages> percentagesFor(const contracts::PriceItem &item, const DueCharge &due);
    /// The part of its period during which \a due is charged: a pause charges nothing of a recurring item.
    Exact fractionServed(const contracts::PriceItem &item, const DueCharge &due) const;
    /// From now on by the arithmetic of \a engine; none: that of the bill. A charge of an earlier bill is looked at
    /// again by the one that made it.
    void rateBy(std::optional<int> engine);

private:
    /// Days on which the terms stay the same.
    struct Stretch
    {
        pricing::RampTerms terms;
        Period days;
        Exact fraction; ///< of the full period
    };
    /// What one price comes to in a charge.
    struct PricedStretches
    {
        pricing::RampTerms terms;
        Exact fraction; ///< of the full period, on the days of the charge
        Exact before; ///< the same on days of the period that are charged apart
        qint64 days = 0; ///< of the charge
        Exact amount; ///< for the days of the charge
    };
    Result<std::optional<ItemCharge>> recurring(const contracts::PriceItem &item, const DueCharge &due,
                                                const BilledLocation *location);
    Result<std::vector<Stretch>> stretchesOf(const contracts::PriceItem &item, const std::vector<Period> &served,
                                             const Period &full, const QString &locationCode) const;
    std::vector<Period> servedBefore(const contracts::PriceItem &item, const DueCharge &due,
                                     const BilledLocation *location) const;
    Result<std::vector<PricedStretches>> priced(const contracts::PriceItem &item, const std::vector<Stretch> &before,
                                                const std::vector<Stretch> &stretches,
                                                pricing::Recorder *recorder) const;
    bool takesRampDiscountsApart(const std::vector<PricedStretches> &parts) const;
    Result<Money> rampDiscountOf(const std::vector<PricedStretches> &parts) const;
    static Result<void> addRampDiscount(ItemCharge &charge, const contracts::PriceItem &item, const Money &taken);
    void explain(const contracts::PriceItem &item, const DueCharge &due, const std::vector<PricedStretches> &parts,
                 const std::vector<Stretch> &stretches, bool isWhole) const;
    Result<std::optional<ItemCharge>> usage(const contracts::PriceItem &item, const DueCharge &due,
                                            const BilledLocation *location);
    /// What was billed of a usage charge so far ends where the charge begins.
    struct PricedDays
    {
        Period days; ///< from the first day that is priced together to the last of the charge
        bool closes = true; ///< the charge is the last of its period
    };
    /// Usage that has one price.
    struct MeteredPart
    {
        QString dimension; ///< empty: without a price of its own
        QStringList meters;
    };
    struct Settling
    {
        Decimal rampDiscount; ///< percent
        bool closes = true; ///< the minimum is due
    };
    PricedDays pricedDays(const contracts::PriceItem &item, const DueCharge &due, const BilledLocation *location) const;
    std::vector<MeteredPart> partsOf(const contracts::PriceItem &item) const;
    Result<UsageFigure> usedOf(const MeteredPart &part, const UsageQuestion &question) const;
    Result<pricing::RampTerms> termsOf(const contracts::PriceItem &item, const QString &locationCode,
                                       const QString &dimension, const QDate &day) const;
    std::vector<Period> windowsIn(const pricing::CommitmentOverage &commitment, const Period &period) const;
    Result<std::optional<ItemCharge>> usageUpTo(const contracts::PriceItem &item, const DueCharge &due,
                                                const BilledLocation *location, bool closes,
                                                pricing::Recorder *recorder);
    Result<void> subtract(ItemCharge &charge, const ItemCharge &earlier, const Period &before) const;
    Result<pricing::Measured> measure(const pricing::ChargeModel &model, const UsageQuestion &question,
                                      const Period &full, const Decimal &quantity) const;
    Result<void> settle(ItemCharge &charge, const contracts::PriceItem &item, const DueCharge &due,
                        std::vector<pricing::ChargeLine> lines, const Settling &how, pricing::Recorder *recorder);
    Exact fractionOf(const Period &part, const DueCharge &due) const;
    QString source(const contracts::PriceItem &item) const;

    const contracts::Contract &m_contract;
    const UsageLookup &m_usage;
    pricing::Recorder *m_recorder;
    DiscountTerms m_discounts;
    int m_ownEngine; ///< that of the bill
    int m_engine;
};

/// "January 2024" for a calendar month, "2024" for a year, otherwise "2024-01-15 to 2024-02-14".
QString nameOf(const Period &period);

} // namespace accord::billing
