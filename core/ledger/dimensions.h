// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"
#include "core/money/exact.h"

namespace accord::ledger {

/// What a posting of income says beside its account; what is empty says nothing.
struct Dimensions
{
    QString ledgerCode; ///< general-ledger code of the price item, as its contract has it
    QString costCentre; ///< of the customer

    friend bool operator==(const Dimensions &, const Dimensions &) = default;
};
bool operator<(const Dimensions &a, const Dimensions &b);

/// A part of an amount that has dimensions of its own.
struct DimensionPart
{
    Dimensions dimensions;
    Money amount;
};

/// \a amount in proportion to \a weights, which may be of both signs; all of it to the first where they come to
/// nothing. The parts add up to it. \returns "number.overflow".
Result<std::vector<Money>> dealtBy(const std::vector<Money> &weights, const Money &amount);

/// The dimensions of the lines of one bill: the code is that of the line. The cost centre is that of its location,
/// unless the contracts split the bill by shares of their own, which then go for every line, as they do for the total.
class BillDimensions
{
public:
    explicit BillDimensions(const billing::Bill &bill);

    /// \a amount of \a line by its dimensions, by largest remainder.
    /// \returns as allocate()
    Result<std::vector<DimensionPart>> parts(const billing::BillLine &line, const Money &amount) const;
    /// What \a amount of \a line adds to the parts of \a before: those of several amounts together are the parts of
    /// their sum, to the last cent.
    Result<std::vector<DimensionPart>> partsAfter(const billing::BillLine &line, const Money &before,
                                                  const Money &amount) const;

private:
    QStringList m_centres; ///< of the split; empty: each line says its own
    std::vector<Exact> m_weights; ///< one for each of \c m_centres
};

} // namespace accord::ledger
