// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/matching.h"

#include "core/payments/combination.h"
#include "core/payments/reference_check.h"
#include "core/payments/settlement.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace accord::payments {

namespace {

using Places = std::vector<std::uint32_t>;

constexpr size_t mostProposals = 5;
constexpr size_t mostNumbersTried = 10; ///< numbers of a text of which every part is tried
constexpr size_t mostCombined = 300; ///< open documents of a payer that are combined, the oldest first
constexpr std::int64_t largest = 1'000'000'000'000'000;

/// Scores, for the order of proposals and for people.
namespace score {
constexpr int reference = 100;
constexpr int referenceNotExact = 95;
constexpr int numbers = 95;
constexpr int paidTwice = 90;
constexpr int withheld = 85;
constexpr int partOfNumbers = 80;
constexpr int similarNumber = 85;
constexpr int endOfNumber = 84;
constexpr int purchaseOrder = 82;
constexpr int eachSlip = -5;
constexpr int singleAmount = 75;
constexpr int numbersNotExact = 70;
constexpr int combination = 60;
constexpr int several = 50;
constexpr int otherCurrency = 40;
constexpr int byNameOnly = -10;
constexpr int otherPayer = -20;
} // namespace score

/// The documents that one kind of reference names.
struct Referenced
{
    Places documents;
    MatchReason reason = MatchReason::StructuredReference;
};

/// The numbers of a text, as far as each means one document.
struct Numbers
{
    Places all;
    Places full; ///< those that are not short forms in a list
    bool isSure = true; ///< each number means one document, and its letters or its payer say so
    bool isAdvice = false;
};

class Decider
{
public:
    Decider(const MatchBook &book, const IncomingPayment &payment, const MatchPolicy &policy, bool onlyCertain)
        : m_onlyCertain(onlyCertain)
        , m_book(book)
        , m_payment(payment)
        , m_policy(policy)
        , m_payer(book.payer(payment))
        , m_text(textOf(payment))
    {
        m_decision.payment = payment.id;
        m_decision.received = payment.amount;
        m_decision.payers = m_payer.accounts;
    }

    Decision decide()
    {
        if (m_book.hasSeen(m_payment.id))
            m_decision.verdict = Verdict::Repeated;
        else if (m_payment.amount.isNegative())
            takeBack();
        else if (!m_payment.amount.isZero() && m_payment.amount.minor() <= largest)
            apply();
        return std::move(m_decision);
    }

private:
    static QString textOf(const IncomingPayment &payment)
    {
        QStringList parts = payment.texts;
        if (payment.endToEndId != u"NOTPROVIDED")
            parts += payment.endToEndId;
        parts += payment.structuredReference;
        return parts.join(u' ');
    }

    void apply()
    {
        if (const auto referenced = reference(); !referenced.documents.empty() && byReference(referenced))
            return;
        if (const Numbers found = numbers(); !found.all.empty() && byNumbers(found))
            return;
        if (m_onlyCertain)
            return;
        byClue();
        byPayer();
        if (m_decision.matches.empty())
            byNearNumber();
        auto &matches = m_decision.matches;
        std::stable_sort(matches.begin(), matches.end(),
                         [](const Match &a, const Match &b) { return a.score > b.score; });
        if (matches.size() > mostProposals)
            matches.resize(mostProposals);
        m_decision.verdict = matches.empty() ? Verdict::Unapplied : Verdict::Proposed;
    }

    // ---- money

    /// The payment in \a currency: as booked or as instructed; none where neither is in it.
    std::optional<Tender> tenderIn(const Currency &currency) const
    {
        const Money zero = Money::zero(currency);
        const bool hasCharges
            = m_payment.charges && m_payment.charges->currency() == currency && !m_payment.charges->isNegative();
        const Money charges = hasCharges ? *m_payment.charges : zero;
        if (m_payment.amount.currency() == currency)
            return Tender{m_payment.amount, charges, m_payment.valueDate, m_policy.tolerance};
        const bool isInstructed = m_payment.instructed && m_payment.instructed->currency() == currency
                                  && m_payment.instructed->minor() > 0 && m_payment.instructed->minor() <= largest;
        if (isInstructed)
            return Tender{*m_payment.instructed, charges, m_payment.valueDate, m_policy.tolerance};
        return std::nullopt;
    }

