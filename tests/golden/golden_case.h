// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <vector>

namespace accord::testing {

/// One bill that must come out.
struct GoldenBill
{
    QString month; ///< "2024-01"; of an interim bill the day that it goes through, "2024-01-15"
    QStringList rows; ///< "name | amount", white space folded
    QStringList billedBefore; ///< the rows of the section "Billed before" above it
};

/// A bill worked out by hand, in a text file that finance can read: a title, what it shows, the contract, the usage,
/// and for each month the bill that must come out, a row "name | amount" a line ("Bill 2024-01"; "Interim 2024-01-15"
/// for one before the end of the period).
///
/// A section "Billed before" says what earlier bills charged, for the bills that follow it, a charge a line: "item |
/// location | period | kind | net | sequence", with "gross | discount" behind it where a fixed discount was part of it,
/// and "before the discounts of the invoice | name amount, …" behind that where it is known what each took.
/// The period is "2024-01" or "2024-01-16/2024-02-01", the sequence that of the last adjustment, 0 when there was none,
/// -1 when nothing was billed.
struct GoldenCase
{
    QString title;
    QByteArray contract; ///< JSON
    QByteArray usage; ///< CSV, may be empty
    std::vector<GoldenBill> bills;
};

/// Whether a bill of a case is one of before the end of a period.
inline bool isInterim(const GoldenBill &bill)
{
    return bill.month.size() == 10;
}
/// The days that a bill of a case is for.
std::optional<Period> periodOf(const GoldenBill &bill);

/// The period of the bill that a charge "Billed before" was on: the month in which the charge ends.
Period billOf(const billing::BilledCharge &charge);

/// What the rows of "Billed before" say; none when one of them cannot be read.
std::optional<std::vector<billing::BilledCharge>> billedCharges(const QStringList &rows, const QByteArray &contract);

/// Reads tests/golden/billing/NAME.case. An unreadable one comes back without bills.
GoldenCase readGoldenCase(const QString &path);

/// "name | amount" with the parts trimmed, so that columns may be aligned.
QString goldenRow(const QString &name, const QString &amount);

} // namespace accord::testing
