// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/ratio.h"
#include "core/pricing/derivation.h"

namespace accord::payments {

/// What a customer may owe at most.
struct CreditLimit
{
    std::optional<Money> limit; ///< none: no limit
    Decimal warnPercent = 80; ///< of the limit
    int blockWhenLateDays = 0; ///< an undisputed document later than this stops new business; 0: never
};

/// What a customer owes and will owe, in the currency of the limit.
struct CreditExposure
{
    Money open; ///< issued and not paid
    Money committed; ///< drafts, and what is ordered and not billed
    Money unapplied; ///< >= 0, cash that belongs to no document yet
    qint64 oldestDaysLate = 0; ///< of undisputed documents
};

enum class CreditVerdict { Within, Warning, Exceeded, TooLate };

struct CreditCheck
{
    CreditVerdict verdict = CreditVerdict::Within;
    Money exposure; ///< open + committed − unapplied + what is asked for
    std::optional<Money> available; ///< limit − exposure; below zero when it is exceeded; none without a limit
    Ratio used; ///< exposure / limit; undefined "payments.no_credit_limit" without a limit, or with one of zero
};

/// Whether \a asked may be sold on credit on top of \a exposure. Exactly the limit is within it.
/// \returns InvalidInput "payments.credit_limit_negative", "money.currency_mix", "number.overflow".
Result<CreditCheck> checkCredit(const CreditLimit &limit, const CreditExposure &exposure, const Money &asked,
                                pricing::Recorder *recorder = nullptr);

} // namespace accord::payments