    bool isOneCurrency(const Places &places) const
    {
        return std::all_of(places.begin(), places.end(), [&](std::uint32_t place) {
            return m_book.document(place).open.currency() == m_book.document(places.front()).open.currency();
        });
    }

    /// How the payment fits \a places; Fit::None with a proposal of the open amounts where its currency is not known.
    Settlement settlementOf(const Places &places)
    {
        if (!isOneCurrency(places))
            return {};
        const Currency currency = m_book.document(places.front()).open.currency();
        if (const auto tender = tenderIn(currency))
            return settle(m_book, places, *tender);
        const Money zero = Money::zero(currency);
        Match match{zero, {}, zero, zero, score::otherCurrency, {MatchReason::OtherCurrency}};
        for (const std::uint32_t place : places) {
            if (!m_book.document(place).open.isZero())
                match.applications.push_back({place, m_book.document(place).open, zero, zero, zero});
        }
        if (!match.applications.empty())
            propose(std::move(match));
        return {};
    }

    // ---- answers

    void automatic(Match match, int score)
    {
        match.score = score;
        m_decision.verdict = Verdict::Automatic;
        m_decision.payers = payersOf(match);
        m_decision.matches = {std::move(match)};
    }

    void propose(Match match)
    {
        const auto isSame = [&](const Match &other) { return other.applications == match.applications; };
        auto &matches = m_decision.matches;
        const auto known = std::find_if(matches.begin(), matches.end(), isSame);
        if (known == matches.end())
            matches.push_back(std::move(match));
        else if (known->score < match.score)
            *known = std::move(match);
    }

    /// Whose credit a rest is: the payer that was recognised, otherwise the owner of the documents.
    std::vector<accounts::AccountId> payersOf(const Match &match) const
    {
        if (m_payer.isKnown() || match.applications.empty())
            return m_payer.accounts;
        return {m_book.document(match.applications.front().document).payer};
    }

    /// Says how the payer stands to \a places. \returns whether the payer is known and none of theirs.
    bool addPayerReasons(std::vector<MatchReason> &reasons, const Places &places) const
    {
        if (!m_payer.isKnown())
            return false;
        bool isOther = false, isParent = false;
        for (const std::uint32_t place : places) {
            const OpenDocument &document = m_book.document(place);
            const bool isOwn = m_payer.includes(document.payer);
            const bool isOfChild = !document.parent.isNull() && m_payer.includes(document.parent);
            isParent = isParent || (!isOwn && isOfChild);
            isOther = isOther || (!isOwn && !isOfChild);
        }
        reasons.push_back(m_payer.by == PayerBy::Account ? MatchReason::PayerAccount : MatchReason::PayerName);
        if (isParent)
            reasons.push_back(MatchReason::ParentPays);
        if (isOther)
            reasons.back() = MatchReason::OtherPayer;
        return isOther;
    }

    // ---- 1: references of our own

    Referenced reference() const
    {
        const QString form = electronicForm(m_payment.structuredReference);
        const bool isWrong
            = (form.startsWith(u"RF") && !isCreditorReference(form)) || (form.size() == 27 && !isQrReference(form));
        if (Places own = m_book.byReference(form); !own.empty() && !isWrong)
            return {std::move(own), MatchReason::StructuredReference};
        if (isCreditorReference(form)) {
            const auto found = m_book.numbersIn(form.mid(4));
            if (found.size() == 1 && found.front().hasLetters && found.front().documents.size() == 1)
                return {found.front().documents, MatchReason::StructuredReference};
        }
        if (Places own = m_book.byReference(m_payment.endToEndId); !own.empty())
            return {std::move(own), MatchReason::EndToEndId};
        return {m_book.byReference(m_payment.traceNumber), MatchReason::TraceNumber};
    }

