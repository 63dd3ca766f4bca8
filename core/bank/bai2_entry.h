// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/bai2_records.h"
#include "core/bank/statement.h"

namespace accord::bank {

enum class Bai2Direction { Credit, Debit, None };

/// Whether \a typeCode brings money in: from the table of the specification, else from the ranges it sets aside
/// (100 to 399 and 920 to 959 credits, 400 to 699 and 960 to 999 debits). Nothing when it is in none.
std::optional<Bai2Direction> bai2Direction(QStringView typeCode);

/// The type code of the booking that an item of \a typeCode is a part of: 115 for 116, an item in a lockbox deposit.
/// Empty for every other code.
QString bai2ItemOf(QStringView typeCode);

/// The funds type with the fields that belong to it: 0, 1, 2, Z or none: nothing; S: three amounts; V: date and time;
/// D: a count and as many pairs of days and amount. \returns a finding "bank.bai2_funds_type".
struct Bai2Funds
{
    QDate valueDate; ///< of type V only
};
Checked<Bai2Funds> takeBai2Funds(Bai2Fields &fields, qint64 line);

/// An entry from a record 16 of an account in \a currency as of \a day, and the amount as written for the totals.
struct Bai2Entry
{
    BankEntry entry;
    Money written;
};
Checked<Bai2Entry> bai2Entry(const Bai2Record &record, const Currency &currency, const QDate &day);

} // namespace accord::bank
