// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/by_hand.h"

#include <algorithm>

namespace accord::payments {

namespace {

using Minor = std::int64_t;

/// Builds the match, one share after the other.
class HandMatch
{
public:
    HandMatch(const MatchBook &book, const HandWish &wish, const Tender &tender)
        : m_book(book)
        , m_wish(wish)
        , m_tender(tender)
        , m_match{tender.cash, wish.kept, zero(), zero(), 100, {MatchReason::ByHand}, wish.certificate}
    { }

    Result<Match> make()
    {
        // Credits first: what they give pays the others.
        std::vector<HandShare> shares = m_wish.shares;
        std::stable_partition(shares.begin(), shares.end(), [&](const HandShare &share) {
            return m_book.document(share.document).total.isNegative();
        });
        for (const HandShare &share : shares) {
            if (const auto added = add(share); !added)
                return passOn(added);
        }
        for (Application &application : m_match.applications)
            explain(application);
        if (const auto given = giveUpRest(); !given)
            return passOn(given);
        return finished();
    }

private:
    Money money(Minor minor) const { return Money(minor, m_tender.cash.currency()); }
    Money zero() const { return money(0); }

    void note(MatchReason reason)
    {
        if (!m_match.has(reason))
            m_match.reasons.push_back(reason);
    }

    Minor used() const
    {
        Minor sum = 0;
        for (const Application &application : m_match.applications)
            sum += application.cash.minor();
        return sum;
    }

    Application &applicationTo(std::uint32_t document)
    {
        auto &all = m_match.applications;
        const auto found
            = std::find_if(all.begin(), all.end(), [&](const Application &one) { return one.document == document; });
        return found != all.end() ? *found : all.emplace_back(Application{document, zero(), zero(), zero(), zero()});
    }

    /// What is open of the document of \a application beyond what it settles.
    Minor left(const Application &application) const
    {
        return m_book.document(application.document).open.minor() - application.settled().minor();
    }

    Result<void> add(const HandShare &share)
    {
        const OpenDocument &document = m_book.document(share.document);
        if (document.open.currency() != m_tender.cash.currency())
            return fail(ErrorKind::InvalidInput, u"payments.rate_missing"_s, {{u"payment"_s, document.number}});
        Application &application = applicationTo(share.document);
        const Minor open = left(application);
        const Minor rest = m_tender.cash.minor() + m_tender.charges.minor() - used();
        const Minor cash = share.cash ? share.cash->minor()
                           : open < 0 ? open
                                      : std::min(open, std::max<Minor>(rest, 0));
        if (share.cash && share.cash->currency() != m_tender.cash.currency())
            return fail(ErrorKind::InvalidInput, u"payments.rate_missing"_s, {{u"payment"_s, document.number}});
        if (cash == 0)
            return fail(ErrorKind::InvalidInput, u"payments.share_zero"_s, {{u"number"_s, document.number}});
        const bool fits = document.total.isNegative() ? cash < 0 && cash >= open : cash > 0 && cash <= open;
        if (!fits)
            return fail(ErrorKind::Conflict, u"payments.over_applied"_s,
                        {{u"number"_s, document.number}, {u"open"_s, money(open).toString()}});
        application.cash = money(application.cash.minor() + cash);
        if (document.total.isNegative())
            note(MatchReason::CreditNoteNetted);
        return {};
    }

    /// What a discount or a certificate makes up of what lacks.
    void explain(Application &application)
    {
        const OpenDocument &document = m_book.document(application.document);
        const Minor missing = left(application);
        if (missing <= 0 || application.cash.minor() <= 0)
            return;
        const Minor discount = application.discount.isZero() ? discountInTime(document, m_tender.valueDate) : 0;
        const Minor withheld
            = m_wish.certificate.isEmpty() || !application.withheld.isZero() ? 0 : withholdingOf(document);
        if (discount > 0 && missing == discount) {
            application.discount = money(discount);
            note(MatchReason::EarlyDiscount);
        } else if (withheld > 0 && missing == withheld) {
            application.withheld = money(withheld);
            note(MatchReason::Withholding);
        }
    }

    Result<void> giveUpRest()
    {
        if (!m_wish.writesOffRest)
            return {};
        Minor rest = 0;
        for (const Application &application : m_match.applications)
            rest += std::max<Minor>(left(application), 0);
        if (rest > m_tender.tolerance)
            return fail(ErrorKind::InvalidInput, u"payments.write_off_limit"_s,
                        {{u"rest"_s, money(rest).toString()}, {u"limit"_s, money(m_tender.tolerance).toString()}});
        for (Application &application : m_match.applications) {
            const Minor missing = std::max<Minor>(left(application), 0);
            application.writtenOff = money(application.writtenOff.minor() + missing);
        }
        if (rest > 0)
            note(MatchReason::WithinTolerance);
        return {};
    }

    Result<Match> finished()
    {
        const Minor cash = m_tender.cash.minor(), charges = m_tender.charges.minor(), sum = used();
        if (sum > cash + charges || sum < 0)
            return fail(ErrorKind::InvalidInput, u"payments.beyond_entry"_s,
                        {{u"amount"_s, m_tender.cash.toString()}, {u"sum"_s, money(sum).toString()}});
        m_match.fee = money(sum > cash ? charges : 0);
        m_match.credit = money(cash + m_match.fee.minor() - sum);
        if (m_match.fee.minor() > 0)
            note(MatchReason::BankCharges);
        const bool isPartial = std::any_of(m_match.applications.begin(), m_match.applications.end(),
                                           [&](const Application &one) { return left(one) > 0; });
        if (isPartial)
            note(MatchReason::Partial);
        if (m_match.credit.minor() > 0)
            note(MatchReason::Overpaid);
        return m_match;
    }

    const MatchBook &m_book;
    const HandWish &m_wish;
    const Tender &m_tender;
    Match m_match;
};

} // namespace

Result<Match> byHand(const MatchBook &book, const HandWish &wish, const Tender &tender)
{
    return HandMatch(book, wish, tender).make();
}

} // namespace accord::payments
