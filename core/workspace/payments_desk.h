// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/receipt_entries.h"
#include "core/payments/by_hand.h"
#include "core/workspace/bank_import.h"
#include "core/workspace/cash_book.h"
#include "core/workspace/refunds.h"

namespace accord::workspace {

/// What matching decided about one entry.
struct MatchedEntry
{
    qint64 entry = 0; ///< its number
    payments::Verdict verdict = payments::Verdict::Unapplied;
    Money amount;
    QJsonArray matches; ///< as workspace::toJson(): the one that was applied, or the proposals, the best first
    qint64 returned = 0; ///< the entry that came back; 0: none
};

/// An entry as people look at it.
struct BankEntrySheet
{
    storage::BankEntryRow entry;
    storage::BankDecision decision; ///< the latest; without a kind where there is none
};

/// What a person says that an entry pays.
struct HandShare
{
    QString invoice; ///< number of an invoice or of a credit note that is used up
    std::optional<Money> amount = {}; ///< none: all that is open, as far as the money reaches
};

struct HandWish
{
    std::vector<HandShare> shares; ///< beside what the entry pays already
    QString account = {}; ///< whose credit the rest is; empty: who is recognised, or owes the first invoice
    bool writesOffRest = false; ///< what lacks of the invoices is given up, within the limit
    QString certificate = {}; ///< of tax that was kept back
};

/// A document that a person may choose for an entry.
struct OpenDocumentSheet
{
    QString number;
    QString account;
    QDate dueOn;
    Money total;
    Money open; ///< below zero for a credit
    Money discount; ///< >= 0, offered for the day of the entry
    QString purchaseOrder;
};

/// Whether \a match, as workspace::toJson(), says that everything it names was settled before.
bool isSecondPayment(const QJsonObject &match);

/// Cash of the bank and the invoices it pays. Every command is one transaction with one audit record.
class PaymentsDesk
{
public:
    explicit PaymentsDesk(Services &services)
        : m_services(services)
    { }

    /// The entries, newest first: "open" ones, those of one state, or all where it is empty.
    Result<std::vector<BankEntrySheet>> entries(const QString &state, int limit);
    /// Decides about all entries that are open: what is certain is applied with its reasons, what is likely becomes a
    /// proposal, money out takes its payment back where that is known. Entries that a person left unapplied stay so.
    Result<std::vector<MatchedEntry>> match(Effect effect = Effect::Kept);

    /// Applies entry \a number to \a invoices, the oldest due first; to those of its best proposal when there are none.
    /// What late payment of them was charged for is paid as well where the money is exactly that much more. What is too
    /// much becomes credit on account; a second payment, where \a invoices is empty, all of it.
    /// \param writeOffRest  what lacks is given up, within the limit
    /// \param certificate   of tax that the customer kept back
    /// \returns NotFound "bank.entry_not_found", "payments.document_unknown"; Conflict "payments.not_open" for an entry
    ///          that is not waiting, "payments.nothing_open"; InvalidInput "payments.nothing_proposed",
    ///          "payments.rate_missing", "payments.write_off_limit", "payments.certificate_missing".
    Result<> accept(qint64 number, const QStringList &invoices, bool writeOffRest = false,
                    const QString &certificate = {});
    /// Pays a second payment back: it becomes credit of who paid it, and a refund of it waits for another person.
    /// \returns the refund; Conflict "payments.no_second_payment" where that is not what is proposed; the errors of
    ///          accept() and requestRefund().
    Result<storage::RefundRow> payBack(qint64 number, const QString &method, const QString &reason);
    /// Applies entry \a number as \a wish says; one that is applied pays this as well. The rest is credit on account.
    /// \returns the match, as workspace::toJson(); the errors of accept() and of payments::byHand(), NotFound
    ///          "accounts.not_found", InvalidInput "payments.nothing_chosen".
    Result<QJsonObject> applyByHand(qint64 number, const HandWish &wish, Effect effect = Effect::Kept);
    /// The same in the caller's transaction, without a record of its own.
    Result<QJsonObject> carryOutByHand(const storage::BankEntryRow &entry, const HandWish &wish);
    /// Says that entry \a number, money out, takes back \a original, a payment that came in; what it is more is the fee
    /// of the bank. The invoices are open again. \returns Conflict "payments.not_a_return", "payments.not_returnable";
    ///          InvalidInput "payments.return_amount".
    Result<> takeBackByHand(qint64 number, qint64 original);
    /// The documents in the currency of an entry that are open, or of which credit is left: those of \a account (a
    /// number or name), or where it is empty of who is recognised as its payer, with their family, and those that are
    /// proposed; by due date.
    Result<std::vector<OpenDocumentSheet>> openDocuments(qint64 number, const QString &account = {});
    /// Leaves an entry unapplied; matching does not touch it again. \returns as accept()
    Result<> leave(qint64 number, const QString &reason = {});
    /// Takes the application of an entry back: its invoices are open again, its credit is gone, the money is unapplied.
    /// \returns Conflict "payments.not_applied".
    Result<> unapply(qint64 number, const QString &reason = {});
    /// Gives up what lacks of the invoices that an entry is applied or proposed to.
    /// \returns "payments.write_off_limit" with the rest and the limit; "payments.nothing_to_write_off".
    Result<> writeOff(qint64 number);
    /// What may be given up of an invoice from now on, as an amount of company currency; other currencies take its
    /// minor units. \returns InvalidInput "payments.limit_negative".
    Result<> setWriteOffLimit(const Money &limit);

private:
    Result<MatchedEntry> carryOut(const payments::Decision &decision, const storage::BankEntryRow &entry,
                                  const CashBook &book);
    Result<> takeBack(const payments::Decision &decision, const storage::BankEntryRow &entry);
    Result<storage::BankEntryRow> waiting(qint64 number);
    Result<payments::Match> settlementOf(const storage::BankEntryRow &entry, const std::vector<std::uint32_t> &places,
                                         const CashBook &book, bool writeOffRest);
    Result<payments::Tender> tenderOf(const storage::BankEntryRow &entry, bool writeOffRest);
    Result<> acceptAs(const storage::BankEntryRow &entry, const QStringList &invoices, bool writeOffRest,
                      const QString &certificate, const QString &kind);
    Result<QJsonObject> applyAgain(const storage::BankEntryRow &entry, const HandWish &wish,
                                   const std::optional<storage::BankPayment> &before);
    Result<> writeOffRest(const storage::BankEntryRow &entry, const storage::BankPayment &payment);
    /// The invoices for which \a entry is proposed as a second payment; none: it is not.
    Result<QStringList> paidBefore(const storage::BankEntryRow &entry);
    Result<accounts::AccountId> creditSecondPayment(const storage::BankEntryRow &entry, const QStringList &invoices);
    Result<QStringList> proposedInvoices(const storage::BankEntryRow &entry);
    Result<ledger::ReceiptApplication> postingOf(const payments::Application &application,
                                                 const storage::OpenInvoiceRow &invoice);
    Result<> apply(const payments::Match &match, const CashBook &book, const storage::BankEntryRow &entry,
                   const accounts::AccountId &customer);
    Result<> undo(const storage::BankPayment &payment, const QString &state);
    Result<> note(const storage::BankEntryRow &entry, const QString &kind, const QJsonArray &matches,
                  const QString &note = {});
    Result<> noteChange(const storage::BankEntryRow &entry, const QString &state, const QString &kind,
                        const QJsonArray &matches);
    Result<> audit(const QString &kind, const storage::BankEntryRow &entry, QJsonObject body);

    Services &m_services;
};

} // namespace accord::workspace
