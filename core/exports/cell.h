// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"
#include "core/money/money.h"

#include <QtCore/QDate>
#include <QtCore/QDateTime>

#include <variant>

namespace accord::exports {

/// A value of an exported table. Nothing is an empty cell: undefined is not zero.
using Cell = std::variant<std::monostate, QString, qint64, Decimal, Money, QDate, QDateTime>;

/// \a cell as a file for programs has it: digits without grouping and with a point, ISO dates, instants in UTC. Money
/// is its amount; a currency stands in a cell of its own.
QString plainText(const Cell &cell);

/// \a text so that no spreadsheet runs it: an apostrophe before what begins with = + - @, also of full width, a
/// tabulator, a carriage return or a line feed. Plain numbers stay as they are.
QString withoutFormula(const QString &text);

/// One line of CSV (RFC 4180, with a line feed), quoted where it must be, without formulas; control characters other
/// than tabs and ends of lines are blanks.
QByteArray csvLine(const QStringList &texts);

} // namespace accord::exports
