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
#include "core/workspace/permit.h"

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

namespace {

QJsonArray toJson(const std::vector<Match> &matches, const CashBook &book)
{
    QJsonArray array;
    for (const Match &match : matches)
        array.append(workspace::toJson(match, book));
    return array;
}

QStringList invoicesOf(const BankPayment &payment)
{
    QStringList numbers;
    for (const storage::BankApplication &application : payment.applications)
        numbers << application.invoiceNumber;
    return numbers;
}

/// Whose credit a rest of \a match is, and whose payment it is: the one payer that was recognised, otherwise the owner
/// of the first invoice.
std::optional<accounts::AccountId> customerOf(const std::vector<accounts::AccountId> &payers, const Match &match,
                                              const CashBook &book)
{
    if (payers.size() == 1 || (!payers.empty() && match.applications.empty()))
        return payers.front();
    if (match.applications.empty())
        return std::nullopt;
    return book.invoices[match.applications.front().document].payer;
}

Result<std::vector<std::uint32_t>> placesOf(const QStringList &numbers, const CashBook &book)
{
    std::vector<std::uint32_t> places;
    for (const QString &number : numbers) {
        const auto found = std::find_if(book.invoices.begin(), book.invoices.end(),
                                        [&](const auto &invoice) { return invoice.number == number; });
        if (found == book.invoices.end())
            return fail(ErrorKind::NotFound, u"payments.document_unknown"_s, {{u"number"_s, number}});
        const auto place = std::uint32_t(found - book.invoices.begin());
        if (std::find(places.begin(), places.end(), place) == places.end())
            places.push_back(place);
    }
    return places;
}

/// What stays open of the documents when \a match is applied.
std::int64_t restOf(const Match &match, const std::vector<std::uint32_t> &places, const CashBook &book)
{
    std::int64_t rest = 0;
    for (const std::uint32_t place : places)
        rest += book.book.document(place).open.minor();
    for (const payments::Application &application : match.applications)
        rest -= application.settled().minor();
    return rest;
}

/// What \a payment paid, to be paid by it once more.
std::vector<payments::Application> keptOf(const BankPayment &payment, const CashBook &book)
{
    std::vector<payments::Application> kept;
    for (const storage::BankApplication &one : payment.applications) {
        for (std::uint32_t place = 0; place < book.invoices.size(); ++place) {
            const bool isCredit = book.book.document(place).total.isNegative();
            if (book.invoices[place].id == one.invoice && isCredit == one.amount.isNegative())
                kept.push_back({place, one.cash(), one.discount, one.withheld, one.writtenOff});
        }
    }
    return kept;
}

} // namespace

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
    if (auto may = permit(m_services, Act::MatchPayments); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const auto deposits = clearNamedDeposits(m_services);
    const auto files = clearNamedFiles(m_services);
    if (!deposits)
        return passOn(deposits);
    if (!files)
        return passOn(files);
    const auto entries = BankEntriesSql(m_services.session()).toMatch();
    auto book = readCashBook(m_services);
    const auto limit = writeOffLimit(m_services);
    if (!entries)
        return passOn(entries);
    if (!book)
        return passOn(book);
    if (!limit)
        return passOn(limit);
    std::vector<payments::IncomingPayment> incoming;
    for (const BankEntryRow &entry : *entries)
        incoming.push_back(incomingFrom(entry));
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

Result<> PaymentsDesk::accept(qint64 number, const QStringList &invoices, bool writeOffRest, const QString &certificate)
{
    if (auto may = permit(m_services, Act::MatchPayments); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto entry = waiting(number);
    if (!entry)
        return passOn(entry);
    if (const auto done = acceptAs(*entry, invoices, writeOffRest, certificate, u"accepted"_s); !done)
        return done;
    return transaction.commit();
}

Result<> PaymentsDesk::acceptAs(const BankEntryRow &entry, const QStringList &invoices, bool writeOffRest,
                                const QString &certificate, const QString &kind)
{
    const auto numbers = invoices.isEmpty() ? proposedInvoices(entry) : Result<QStringList>(invoices);
    const auto book = readCashBook(m_services);
    if (!numbers)
        return passOn(numbers);
    if (!book)
        return passOn(book);
    const auto places = placesOf(*numbers, *book);
    if (!places)
        return passOn(places);
    auto match = settlementOf(entry, *places, *book, writeOffRest);
    if (!match)
        return passOn(match);
    if (match->has(payments::MatchReason::Withholding) && certificate.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"payments.certificate_missing"_s,
                    {{u"payment"_s, QString::number(entry.number)}});
    match->certificate = certificate.trimmed();
    auto customer = customerOf(book->book.payer(incomingFrom(entry)).accounts, *match, *book);
    if (!customer)
        customer = book->invoices[places->front()].payer;
    if (const auto applied = apply(*match, *book, entry, *customer); !applied)
        return applied;
    const QJsonArray matches{workspace::toJson(*match, *book)};
    if (const auto noted = note(entry, kind, matches); !noted)
        return noted;
    return audit(kind == u"accepted"_s ? u"payment.accept"_s : u"payment.write_off"_s, entry,
                 {{u"match"_s, matches.first()}});
}

Result<Match> PaymentsDesk::settlementOf(const BankEntryRow &entry, const std::vector<std::uint32_t> &places,
                                         const CashBook &book, bool writeOffRest)
{
    for (const std::uint32_t place : places) {
        if (book.book.document(place).open.currency() != entry.amount.currency())
            return fail(ErrorKind::InvalidInput, u"payments.rate_missing"_s,
                        {{u"payment"_s, QString::number(entry.number)}});
    }
    const auto tender = tenderOf(entry, writeOffRest);
    if (!tender)
        return passOn(tender);
    auto settlement = payments::settle(book.book, places, *tender);
    if (settlement.fit == payments::Fit::None)
        return fail(ErrorKind::Conflict, u"payments.nothing_open"_s,
                    {{u"entry"_s, entry.number}, {u"number"_s, book.invoices[places.front()].number}});
    const std::int64_t rest = restOf(settlement.match, places, book);
    if (writeOffRest && rest > 0)
        return fail(ErrorKind::InvalidInput, u"payments.write_off_limit"_s,
                    {{u"rest"_s, Money(rest, entry.amount.currency()).toString()},
                     {u"limit"_s, Money(tender->tolerance, entry.amount.currency()).toString()}});
    return settlement.match;
}

Result<payments::Tender> PaymentsDesk::tenderOf(const BankEntryRow &entry, bool writeOffRest)
{
    const auto limit = writeOffLimit(m_services);
    if (!limit)
        return passOn(limit);
    const auto charges = incomingFrom(entry).charges;
    const bool isOneCurrency = charges && charges->currency() == entry.amount.currency();
    return payments::Tender{entry.amount, isOneCurrency ? *charges : Money::zero(entry.amount.currency()),
                            entry.valueOn, writeOffRest ? *limit : 0};
}

Result<QJsonObject> PaymentsDesk::applyByHand(qint64 number, const HandWish &wish, Effect effect)
{
    if (wish.shares.empty() && wish.account.isEmpty())
        return fail(ErrorKind::InvalidInput, u"payments.nothing_chosen"_s, {{u"entry"_s, number}});
    storage::Transaction transaction(m_services.session());
    const auto entry = BankEntriesSql(m_services.session()).find(number);
    if (!entry)
        return passOn(entry);
    const auto before = BankPaymentsSql(m_services.session()).appliedAs(entry->id);
    if (!before)
        return passOn(before);
    if (const auto open = *before ? Result<BankEntryRow>(*entry) : waiting(number); !open)
        return passOn(open);
    auto said = carryOutByHand(*entry, wish);
    if (!said || effect == Effect::Shown)
        return said; // the transaction ends without commit: nothing is kept
    if (const auto audited = audit(u"payment.apply"_s, *entry, {{u"match"_s, *said}}); !audited)
        return passOn(audited);
    if (const auto stored = transaction.commit(); !stored)
        return passOn(stored);
    return said;
}

Result<QJsonObject> PaymentsDesk::carryOutByHand(const BankEntryRow &entry, const HandWish &wish)
{
    const auto before = BankPaymentsSql(m_services.session()).appliedAs(entry.id);
    if (!before)
        return passOn(before);
    auto said = applyAgain(entry, wish, *before);
    if (!said)
        return said;
    if (const auto noted = note(entry, u"accepted"_s, {*said}); !noted)
        return passOn(noted);
    return said;
}

Result<> PaymentsDesk::takeBackByHand(qint64 number, qint64 originalNumber)
{
    storage::Transaction transaction(m_services.session());
    BankEntriesSql entries(m_services.session());
    const auto entry = entries.find(number);
    const auto original = entries.find(originalNumber);
    if (!entry)
        return passOn(entry);
    if (!original)
        return passOn(original);
    if (!QStringList{u"new"_s, u"outgoing"_s}.contains(entry->state) || !entry->amount.isNegative())
        return fail(ErrorKind::Conflict, u"payments.not_a_return"_s,
                    {{u"entry"_s, number}, {u"state"_s, entry->state}});
    const QStringList possible{u"new"_s, u"proposed"_s, u"unapplied"_s, u"applied"_s};
    if (!possible.contains(original->state) || original->amount.isNegative())
        return fail(ErrorKind::Conflict, u"payments.not_returnable"_s,
                    {{u"entry"_s, originalNumber}, {u"state"_s, original->state}});
    const auto fee = entry->amount.negated().minus(original->amount);
    if (!fee || fee->isNegative())
        return fail(ErrorKind::InvalidInput, u"payments.return_amount"_s,
                    {{u"back"_s, entry->amount.negated().toString()}, {u"paid"_s, original->amount.toString()}});
    Decision decision;
    decision.returned = original->id.toString();
    decision.returnFee = *fee;
    if (const auto done = takeBack(decision, *entry); !done)
        return done;
    if (const auto audited = audit(u"payment.return"_s, *entry, {{u"of"_s, originalNumber}}); !audited)
        return audited;
    return transaction.commit();
}

Result<QJsonObject> PaymentsDesk::applyAgain(const BankEntryRow &entry, const HandWish &wish,
                                             const std::optional<BankPayment> &before)
{
    if (before) {
        if (const auto undone = undo(*before, u"unapplied"_s); !undone)
            return passOn(undone);
    }
    const auto book = readCashBook(m_services);
    const auto tender = tenderOf(entry, wish.writesOffRest);
    if (!book)
        return passOn(book);
    if (!tender)
        return passOn(tender);
    payments::HandWish asked{{}, {}, wish.writesOffRest, wish.certificate.trimmed()};
    if (before) {
        asked.kept = keptOf(*before, *book);
        for (const storage::BankApplication &one : before->applications) {
            if (asked.certificate.isEmpty())
                asked.certificate = one.certificate;
        }
    }
    for (const HandShare &share : wish.shares) {
        const auto places = placesOf({share.invoice}, *book);
        if (!places)
            return passOn(places);
        asked.shares.push_back({places->front(), share.amount});
    }
    const auto match = payments::byHand(book->book, asked, *tender);
    if (!match)
        return passOn(match);
    std::optional<accounts::AccountId> customer;
    if (before)
        customer = before->customer;
    else if (wish.account.isEmpty())
        customer = customerOf(book->book.payer(incomingFrom(entry)).accounts, *match, *book);
    if (!wish.account.isEmpty()) {
        const auto account = m_services.accounts().findByReference(wish.account);
        if (!account)
            return passOn(account);
        customer = account->id;
    }
    if (const auto applied = apply(*match, *book, entry, *customer); !applied)
        return passOn(applied);
    return workspace::toJson(*match, *book);
}

Result<std::vector<OpenDocumentSheet>> PaymentsDesk::openDocuments(qint64 number, const QString &reference)
{
    const auto entry = BankEntriesSql(m_services.session()).find(number);
    if (!entry)
        return passOn(entry);
    const auto book = readCashBook(m_services);
    if (!book)
        return passOn(book);
    std::vector<accounts::AccountId> wanted = book->book.payer(incomingFrom(*entry)).accounts;
    if (!reference.isEmpty()) {
        const auto account = m_services.accounts().findByReference(reference);
        if (!account)
            return passOn(account);
        wanted = {account->id};
    }
    const auto decision = BankEntriesSql(m_services.session()).latestDecision(entry->id);
    if (!decision)
        return passOn(decision);
    QStringList proposed;
    for (const QJsonValue &match : decision->matches) {
        for (const QJsonValue &application : match[u"applications"].toArray())
            proposed << application[u"invoice"].toString();
    }
    const auto isWanted = [&](const payments::OpenDocument &document) {
        if (reference.isEmpty() && proposed.contains(document.number))
            return true;
        return std::ranges::find(wanted, document.payer) != wanted.end()
               || (!document.parent.isNull() && std::ranges::find(wanted, document.parent) != wanted.end());
    };
    std::vector<OpenDocumentSheet> sheets;
    for (size_t i = 0; i < book->invoices.size(); ++i) {
        const payments::OpenDocument &document = book->book.document(std::uint32_t(i));
        if (document.open.isZero() || document.open.currency() != entry->amount.currency() || !isWanted(document))
            continue;
        const auto account = m_services.accounts().find(document.payer);
        if (!account)
            return passOn(account);
        sheets.push_back({document.number, account->name, document.due, document.total, document.open,
                          Money(payments::discountInTime(document, entry->valueOn), document.open.currency()),
                          document.purchaseOrder});
    }
    std::ranges::stable_sort(sheets, {}, &OpenDocumentSheet::dueOn);
    return sheets;
}

Result<QStringList> PaymentsDesk::proposedInvoices(const BankEntryRow &entry)
{
    const auto decisions = BankEntriesSql(m_services.session()).decisions(entry.id);
    if (!decisions)
        return passOn(decisions);
    QStringList numbers;
    if (entry.state == u"proposed"_s && !decisions->empty()) {
        for (const QJsonValue &application : decisions->back().matches.first()[u"applications"].toArray())
            numbers << application[u"invoice"].toString();
    }
    if (numbers.isEmpty())
        return fail(ErrorKind::InvalidInput, u"payments.nothing_proposed"_s, {{u"entry"_s, entry.number}});
    return numbers;
}

Result<> PaymentsDesk::leave(qint64 number, const QString &reason)
{
    if (auto may = permit(m_services, Act::MatchPayments); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto entry = waiting(number);
    if (!entry)
        return passOn(entry);
    if (const auto changed = BankEntriesSql(m_services.session()).setState(entry->id, u"unapplied"_s); !changed)
        return changed;
    if (const auto noted = note(*entry, u"left"_s, {}, reason); !noted)
        return noted;
    if (const auto audited = audit(u"payment.leave"_s, *entry, {{u"reason"_s, reason}}); !audited)
        return audited;
    return transaction.commit();
}

Result<> PaymentsDesk::unapply(qint64 number, const QString &reason)
{
    if (auto may = permit(m_services, Act::ReversePayment); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto entry = BankEntriesSql(m_services.session()).find(number);
    if (!entry)
        return passOn(entry);
    const auto payment = BankPaymentsSql(m_services.session()).appliedAs(entry->id);
    if (!payment)
        return passOn(payment);
    if (!*payment)
        return fail(ErrorKind::Conflict, u"payments.not_applied"_s, {{u"payment"_s, QString::number(number)}});
    if (const auto undone = undo(**payment, u"unapplied"_s); !undone)
        return undone;
    if (const auto noted = note(*entry, u"undone"_s, {}, reason); !noted)
        return noted;
    const QJsonObject body{{u"invoices"_s, QJsonArray::fromStringList(invoicesOf(**payment))}, {u"reason"_s, reason}};
    if (const auto audited = audit(u"payment.unapply"_s, *entry, body); !audited)
        return audited;
    return transaction.commit();
}

Result<> PaymentsDesk::writeOff(qint64 number)
{
    if (auto may = permit(m_services, Act::MatchPayments); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto entry = BankEntriesSql(m_services.session()).find(number);
    if (!entry)
        return passOn(entry);
    const auto payment = BankPaymentsSql(m_services.session()).appliedAs(entry->id);
    if (!payment)
        return passOn(payment);
    const auto done = *payment ? writeOffRest(*entry, **payment) : waiting(number).and_then([&](const auto &open) {
        return acceptAs(open, {}, true, {}, u"written_off"_s);
    });
    if (!done)
        return done;
    return transaction.commit();
}

Result<> PaymentsDesk::writeOffRest(const BankEntryRow &entry, const BankPayment &payment)
{
    const auto book = readCashBook(m_services);
    if (!book)
        return passOn(book);
    QStringList owed;
    for (const storage::BankApplication &application : payment.applications) {
        if (!application.amount.isNegative())
            owed << application.invoiceNumber;
    }
    const auto places = placesOf(owed, *book);
    if (!places)
        return passOn(places);
    if (restOf({}, *places, *book) == 0 || owed.isEmpty())
        return fail(ErrorKind::Conflict, u"payments.nothing_to_write_off"_s, {{u"entry"_s, entry.number}});
    // The payment is applied once more, now with all that is open of its invoices.
    const auto said = applyAgain(entry, {{}, {}, true, {}}, payment);
    if (!said)
        return passOn(said);
    if (const auto noted = note(entry, u"written_off"_s, {*said}); !noted)
        return noted;
    return audit(u"payment.write_off"_s, entry, {{u"match"_s, *said}});
}

Result<> PaymentsDesk::setWriteOffLimit(const Money &limit)
{
    if (auto may = permit(m_services, Act::ChangeCollectionRules); !may)
        return may;
    if (limit.isNegative())
        return fail(ErrorKind::InvalidInput, u"payments.limit_negative"_s, {{u"amount"_s, limit.toString()}});
    storage::Transaction transaction(m_services.session());
    const auto before = writeOffLimit(m_services);
    if (!before)
        return passOn(before);
    const auto kept = m_services.seller().setSetting(u"write_off_limit_minor"_s, QString::number(limit.minor()));
    if (!kept)
        return kept;
    const auto audited
        = m_services.audit(u"payment.limit"_s, u"workspace_setting"_s, u"write_off_limit_minor"_s,
                           {{u"before"_s, QString::number(*before)}, {u"after"_s, QString::number(limit.minor())}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
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
