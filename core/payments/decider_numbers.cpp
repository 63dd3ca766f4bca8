// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/decider.h"

#include <algorithm>

namespace accord::payments {

namespace {
constexpr size_t mostNumbersTried = 10; ///< numbers of a text of which every part is tried
} // namespace

bool Decider::byAdvice()
{
    Match match;
    Places places;
    std::int64_t sum = 0;
    for (const RemittanceLine &line : m_payment.advice) {
        const auto found = m_book.numbersIn(line.number);
        if (!line.paid || found.size() != 1 || found.front().documents.size() != 1)
            return false;
        const std::uint32_t place = found.front().documents.front();
        const Money &open = m_book.document(place).open, zero = Money::zero(open.currency());
        const bool isTwice = std::find(places.begin(), places.end(), place) != places.end();
        const bool fits = line.paid->currency() == open.currency() && line.paid->isNegative() == open.isNegative()
                          && std::abs(line.paid->minor()) <= std::abs(open.minor()) && !line.paid->isZero();
        if (isTwice || !fits)
            return false;
        places.push_back(place);
        sum += line.paid->minor();
        match.applications.push_back({place, *line.paid, zero, zero, zero});
    }
    if (places.empty() || !isOneCurrency(places))
        return false;
    const auto tender = tenderIn(match.applications.front().cash.currency());
    const bool isStrange = m_payer.isKnown() && !isOfPayer(places.front());
    if (!tender || tender->cash.minor() != sum || (isStrange && places.size() == 1))
        return false;
    match.cash = tender->cash;
    match.fee = match.credit = Money::zero(tender->cash.currency());
    match.reasons = {MatchReason::RemittanceAdvice, MatchReason::AmountEqualsSum};
    addPayerReasons(match.reasons, places);
    return automatic(std::move(match), score::numbers, places);
}

const Decider::Numbers &Decider::numbers()
{
    if (!m_numbers)
        m_numbers = readNumbers();
    return *m_numbers;
}

Decider::Numbers Decider::readNumbers() const
{
    QString advised;
    for (const RemittanceLine &line : m_payment.advice)
        advised += line.number + u" | "_s;
    auto found = m_book.numbersIn(advised);
    Numbers numbers;
    numbers.isAdvice = !found.empty();
    if (found.empty())
        found = m_book.numbersIn(m_text);
    for (const FoundNumber &one : found) {
        Places meant = one.documents;
        std::erase_if(meant, [&](std::uint32_t place) { return one.documents.size() > 1 && !isOfPayer(place); });
        if (meant.empty())
            meant = one.documents;
        // One number of somebody else's may be a slip that hit another document of the same price.
        const bool isStrange = m_payer.isKnown() && !isOfPayer(meant.front());
        const bool isExplicit = one.hasLetters && found.size() > 1;
        numbers.isSure = numbers.isSure && meant.size() == 1 && (isExplicit || !isStrange);
        for (const std::uint32_t place : meant) {
            numbers.all.push_back(place);
            if (one.isFull)
                numbers.full.push_back(place);
        }
    }
    return numbers;
}

bool Decider::isOfPayer(std::uint32_t place) const
{
    const OpenDocument &document = m_book.document(place);
    return m_payer.includes(document.payer) || m_payer.includes(document.parent);
}

Match Decider::withNumberReasons(Match match, const Places &places, const Numbers &numbers) const
{
    std::vector<MatchReason> reasons{numbers.isAdvice ? MatchReason::RemittanceAdvice : MatchReason::NumberInText};
    if (places.size() > numbers.full.size())
        reasons.push_back(MatchReason::ShortNumberInList);
    const bool isOther = addPayerReasons(reasons, places);
    match.reasons.insert(match.reasons.begin(), reasons.begin(), reasons.end());
    match.score += isOther ? score::otherPayer : 0;
    return match;
}

bool Decider::byNumbers(const Numbers &numbers)
{
    std::vector<Places> readings{numbers.all};
    if (!numbers.full.empty() && numbers.full.size() < numbers.all.size())
        readings.push_back(numbers.full);
    for (const Places &places : readings) {
        Settlement settlement = settlementOf(places);
        if (settlement.fit == Fit::Exact && numbers.isSure) {
            if (automatic(withNumberReasons(std::move(settlement.match), places, numbers), score::numbers, places))
                return true;
            continue;
        }
        proposeNumbers(std::move(settlement), places, numbers);
    }
    if (m_onlyCertain)
        return false;
    proposePartsOf(numbers);
    proposeNetted(numbers);
    return false;
}

void Decider::proposeNumbers(Settlement settlement, const Places &places, const Numbers &numbers)
{
    if (settlement.fit == Fit::None)
        return;
    if (isClosedBefore(settlement.fit)) {
        settlement.match = withNumberReasons(std::move(settlement.match), places, numbers);
        return proposeSecondPayment(std::move(settlement), places);
    }
    settlement.match.score = settlement.fit == Fit::Withheld ? score::withheld
                             : settlement.fit == Fit::Exact  ? score::partOfNumbers
                                                             : score::numbersNotExact;
    propose(withNumberReasons(std::move(settlement.match), places, numbers));
}

void Decider::proposePartsOf(const Numbers &numbers)
{
    if (numbers.all.size() < 2 || numbers.all.size() > mostNumbersTried)
        return;
    for (std::uint32_t mask = 1; mask + 1 < 1U << numbers.all.size(); ++mask) {
        Places part;
        for (size_t i = 0; i < numbers.all.size(); ++i) {
            if (mask >> i & 1)
                part.push_back(numbers.all[i]);
        }
        if (!isOneCurrency(part) || !tenderIn(m_book.document(part.front()).open.currency()))
            continue;
        Settlement settlement = settlementOf(part);
        if (settlement.fit == Fit::Exact)
            proposeNumbers(std::move(settlement), part, numbers);
    }
}

void Decider::proposeNetted(const Numbers &numbers)
{
    const OpenDocument &first = m_book.document(numbers.all.front());
    const auto tender = tenderIn(first.open.currency());
    if (!tender || !isOneCurrency(numbers.all))
        return;
    std::int64_t open = 0;
    for (const std::uint32_t place : numbers.all)
        open += m_book.document(place).open.minor();
    if (tender->cash.minor() >= open)
        return;
    const Money lacking(tender->cash.minor() - open, first.open.currency());
    const Places notes = m_book.openOf(first.payer, lacking);
    if (notes.size() != 1)
        return;
    Places places = numbers.all;
    places.push_back(notes.front());
    proposeNumbers(settlementOf(places), places, numbers);
}

} // namespace accord::payments
