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

const std::vector<OpenAmount> none;
const std::vector<std::uint32_t> nothingLate;

bool isReference(const QString &reference)
{
    return !reference.isEmpty() && reference != u"NOTPROVIDED";
}

/// \a decision without proposals, which are never taken back.
Decision remembered(const Decision &decision)
{
    Decision kept{decision.payment, decision.verdict,  decision.received, {},
                  decision.payers,  decision.returned, decision.returnFee};
    if (decision.verdict == Verdict::Automatic)
        kept.matches = decision.matches;
    return kept;
}

bool isNamedBy(const OpenDocument &document, const QString &form)
{
    const auto &own = document.collectionIds;
    return electronicForm(document.structuredReference) == form
           || std::any_of(own.begin(), own.end(), [&](const QString &one) { return electronicForm(one) == form; });
}

} // namespace

Result<MatchBook> MatchBook::make(std::vector<OpenDocument> documents, const std::vector<KnownPayer> &payers)
{
    MatchBook book;
    book.m_documents = std::move(documents);
    const size_t count = book.m_documents.size();
    book.m_numbers.reserve(count);
    book.m_byReference.reserve(2 * count);
    book.m_payerOf.reserve(count);
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
        if (!document.lateFor.isEmpty())
            book.m_lateCharges[document.lateFor].push_back(place);
        book.addPayerOf(place);
    }
    for (auto &own : book.m_open)
        std::sort(own.begin(), own.end());
    for (const KnownPayer &payer : payers)
        book.m_payers.add(payer);
    return book;
}

void MatchBook::addReference(const QString &reference, std::uint32_t place)
{
    if (!reference.isEmpty())
        m_byReference.add(electronicHash(reference), place);
}

void MatchBook::addPayerOf(std::uint32_t place)
{
    const OpenDocument &document = m_documents[place];
    const auto known = m_payerPlaces.constFind(document.payer);
    const auto payer = known == m_payerPlaces.constEnd() ? std::uint32_t(m_open.size()) : *known;
    if (payer == m_open.size()) {
        m_payerPlaces.insert(document.payer, payer);
        m_open.emplace_back();
    }
    m_payerOf.push_back(payer);
    if (!document.open.isZero())
        m_open[payer].push_back({document.open.minor(), place});
}

std::vector<std::uint32_t> MatchBook::byReference(const QString &reference) const
{
    std::vector<std::uint32_t> places;
    const QString form = electronicForm(reference);
    if (!isReference(form))
        return places;
    m_byReference.each(electronicHash(form), [&](std::uint32_t place) {
        if (isNamedBy(m_documents[place], form))
            places.push_back(place);
    });
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
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

const std::vector<OpenAmount> &MatchBook::openOf(const accounts::AccountId &payer) const
{
    const auto known = m_payerPlaces.constFind(payer);
    return known == m_payerPlaces.constEnd() ? none : m_open[*known];
}

std::vector<std::uint32_t> MatchBook::openOf(const accounts::AccountId &payer, const Money &amount) const
{
    const auto &own = openOf(payer);
    std::vector<std::uint32_t> result;
    for (auto at = std::lower_bound(own.begin(), own.end(), OpenAmount{amount.minor(), 0});
         at != own.end() && at->minor == amount.minor(); ++at) {
        if (m_documents[at->place].open.currency() == amount.currency())
            result.push_back(at->place);
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

void MatchBook::setOpen(std::uint32_t place, const Money &open)
{
    auto &own = openBeside(place);
    Money &now = m_documents[place].open;
    if (!now.isZero())
        own.erase(std::lower_bound(own.begin(), own.end(), OpenAmount{now.minor(), place}));
    now = open;
    const OpenAmount entry{now.minor(), place};
    if (!now.isZero())
        own.insert(std::lower_bound(own.begin(), own.end(), entry), entry);
}

Result<void> MatchBook::settle(const Match &match, int sign, const QDate &day)
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
    for (const auto &[place, open] : left) {
        setOpen(place, open);
        if (day.isValid())
            m_documents[place].settledOn = day;
    }
    return {};
}

const std::vector<std::uint32_t> &MatchBook::lateChargesOf(std::uint32_t place) const
{
    const auto found = m_lateCharges.constFind(m_documents[place].number);
    return found == m_lateCharges.cend() ? nothingLate : *found;
}

Result<void> MatchBook::apply(const Decision &decision, const IncomingPayment &payment)
{
    if (decision.verdict == Verdict::Repeated)
        return {};
    if (hasSeen(decision.payment))
        return fail(ErrorKind::Conflict, u"payments.applied_already"_s, {{u"payment"_s, decision.payment}});
    if (decision.verdict == Verdict::Automatic) {
        if (const auto settled = settle(decision.matches.front(), 1, payment.bookedOn); !settled)
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
    m_payments.insert(decision.payment, {remembered(decision), payment.endToEndId, payment.traceNumber});
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
