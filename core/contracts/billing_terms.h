// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"

#include <QtCore/QDate>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

/// What a contract says about how its bills are paid, shared out, put on documents and recognised.
namespace accord::contracts {

/// Money that the customer paid or was granted in advance. It pays bills after tax, until it is used up or expires.
struct PrepaidCreditTerm
{
    QString name; ///< as printed; unique in a contract and stable over versions: what was used is counted by it
    Money amount; ///< > 0, in the currency of the bills
    int priority = 0; ///< smaller is used first
    QDate validFrom; ///< the first day it can be used; null: from the start of the term
    QDate expiresOn; ///< the first day it can not be used any more; null: never
    QStringList items; ///< keys of the items that it pays; empty: everything on the bill

    bool operator==(const PrepaidCreditTerm &) const = default;
};

/// The currency that bills are written in and paid in, where it is not the one that the prices are agreed in.
struct BillingCurrency
{
    Currency currency;
    std::optional<Decimal> lockedRate; ///< units of it for one unit of the contract's currency, > 0, for the whole
                                       ///< term; none: the published rate of the tax day

    bool operator==(const BillingCurrency &) const = default;
};

/// What the numbers of an instalment plan are.
enum class InstalmentBasis {
    Equal, ///< nothing: every part is the same
    Percent, ///< percent of the amount due; they add up to 100
    Amount ///< amounts; they add up to the amount due
};

/// One part as agreed: it falls due so many days after the issue date, on a day, or when something is reached.
struct InstalmentPart
{
    QString name; ///< as printed: "On signature"
    std::optional<int> days; ///< after the issue date, 0 to 3650
    QDate due;
    QString milestone;
    Decimal percent; ///< for Percent, > 0
    Money amount; ///< for Amount, > 0

    bool operator==(const InstalmentPart &) const = default;
};

/// How each invoice of a contract is paid in parts.
struct InstalmentAgreement
{
    InstalmentBasis basis = InstalmentBasis::Equal;
    std::vector<InstalmentPart> parts; ///< in the order they fall due

    bool operator==(const InstalmentAgreement &) const = default;
};

enum class SplitBasis {
    Shares, ///< by the percentages of the shares
    Usage, ///< by what the locations of each entity used of a meter in the billing period
    Headcount ///< by the heads of the shares
};

/// Who bears what lies above the budget cap of an entity.
enum class OverCap { Payer, NextEntity };

/// How the total of a bill is split over the shares.
struct Split
{
    SplitBasis basis = SplitBasis::Shares;
    QString meter; ///< of Usage
    OverCap overCap = OverCap::Payer;

    bool operator==(const Split &) const = default;
};

/// How the promise behind a price item is satisfied.
enum class ObligationPattern {
    Daily, ///< over time, by the days of its service
    EvenMonths, ///< over time, the same in each month of its service
    PointInTime ///< on the first day of its service
};

/// The performance obligation of a price item (ASC 606-10-25-14, IFRS 15.22).
struct ObligationTerm
{
    ObligationPattern pattern = ObligationPattern::Daily;
    std::optional<Decimal> standAlonePrice; ///< for the whole term, major units, >= 0; none: what the item comes to

    bool operator==(const ObligationTerm &) const = default;
};

/// What gets an invoice of its own.
enum class InvoiceBy { Payer, PurchaseOrder, CostCentre, Department };

/// What becomes of what was billed for days that are not served after all.
enum class UnusedTime {
    Credited, ///< their share of what was billed is given back
    Kept ///< nothing is given back before the period is over
};

/// The most that is given back of a charge, with all that was given back of it before.
enum class CreditCap {
    Billed, ///< what was billed of it
    Paid ///< what was paid of it
};

QString toString(InstalmentBasis basis); ///< "equal", "percent", "amount"
QString toString(SplitBasis basis); ///< "shares", "usage", "headcount"
QString toString(OverCap overCap); ///< "payer", "next_entity"
QString toString(ObligationPattern pattern); ///< "daily", "even_months", "point_in_time"
QString toString(UnusedTime unused); ///< "credited", "kept"
QString toString(CreditCap cap); ///< "billed", "paid"
QString toString(InvoiceBy by); ///< "payer", "purchase_order", "cost_centre", "department"

} // namespace accord::contracts
