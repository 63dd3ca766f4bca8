// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/match.h"
#include "core/payments/number_index.h"
#include "core/payments/payer_index.h"

namespace accord::payments {

/// A payment that was applied earlier, for when it comes back.
struct AppliedPayment
{
    Decision decision; ///< how it was applied; of proposals nothing is kept
    QString endToEndId;
    QString traceNumber;
};

/// What is open of a document, among those of its payer.
struct OpenAmount
{
    std::int64_t minor = 0;
    std::uint32_t place = 0; ///< in the list of documents

    friend auto operator<=>(const OpenAmount &, const OpenAmount &) = default;
};

/// The documents that cash can be applied to, found by number, reference, payer and amount, and what has been applied
/// to them. Amounts are kept below 10^15 minor units, so that sums of thousands of them never overflow.
class MatchBook
{
public:
    /// \returns InvalidInput with the document's number: "payments.document_amount" when an amount is out of range, or
    ///          open is not of the sign of the total or beyond it, or a discount or
    ///          withholding is in another currency; "money.currency_mix" where open is.
    static Result<MatchBook> make(std::vector<OpenDocument> documents, const std::vector<KnownPayer> &payers);

    const std::vector<OpenDocument> &documents() const { return m_documents; }
    const OpenDocument &document(std::uint32_t place) const { return m_documents[place]; }

    std::vector<std::uint32_t> byReference(const QString &reference) const;
    std::vector<FoundNumber> numbersIn(const QString &text) const { return m_numbers.find(text); }
    /// The index of all numbers, settled documents among them.
    const NumberIndex &numbers() const { return m_numbers; }
    /// The documents of the purchase orders that are named in \a text.
    std::vector<std::uint32_t> byPurchaseOrder(const QString &text) const;
    PayerFound payer(const IncomingPayment &payment) const;
    /// The open documents of \a payer, credit notes among them, by amount and place.
    const std::vector<OpenAmount> &openOf(const accounts::AccountId &payer) const;
    /// Those whose open amount is exactly \a amount.
    std::vector<std::uint32_t> openOf(const accounts::AccountId &payer, const Money &amount) const;

    /// The documents that charge late payment of \a place, settled ones among them.
    const std::vector<std::uint32_t> &lateChargesOf(std::uint32_t place) const;

    bool hasSeen(const QString &payment) const { return m_payments.contains(payment); }
    /// The payment that \a reference (end-to-end id, trace number or id) belongs to; null where none does, or where it
    /// was taken back already.
    const AppliedPayment *applied(const QString &reference) const;

    /// Does what \a decision says: lowers the open amounts of an automatic one, raises those of a returned payment, and
    /// remembers the payment. A proposal is applied as accepted() makes it.
    /// \returns Conflict "payments.applied_already" for a payment that was, "payments.over_applied" with the number
    /// when
    ///          a document would be settled by more than is open; nothing is changed then.
    Result<void> apply(const Decision &decision, const IncomingPayment &payment);
    /// Takes the apply() of \a payment back, whatever came after it.
    /// \returns NotFound "payments.not_applied" for one that is not there or was returned since; Conflict
    ///          "payments.over_applied" for a return whose document was paid again since.
    Result<void> undo(const QString &payment);
    /// How many payments were applied so far: a mark to go back to.
    qsizetype mark() const { return m_journal.size(); }
    /// The payments that apply() was called for, in that order.
    const QStringList &journal() const { return m_journal; }
    /// Takes everything back that was applied after \a mark, the last first: the book is as it was then.
    Result<void> undoSince(qsizetype mark);

private:
    Result<void> settle(const Match &match, int sign, const QDate &day = {});
    void setOpen(std::uint32_t place, const Money &open);
    void addReference(const QString &reference, std::uint32_t place);
    /// The open documents of the payer of \a place, which are to be sorted when it is done.
    std::vector<OpenAmount> &openBeside(std::uint32_t place) { return m_open[m_payerOf[place]]; }
    void addPayerOf(std::uint32_t place);

    std::vector<OpenDocument> m_documents;
    NumberIndex m_numbers;
    NumberIndex m_purchaseOrders;
    PayerIndex m_payers;
    PlaceIndex m_byReference; ///< by the hash of the electronic form
    QHash<accounts::AccountId, std::uint32_t> m_payerPlaces; ///< in m_open
    std::vector<std::uint32_t> m_payerOf; ///< the place in m_open for each document
    std::vector<std::vector<OpenAmount>> m_open; ///< of each payer, ascending
    QHash<QString, std::vector<std::uint32_t>> m_lateCharges; ///< by the number of the document that is late
    QHash<QString, AppliedPayment> m_payments; ///< by id
    QHash<QString, QStringList> m_paymentIds; ///< by end-to-end id and trace number, in the order of application
    QHash<QString, QString> m_returnedBy; ///< returned payment → the return
    QStringList m_journal; ///< payments in the order in which they were applied
};

} // namespace accord::payments
