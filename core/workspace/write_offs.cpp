// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/write_offs.h"

#include "core/ledger/document_entries.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/books.h"
#include "core/workspace/cash_book.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::ReceivablesSql;
using storage::WriteOffRow;

namespace {

Result<ReceivablesSql> storeOf(Services &services)
{
    return services.companyCurrency().map(
        [&](const Currency &company) { return ReceivablesSql(services.session(), company); });
}

QByteArray digestOf(const WriteOffRow &row)
{
    CanonicalForm form;
    form.add(row.id.toString()).add(row.invoice.toString()).add(row.amount.currency().code());
    form.add(row.amount.minor()).add(row.company.minor()).add(row.reason);
    return form.digest();
}

/// The tax within what is given up, by jurisdiction: the share of the invoice's total that \a amount is.
Result<std::vector<tax::TaxGroup>> reliefFor(const billing::Invoice &invoice, const Money &amount)
{
    std::vector<tax::TaxGroup> groups;
    for (tax::TaxGroup group : invoice.bill.taxGroups) {
        const auto share = (Exact(group.tax) * Exact(amount) / Exact(invoice.bill.total)).toMoney(amount.currency());
        if (!share)
            return passOn(share);
        group.tax = *share;
        if (group.tax.minor() > 0)
            groups.push_back(group);
    }
    return groups;
}

Result<> post(Services &services, const WriteOffRow &row)
{
    const auto invoice = services.invoices().find(row.invoice);
    if (!invoice)
        return passOn(invoice);
    const auto relief = reliefFor(*invoice, row.amount);
    if (!relief)
        return passOn(relief);
    Books books(services);
    const auto carrying = books.carryingOf(row.invoice, row.amount);
    if (!carrying)
        return passOn(carrying);
    const bool isForeign = carrying->currency() != row.amount.currency() && carrying->minor() > 0;
    const auto rate = books.rateOn(row.amount.currency(), row.dated);
    if (!rate)
        return passOn(rate);
    const ledger::BookRate asCarried{rate->base, isForeign ? Exact(*carrying) / Exact(row.amount) : rate->rate};
    const auto entry
        = ledger::entryForWriteOff({row.id, row.payer, row.dated, row.amount, *relief, row.invoice.uuid()}, asCarried);
    return entry ? books.post(*entry) : passOn(entry);
}

/// Settles the invoice and posts; the row is stored as done.
Result<> carryOut(Services &services, const WriteOffRow &row)
{
    const auto sql = storeOf(services);
    if (!sql)
        return passOn(sql);
    if (const auto posted = post(services, row); !posted)
        return posted;
    return ReceivablesSql(*sql).settle(row);
}

Result<> ask(Services &services, const WriteOffRow &row)
{
    const auto asked = submitAlways(services,
                                    {{approvals::SubjectKind::WriteOff, row.company, {}, {}},
                                     row.id,
                                     1,
                                     row.digest,
                                     row.requestedBy,
                                     row.requestedBy},
                                    u"write-off of %1"_s.arg(row.number));
    return asked ? Result<>() : passOn(asked);
}

/// Whether somebody has to agree: where the policy asks, or beyond \a limit together with what was given up of the
/// invoice before without asking.
Result<bool> isAskedFor(Services &services, const ReceivablesSql &sql, const WriteOffRow &row, qint64 limit)
{
    const auto policy = currentPolicy(services);
    if (!policy)
        return passOn(policy);
    const auto demand = approvals::demandOf({{approvals::SubjectKind::WriteOff, row.company, {}, {}}}, *policy);
    if (!demand)
        return passOn(demand);
    if (!demand->seats.empty())
        return true;
    const auto before = sql.givenUpUnasked(row.invoice);
    return before ? Result<bool>(*before + row.company.minor() > limit) : passOn(before);
}

Result<WriteOffRow> rowFor(Services &services, const billing::Invoice &invoice, const std::optional<Money> &amount,
                           const QString &reason)
{
    const Money open = billing::settlementOf(invoice).open();
    if (open.minor() <= 0)
        return fail(ErrorKind::Conflict, u"receivables.nothing_open"_s, {{u"number"_s, invoice.number}});
    const Money given = amount.value_or(open);
    if (given.currency() != open.currency() || given.minor() <= 0 || given.minor() > open.minor())
        return fail(ErrorKind::InvalidInput, u"receivables.write_off_amount"_s,
                    {{u"amount"_s, given.toString()}, {u"number"_s, invoice.number}, {u"open"_s, open.toString()}});
    const auto company = Books(services).carryingOf(invoice.id, given);
    if (!company)
        return passOn(company);
    WriteOffRow row{services.ids().next(),
                    invoice.id,
                    invoice.number,
                    invoice.account,
                    invoice.accountName,
                    given,
                    *company,
                    reason.trimmed(),
                    u"done"_s,
                    services.clock().today(),
                    {},
                    services.actor(),
                    services.clock().now()};
    row.digest = digestOf(row);
    return row;
}

} // namespace

