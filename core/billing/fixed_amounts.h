// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/pricing/period_charge.h"

namespace accord::billing {

/// The period whose charges share the fixed amounts of \a contract with a charge of \a key that \a bill billed: the one
/// of that bill, or the month in which the period of usage is over that was billed before its end.
Period sharingPeriod(const contracts::Contract &contract, const LineKey &key, const Period &bill);

/// Whether \a contract has a fixed amount among its discounts, in the currency of its prices.
bool takesFixedAmounts(const contracts::Contract &contract);

/// What \a line charges or adjusts, in the terms of its contract.
/// \param bill  the period that its bill is for
BilledCharge chargeOf(const BillLine &line, const Period &bill);

/// What \a charges of \a contract say that bills took of its fixed amounts, added up.
Result<std::vector<FixedTaken>> fixedTakenOf(const contracts::Contract &contract,
                                             const std::vector<BilledCharge> &charges);

/// What a charge comes to behind the discounts of the invoice.
struct AfterDiscounts
{
    Money net;
    std::vector<FixedShare> fixed; ///< that took something, in stored order
};

/// A line that adjusts a charge to more than was billed of it.
struct RaisedCharge
{
    size_t line = 0; ///< place on the bill
    const contracts::PriceItem *item = nullptr; ///< none: the true-up of a commitment
    BilledCharge billed; ///< with its shares
    Money before; ///< what it comes to now before the discounts of the invoice
    std::vector<FixedShare> shares; ///< that it keeps
    pricing::Percentages percentages;
};

/// The fixed amounts of one contract: of each period of charges each is taken once, whatever bills the charges are on.
class FixedAmounts
{
public:
    /// \a input and \a contract must outlive it.
    FixedAmounts(const BillInput &input, const contracts::Contract &contract);

    /// Whether the contract takes a fixed amount of anything.
    bool any() const { return m_any; }
    /// What tells the discount at \a place apart: its name, with a number from the second of that name on.
    QString keyOf(size_t place) const;
    /// What the bills of \a sharing left of the amount at \a place. Where something is not known: nothing if
    /// \a isStrict, otherwise what is left of what is known.
    Money leftOf(size_t place, const Period &sharing, bool isStrict) const;
    /// \a amount below zero gives back.
    void take(const QString &discount, const Period &sharing, const Money &amount);

    /// What a charge of which \a before is left comes to, with the shares \a kept of before and, if \a mayTakeMore,
    /// what is left of the amounts for the charges of \a sharing. A negative amount is left as it is.
    /// \param item  none: the true-up of a commitment
    Result<AfterDiscounts> takeOf(const contracts::PriceItem *item, const QDate &begins, const Money &before,
                                  const std::vector<FixedShare> &kept, const pricing::Percentages &percentages,
                                  const Period &sharing, bool mayTakeMore) const;
    /// Remembers \a charge for takeWhatIsLeft().
    void raise(RaisedCharge charge) { m_raised.push_back(std::move(charge)); }
    /// Takes off the raised charges, one after the other, what the bills of their periods left of the amounts and what
    /// other adjustments gave back of them. A line of which nothing is left goes from \a bill.
    Result<void> takeWhatIsLeft(Bill &bill, pricing::Recorder *recorder);
    /// Takes what changed from \a before to \a now.
    void takeChange(const std::vector<FixedShare> &before, const std::vector<FixedShare> &now, const Period &sharing);

private:
    Result<void> takeWhatIsLeft(BillLine &line, const RaisedCharge &charge, pricing::Recorder *recorder);

    const contracts::Contract &m_contract;
    bool m_any;
    std::vector<FixedTaken> m_taken;
    std::vector<RaisedCharge> m_raised;
};

/// \a now − \a before for each discount; what did not change is left out.
std::vector<FixedShare> changeOf(const std::vector<FixedShare> &before, const std::vector<FixedShare> &now);

/// \a shares and \a more added up.
Result<DiscountShares> sumOf(const DiscountShares &shares, const DiscountShares &more);

} // namespace accord::billing
