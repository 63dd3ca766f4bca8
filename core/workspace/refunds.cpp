// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/refunds.h"

#include "core/ledger/chart.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/books.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::RefundRow;
using storage::RefundsSql;

namespace {

constexpr qint64 usualFirstCheque = 1001;

Result<RefundsSql> storeOf(Services &services)
{
    return services.companyCurrency().map(
        [&](const Currency &company) { return RefundsSql(services.session(), company); });
}

QByteArray digestOf(const RefundRow &row)
{
    CanonicalForm form;
    form.add(row.id.toString()).add(row.account.toString()).add(row.invoice ? row.invoice->toString() : u""_s);
    form.add(row.amount.currency().code()).add(row.amount.minor()).add(row.method).add(row.reason);
    return form.digest();
}

/// The credit that \a row is taken from, without what others wait for.
Result<Money> creditFor(Services &services, const RefundRow &row)
{
    if (!row.invoice)
        return refundableOnAccount(services, row.account, row.amount.currency());
    const auto sql = storeOf(services);
    if (!sql)
        return passOn(sql);
    const auto invoice = services.invoices().find(*row.invoice);
    if (!invoice)
        return passOn(invoice);
    const auto waiting = sql->waiting(row.account, row.amount.currency(), row.invoice);
    if (!waiting)
        return waiting;
    return Money(-billing::settlementOf(*invoice).open().minor() - waiting->minor(), row.amount.currency());
}

Result<> checkCredit(const RefundRow &row, const Money &credit)
{
    if (row.amount.minor() <= credit.minor())
        return {};
    return fail(ErrorKind::Conflict, u"payments.no_credit"_s,
                {{u"amount"_s, row.amount.toString()}, {u"credit"_s, credit.toString()}});
}

/// What the books hold of the amount, in company currency; above zero.
Result<Money> carryingOf(Services &services, const RefundRow &row)
{
    Books books(services);
    const auto sql = storeOf(services);
    if (!sql)
        return passOn(sql);
    const auto carried = row.invoice ? services.ledger().carried(*row.invoice, row.amount.currency())
                                     : sql->onAccount(row.account, row.amount.currency());
    if (!carried)
        return passOn(carried);
    if (carried->open.isNegative() && carried->base.isNegative())
        return ledger::carryingOf(row.amount, carried->open.negated(), carried->base.negated());
    return books.rateOn(row.amount.currency(), row.dated).and_then([&](const ledger::BookRate &rate) {
        return rate.toBase(row.amount);
    });
}

Result<> post(Services &services, const RefundRow &row)
{
    Books books(services);
    const auto carrying = carryingOf(services, row);
    const auto rate = books.rateOn(row.amount.currency(), row.dated);
    const auto dated = books.openDay(row.dated);
    if (!carrying)
        return passOn(carrying);
    if (!rate)
        return passOn(rate);
    if (!dated)
        return passOn(dated);
    auto entry = ledger::entryForRefund(row.id, row.account, row.amount, *carrying, *dated, *rate);
    if (!entry)
        return passOn(entry);
    for (ledger::Posting &posting : entry->postings) {
        if (row.invoice && posting.account == ledger::chart::receivable)
            posting.document = row.invoice->uuid();
    }
    return books.post(*entry);
}

Result<RefundRow> rowFor(Services &services, const RefundWish &wish)
{
    RefundRow row;
    row.id = services.ids().next();
    row.method = wish.method;
    row.reason = wish.reason.trimmed();
    row.state = u"in_approval"_s;
    row.dated = services.clock().today();
    row.requestedBy = services.actor();
    row.requestedAt = services.clock().now();
    if (!wish.invoice.isEmpty()) {
        const auto invoice = services.invoices().findByReference(wish.invoice);
        if (!invoice)
            return passOn(invoice);
        row.invoice = invoice->id;
        row.invoiceNumber = invoice->number;
        row.account = invoice->account;
        row.amount = wish.amount.value_or(billing::settlementOf(*invoice).open().negated());
        if (row.amount.currency() != invoice->bill.currency)
            return fail(ErrorKind::InvalidInput, u"payments.refund_amount"_s, {{u"amount"_s, row.amount.toString()}});
    } else {
        const auto account = services.accounts().findByReference(wish.account);
        if (!account)
            return passOn(account);
        row.account = account->id;
        row.amount = wish.amount.value_or(Money::zero(account->currency));
    }
    const auto account = services.accounts().find(row.account);
    if (!account)
        return passOn(account);
    row.accountName = account->name;
    return row;
}

} // namespace

