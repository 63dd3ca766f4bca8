// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/decider.h"

#include "core/payments/combination.h"

#include <algorithm>

namespace accord::payments {

namespace {
constexpr size_t mostProposals = 5;
constexpr qsizetype mostText = 1000; ///< characters in which slips are looked for
constexpr size_t mostCombined = 300; ///< open documents of a payer that are combined, the oldest first
} // namespace

Decider::Places Decider::closedBy(Places places) const
{
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::erase_if(places, [&](std::uint32_t place) {
        const auto tender = tenderIn(m_book.document(place).open.currency());
        return !tender || tender->cash != m_book.document(place).open;
    });
    return places;
}

void Decider::proposeClue(const Places &places, MatchReason reason, int points)
{
    for (const std::uint32_t place : places) {
        const auto tender = tenderIn(m_book.document(place).open.currency());
        const bool isStrange = m_payer.isKnown() && !isOfPayer(place);
        const int score = (places.size() == 1 ? points : score::several) + (isStrange ? score::otherPayer : 0);
        proposeOwn({place}, *tender, score, {reason});
    }
}

void Decider::byClue()
{
    proposeClue(closedBy(m_book.numbers().endingAs(m_text)), MatchReason::EndOfNumber, score::endOfNumber);
    const Places ordered = m_book.byPurchaseOrder(m_text);
    const Places closed = closedBy(ordered);
    proposeClue(closed, MatchReason::PurchaseOrder, score::purchaseOrder);
    if (!closed.empty() || ordered.size() < 2 || !isOneCurrency(ordered))
        return;
    const auto tender = tenderIn(m_book.document(ordered.front()).open.currency());
    if (tender && settle(m_book, ordered, *tender).fit == Fit::Exact)
        proposeOwn(ordered, *tender, score::purchaseOrder, {MatchReason::PurchaseOrder});
}

void Decider::byNearNumber()
{
    proposeClue(closedBy(m_book.numbers().nearTo(m_text.left(mostText))), MatchReason::SimilarNumber,
                score::similarNumber + score::eachSlip + score::byNameOnly);
}

void Decider::byPayer()
{
    std::vector<Currency> currencies{m_payment.amount.currency()};
    if (m_payment.instructed && m_payment.instructed->currency() != currencies.front())
        currencies.push_back(m_payment.instructed->currency());
    for (const Currency &currency : currencies) {
        if (const auto tender = tenderIn(currency); tender && m_payer.isKnown())
            byPayerIn(*tender);
    }
}

void Decider::byPayerIn(const Tender &tender)
{
    const Places single = singlesFor(tender);
    const int base = m_payer.by == PayerBy::Account ? 0 : score::byNameOnly;
    for (const std::uint32_t place : single) {
        const auto slips = NumberIndex::slipsIn(m_text.left(mostText), m_book.document(place).number);
        const int alone = single.size() == 1 ? score::singleAmount : score::several;
        const int points = slips ? score::similarNumber + *slips * score::eachSlip : alone;
        std::vector<MatchReason> reasons{single.size() == 1 ? MatchReason::SingleOpenAmount
                                                            : MatchReason::SeveralWithAmount};
        if (slips)
            reasons.insert(reasons.begin(), MatchReason::SimilarNumber);
        proposeOwn({place}, tender, points + base, reasons);
    }
    if (single.empty() && m_decision.matches.empty())
        proposeCombinations(tender, base);
}

Decider::Places Decider::singlesFor(const Tender &tender) const
{
    Places singles;
    for (const accounts::AccountId &account : m_payer.accounts) {
        const Places exact = m_book.openOf(account, tender.cash);
        singles.insert(singles.end(), exact.begin(), exact.end());
    }
    for (const accounts::AccountId &account : m_payer.accounts) {
        const auto &own = m_book.openOf(account);
        for (size_t i = 0; singles.empty() && i < std::min(own.size(), mostCombined); ++i) {
            const OpenDocument &document = m_book.document(own[i].place);
            const bool isSpecial = !document.discounts.empty() || document.withholding || !tender.charges.isZero();
            if (!isSpecial || document.open.currency() != tender.cash.currency())
                continue;
            const Fit fit = settle(m_book, {own[i].place}, tender).fit;
            if (fit == Fit::Exact || fit == Fit::Withheld)
                singles.push_back(own[i].place);
        }
    }
    return singles;
}

void Decider::proposeCombinations(const Tender &tender, int base)
{
    for (const accounts::AccountId &account : m_payer.accounts) {
        Places own;
        for (const OpenAmount &open : m_book.openOf(account)) {
            if (m_book.document(open.place).open.currency() == tender.cash.currency())
                own.push_back(open.place);
        }
        std::sort(own.begin(), own.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(m_book.document(a).due, a) < std::pair(m_book.document(b).due, b);
        });
        own.resize(std::min(own.size(), mostCombined));
        std::vector<std::int64_t> amounts;
        for (const std::uint32_t place : own)
            amounts.push_back(m_book.document(place).open.minor());
        const auto sets = combinationsOf(amounts, tender.cash.minor(), mostProposals);
        for (const auto &set : sets) {
            Places places;
            for (const size_t i : set)
                places.push_back(own[i]);
            proposeOwn(places, tender, (sets.size() == 1 ? score::combination : score::several) + base,
                       {MatchReason::Combination});
        }
    }
}

void Decider::proposeOwn(const Places &places, const Tender &tender, int points, std::vector<MatchReason> reasons)
{
    Match match = settle(m_book, places, tender).match;
    match.score = points;
    addPayerReasons(reasons, places);
    match.reasons.insert(match.reasons.begin(), reasons.begin(), reasons.end());
    propose(std::move(match));
}

} // namespace accord::payments
