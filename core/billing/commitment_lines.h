// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"
#include "core/billing/bill_input.h"

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

/// Adds to \a bill what is missing to the commitments whose period ends in the billing period, and adjusts what was
/// asked for of earlier ones among \c billed: what comes later to a period that was filled up is in that already, and
/// what is given back of it is missing again. The other lines of the contract must stand on the bill.
Result<void> trueUpCommitments(Bill &bill, const BillInput &input, const contracts::Contract &contract,
                               pricing::Recorder *recorder);

} // namespace accord::billing
