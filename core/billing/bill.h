// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/instalments.h"
#include "core/contracts/contract.h"
#include "core/contracts/findings.h"
#include "core/money/conversion.h"
#include "core/tax/tax_groups.h"

#include <QtCore/QSet>

namespace accord::billing {

/// The version of the arithmetic. 1: percentages off everything spared one-time items. 2: what is given back of days
/// that are not served was their price, not their share of what was billed; what was charged once
/// before an amendment was looked at again by its terms. 3: what a charge with several prices came to was rounded once,
/// and each part of a period by itself; usage that nobody reported owed no flat price; usage that a fixed discount is
/// for had no interim bill. 4: what had been given back of days that are not served was measured by their price again
/// by the next bill, and so charged or given back once more. 5: what fixed amounts took of a charge was found from its
/// gross and its net, what they had left was lost, each bill of a period took them again of what was new, and a
/// discount of a ramp that changed inside a period was part of its price. A document is computed again by the version
/// that made it; if it comes to something else, that is reported.
inline constexpr int engineVersion = 6;

/// What a billed charge is, for ever: no two uncredited lines share a key, and the database holds that.
struct LineKey
{
    contracts::ContractId contract;
    QString item; ///< key of the price item
    QString dimension; ///< location code; empty for the contract as a whole
    Period period; ///< the served part
    QString kind; ///< "recurring", "usage", "one_time", "minimum", "commitment", "service_credit"
    int sequence = 0; ///< 0: the charge; 1, 2, …: adjustments of it

    /// "CONTRACT/base/-/2024-01-01/2024-02-01/recurring/0" with the contract's id.
    QString toString() const;

    friend bool operator==(const LineKey &, const LineKey &) = default;
};

/// What a line came to in the currency of its contract's prices.
struct PricedAmounts
{
    Money gross;
    Money discount; ///< >= 0
    Money net;

    friend bool operator==(const PricedAmounts &, const PricedAmounts &) = default;
};

/// What a fixed amount among the discounts of a contract took of a charge.
struct FixedShare
{
    QString discount; ///< as FixedAmounts::keyOf() says
    Money amount; ///< >= 0; of an adjustment: by how much it changed

    friend bool operator==(const FixedShare &, const FixedShare &) = default;
};

/// What the discounts of the invoice found and what the fixed ones among them took, in the currency of the prices and
/// with the tax where the price contains it.
struct DiscountShares
{
    Money before; ///< what the line came to before them
    std::vector<FixedShare> fixed; ///< those that took something, in stored order

    friend bool operator==(const DiscountShares &, const DiscountShares &) = default;
};

/// One line of a bill.
struct BillLine
{
    LineKey key;
    QString contractNumber;
    int contractVersion = 1;
    QString description;
    std::optional<accounts::LocationId> location;
    QString locationCode;
    QString locationName;
    accounts::AccountId entity; ///< the account that runs the location; the payer for contract-wide lines
    QString entityName;
    QString costCentre;
    QString department;
    Decimal quantity;
    QString unit;
    std::optional<Decimal> unitPrice; ///< none where several prices or a part period made the amount
    std::optional<Decimal> used; ///< of usage lines
    std::optional<Decimal> included; ///< of usage lines; none: unlimited
    Money gross;
    Money discount; ///< >= 0, everything that was taken off
    Money net;
    Money tax; ///< share of the invoice's tax
    std::optional<PricedAmounts> priced; ///< none where the bill is written in the currency of the prices
    std::optional<DiscountShares> shares = {}; ///< none: the contract takes no fixed amount, or nobody kept it
    QString purchaseOrder;
    QString ledgerAccount;
    bool taxIncluded = false; ///< the price contains the tax
    bool inAdvance = false; ///< posted to deferred revenue
    std::vector<tax::Component> taxes;

    /// In the currency of the prices.
    const Money &pricedNet() const { return priced ? priced->net : net; }
};

/// A discount over the whole bill, for the summary.
struct DiscountTotal
{
    QString name;
    Money amount; ///< >= 0
};

/// What one entity or cost centre bears of the total.
struct CostAllocation
{
    accounts::AccountId entity;
    QString entityName;
    QString costCentre;
    std::optional<Decimal> percent;
    Money amount; ///< after the cap
    std::optional<Money> budgetCap;
    Money overCap; ///< what the cap turned away; it is on the payer's row
    bool isOverCapRow = false; ///< the payer's row "over cap"
};

/// What a prepaid credit of a contract pays of a bill, after tax.
struct CreditApplied
{
    contracts::ContractId contract;
    QString name; ///< as in the contract
    Money granted; ///< by the contract
    Money before; ///< what was left of it before this bill
    Money amount; ///< > 0, at most \c before

    friend bool operator==(const CreditApplied &, const CreditApplied &) = default;
};

/// Something a person should look at before a bill goes out.
struct BillException
{
    contracts::Severity severity = contracts::Severity::Warning;
    QString id; ///< stable: "billing.purchase_order_exceeded"
    QVariantMap args;
};

struct Bill
{
    accounts::AccountId payer;
    Currency currency; ///< that it is written in
    std::optional<Conversion> conversion; ///< from the currency of the prices, where that is another
    Period period; ///< the billing period that was run
    std::vector<BillLine> lines;
    std::vector<DiscountTotal> discounts;
    Money subtotal; ///< sum of the line nets
    std::vector<tax::TaxGroup> taxGroups;
    Money tax;
    Money total;
    std::vector<CostAllocation> allocations; ///< add up to the total; empty without a split
    std::vector<CreditApplied> credits; ///< in the order they are used; together at most the total
    std::vector<Instalment> instalments; ///< add up to the amount due; empty: all of it at once
    std::vector<BillException> exceptions;
    QString purchaseOrder;
    int netDays = 30;

    bool isEmpty() const { return lines.empty(); }
    /// What is left to be paid: total − credits.
    Money amountDue() const;
};

} // namespace accord::billing
