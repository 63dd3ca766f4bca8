// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <utility>
#include <vector>

namespace accord::testing {

/// A bill worked out by hand, in a text file that finance can read: a title, what it shows, the contract, the usage,
/// and for each month the bill that must come out, a row "name | amount" a line.
struct GoldenCase
{
    QString title;
    QByteArray contract; ///< JSON
    QByteArray usage; ///< CSV, may be empty
    std::vector<std::pair<QString, QStringList>> bills; ///< month "2024-01" and its rows, white space folded
};

/// Reads tests/golden/billing/NAME.case. An unreadable one comes back without bills.
GoldenCase readGoldenCase(const QString &path);

/// "name | amount" with the parts trimmed, so that columns may be aligned.
QString goldenRow(const QString &name, const QString &amount);

} // namespace accord::testing
