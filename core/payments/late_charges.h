// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"
#include "core/pricing/derivation.h"

#include <QtCore/QDate>

#include <optional>

namespace accord::payments {

/// A yearly rate that holds from a day on: statutory rates change with the base rate of a central bank.
struct RateFrom
{
    QDate from; ///< null: ever since
    Decimal percent; ///< 0 to 100, a year
};

/// What late payment costs.
struct LateChargeRule
{
    std::vector<RateFrom> rates; ///< ascending; empty: no interest
    int yearDays = 365; ///< 360 or 365
    int graceDays = 0; ///< within so many days nothing is charged; after them, from the day after the due date
    std::optional<Money> fee = {}; ///< once for each late document (Directive 2011/7/EU, art. 6: 40.00 EUR)
    std::optional<Money> least = {}; ///< interest below this is not charged
};

/// An open amount from a day on, until the next one of a list.
struct OpenFrom
{
    QDate from;
    Money open;
};

struct LateCharge
{
    qint64 days = 0; ///< past due
    Money interest; ///< rounded once
    Money fee;
};

/// What a document due on \a due costs until \a asOf, that day included: Σ open × percent × days ÷ days of the year,
/// simple interest, rounded once.
/// \param history  open amounts, ascending; before the first one nothing was open
/// \returns InvalidInput "payments.late_rates" unless days rise and percentages lie within 0 and 100,
///          "payments.year_days", "payments.open_history" unless days rise, "money.currency_mix", "number.overflow".
Result<LateCharge> lateChargeOn(const std::vector<OpenFrom> &history, const QDate &due, const QDate &asOf,
                                const LateChargeRule &rule, pricing::Recorder *recorder = nullptr);

} // namespace accord::payments
