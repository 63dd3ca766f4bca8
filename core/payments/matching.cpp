// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/matching.h"

#include "core/payments/decider.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace accord::payments {

Decision decide(const MatchBook &book, const IncomingPayment &payment, const MatchPolicy &policy)
{
    return Decider(book, payment, policy).decide(false);
}

Result<std::vector<Decision>> matchAll(MatchBook &book, const std::vector<IncomingPayment> &payments,
                                       const MatchPolicy &policy)
{
    std::vector<size_t> order(payments.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        const auto rank
            = [](const IncomingPayment &payment) { return std::tie(payment.valueDate, payment.bookedOn, payment.id); };
        const bool aOut = payments[a].amount.isNegative(), bOut = payments[b].amount.isNegative();
        const bool sameDay = payments[a].valueDate == payments[b].valueDate;
        return sameDay && aOut != bOut ? bOut : rank(payments[a]) < rank(payments[b]);
    });
    std::vector<Decision> decisions(payments.size());
    std::vector<std::pair<size_t, Decider>> waiting;
    const auto isDone = [](const Decision &decision) {
        return decision.verdict == Verdict::Automatic || decision.verdict == Verdict::Repeated
               || decision.verdict == Verdict::Returned;
    };
    const auto apply = [&](size_t i, Decision decision) {
        const auto applied = book.apply(decision, payments[i]);
        decisions[i] = std::move(decision);
        return applied;
    };
    for (const size_t i : order) {
        Decider decider(book, payments[i], policy);
        Decision decision = decider.decide(true);
        if (!isDone(decision)) {
            waiting.emplace_back(i, std::move(decider));
            continue;
        }
        if (const auto applied = apply(i, std::move(decision)); !applied)
            return passOn(applied);
    }
    for (auto &[i, decider] : waiting) {
        if (const auto applied = apply(i, decider.decide(false)); !applied)
            return passOn(applied);
    }
    return decisions;
}

} // namespace accord::payments
