// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/payments_desk.h"

#include "core/ledger/receipt_entries.h"
#include "core/payments/matching.h"
#include "core/storage/transaction.h"
#include "core/workspace/bank_rows.h"
#include "core/workspace/books.h"
#include "core/workspace/cheques.h"
#include "core/workspace/own_bank.h"
#include "core/workspace/payment_files_desk.h"
#include "core/workspace/payments_desk_parts.h"

#include <QtCore/QHash>

#include <algorithm>

namespace accord::workspace {

using payments::Decision;
using payments::Match;
using payments::Verdict;
using storage::BankEntriesSql;
using storage::BankEntryRow;
using storage::BankPayment;
using storage::BankPaymentsSql;

Result<std::vector<BankEntrySheet>> PaymentsDesk::entries(const QString &state, int limit)
{
    BankEntriesSql store(m_services.session());
    const auto rows = store.list(state, limit);
    if (!rows)
        return passOn(rows);
    const auto reads = mayReadBankData(m_services);
    if (!reads)
        return passOn(reads);
    std::vector<BankEntrySheet> sheets;
    for (const BankEntryRow &row : *rows) {
        const auto decision = store.latestDecision(row.id);
        if (!decision)
            return passOn(decision);
        sheets.push_back({row, *decision});
        sheets.back().entry.payerAccount = shownNumber(row.payerAccount, *reads);
    }
    return sheets;
}

Result<std::vector<MatchedEntry>> PaymentsDesk::match(Effect effect)
{
    if (auto may = mayBook(m_services, Act::MatchPayments); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const auto deposits = clearNamedDeposits(m_services);
    const auto files = clearNamedFiles(m_services);
    if (!deposits)
        return passOn(deposits);
    if (!files)
        return passOn(files);
    const auto entries = BankEntriesSql(m_services.session()).toMatch();
    if (!entries)
        return passOn(entries);
    const auto companies = companiesByAccount(m_services);
    if (!companies)
        return passOn(companies);
    std::vector<payments::IncomingPayment> incoming;
    for (const BankEntryRow &entry : *entries) {
        incoming.push_back(incomingFrom(entry));
        incoming.back().company = companies->value(entry.bankAccountName).uuid();
    }
    auto book = readCashBook(m_services, incoming);
    const auto limit = writeOffLimit(m_services);
    if (!book)
        return passOn(book);
    if (!limit)
        return passOn(limit);
    const qsizetype before = book->book.mark();
    const auto decisions = payments::matchAll(book->book, incoming, {*limit});
    if (!decisions)
        return passOn(decisions);
    QHash<QString, size_t> places;
    for (size_t i = 0; i < decisions->size(); ++i)
        places.insert((*decisions)[i].payment, i);
    // In the order in which they were decided, so that a return follows what it takes back.
    std::vector<MatchedEntry> matched;
    QJsonArray told;
    for (const QString &id : book->book.journal().mid(before)) {
        const size_t i = places.value(id);
        auto one = carryOut((*decisions)[i], (*entries)[i], *book);
        if (!one)
            return passOn(one);
        told.append(QJsonObject{{u"entry"_s, one->entry}, {u"verdict"_s, payments::toString(one->verdict)}});
        matched.push_back(std::move(*one));
    }
    std::sort(matched.begin(), matched.end(), [](const auto &a, const auto &b) { return a.entry < b.entry; });
    if (matched.empty() && deposits->isEmpty() && files->isEmpty())
        return matched;
    QJsonObject body{{u"entries"_s, told}};
    if (!deposits->isEmpty())
        body.insert(u"deposits"_s, QJsonArray::fromStringList(*deposits));
    if (!files->isEmpty())
        body.insert(u"files"_s, QJsonArray::fromStringList(*files));
    const auto audited = m_services.audit(u"payment.match"_s, u"payment_match"_s,
                                          m_services.ids().next().toString(QUuid::WithoutBraces), body);
    if (!audited)
        return passOn(audited);
    if (effect == Effect::Shown)
        return matched; // the transaction ends without commit: nothing is kept
    if (const auto stored = transaction.commit(); !stored)
        return passOn(stored);
    return matched;
}

Result<MatchedEntry> PaymentsDesk::carryOut(const Decision &decision, const BankEntryRow &entry, const CashBook &book)
{
    MatchedEntry matched{entry.number, decision.verdict, entry.amount, toJson(decision.matches, book), 0};
    Result<> done;
    switch (decision.verdict) {
    case Verdict::Automatic: {
        const Match &match = decision.matches.front();
        const auto customer = customerOf(decision.payers, match, book);
        if (!customer)
            return fail(ErrorKind::Internal, u"payments.payer_unknown"_s, {{u"entry"_s, entry.number}});
        done = apply(match, book, entry, *customer);
        if (done)
            done = note(entry, u"applied"_s, matched.matches);
        break;
    }
    case Verdict::Proposed:
        done = noteChange(entry, u"proposed"_s, u"proposed"_s, matched.matches);
        break;
    case Verdict::Unapplied:
        done = noteChange(entry, u"unapplied"_s, u"unapplied"_s, {});
        break;
    case Verdict::Returned: {
        const auto original
            = BankEntriesSql(m_services.session()).find(storage::BankEntryId(QUuid::fromString(decision.returned)));
        if (!original)
            return passOn(original);
        matched.returned = original->number;
        done = takeBack(decision, entry);
        break;
    }
    case Verdict::ReturnUnknown:
        done = noteChange(entry, u"outgoing"_s, u"outgoing"_s, {});
        break;
    case Verdict::Repeated:
        break;
    }
    if (!done)
        return passOn(done);
    return matched;
}

Result<> PaymentsDesk::apply(const Match &match, const CashBook &book, const BankEntryRow &entry,
                             const accounts::AccountId &customer)
{
    const QUuid id = m_services.ids().next();
    const BankPayment payment = bankPayment(match, book, entry, customer, id);
    BankPaymentsSql store(m_services.session());
    if (const auto applied = store.apply(payment, m_services.actor(), m_services.clock().now()); !applied)
        return applied;
    Books books(m_services);
    const auto rate = books.rateOn(entry.amount.currency(), entry.bookedOn);
    const auto dated = books.openDay(entry.bookedOn);
    if (!rate)
        return passOn(rate);
    if (!dated)
        return passOn(dated);
    ledger::ReceiptPosting receipt{id, *dated, entry.amount, *rate, {}, match.fee, match.credit, customer};
    for (const payments::Application &application : match.applications) {
        const auto part = postingOf(application, book.invoices[application.document]);
        if (!part)
            return passOn(part);
        receipt.applications.push_back(*part);
    }
    const auto posting = ledger::entryForApplication(receipt);
    return posting ? books.post(*posting) : passOn(posting);
}

Result<ledger::ReceiptApplication> PaymentsDesk::postingOf(const payments::Application &application,
                                                           const storage::OpenInvoiceRow &invoice)
{
    const auto carrying = Books(m_services).carryingOf(invoice.id, application.settled());
    if (!carrying)
        return passOn(carrying);
    ledger::ReceiptApplication part{invoice.payer,          application.cash, std::nullopt,     application.withheld,
                                    application.writtenOff, *carrying,        invoice.id.uuid()};
    if (application.discount.isZero())
        return part;
    const auto billed = m_services.invoices().find(invoice.id);
    if (!billed)
        return passOn(billed);
    const auto taken = payments::discountOf(application.discount, billed->bill.subtotal, billed->bill.taxGroups);
    if (!taken)
        return passOn(taken);
    part.discount = *taken;
    return part;
}

Result<> PaymentsDesk::undo(const BankPayment &payment, const QString &state)
{
    const auto now = m_services.clock().now();
    const auto undone = BankPaymentsSql(m_services.session()).undo(payment, state, m_services.actor(), now);
    if (!undone)
        return undone;
    const auto original = m_services.ledger().entryOf(u"application"_s, payment.id);
    if (!original)
        return passOn(original);
    return Books(m_services).post(ledger::reversalOf(*original, m_services.clock().today(), u"application_undone"_s));
}

Result<> PaymentsDesk::takeBack(const Decision &decision, const BankEntryRow &entry)
{
    BankEntriesSql entries(m_services.session());
    const auto original = entries.find(storage::BankEntryId(QUuid::fromString(decision.returned)));
    if (!original)
        return passOn(original);
    const auto payment = BankPaymentsSql(m_services.session()).appliedAs(original->id);
    if (!payment)
        return passOn(payment);
    const auto reopened = *payment ? undo(**payment, u"returned"_s) : entries.setState(original->id, u"returned"_s);
    if (!reopened)
        return reopened;
    // What we collected ourselves may be collected again.
    storage::PaymentFilesSql files(m_services.session());
    for (const QString &reference : {original->endToEndId, original->traceNumber}) {
        if (const auto marked = files.markReturned(reference); !marked)
            return marked;
    }
    const auto receipt = m_services.ledger().entryOf(u"payment"_s, original->id.uuid());
    if (!receipt)
        return passOn(receipt);
    Books books(m_services);
    const auto dated = books.openDay(entry.bookedOn);
    const auto rate = books.rateOn(entry.amount.currency(), entry.bookedOn);
    if (!dated)
        return passOn(dated);
    const auto posting = ledger::entryForReturn(*receipt, *dated, decision.returnFee,
                                                rate.value_or(ledger::BookRate{entry.amount.currency(), Exact(1)}));
    if (!posting)
        return passOn(posting);
    if (const auto posted = books.post(*posting); !posted)
        return posted;
    const QString reason = entry.details.value(u"return_reason"_s).toString();
    if (const auto noted = note(*original, u"returned"_s, {}, reason); !noted)
        return noted;
    if (const auto changed = entries.setState(entry.id, u"return"_s); !changed)
        return changed;
    return note(entry, u"return"_s, {}, QString::number(original->number));
}

Result<BankEntryRow> PaymentsDesk::waiting(qint64 number)
{
    auto entry = BankEntriesSql(m_services.session()).find(number);
    if (!entry)
        return entry;
    const QStringList open{u"new"_s, u"proposed"_s, u"unapplied"_s};
    if (!open.contains(entry->state) || entry->amount.isNegative())
        return fail(ErrorKind::Conflict, u"payments.not_open"_s, {{u"entry"_s, number}, {u"state"_s, entry->state}});
    return entry;
}

Result<> PaymentsDesk::note(const BankEntryRow &entry, const QString &kind, const QJsonArray &matches,
                            const QString &note)
{
    return BankEntriesSql(m_services.session())
        .decide(entry.id, {kind, matches, note, m_services.actor(), m_services.clock().now()});
}

Result<> PaymentsDesk::noteChange(const BankEntryRow &entry, const QString &state, const QString &kind,
                                  const QJsonArray &matches)
{
    BankEntriesSql entries(m_services.session());
    const auto before = entries.decisions(entry.id);
    if (!before)
        return passOn(before);
    if (entry.state == state && !before->empty() && before->back().matches == matches)
        return {};
    if (const auto changed = entries.setState(entry.id, state); !changed)
        return changed;
    return note(entry, kind, matches);
}

Result<> PaymentsDesk::audit(const QString &kind, const BankEntryRow &entry, QJsonObject body)
{
    body.insert(u"entry"_s, entry.number);
    const auto audited = m_services.audit(kind, u"bank_entry"_s, entry.id.toString(), body);
    return audited ? Result<>() : passOn(audited);
}

} // namespace accord::workspace
