// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/ach_retry.h"

#include <algorithm>

namespace accord::payments {

namespace {

constexpr size_t mostRetries = 2;
constexpr qint64 mostDays = 180;

bool isForWantOfFunds(const AchReturn &one)
{
    return one.code == u"R01" || one.code == u"R09";
}

bool isStoppedByPayer(const AchReturn &one)
{
    return one.code == u"R08";
}

} // namespace

AchRetry achRetry(const std::vector<AchReturn> &returns, const QDate &settlesOn, const QDate &consentOn)
{
    if (returns.empty())
        return AchRetry::Allowed;
    if (!std::ranges::all_of(returns, [](const auto &one) { return isForWantOfFunds(one) || isStoppedByPayer(one); }))
        return AchRetry::Stopped;
    const bool isAgreed = std::ranges::none_of(returns, [&](const AchReturn &one) {
        return isStoppedByPayer(one) && (!consentOn.isValid() || consentOn < one.settledOn);
    });
    if (!isAgreed)
        return AchRetry::NeedsConsent;
    if (returns.size() > mostRetries) // the first entry and two retries came back
        return AchRetry::TooOften;
    return returns.front().settledOn.daysTo(settlesOn) > mostDays ? AchRetry::TooLate : AchRetry::Allowed;
}

} // namespace accord::payments
