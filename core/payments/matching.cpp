// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/matching.h"

#include "core/payments/decider.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace accord::payments {

Decision decide(const MatchBook &book, const IncomingPayment &payment, const MatchPolicy &policy)
{
    return Decider(book, payment, policy, false).decide();
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
    std::vector<size_t> waiting;
    const auto isDone = [](const Decision &decision) {
        return decision.verdict == Verdict::Automatic || decision.verdict == Verdict::Repeated
               || decision.verdict == Verdict::Returned;
    };
    for (const bool isLast : {false, true}) {
        for (const size_t i : isLast ? std::exchange(waiting, {}) : order) {
            Decision decision = Decider(book, payments[i], policy, !isLast).decide();
            if (!isLast && !isDone(decision)) {
                waiting.push_back(i);
                continue;
            }
            if (const auto applied = book.apply(decision, payments[i]); !applied)
                return passOn(applied);
            decisions[i] = std::move(decision);
        }
    }
    return decisions;
}

} // namespace accord::payments
