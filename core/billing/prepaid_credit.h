// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/pricing/derivation.h"

#include <QtCore/QDate>

#include <vector>

namespace accord::billing {

/// Money that a customer has paid or was granted in advance and draws down by its bills.
struct PrepaidCredit
{
    QString name; ///< as printed: "Prepayment 2025"
    Money balance; ///< >= 0, what is left of it
    int priority = 0; ///< smaller is used first
    QDate expiresOn; ///< the first day it can not be used any more; null: never

    bool operator==(const PrepaidCredit &) const = default;
};

/// Whether something is left of \a credit that can be used on \a day.
bool isUsable(const PrepaidCredit &credit, const QDate &day);
/// By priority, then by the earlier expiry, those without expiry last.
bool isUsedBefore(const PrepaidCredit &a, const PrepaidCredit &b);

/// The credits that can be used on \a day in the order in which they are: by priority, then by the earlier expiry,
/// those without expiry last, otherwise as they stand. Expired and empty credits are left out.
std::vector<PrepaidCredit> inDrawdownOrder(const std::vector<PrepaidCredit> &credits, const QDate &day);

/// What one credit pays of one line.
struct CreditUse
{
    size_t credit = 0; ///< its place in the list that was drawn down
    size_t line = 0;
    Money amount; ///< > 0

    bool operator==(const CreditUse &) const = default;
};

/// A bill after its credits.
struct Drawdown
{
    std::vector<Money> applied; ///< one for each line, >= 0
    std::vector<Money> due; ///< line − applied
    std::vector<Money> remaining; ///< one for each credit
    std::vector<CreditUse> uses; ///< in the order they were made
    Money totalApplied;
    Money totalDue; ///< sum of \c due
};

/// Whether a credit may be left over.
enum class Leftover { Kept, Refused };

/// Uses up \a credits in their order against \a lines in theirs. Credit is a payment, so \a lines are amounts with tax
/// (one line, the total, where nobody asks which line was paid). Lines that are negative take none. A credit in
/// another currency than \a currency is not touched.
/// \returns InvalidInput "billing.credit_negative", "money.currency_mix" for a line of another currency,
///          "billing.credit_not_consumed" with what is left when \a leftover is Refused, "number.overflow".
Result<Drawdown> drawDown(const std::vector<Money> &lines, const std::vector<PrepaidCredit> &credits,
                          const Currency &currency, Leftover leftover = Leftover::Kept,
                          pricing::Recorder *recorder = nullptr);

} // namespace accord::billing