Result<Money> refundableOnAccount(Services &services, const accounts::AccountId &account, const Currency &currency)
{
    const auto sql = storeOf(services);
    if (!sql)
        return passOn(sql);
    const auto carried = sql->onAccount(account, currency);
    if (!carried)
        return passOn(carried);
    const auto waiting = sql->waiting(account, currency, {});
    if (!waiting)
        return waiting;
    return Money(-carried->open.minor() - waiting->minor(), currency);
}

Result<RefundRow> requestRefund(Services &services, const RefundWish &wish)
{
    if (auto may = permit(services, Act::RequestRefund); !may)
        return passOn(may);
    if (wish.reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"payments.refund_reason"_s);
    if (!QStringList{u"transfer"_s, u"ach"_s, u"cheque"_s}.contains(wish.method))
        return fail(ErrorKind::InvalidInput, u"payments.refund_method"_s, {{u"value"_s, wish.method}});
    storage::Transaction transaction(services.session());
    auto sql = storeOf(services);
    if (!sql)
        return passOn(sql);
    auto row = rowFor(services, wish);
    if (!row)
        return row;
    if (auto may = permitFor(services, Act::RequestRefund, row->account); !may)
        return passOn(may);
    const auto credit = creditFor(services, *row);
    if (!credit)
        return passOn(credit);
    if (const auto covered = checkCredit(*row, *credit); !covered)
        return passOn(covered);
    if (row->amount.minor() <= 0)
        return fail(ErrorKind::InvalidInput, u"payments.refund_amount"_s, {{u"amount"_s, row->amount.toString()}});
    const auto company = carryingOf(services, *row);
    const auto number = sql->nextNumber();
    if (!company)
        return passOn(company);
    if (!number)
        return passOn(number);
    row->company = *company;
    row->number = *number;
    row->digest = digestOf(*row);
    if (const auto added = sql->add(*row); !added)
        return passOn(added);
    const auto asked = submitAlways(services,
                                    {{approvals::SubjectKind::Refund, row->company, {}, {}},
                                     row->id,
                                     1,
                                     row->digest,
                                     row->requestedBy,
                                     row->requestedBy},
                                    u"refund to %1"_s.arg(row->accountName));
    if (!asked)
        return passOn(asked);
    const auto audited = services.audit(u"payment.refund"_s, u"refund"_s, row->id.toString(QUuid::WithoutBraces),
                                        {{u"number"_s, row->number},
                                         {u"account"_s, row->accountName},
                                         {u"invoice"_s, row->invoiceNumber},
                                         {u"amount"_s, row->amount.toString()},
                                         {u"currency"_s, row->amount.currency().code()},
                                         {u"method"_s, row->method},
                                         {u"reason"_s, row->reason}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return *row; });
}

Result<> decideRefund(Services &services, const QUuid &id, bool isApproved)
{
    auto sql = storeOf(services);
    if (!sql)
        return passOn(sql);
    auto row = sql->find(id);
    if (!row)
        return passOn(row);
    row->dated = services.clock().today();
    row->state = isApproved ? u"done"_s : u"rejected"_s;
    if (!isApproved)
        return sql->setState(*row);
    const auto credit = creditFor(services, *row);
    if (!credit)
        return passOn(credit);
    // Its own request is among those that wait.
    if (const auto covered = checkCredit(*row, Money(credit->minor() + row->amount.minor(), credit->currency()));
        !covered)
        return covered;
    if (row->method == u"cheque"_s) {
        const auto first = services.seller().setting(u"first_cheque_number"_s, QString::number(usualFirstCheque));
        if (!first)
            return passOn(first);
        const auto next = sql->nextChequeNumber(std::max<qint64>(1, first->toLongLong()));
        if (!next)
            return passOn(next);
        row->chequeNumber = *next;
    }
    if (const auto changed = sql->setState(*row); !changed)
        return changed;
    if (const auto posted = post(services, *row); !posted)
        return posted;
    return sql->settle(*row);
}

Result<std::vector<RefundRow>> refunds(Services &services)
{
    return storeOf(services).and_then([](const RefundsSql &sql) { return sql.all(); });
}

} // namespace accord::workspace
