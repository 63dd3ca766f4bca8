// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"
#include "core/contracts/milestones.h"

namespace accord::billing {

/// A location with the name of the entity that runs it.
struct BilledLocation
{
    accounts::Location location;
    QString entityName;
};

/// How many of \a locations \a contract serves on \a day.
int servedOn(const contracts::Contract &contract, const std::vector<BilledLocation> &locations, const QDate &day);

/// What the discounts of invoices did to a charge and to the adjustments of it.
struct BilledShares
{
    Period bill; ///< that was run when the charge itself was billed
    DiscountShares shares; ///< sums over all sequences

    friend bool operator==(const BilledShares &, const BilledShares &) = default;
};

/// What was billed of a charge so far: the charge itself and the adjustments to it, without what was credited.
struct BilledCharge
{
    LineKey key; ///< of the charge itself: sequence 0
    Money net; ///< sum over all sequences, in the currency of the prices; with the tax where the price contains it
    int lastSequence = 0; ///< −1: nothing was billed of it yet
    Money gross = {}; ///< of the charge itself, before discounts; zero: not known
    Money discount = {}; ///< everything that was taken off it
    std::optional<Money> paid = {}; ///< of \c net; none: all of it, or nobody asks
    std::optional<int> engine = {}; ///< that made the charge itself; none: that of the bill
    std::optional<BilledShares> shares = {}; ///< none: not known

    /// Before the discounts of invoices, where they are known.
    const Money &beforeDiscounts() const { return shares ? shares->shares.before : net; }

    friend bool operator==(const BilledCharge &, const BilledCharge &) = default;
};

/// What other bills took by a fixed amount of the charges of a period.
struct FixedTaken
{
    contracts::ContractId contract;
    QString discount; ///< as FixedAmounts::keyOf() says; empty: of any
    Period sharing; ///< as sharingPeriod() says
    std::optional<Money> amount; ///< none: not known, and so nothing is left of it

    friend bool operator==(const FixedTaken &, const FixedTaken &) = default;
};

/// What earlier bills took of a prepaid credit.
struct CreditUsed
{
    contracts::ContractId contract;
    QString name;
    Money amount; ///< >= 0

    friend bool operator==(const CreditUsed &, const CreditUsed &) = default;
};

/// What was measured in a period of service, and what other bills charged for it.
struct ServiceReport
{
    contracts::ContractId contract;
    contracts::ServiceLevelReport report;
    std::vector<BilledCharge> billed; ///< charges whose period overlaps the reported one
};

/// What is left to be deducted of one line of an issued prepayment.
struct PrepaidPart
{
    contracts::ContractId contract;
    QString key; ///< "prepayment-3"
    QString number; ///< of the invoice that asked for it
    QDate issuedOn;
    QString item; ///< that it is for; empty: any charge of the contract
    QString dimension; ///< as of the line: the place whose tax it was charged
    Money left; ///< net, > 0
    int uses = 0; ///< numbers that deductions of it have taken so far
    /// Where the law taxes the whole at the rate of the delivery, the deduction gives the tax of the prepayment back;
    /// bills that were made before that was so do not.
    bool followsDelivery = false;

    friend bool operator==(const PrepaidPart &, const PrepaidPart &) = default;
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
    std::vector<BilledCharge> billed; ///< charges to look at again: what they come to now less this is adjusted
    std::vector<BilledCharge> spent; ///< what counts towards commitments that end in the period
    std::vector<CreditUsed> creditsUsed = {}; ///< a prepaid credit that is not among them is whole
    std::vector<ServiceReport> serviceReports = {}; ///< that gave nothing back so far
    std::optional<std::vector<contracts::ReachedMilestone>> milestones
        = {}; ///< none: reached when expected, for previews
    std::optional<Conversion> conversion = {}; ///< from the currency of the prices into that of the bill
    std::vector<FixedTaken> fixedTaken = {}; ///< of each period a fixed amount is taken once
    std::vector<BilledCharge> elsewhere = {}; ///< what other invoices of the same run charge and adjust
    std::vector<PrepaidPart> prepayments = {}; ///< in the currency of the bill, oldest first
    int engine = engineVersion; ///< by which it is computed
    bool isInterim = false; ///< a bill before the end of a period: usage up to the last day of \c period of what falls
                            ///< due later, and nothing else
};

} // namespace accord::billing
