// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/cash_book.h"

#include "core/workspace/bank_rows.h"

#include <map>

namespace accord::workspace {

using payments::Application;
using payments::Decision;
using payments::Match;
using payments::OpenDocument;
using storage::BankEntriesSql;
using storage::BankPayment;
using storage::BankPaymentsSql;
using storage::OpenInvoiceRow;

namespace {

/// An entry that is decided about, and what it is applied as.
struct Decided
{
    std::optional<BankPayment> payment; ///< none: a person left it unapplied
    payments::IncomingPayment incoming;
};

Result<std::vector<Decided>> returnable(Services &services)
{
    BankPaymentsSql store(services.session());
    const auto ids = store.returnable();
    if (!ids)
        return passOn(ids);
    std::vector<Decided> list;
    for (const storage::BankEntryId &id : *ids) {
        const auto payment = store.appliedAs(id);
        const auto entry = BankEntriesSql(services.session()).find(id);
        if (!payment)
            return passOn(payment);
        if (!entry)
            return passOn(entry);
        list.push_back({*payment, incomingFrom(*entry)});
    }
    return list;
}

std::vector<payments::KnownPayer> payersFrom(const std::vector<storage::PayerMark> &marks)
{
    std::vector<payments::KnownPayer> payers;
    for (const storage::PayerMark &mark : marks) {
        if (payers.empty() || payers.back().account != mark.account)
            payers.push_back({mark.account, {}, {}});
        if (!mark.name.isEmpty())
            payers.back().names << mark.name;
        if (!mark.bankAccount.isEmpty())
            payers.back().bankAccounts << mark.bankAccount;
    }
    return payers;
}

OpenDocument documentFrom(const OpenInvoiceRow &row, const Money &open)
{
    OpenDocument document;
    document.number = row.number;
    document.payer = row.payer;
    document.parent = row.parent.value_or(accounts::AccountId());
    document.total = row.due;
    document.open = open;
    document.due = row.dueOn;
    document.purchaseOrder = row.purchaseOrder;
    return document;
}

Match matchFrom(const BankPayment &payment, const std::map<QUuid, std::uint32_t> &places)
{
    const Money none = Money::zero(payment.amount.currency());
    Match match{payment.amount, {}, payment.fee, payment.credit, 0, {}};
    for (const storage::BankApplication &application : payment.applications)
        match.applications.push_back(
            {places.at(application.invoice.uuid()),
             Money(application.amount.minor() - application.writtenOff.minor(), payment.amount.currency()), none, none,
             application.writtenOff});
    return match;
}

Decision decisionFrom(const Decided &decided, const std::map<QUuid, std::uint32_t> &places)
{
    Decision decision;
    decision.payment = decided.incoming.id;
    decision.received = decided.incoming.amount;
    decision.returnFee = Money::zero(decided.incoming.amount.currency());
    if (decided.payment) {
        decision.verdict = payments::Verdict::Automatic;
        decision.matches = {matchFrom(*decided.payment, places)};
        decision.payers = {decided.payment->customer};
    }
    return decision;
}

} // namespace

Result<CashBook> readCashBook(Services &services)
{
    BankPaymentsSql store(services.session());
    auto invoices = store.invoices();
    const auto marks = store.payers();
    const auto decided = returnable(services);
    if (!invoices)
        return passOn(invoices);
    if (!marks)
        return passOn(marks);
    if (!decided)
        return passOn(decided);
    std::map<QUuid, std::uint32_t> places;
    std::vector<Money> open;
    for (const OpenInvoiceRow &row : *invoices) {
        places[row.id.uuid()] = std::uint32_t(open.size());
        open.emplace_back(row.due.minor() - row.paid.minor(), row.due.currency());
    }
    // What may come back is open at first, and then applied as it was.
    for (const Decided &one : *decided) {
        for (const storage::BankApplication &application :
             one.payment ? one.payment->applications : std::vector<storage::BankApplication>()) {
            Money &amount = open[places.at(application.invoice.uuid())];
            amount = Money(amount.minor() + application.amount.minor(), amount.currency());
        }
    }
    std::vector<OpenDocument> documents;
    for (size_t i = 0; i < invoices->size(); ++i)
        documents.push_back(documentFrom((*invoices)[i], open[i]));
    auto book = payments::MatchBook::make(std::move(documents), payersFrom(*marks));
    if (!book)
        return passOn(book);
    for (const Decided &one : *decided) {
        const Decision decision = decisionFrom(one, places);
        if (const auto replayed = book->apply(decision, one.incoming); !replayed)
            return passOn(replayed);
    }
    return CashBook{std::move(*book), std::move(*invoices)};
}

Result<std::int64_t> writeOffLimit(Services &services)
{
    const auto setting = services.seller().setting(u"write_off_limit_minor"_s, u"0"_s);
    if (!setting)
        return passOn(setting);
    return std::max<std::int64_t>(0, setting->toLongLong());
}

QJsonObject toJson(const Match &match, const CashBook &book)
{
    QJsonArray reasons, applications;
    for (const payments::MatchReason reason : match.reasons)
        reasons.append(payments::toString(reason));
    for (const Application &application : match.applications)
        applications.append(QJsonObject{{u"invoice"_s, book.invoices[application.document].number},
                                        {u"amount"_s, application.settled().toString()},
                                        {u"written_off"_s, application.writtenOff.toString()}});
    return {{u"score"_s, match.score},
            {u"reasons"_s, reasons},
            {u"currency"_s, match.cash.currency().code()},
            {u"fee"_s, match.fee.toString()},
            {u"credit"_s, match.credit.toString()},
            {u"applications"_s, applications}};
}

BankPayment bankPayment(const Match &match, const CashBook &book, const storage::BankEntryRow &entry,
                        const accounts::AccountId &customer, const QUuid &id)
{
    BankPayment payment{id, entry.id, customer, entry.bookedOn, entry.amount, match.fee, match.credit, {}};
    for (const Application &application : match.applications)
        payment.applications.push_back({book.invoices[application.document].id,
                                        book.invoices[application.document].number, application.settled(),
                                        application.writtenOff});
    return payment;
}

} // namespace accord::workspace