    bool byReference(const Referenced &referenced)
    {
        Settlement settlement = settlementOf(referenced.documents);
        if (settlement.fit == Fit::None)
            return false;
        auto &reasons = settlement.match.reasons;
        reasons.insert(reasons.begin(), referenced.reason);
        addPayerReasons(reasons, referenced.documents);
        if (settlement.fit == Fit::Withheld) {
            settlement.match.score = score::withheld;
            propose(std::move(settlement.match));
            return false;
        }
        automatic(std::move(settlement.match),
                  settlement.fit == Fit::Exact ? score::reference : score::referenceNotExact);
        return true;
    }

    // ---- 2: document numbers

    Numbers numbers() const
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

    bool isOfPayer(std::uint32_t place) const
    {
        const OpenDocument &document = m_book.document(place);
        return m_payer.includes(document.payer) || m_payer.includes(document.parent);
    }

    Match withNumberReasons(Match match, const Places &places, const Numbers &numbers) const
    {
        std::vector<MatchReason> reasons{numbers.isAdvice ? MatchReason::RemittanceAdvice : MatchReason::NumberInText};
        if (places.size() > numbers.full.size())
            reasons.push_back(MatchReason::ShortNumberInList);
        const bool isOther = addPayerReasons(reasons, places);
        match.reasons.insert(match.reasons.begin(), reasons.begin(), reasons.end());
        match.score += isOther ? score::otherPayer : 0;
        return match;
    }

    bool byNumbers(const Numbers &numbers)
    {
        std::vector<Places> readings{numbers.all};
        if (!numbers.full.empty() && numbers.full.size() < numbers.all.size())
            readings.push_back(numbers.full);
        for (const Places &places : readings) {
            Settlement settlement = settlementOf(places);
            const bool isCertain = settlement.fit == Fit::Exact || settlement.fit == Fit::PaidTwice;
            if (isCertain && numbers.isSure) {
                automatic(withNumberReasons(std::move(settlement.match), places, numbers),
                          settlement.fit == Fit::Exact ? score::numbers : score::paidTwice);
                return true;
            }
            proposeNumbers(std::move(settlement), places, numbers);
        }
        if (m_onlyCertain)
            return false;
        proposePartsOf(numbers);
        proposeNetted(numbers);
        return false;
    }

    void proposeNumbers(Settlement settlement, const Places &places, const Numbers &numbers)
    {
        if (settlement.fit == Fit::None || settlement.fit == Fit::ClosedBefore)
            return;
        settlement.match.score = settlement.fit == Fit::Withheld ? score::withheld
                                 : settlement.fit == Fit::Exact  ? score::partOfNumbers
                                                                 : score::numbersNotExact;
        propose(withNumberReasons(std::move(settlement.match), places, numbers));
    }

    /// Some of the numbers where they, and not all of them, come to the amount.
    void proposePartsOf(const Numbers &numbers)
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

    /// The numbers less one credit note of the same customer that nobody named.
    void proposeNetted(const Numbers &numbers)
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

    // ---- weaker clues, each with the exact amount

    /// Of \a places those that the payment closes by itself, each once.
    Places closedBy(Places places) const
    {
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        std::erase_if(places, [&](std::uint32_t place) {
            const auto tender = tenderIn(m_book.document(place).open.currency());
            return !tender || tender->cash != m_book.document(place).open;
        });
        return places;
    }

    void proposeClue(const Places &places, MatchReason reason, int points)
    {
        for (const std::uint32_t place : places) {
            const auto tender = tenderIn(m_book.document(place).open.currency());
            const bool isStrange = m_payer.isKnown() && !isOfPayer(place);
            const int score = (places.size() == 1 ? points : score::several) + (isStrange ? score::otherPayer : 0);
            proposeOwn({place}, *tender, score, {reason});
        }
    }

