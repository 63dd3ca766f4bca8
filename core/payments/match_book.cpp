// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/match_book.h"

#include "core/payments/reference_check.h"

#include <algorithm>
#include <map>

namespace accord::payments {

namespace {

constexpr std::int64_t largest = 1'000'000'000'000'000;

tl::unexpected<Error> refused(const QString &id, const OpenDocument &document)
{
    return fail(ErrorKind::InvalidInput, id,
                {{u"number"_s, document.number},
                 {u"total"_s, document.total.toString()},
                 {u"open"_s, document.open.toString()}});
}

bool isWithin(const Money &open, const Money &total)
{
    return total.isNegative() ? open.minor() <= 0 && open.minor() >= total.minor()
                              : open.minor() >= 0 && open.minor() <= total.minor();
}

Result<void> check(const OpenDocument &document)
{
    const auto fits = [&](const Money &amount) {
        return amount.currency() == document.total.currency() && std::abs(amount.minor()) <= largest;
    };
    bool isUsable = fits(document.total) && fits(document.open) && isWithin(document.open, document.total);
    for (const DiscountOffer &offer : document.discounts)
        isUsable = isUsable && fits(offer.amount);
    if (isUsable && (!document.withholding || fits(*document.withholding)))
        return {};
    if (const auto sameCurrency = document.total.plus(document.open); !sameCurrency)
        return passOn(sameCurrency);
    return refused(u"payments.document_amount"_s, document);
}

const std::vector<std::uint32_t> none;

bool isReference(const QString &reference)
{
    return !reference.isEmpty() && reference != u"NOTPROVIDED";
}

} // namespace

Result<MatchBook> MatchBook::make(std::vector<OpenDocument> documents, const std::vector<KnownPayer> &payers)
{
    MatchBook book;
    book.m_documents = std::move(documents);
    book.m_numbers.reserve(book.m_documents.size());
    for (std::uint32_t place = 0; place < book.m_documents.size(); ++place) {
        const OpenDocument &document = book.m_documents[place];
        if (const auto usable = check(document); !usable)
            return passOn(usable);
        book.m_numbers.add(document.number, place);
        if (!document.purchaseOrder.isEmpty())
            book.m_purchaseOrders.add(document.purchaseOrder, place);
        book.addReference(document.structuredReference, place);
        for (const QString &reference : document.collectionIds)
            book.addReference(reference, place);
        book.enter(place);
    }
    for (const KnownPayer &payer : payers)
        book.m_payers.add(payer);
    return book;
}

void MatchBook::addReference(const QString &reference, std::uint32_t place)
{
    if (const QString form = electronicForm(reference); isReference(form))
        m_byReference[form].push_back(place);
}

std::vector<std::uint32_t> MatchBook::byReference(const QString &reference) const
{
    const QString form = electronicForm(reference);
    return isReference(form) ? m_byReference.value(form) : std::vector<std::uint32_t>();
}

std::vector<std::uint32_t> MatchBook::byPurchaseOrder(const QString &text) const
{
    std::vector<std::uint32_t> result;
    for (const FoundNumber &found : m_purchaseOrders.find(text)) {
        if (found.hasLetters)
            result.insert(result.end(), found.documents.begin(), found.documents.end());
    }
    return result;
}

PayerFound MatchBook::payer(const IncomingPayment &payment) const
{
    return m_payers.find(payment.payerName, payment.payerAccount);
}

const std::vector<std::uint32_t> &MatchBook::openOf(const accounts::AccountId &payer) const
{
    const auto known = m_openOf.constFind(payer);
    return known == m_openOf.constEnd() ? none : *known;
}

std::vector<std::uint32_t> MatchBook::openOf(const accounts::AccountId &payer, const Money &amount) const
{
    const auto &own = openOf(payer);
    const auto isBelow
        = [&](std::uint32_t place, std::int64_t minor) { return m_documents[place].open.minor() < minor; };
    std::vector<std::uint32_t> result;
    for (auto at = std::lower_bound(own.begin(), own.end(), amount.minor(), isBelow);
         at != own.end() && m_documents[*at].open.minor() == amount.minor(); ++at) {
        if (m_documents[*at].open.currency() == amount.currency())
            result.push_back(*at);
    }
    return result;
}

const AppliedPayment *MatchBook::applied(const QString &reference) const
{
    const QString form = electronicForm(reference);
    const QStringList ids = m_paymentIds.value(form);
    const QString id = ids.isEmpty() ? reference : ids.last();
    const auto known = m_payments.constFind(id);
    return known == m_payments.constEnd() || m_returnedBy.contains(id) ? nullptr : &*known;
}

std::vector<std::uint32_t>::iterator MatchBook::placeIn(std::vector<std::uint32_t> &own, std::uint32_t place) const
{
    const auto isLess = [&](std::uint32_t a, std::uint32_t b) {
        return std::make_pair(m_documents[a].open.minor(), a) < std::make_pair(m_documents[b].open.minor(), b);
    };
    return std::lower_bound(own.begin(), own.end(), place, isLess);
}

void MatchBook::enter(std::uint32_t place)
{
    if (m_documents[place].open.isZero())
        return;
    auto &own = m_openOf[m_documents[place].payer];
    own.insert(placeIn(own, place), place);
}

void MatchBook::leave(std::uint32_t place)
{
    if (m_documents[place].open.isZero())
        return;
    auto &own = m_openOf[m_documents[place].payer];
    own.erase(placeIn(own, place));
}

void MatchBook::setOpen(std::uint32_t place, const Money &open)
{
    leave(place);
    m_documents[place].open = open;
    enter(place);
}

Result<void> MatchBook::settle(const Match &match, int sign)
{
    std::map<std::uint32_t, Money> left;
    for (const Application &application : match.applications) {
        const OpenDocument &document = m_documents[application.document];
        const Money &open = left.try_emplace(application.document, document.open).first->second;
        const auto less = open.minus(Money(sign * application.settled().minor(), application.cash.currency()));
        if (!less)
            return passOn(less);
        if (!isWithin(*less, document.total))
            return fail(ErrorKind::Conflict, u"payments.over_applied"_s,
                        {{u"number"_s, document.number}, {u"open"_s, document.open.toString()}});
        left[application.document] = *less;
    }
    for (const auto &[place, open] : left)
        setOpen(place, open);
    return {};
}

Result<void> MatchBook::apply(const Decision &decision, const IncomingPayment &payment)
{
    if (decision.verdict == Verdict::Repeated)
        return {};
    if (hasSeen(decision.payment))
        return fail(ErrorKind::Conflict, u"payments.applied_already"_s, {{u"payment"_s, decision.payment}});
    if (decision.verdict == Verdict::Automatic) {
        if (const auto settled = settle(decision.matches.front(), 1); !settled)
            return settled;
    }
    if (decision.verdict == Verdict::Returned) {
        const AppliedPayment *original = applied(decision.returned);
        if (!original)
            return fail(ErrorKind::NotFound, u"payments.not_applied"_s, {{u"payment"_s, decision.returned}});
        const bool wasApplied = original->decision.verdict == Verdict::Automatic;
        if (const auto opened = wasApplied ? settle(original->decision.matches.front(), -1) : Result<void>(); !opened)
            return opened;
        m_returnedBy.insert(decision.returned, decision.payment);
    }
    m_payments.insert(decision.payment, {decision, payment.endToEndId, payment.traceNumber});
    m_journal.append(decision.payment);
    for (const QString &reference : {payment.endToEndId, payment.traceNumber}) {
        const QString form = electronicForm(reference);
        if (isReference(form) && payment.amount.minor() > 0)
            m_paymentIds[form].append(decision.payment);
    }
    return {};
}

Result<void> MatchBook::undo(const QString &payment)
{
    const auto known = m_payments.constFind(payment);
    if (known == m_payments.constEnd() || m_returnedBy.contains(payment))
        return fail(ErrorKind::NotFound, u"payments.not_applied"_s, {{u"payment"_s, payment}});
    const AppliedPayment undone = *known;
    if (undone.decision.verdict == Verdict::Automatic) {
        if (const auto opened = settle(undone.decision.matches.front(), -1); !opened)
            return opened;
    }
    if (undone.decision.verdict == Verdict::Returned) {
        const Decision &original = m_payments.value(undone.decision.returned).decision;
        const bool wasApplied = original.verdict == Verdict::Automatic;
        if (const auto closed = wasApplied ? settle(original.matches.front(), 1) : Result<void>(); !closed)
            return closed;
        m_returnedBy.remove(undone.decision.returned);
    }
    for (const QString &reference : {undone.endToEndId, undone.traceNumber}) {
        const auto named = m_paymentIds.find(electronicForm(reference));
        if (named != m_paymentIds.end())
            named->removeAll(payment);
    }
    m_payments.erase(known);
    m_journal.removeAt(m_journal.lastIndexOf(payment));
    return {};
}

Result<void> MatchBook::undoSince(qsizetype mark)
{
    while (m_journal.size() > mark) {
        const QString last = m_journal.last();
        if (const auto undone = undo(last); !undone)
            return undone;
    }
    return {};
}

} // namespace accord::payments
