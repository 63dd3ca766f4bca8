// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/decider.h"

#include "core/payments/reference_check.h"

#include <algorithm>

namespace accord::payments {

namespace {
constexpr size_t mostProposals = 5;
constexpr std::int64_t largest = 1'000'000'000'000'000;
} // namespace

Decider::Decider(const MatchBook &book, const IncomingPayment &payment, const MatchPolicy &policy)
    : m_book(book)
    , m_payment(payment)
    , m_policy(policy)
    , m_payer(book.payer(payment))
    , m_text(textOf(payment))
{ }

Decision Decider::decide(bool onlyCertain)
{
    m_onlyCertain = onlyCertain;
    m_decision = {};
    m_decision.payment = m_payment.id;
    m_decision.received = m_payment.amount;
    m_decision.payers = m_payer.accounts;
    if (m_book.hasSeen(m_payment.id))
        m_decision.verdict = Verdict::Repeated;
    else if (m_payment.amount.isNegative())
        takeBack();
    else if (!m_payment.amount.isZero() && m_payment.amount.minor() <= largest)
        apply();
    return std::move(m_decision);
}

QString Decider::textOf(const IncomingPayment &payment)
{
    QStringList parts = payment.texts;
    if (payment.endToEndId != u"NOTPROVIDED")
        parts += payment.endToEndId;
    parts += payment.structuredReference;
    return parts.join(u' ');
}

void Decider::apply()
{
    if (const auto referenced = reference(); !referenced.documents.empty() && byReference(referenced))
        return;
    if (byAdvice())
        return;
    if (const Numbers &found = numbers(); !found.all.empty() && byNumbers(found))
        return;
    if (m_onlyCertain)
        return;
    byClue();
    byPayer();
    if (m_decision.matches.empty())
        byNearNumber();
    auto &matches = m_decision.matches;
    std::stable_sort(matches.begin(), matches.end(), [](const Match &a, const Match &b) { return a.score > b.score; });
    if (matches.size() > mostProposals)
        matches.resize(mostProposals);
    m_decision.verdict = matches.empty() ? Verdict::Unapplied : Verdict::Proposed;
}

std::optional<Tender> Decider::tenderIn(const Currency &currency) const
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

bool Decider::isOneCurrency(const Places &places) const
{
    return std::all_of(places.begin(), places.end(), [&](std::uint32_t place) {
        return m_book.document(place).open.currency() == m_book.document(places.front()).open.currency();
    });
}

Settlement Decider::settlementOf(const Places &places)
{
    if (!isOneCurrency(places))
        return {};
    const Currency currency = m_book.document(places.front()).open.currency();
    if (const auto tender = tenderIn(currency))
        return settleWithCharges(m_book, places, *tender);
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

bool Decider::isElsewhere(std::uint32_t place) const
{
    const QUuid &company = m_book.document(place).company;
    return !m_payment.company.isNull() && !company.isNull() && company != m_payment.company;
}

bool Decider::automatic(Match match, int score, const Places &places)
{
    match.score = score;
    if (std::ranges::any_of(places, [&](std::uint32_t place) { return isElsewhere(place); })) {
        propose(std::move(match));
        return false;
    }
    m_decision.verdict = Verdict::Automatic;
    m_decision.payers = payersOf(places);
    m_decision.matches = {std::move(match)};
    return true;
}

void Decider::propose(Match match)
{
    const auto isApplied = [&](const Application &one) { return isElsewhere(one.document); };
    if (std::ranges::any_of(match.applications, isApplied) && !match.has(MatchReason::OtherCompany)) {
        match.reasons.push_back(MatchReason::OtherCompany);
        match.score += score::otherCompany;
    }
    const auto isSame = [&](const Match &other) { return other.applications == match.applications; };
    auto &matches = m_decision.matches;
    const auto known = std::find_if(matches.begin(), matches.end(), isSame);
    if (known == matches.end())
        matches.push_back(std::move(match));
    else if (known->score < match.score)
        *known = std::move(match);
}

void Decider::proposeSecondPayment(Settlement settlement, const Places &places)
{
    if (m_decision.payers.empty())
        m_decision.payers = payersOf(places);
    settlement.match.score += settlement.fit == Fit::PaidTwice ? score::paidTwice : score::settledBefore;
    propose(std::move(settlement.match));
}

std::vector<accounts::AccountId> Decider::payersOf(const Places &places) const
{
    return m_payer.isKnown() ? m_payer.accounts : std::vector{m_book.document(places.front()).payer};
}

bool Decider::addPayerReasons(std::vector<MatchReason> &reasons, const Places &places) const
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

Decider::Referenced Decider::reference() const
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

bool Decider::byReference(const Referenced &referenced)
{
    Settlement settlement = settlementOf(referenced.documents);
    if (settlement.fit == Fit::None)
        return false;
    auto &reasons = settlement.match.reasons;
    reasons.insert(reasons.begin(), referenced.reason);
    addPayerReasons(reasons, referenced.documents);
    if (isClosedBefore(settlement.fit)) {
        proposeSecondPayment(std::move(settlement), referenced.documents);
        return false;
    }
    if (settlement.fit == Fit::Withheld) {
        settlement.match.score = score::withheld;
        propose(std::move(settlement.match));
        return false;
    }
    return automatic(std::move(settlement.match),
                     settlement.fit == Fit::Exact ? score::reference : score::referenceNotExact, referenced.documents);
}

void Decider::takeBack()
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

} // namespace accord::payments
