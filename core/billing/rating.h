// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"

namespace accord::billing {

/// A metered quantity and where it comes from.
struct UsageFigure
{
    Decimal quantity;
    bool hasUsage = false; ///< false: nothing was reported at all
    QString source; ///< "31 daily records up to import 12"
};

/// Answers how much of a meter was used. Implemented over the store's daily roll-ups, or over a file for a quote.
class UsageLookup
{
public:
    virtual ~UsageLookup() = default;
    /// \param location  none: all locations of the payer together
    virtual Result<UsageFigure> quantity(const QString &meter, const std::optional<accounts::LocationId> &location,
                                         const Period &period) const
        = 0;
};

/// A location with the name of the entity that runs it.
struct BilledLocation
{
    accounts::Location location;
    QString entityName;
};

/// Everything a bill is a function of.
struct BillInput
{
    accounts::Account payer;
    std::vector<contracts::Contract> contracts; ///< of one currency, in force at some time of the period
    std::vector<BilledLocation> locations; ///< in the order they are printed
    Period period; ///< what falls due in it is billed
    tax::SellerFacts seller;
    std::vector<accounts::ExemptionCertificate> certificates;
    QSet<QString> billedKeys; ///< line keys that stand on an uncredited line already
    QDate taxDay; ///< decides tax rates and certificates; the issue date
    bool taxKnown = true; ///< false: no tax at all, for a quote without addresses
};

/// \b The billing function: contract terms, usage and tax facts in, a bill out. Charges that are billed already are
/// left out, so running it again adds nothing. Order inside: price → line discounts → fixed discounts spread → tax per
/// group.
///
/// \param recorder  gets one node per line, then "Subtotal", one per tax group, "Total" and one per share
/// \returns InvalidInput with the contract and item where something does not compute
Result<Bill> rate(const BillInput &input, const UsageLookup &usage, const tax::RateTable &rates,
                  pricing::Recorder *recorder = nullptr);

} // namespace accord::billing
