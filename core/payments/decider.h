// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/settlement.h"

namespace accord::payments {

/// Scores, for the order of proposals and for people.
namespace score {
constexpr int reference = 100;
constexpr int referenceNotExact = 95;
constexpr int numbers = 95;
constexpr int paidTwice = 90;
constexpr int settledBefore = 45;
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
constexpr int otherCompany = -20;
} // namespace score

/// Decides about one payment against the documents of a book; made for that one. Asked again after others were applied,
/// it does not read the payment again. The parts stand in decider.cpp (our own references, returns),
/// decider_numbers.cpp (document numbers) and decider_payer.cpp (payer and amount).
class Decider
{
public:
    Decider(const MatchBook &book, const IncomingPayment &payment, const MatchPolicy &policy);
    /// \param onlyCertain  what is left to a person is not looked for
    Decision decide(bool onlyCertain);

private:
    using Places = std::vector<std::uint32_t>;

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

    static QString textOf(const IncomingPayment &payment);
    void apply();

    // ---- money
    /// The payment in \a currency: as booked or as instructed; none where neither is in it.
    std::optional<Tender> tenderIn(const Currency &currency) const;
    bool isOneCurrency(const Places &places) const;
    /// How the payment fits \a places; Fit::None with a proposal of the open amounts where its currency is not known.
    Settlement settlementOf(const Places &places);

    // ---- answers
    /// \returns whether it is: for the documents of another company than the one whose account the money came to it is
    /// a proposal.
    bool automatic(Match match, int score, const Places &places);
    bool isElsewhere(std::uint32_t place) const;
    void propose(Match match);
    /// Money for what is settled is never credited by itself: it may be meant for something else, or go back.
    void proposeSecondPayment(Settlement settlement, const Places &places);
    /// Whose credit a rest is: the payer that was recognised, otherwise the owner of \a places.
    std::vector<accounts::AccountId> payersOf(const Places &places) const;
    /// Says how the payer stands to \a places. \returns whether the payer is known and none of theirs.
    bool addPayerReasons(std::vector<MatchReason> &reasons, const Places &places) const;

    // ---- 1: references of our own
    Referenced reference() const;
    bool byReference(const Referenced &referenced);

    // ---- 2: document numbers
    /// What the advice says is paid of each document, where it says so of all and comes to the amount.
    bool byAdvice();
    Numbers readNumbers() const;
    const Numbers &numbers();
    bool isOfPayer(std::uint32_t place) const;
    Match withNumberReasons(Match match, const Places &places, const Numbers &numbers) const;
    bool byNumbers(const Numbers &numbers);
    void proposeNumbers(Settlement settlement, const Places &places, const Numbers &numbers);
    /// Some of the numbers where they, and not all of them, come to the amount.
    void proposePartsOf(const Numbers &numbers);
    /// The numbers less one credit note of the same customer that nobody named.
    void proposeNetted(const Numbers &numbers);

    // ---- weaker clues, each with the exact amount
    /// Of \a places those that the payment closes by itself, each once.
    Places closedBy(Places places) const;
    void proposeClue(const Places &places, MatchReason reason, int points);
    /// The end of a number, or the customer's purchase order.
    void byClue();
    /// A slip in the number where nobody knows the payer.
    void byNearNumber();

    // ---- 3 and 4: the payer and the amount
    void byPayer();
    void byPayerIn(const Tender &tender);
    /// The open documents of the payer that the payment closes by itself, also with charges, discount or withholding.
    Places singlesFor(const Tender &tender) const;
    void proposeCombinations(const Tender &tender, int base);
    void proposeOwn(const Places &places, const Tender &tender, int points, std::vector<MatchReason> reasons);

    // ---- money out
    void takeBack();

    bool m_onlyCertain = false; ///< what is left to a person is not looked for
    const MatchBook &m_book;
    const IncomingPayment &m_payment;
    const MatchPolicy &m_policy;
    PayerFound m_payer;
    QString m_text;
    std::optional<Numbers> m_numbers; ///< once they were read
    Decision m_decision;
};

} // namespace accord::payments
