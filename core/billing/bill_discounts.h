// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/billing/fixed_amounts.h"
#include "core/pricing/period_charge.h"

namespace accord::billing {

/// The days that decide about the discounts of a charge.
struct ChargeDays
{
    QDate begins; ///< a discount that has dates holds on it
    QDate measured; ///< last day of the full period: what steps look at is measured on it
};

/// The percentages of a contract's discounts, by the places of the discounts.
class DiscountTerms
{
public:
    /// \a input and \a contract must outlive it.
    DiscountTerms(const BillInput &input, const contracts::Contract &contract);

    /// From now on by the arithmetic of \a engine.
    void takeBy(int engine) { m_engine = engine; }
    /// Those that are taken of the charge itself, before its cap and minimum.
    Result<pricing::Percentages> ofLine(const contracts::PriceItem &item, const ChargeDays &days);
    /// Those that are stored behind a fixed amount for the same item, and so are taken of what that leaves.
    /// \param item  none: the true-up of a commitment
    Result<pricing::Percentages> ofInvoice(const contracts::PriceItem *item, const ChargeDays &days);

private:
    Result<pricing::Percentages> percentages(const contracts::PriceItem *item, const ChargeDays &days,
                                             bool isOfInvoice);
    Result<pricing::DiscountFacts> factsOn(const QDate &day);

    const BillInput &m_input;
    const contracts::Contract &m_contract;
    int m_engine;
    QDate m_day; ///< of \c m_facts
    pricing::DiscountFacts m_facts;
};

/// What fixed amounts took of a charge that was billed before the end of its period, where only its gross and its net
/// say so.
struct TakenEarly
{
    QString item;
    QDate begins; ///< first day of the charge
    Money amount; ///< >= 0
};

/// Takes the discounts of the invoice off the lines of \a contract from \a firstLine on, in the order they are stored:
/// a fixed amount is spread over what is left of its lines by largest remainder, a percentage behind one is taken of
/// what is left of each line and rounded there. 100.00: 15.00 and then 10 % leave 76.50.
/// \param amounts  what earlier bills of the period took: of a period each amount is taken once
/// \param early  the same of charges of which \a amounts do not know it
Result<void> takeInvoiceDiscounts(Bill &bill, const BillInput &input, const contracts::Contract &contract,
                                  size_t firstLine, FixedAmounts &amounts, std::vector<TakenEarly> early,
                                  pricing::Recorder *recorder);

/// What \a amount comes to when \a fixed and then the percentages are taken of it, never below zero; a negative amount
/// is left as it is.
Result<Money> afterInvoiceDiscounts(const Money &amount, const Money &fixed, const pricing::Percentages &percentages);

/// What fixed amounts took of a charge: the smallest amount with which afterInvoiceDiscounts() takes \a taken of
/// \a amount. A charge that is looked at by itself keeps that share, for fixed amounts are spread over a whole bill.
/// \param taken  by fixed amounts and the percentages behind them together; below zero counts as nothing
Result<Money> fixedShareOf(const Money &amount, const Money &taken, const pricing::Percentages &percentages);

/// Adds \a amount to what the discount \a name takes of the whole bill.
void addDiscount(Bill &bill, const QString &name, const Money &amount);

} // namespace accord::billing