Result<WriteOffRow> writeOff(Services &services, const QString &reference, const std::optional<Money> &amount,
                             const QString &reason)
{
    if (auto may = permit(services, Act::RequestWriteOff); !may)
        return passOn(may);
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"receivables.write_off_reason"_s);
    storage::Transaction transaction(services.session());
    const auto invoice = services.invoices().findByReference(reference);
    const auto limit = writeOffLimit(services);
    auto sql = storeOf(services);
    if (!invoice)
        return passOn(invoice);
    if (auto may = permitFor(services, Act::RequestWriteOff, invoice->account); !may)
        return passOn(may);
    if (!limit)
        return passOn(limit);
    if (!sql)
        return passOn(sql);
    if (invoice->state != billing::InvoiceState::Issued)
        return fail(ErrorKind::Conflict, u"receivables.not_issued"_s, {{u"number"_s, reference}});
    auto row = rowFor(services, *invoice, amount, reason);
    if (!row)
        return row;
    const auto asked = isAskedFor(services, *sql, *row, *limit);
    if (!asked)
        return passOn(asked);
    const bool asks = *asked;
    row->state = asks ? u"in_approval"_s : u"done"_s;
    if (const auto added = sql->add(*row); !added)
        return added.error().id == u"storage.unique"_s
                   ? fail(ErrorKind::Conflict, u"receivables.write_off_waits"_s, {{u"number"_s, row->number}})
                   : passOn(added);
    if (const auto done = asks ? ask(services, *row) : carryOut(services, *row); !done)
        return passOn(done);
    const auto audited = services.audit(u"receivables.write_off"_s, u"invoice"_s, invoice->id.toString(),
                                        {{u"invoice"_s, row->number},
                                         {u"amount"_s, row->amount.toString()},
                                         {u"currency"_s, row->amount.currency().code()},
                                         {u"state"_s, row->state},
                                         {u"reason"_s, row->reason}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return *row; });
}

Result<> decideWriteOff(Services &services, const QUuid &id, bool isApproved)
{
    auto sql = storeOf(services);
    if (!sql)
        return passOn(sql);
    auto row = sql->writeOff(id);
    if (!row)
        return passOn(row);
    row->dated = services.clock().today();
    row->state = isApproved ? u"done"_s : u"rejected"_s;
    if (isApproved) {
        const auto invoice = services.invoices().find(row->invoice);
        if (!invoice)
            return passOn(invoice);
        if (billing::settlementOf(*invoice).open().minor() < row->amount.minor())
            return fail(ErrorKind::Conflict, u"receivables.write_off_changed"_s, {{u"number"_s, row->number}});
    }
    if (const auto changed = sql->setState(id, row->state, row->dated); !changed)
        return changed;
    return isApproved ? carryOut(services, *row) : Result<>();
}

Result<std::vector<WriteOffRow>> writeOffs(Services &services)
{
    return storeOf(services).and_then([](const ReceivablesSql &sql) { return sql.writeOffs(); });
}

} // namespace accord::workspace