    /// The end of a number, or the customer's purchase order.
    void byClue()
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

    /// A slip in the number where nobody knows the payer.
    void byNearNumber()
    {
        proposeClue(closedBy(m_book.numbers().nearTo(m_text)), MatchReason::SimilarNumber,
                    score::similarNumber + score::eachSlip + score::byNameOnly);
    }

    // ---- 3 and 4: the payer and the amount

    void byPayer()
    {
        std::vector<Currency> currencies{m_payment.amount.currency()};
        if (m_payment.instructed && m_payment.instructed->currency() != currencies.front())
            currencies.push_back(m_payment.instructed->currency());
        for (const Currency &currency : currencies) {
            if (const auto tender = tenderIn(currency); tender && m_payer.isKnown())
                byPayerIn(*tender);
        }
    }

    void byPayerIn(const Tender &tender)
    {
        const Places single = singlesFor(tender);
        const int base = m_payer.by == PayerBy::Account ? 0 : score::byNameOnly;
        for (const std::uint32_t place : single) {
            const auto slips = NumberIndex::slipsIn(m_text, m_book.document(place).number);
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

    /// The open documents of the payer that the payment closes by itself, also with charges, discount or withholding.
    Places singlesFor(const Tender &tender) const
    {
        Places singles;
        for (const accounts::AccountId &account : m_payer.accounts) {
            const Places exact = m_book.openOf(account, tender.cash);
            singles.insert(singles.end(), exact.begin(), exact.end());
        }
        for (const accounts::AccountId &account : m_payer.accounts) {
            const Places &own = m_book.openOf(account);
            for (size_t i = 0; singles.empty() && i < std::min(own.size(), mostCombined); ++i) {
                const OpenDocument &document = m_book.document(own[i]);
                const bool isSpecial = !document.discounts.empty() || document.withholding || !tender.charges.isZero();
                if (!isSpecial || document.open.currency() != tender.cash.currency())
                    continue;
                const Fit fit = settle(m_book, {own[i]}, tender).fit;
                if (fit == Fit::Exact || fit == Fit::Withheld)
                    singles.push_back(own[i]);
            }
        }
        return singles;
    }

    void proposeCombinations(const Tender &tender, int base)
    {
        for (const accounts::AccountId &account : m_payer.accounts) {
            Places own = m_book.openOf(account);
            std::erase_if(own, [&](std::uint32_t place) {
                return m_book.document(place).open.currency() != tender.cash.currency();
            });
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

    void proposeOwn(const Places &places, const Tender &tender, int points, std::vector<MatchReason> reasons)
    {
        Match match = settle(m_book, places, tender).match;
        match.score = points;
        addPayerReasons(reasons, places);
        match.reasons.insert(match.reasons.begin(), reasons.begin(), reasons.end());
        propose(std::move(match));
    }

    // ---- money out

    void takeBack()
    {
        m_decision.verdict = Verdict::ReturnUnknown;
        for (const QString &reference : {m_payment.endToEndId, m_payment.traceNumber}) {
            const AppliedPayment *original = reference.isEmpty() ? nullptr : m_book.applied(reference);
            if (!original || original->decision.received.currency() != m_payment.amount.currency())
                continue;
            const std::int64_t extra = -m_payment.amount.minor() - original->decision.received.minor();
            const bool isFee = m_payment.charges && extra == m_payment.charges->minor();
            if (extra != 0 && !isFee)
                continue;
            m_decision.verdict = Verdict::Returned;
            m_decision.returned = original->decision.payment;
            m_decision.returnFee = Money(extra, m_payment.amount.currency());
            m_decision.payers = original->decision.payers;
            return;
        }
    }

    bool m_onlyCertain; ///< what is left to a person is not looked for
    const MatchBook &m_book;
    const IncomingPayment &m_payment;
    const MatchPolicy &m_policy;
    PayerFound m_payer;
    QString m_text;
    Decision m_decision;
};

} // namespace

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
