// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/settlement.h"

#include <algorithm>

namespace accord::payments {

std::int64_t discountInTime(const OpenDocument &document, const QDate &valueDate)
{
    for (const DiscountOffer &offer : document.discounts) {
        if (valueDate <= offer.lastDay)
            return std::min(offer.amount.minor(), std::max<std::int64_t>(document.open.minor(), 0));
    }
    return 0;
}

std::int64_t withholdingOf(const OpenDocument &document)
{
    return document.withholding
               ? std::min(document.withholding->minor(), std::max<std::int64_t>(document.open.minor(), 0))
               : 0;
}

namespace {

using Minor = std::int64_t;

/// The last discount of \a document that was offered before \a valueDate, where none is any more.
Minor discountTooLate(const OpenDocument &document, const QDate &valueDate)
{
    const bool isOver = !document.discounts.empty() && document.discounts.back().lastDay < valueDate;
    return isOver ? document.discounts.back().amount.minor() : 0;
}

/// Tries what can explain the difference between an amount and the documents it is for.
class Settler
{
public:
    Settler(const MatchBook &book, std::vector<std::uint32_t> documents, const Tender &tender)
        : m_book(book)
        , m_documents(std::move(documents))
        , m_tender(tender)
    {
        std::stable_sort(m_documents.begin(), m_documents.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return book.document(a).due < book.document(b).due; });
        for (const std::uint32_t place : m_documents) {
            const OpenDocument &document = book.document(place);
            m_open += document.open.minor();
            m_discount += discountInTime(document, tender.valueDate);
            m_lateDiscount += discountTooLate(document, tender.valueDate);
            m_withholding += withholdingOf(document);
            m_total += document.total.minor();
            m_wasOwed = m_wasOwed || document.total.minor() > 0;
        }
    }

    Settlement settle() const
    {
        const Minor cash = m_tender.cash.minor(), charges = m_tender.charges.minor();
        if (m_open == 0 && m_wasOwed && isAllClosed())
            return cash == m_total || cash + charges == m_total
                       ? Settlement{Fit::PaidTwice, credited({MatchReason::PaidTwice})}
                       : Settlement{Fit::ClosedBefore, credited({MatchReason::SettledBefore})};
        if (m_open <= 0)
            return {};
        for (const Minor fee : {Minor(0), charges}) {
            if (cash + fee == m_open)
                return {Fit::Exact, closed(fee, false, false, {MatchReason::AmountEqualsSum})};
            if (m_discount > 0 && cash + fee == m_open - m_discount)
                return {Fit::Exact, closed(fee, true, false, {MatchReason::EarlyDiscount})};
        }
        for (const Minor fee : {Minor(0), charges}) {
            if (m_withholding > 0 && cash + fee == m_open - m_withholding)
                return {Fit::Withheld, closed(fee, false, true, {MatchReason::Withholding})};
        }
        if (cash < m_open && m_open - cash <= m_tender.tolerance)
            return {Fit::Exact, closed(0, false, false, {MatchReason::WithinTolerance})};
        if (cash + charges > m_open)
            return {Fit::Overpaid, closed(charges, false, false, {MatchReason::Overpaid})};
        const bool isLate = m_lateDiscount > 0 && cash + charges == m_open - m_lateDiscount;
        return {Fit::Partial,
                closed(charges, false, false, {isLate ? MatchReason::LateDiscount : MatchReason::Partial})};
    }

private:
    bool isAllClosed() const
    {
        return std::all_of(m_documents.begin(), m_documents.end(),
                           [&](std::uint32_t place) { return m_book.document(place).open.isZero(); });
    }

    Money money(Minor minor) const { return Money(minor, m_tender.cash.currency()); }

    Match credited(std::vector<MatchReason> reasons) const
    {
        return {m_tender.cash, {}, money(0), m_tender.cash, 0, std::move(reasons), {}, m_documents};
    }

    /// Closes the documents with cash and \a fee, from the oldest on, as far as they reach.
    Match closed(Minor fee, bool withDiscount, bool withWithholding, std::vector<MatchReason> reasons) const
    {
        Match match{m_tender.cash, {}, money(fee), money(0), 0, std::move(reasons)};
        if (fee > 0)
            match.reasons.push_back(MatchReason::BankCharges);
        Minor left = m_tender.cash.minor() + fee;
        bool isNetted = false;
        for (const std::uint32_t place : m_documents) {
            const Money &open = m_book.document(place).open;
            if (!open.isNegative())
                continue;
            left -= open.minor();
            isNetted = true;
            match.applications.push_back({place, open, money(0), money(0), money(0)});
        }
        for (const std::uint32_t place : m_documents) {
            const OpenDocument &document = m_book.document(place);
            if (document.open.minor() <= 0)
                continue;
            const Minor discount = withDiscount ? discountInTime(document, m_tender.valueDate) : 0;
            const Minor withheld = withWithholding ? withholdingOf(document) : 0;
            const Minor cash = std::min(left, document.open.minor() - discount - withheld);
            const Minor missing = document.open.minor() - discount - withheld - cash;
            const bool isWrittenOff = match.has(MatchReason::WithinTolerance);
            left -= cash;
            if (cash + discount + withheld > 0 || isWrittenOff)
                match.applications.push_back(
                    {place, money(cash), money(discount), money(withheld), money(isWrittenOff ? missing : 0)});
        }
        match.credit = money(left);
        if (isNetted)
            match.reasons.push_back(MatchReason::CreditNoteNetted);
        return match;
    }

    const MatchBook &m_book;
    std::vector<std::uint32_t> m_documents; ///< the oldest due date first
    const Tender &m_tender;
    Minor m_open = 0;
    Minor m_total = 0;
    Minor m_discount = 0;
    Minor m_lateDiscount = 0;
    Minor m_withholding = 0;
    bool m_wasOwed = false;
};

} // namespace

Settlement settle(const MatchBook &book, const std::vector<std::uint32_t> &documents, const Tender &tender)
{
    return Settler(book, documents, tender).settle();
}

Settlement settleWithCharges(const MatchBook &book, const std::vector<std::uint32_t> &documents, const Tender &tender)
{
    Settlement alone = settle(book, documents, tender);
    const bool isMore = alone.fit == Fit::Overpaid || alone.fit == Fit::ClosedBefore;
    if (!isMore)
        return alone;
    std::vector<std::uint32_t> all = documents;
    for (const std::uint32_t place : documents) {
        for (const std::uint32_t charge : book.lateChargesOf(place)) {
            const bool isOpen = !book.document(charge).open.isZero() && std::ranges::find(all, charge) == all.end();
            if (isOpen)
                all.push_back(charge);
        }
    }
    if (all.size() == documents.size())
        return alone;
    Settlement together = settle(book, all, tender);
    if (together.fit != Fit::Exact)
        return alone;
    together.match.reasons.push_back(MatchReason::LateCharges);
    return together;
}

} // namespace accord::payments
