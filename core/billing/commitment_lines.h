// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_discounts.h"

namespace accord::billing {

/// Kind of the line that fills a commitment of spend up.
QString commitmentKind();

/// The period of \a commitment that contains \a day, without what the term and a cut-over leave out; its full length in
/// \a full.
Period commitmentPeriodAt(const contracts::Contract &contract, const contracts::SpendCommitment &commitment,
                          const QDate &day, Period &full);

/// Whether a charge of \a key counts towards \a commitment of \a contract in \a served.
bool countsTowards(const contracts::Contract &contract, const contracts::SpendCommitment &commitment,
                   const Period &served, const LineKey &key);

/// The commitments of \a contract that \a charges of periods before \a period count towards and for which nothing was
/// asked, as charges of which nothing was billed yet: what is given back may be missing now.
std::vector<BilledCharge> commitmentsMet(const contracts::Contract &contract, const Period &period,
                                         const std::vector<BilledCharge> &charges);

/// Adds to \a bill what is missing to the commitments whose period ends in the billing period, and adjusts what was
/// asked for of earlier ones among \c billed: what comes later to a period that was filled up is in that already, and
/// what is given back of it is missing again, also where nothing was asked for because nothing was missing. What is
/// spent counts before the discounts of invoices. The other lines of the contract must stand on the bill, without
/// those discounts.
Result<void> trueUpCommitments(Bill &bill, const BillInput &input, const contracts::Contract &contract,
                               FixedAmounts &amounts, pricing::Recorder *recorder);

} // namespace accord::billing
