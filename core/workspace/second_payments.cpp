// SPDX-License-Identifier: GPL-3.0-or-later
// Money for invoices that were settled before: it stays unapplied, becomes credit, or goes back, as a person says.
#include "core/workspace/payments_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/bank_rows.h"
#include "core/workspace/payments_desk_parts.h"

namespace accord::workspace {

using storage::BankEntriesSql;
using storage::BankEntryRow;

bool isSecondPayment(const QJsonObject &match)
{
    return match.value(u"applications"_s).toArray().isEmpty() && !match.value(u"settled_before"_s).toArray().isEmpty();
}

Result<QStringList> PaymentsDesk::paidBefore(const BankEntryRow &entry)
{
    if (entry.state != u"proposed"_s)
        return QStringList();
    const auto decision = BankEntriesSql(m_services.session()).latestDecision(entry.id);
    if (!decision)
        return passOn(decision);
    const QJsonObject best = decision->matches.first().toObject();
    QStringList numbers;
    if (isSecondPayment(best)) {
        for (const QJsonValue &one : best.value(u"settled_before"_s).toArray())
            numbers << one[u"invoice"].toString();
    }
    return numbers;
}

Result<accounts::AccountId> PaymentsDesk::creditSecondPayment(const BankEntryRow &entry, const QStringList &invoices)
{
    const auto book = readCashBook(m_services);
    if (!book)
        return passOn(book);
    const auto places = placesOf(invoices, *book);
    if (!places)
        return passOn(places);
    const auto payers = book->book.payer(incomingFrom(entry)).accounts;
    const accounts::AccountId customer
        = payers.size() == 1 ? payers.front() : book->book.document(places->front()).payer;
    const auto said = carryOutByHand(entry, {{}, customer.toString()});
    if (!said)
        return passOn(said);
    const QJsonObject body{{u"match"_s, *said}, {u"settled_before"_s, QJsonArray::fromStringList(invoices)}};
    if (const auto audited = audit(u"payment.accept"_s, entry, body); !audited)
        return passOn(audited);
    return customer;
}

Result<storage::RefundRow> PaymentsDesk::payBack(qint64 number, const QString &method, const QString &reason)
{
    if (auto may = mayBook(m_services, Act::MatchPayments); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const auto entry = waiting(number);
    if (!entry)
        return passOn(entry);
    const auto invoices = paidBefore(*entry);
    if (!invoices)
        return passOn(invoices);
    if (invoices->isEmpty())
        return fail(ErrorKind::Conflict, u"payments.no_second_payment"_s, {{u"entry"_s, number}});
    const auto customer = creditSecondPayment(*entry, *invoices);
    if (!customer)
        return passOn(customer);
    auto refund = requestRefund(m_services, {customer->toString(), {}, entry->amount, method, reason});
    if (!refund)
        return refund;
    return transaction.commit().map([&] { return *refund; });
}

} // namespace accord::workspace
