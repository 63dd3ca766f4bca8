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
    std::vector<Money> amounts{document.open};
    for (const DiscountOffer &offer : document.discounts)
        amounts.push_back(offer.amount);
    if (document.withholding)
        amounts.push_back(*document.withholding);
    for (const Money &amount : amounts) {
        if (const auto sameCurrency = document.total.plus(amount); !sameCurrency)
            return passOn(sameCurrency);
        if (std::abs(amount.minor()) > largest)
            return refused(u"payments.document_amount"_s, document);
    }
    if (std::abs(document.total.minor()) > largest || !isWithin(document.open, document.total))
        return refused(u"payments.document_amount"_s, document);
    return {};
}

const std::vector<std::uint32_t> none;

/// Lists of documents are kept in the order of their places, so that an undo restores them exactly.
void insertInOrder(std::vector<std::uint32_t> &places, std::uint32_t place)
{
    places.insert(std::lower_bound(places.begin(), places.end(), place), place);
}
void removeInOrder(std::vector<std::uint32_t> &places, std::uint32_t place)
{
    places.erase(std::lower_bound(places.begin(), places.end(), place));
}

bool isReference(const QString &reference)
{
    return !reference.isEmpty() && reference != u"NOTPROVIDED";
}

} // namespace

Result<MatchBook> MatchBook::make(std::vector<OpenDocument> documents, const std::vector<KnownPayer> &payers)
{
    MatchBook book;
    book.m_documents = std::move(documents);
    for (std::uint32_t place = 0; place < book.m_documents.size(); ++place) {
        const OpenDocument &document = book.m_documents[place];
        if (const auto usable = check(document); !usable)
            return passOn(usable);
        book.m_numbers.add(document.number, place);
        for (const QString &reference : document.collectionIds + QStringList{document.structuredReference}) {
            if (const QString form = electronicForm(reference); isReference(form))
                book.m_byReference[form].push_back(place);
        }
        book.enter(place);
    }
    for (const KnownPayer &payer : payers)
        book.m_payers.add(payer);
    return book;
}

std::vector<std::uint32_t> MatchBook::byReference(const QString &reference) const
{
    const QString form = electronicForm(reference);
    return isReference(form) ? m_byReference.value(form) : std::vector<std::uint32_t>();
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

const std::vector<std::uint32_t> &MatchBook::openOf(const accounts::AccountId &payer, const Money &amount) const
{
    const auto known = m_byAmount.constFind({payer, amount});
    return known == m_byAmount.constEnd() ? none : *known;
}

const AppliedPayment *MatchBook::applied(const QString &reference) const
{
    const QString form = electronicForm(reference);
    const QStringList ids = m_paymentIds.value(form);
    const QString id = ids.isEmpty() ? reference : ids.last();
    const auto known = m_payments.constFind(id);
    return known == m_payments.constEnd() || m_returnedBy.contains(id) ? nullptr : &*known;
}

void MatchBook::enter(std::uint32_t place)
{
    const OpenDocument &document = m_documents[place];
    if (document.open.isZero())
        return;
    insertInOrder(m_openOf[document.payer], place);
    insertInOrder(m_byAmount[{document.payer, document.open}], place);
}

void MatchBook::leave(std::uint32_t place)
{
    const OpenDocument &document = m_documents[place];
    if (document.open.isZero())
        return;
    removeInOrder(m_openOf[document.payer], place);
    removeInOrder(m_byAmount[{document.payer, document.open}], place);
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
    return {};
}

} // namespace accord::payments
