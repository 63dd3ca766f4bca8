// SPDX-License-Identifier: GPL-3.0-or-later
// What a person says about entries of the bank: what they pay, that they pay nothing, and that they did not.
#include "core/workspace/payments_desk.h"

#include "core/payments/matching.h"
#include "core/storage/transaction.h"
#include "core/workspace/bank_rows.h"
#include "core/workspace/payments_desk_parts.h"

#include <algorithm>

namespace accord::workspace {

using payments::Decision;
using payments::Match;
using storage::BankEntriesSql;
using storage::BankEntryRow;
using storage::BankPayment;
using storage::BankPaymentsSql;

namespace {

QStringList invoicesOf(const BankPayment &payment)
{
    QStringList numbers;
    for (const storage::BankApplication &application : payment.applications)
        numbers << application.invoiceNumber;
    return numbers;
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

Result<> PaymentsDesk::accept(qint64 number, const QStringList &invoices, bool writeOffRest, const QString &certificate)
{
    if (auto may = mayBook(m_services, Act::MatchPayments); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto entry = waiting(number);
    if (!entry)
        return passOn(entry);
    const auto settled = invoices.isEmpty() ? paidBefore(*entry) : Result<QStringList>(QStringList());
    if (!settled)
        return passOn(settled);
    const Result<> done = settled->isEmpty()
                              ? acceptAs(*entry, invoices, writeOffRest, certificate, u"accepted"_s)
                              : creditSecondPayment(*entry, *settled).and_then([](const auto &) { return Result<>(); });
    if (!done)
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
    auto settlement = payments::settleWithCharges(book.book, places, *tender);
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
    if (auto may = mayBook(m_services, Act::MatchPayments); !may)
        return may;
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
    if (auto may = mayBook(m_services, Act::MatchPayments); !may)
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
    if (auto may = mayBook(m_services, Act::ReversePayment); !may)
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

} // namespace accord::workspace
