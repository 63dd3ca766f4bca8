// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"
#include "core/money/money.h"

#include <QtCore/QLocale>
#include <QtCore/QMetaType>
#include <QtCore/QVariant>

#include <vector>

namespace accord::ui {

/// Roles of every table model beside Qt's own.
enum ItemRole {
    ValueRole = Qt::UserRole + 1, ///< the typed value: Money, QDate, Badge, ...; for delegates, sorting and export
    IdRole, ///< the identifier of the row as text
    SecondaryRole, ///< a quieter note behind it
    UnderneathRole, ///< a quieter line under it
    HeadingRole, ///< text of a row that is the heading of a group; invalid for others
};

/// What a colour says; always beside a word.
enum class Tone { Neutral, Info, Good, Warning, Bad };

/// A status as a word with a tone.
struct Badge
{
    QString text;
    Tone tone = Tone::Neutral;
    bool operator==(const Badge &) const = default;
};

/// Points of a small line, for drawing only; NaN is a gap.
struct Spark
{
    std::vector<double> points;
    QString spoken; ///< the line in a sentence for a screen reader
    bool operator==(const Spark &) const = default;
};

/// A share of a whole, for drawing only, with the exact figure as text.
struct Bar
{
    double share = 0; ///< 1 fills the bar
    QString text;
    Tone tone = Tone::Neutral;
    bool operator==(const Bar &) const = default;
};

/// "—": no value, which is not zero.
QString noValue();
/// \a amount without its currency, grouped, with the minus sign U+2212: "−1,204.50".
QString amountText(const Money &amount, const QLocale &locale = {});
/// \a amount with its currency to the left: "USD 1,204.50".
QString moneyText(const Money &amount, const QLocale &locale = {});
/// \a number grouped, digits as they are.
QString decimalText(const Decimal &number, const QLocale &locale = {});
/// A whole number, grouped.
QString countText(qint64 count, const QLocale &locale = {});
/// "14 Oct 2026".
QString dateText(const QDate &day, const QLocale &locale = {});
/// "14 Oct 2026 15:04" in the user's zone.
QString instantText(const QDateTime &instant, const QLocale &locale = {});
/// Any typed value as the text of a cell.
QString valueText(const QVariant &value, const QLocale &locale = {});

} // namespace accord::ui

Q_DECLARE_METATYPE(accord::Money)
Q_DECLARE_METATYPE(accord::Decimal)
Q_DECLARE_METATYPE(accord::ui::Badge)
Q_DECLARE_METATYPE(accord::ui::Spark)
Q_DECLARE_METATYPE(accord::ui::Bar)
