// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/receivables_desk.h"

#include "core/receivables/collection.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <map>

namespace accord::workspace {

using receivables::CustomerStatement;
using receivables::OpenItem;
using storage::DisputeRow;
using storage::ReceivableRow;
using storage::ReceivablesSql;

namespace {

constexpr int salesDays = 90;

OpenItem openItem(const DueItem &due)
{
    const Money none = Money::zero(due.item.open.currency());
    return {due.item.number, due.payer, due.item.due, due.item.open, none, none, due.item.isDisputed};
}

/// What a payer owes in a currency, while it is collected.
struct Owed
{
    accounts::AccountId payer;
    QString name;
    Currency currency;
    std::vector<OpenItem> items;
    Money credit;
    QDate oldestDue;
};

/// By name, payer and currency.
using OwedByPayer = std::map<std::tuple<QString, QUuid, QString>, Owed>;

Owed &owedBy(OwedByPayer &all, const accounts::AccountId &payer, const QString &name, const Currency &currency)
{
    return all
        .try_emplace({name.toCaseFolded(), payer.uuid(), currency.code()},
                     Owed{payer, name, currency, {}, Money::zero(currency), {}})
        .first->second;
}

OwedByPayer collected(const std::vector<DueItem> &items, const std::vector<storage::OnAccountRow> &credits,
                      const QDate &day)
{
    OwedByPayer all;
    for (const DueItem &item : items) {
        Owed &owed = owedBy(all, item.payer, item.payerName, item.item.open.currency());
        owed.items.push_back(openItem(item));
        if (!item.item.isDisputed && item.item.open.minor() > 0
            && (owed.oldestDue.isNull() || item.item.due < owed.oldestDue))
            owed.oldestDue = item.item.due;
    }
    for (const storage::OnAccountRow &row : credits) {
        Owed &owed = owedBy(all, row.payer, row.payerName, row.credit.currency());
        if (row.credit.isNegative()) // a charge that belongs to no document is owed at once
            owed.items.push_back({{}, row.payer, day, row.credit.negated(), owed.credit, owed.credit, false});
        else
            owed.credit = row.credit;
    }
    return all;
}

Result<std::vector<receivables::Ageing>> totalsOf(const std::vector<PayerAgeing> &rows)
{
    std::map<QString, std::pair<std::vector<MoneySum>, std::array<MoneySum, 6>>> sums;
    std::map<QString, receivables::Ageing> totals;
    for (const PayerAgeing &row : rows) {
        const Currency currency = row.ageing.total.currency();
        const MoneySum none(currency);
        auto &[buckets, rest]
            = sums.try_emplace(currency.code(), std::vector<MoneySum>(receivables::buckets.size(), none),
                               std::array<MoneySum, 6>{none, none, none, none, none, none})
                  .first->second;
        for (size_t i = 0; i < buckets.size(); ++i)
            buckets[i].add(row.ageing.amounts[i]);
        const receivables::Ageing &a = row.ageing;
        const Money parts[]{a.total, a.disputed, a.collectable, a.credit, a.unapplied, a.net};
        for (size_t i = 0; i < rest.size(); ++i)
            rest[i].add(parts[i]);
    }
    for (auto &[code, both] : sums) {
        receivables::Ageing &total = totals[code];
        for (size_t i = 0; i < both.first.size(); ++i) {
            if (!both.first[i].total())
                return passOn(both.first[i].total());
            total.amounts[i] = *both.first[i].total();
        }
        Money *const parts[]{&total.total,  &total.disputed,  &total.collectable,
                             &total.credit, &total.unapplied, &total.net};
        for (size_t i = 0; i < both.second.size(); ++i) {
            if (!both.second[i].total())
                return passOn(both.second[i].total());
            *parts[i] = *both.second[i].total();
        }
    }
    std::vector<receivables::Ageing> list;
    for (const auto &[code, total] : totals)
        list.push_back(total);
    return list;
}

} // namespace

Result<ReceivablesSql> ReceivablesDesk::store()
{
    return m_services.companyCurrency().map(
        [&](const Currency &company) { return ReceivablesSql(m_services.session(), company); });
}

Result<> ReceivablesDesk::addParts(const ReceivableRow &row, const QDate &day, std::vector<DueItem> &items)
{
    const Currency currency = row.open.currency();
    std::vector<storage::InstalmentDue> parts{{row.due, row.open}};
    if (row.hasInstalments && row.open.minor() > 0) {
        const auto agreed
            = store().and_then([&](const ReceivablesSql &sql) { return sql.instalments(row.invoice, currency); });
        if (!agreed)
            return passOn(agreed);
        parts.clear();
        // What was paid paid the oldest parts.
        std::int64_t paid = std::max<std::int64_t>(row.total.minor() - row.open.minor(), 0);
        for (const auto &part : *agreed) {
            const std::int64_t covered = std::min(paid, part.amount.minor());
            paid -= covered;
            // A part that waits for a milestone is not due yet.
            if (covered < part.amount.minor())
                parts.push_back(
                    {part.due.isValid() ? part.due : day.addDays(1), Money(part.amount.minor() - covered, currency)});
        }
    }
    std::int64_t disputed = row.disputed.minor();
    for (const auto &part : parts) {
        const std::int64_t open = part.amount.minor();
        const std::int64_t held = open > 0 ? std::min(open, disputed) : 0;
        disputed -= held;
        const qint64 late = std::max<qint64>(receivables::daysPastDue(part.due, day), 0);
        for (const auto &[amount, isDisputed] : {std::pair(open - held, false), std::pair(held, true)}) {
            if (amount != 0)
                items.push_back(
                    {row.invoice,
                     row.payer,
                     row.payerName,
                     {row.number, row.issuedOn, part.due, row.total, Money(amount, currency), late, isDisputed}});
        }
    }
    return {};
}

Result<std::vector<DueItem>> ReceivablesDesk::dueItems(const QDate &day,
                                                       const std::optional<accounts::AccountId> &payer)
{
    const auto rows = store().and_then([&](const ReceivablesSql &sql) { return sql.open(day, payer); });
    if (!rows)
        return passOn(rows);
    std::vector<DueItem> items;
    for (const ReceivableRow &row : *rows) {
        if (const auto added = addParts(row, day, items); !added)
            return passOn(added);
    }
    std::stable_sort(items.begin(), items.end(),
                     [](const DueItem &a, const DueItem &b) { return a.item.due < b.item.due; });
    return items;
}

Result<std::vector<storage::OnAccountRow>> ReceivablesDesk::onAccount(const QDate &day,
                                                                      const std::optional<accounts::AccountId> &payer)
{
    return store().and_then([&](const ReceivablesSql &sql) { return sql.onAccount(day, payer); });
}

Result<AgeingReport> ReceivablesDesk::ageing(const QDate &day, const std::optional<accounts::AccountId> &payer)
{
    const auto sql = store();
    const auto items = dueItems(day, payer);
    const auto credits = onAccount(day, payer);
    if (!sql)
        return passOn(sql);
    if (!items)
        return passOn(items);
    if (!credits)
        return passOn(credits);
    AgeingReport report;
    report.day = day;
    for (const auto &[key, owed] : collected(*items, *credits, day)) {
        auto ageing = receivables::ageingOf(owed.items, day, owed.credit);
        if (!ageing)
            return passOn(ageing);
        report.rows.push_back({owed.payer, owed.name, std::move(*ageing), owed.oldestDue});
    }
    auto totals = totalsOf(report.rows);
    const auto open = sql->total(day);
    const auto sales = sql->creditSales(day.addDays(1 - salesDays), day);
    auto cash = sql->unappliedCash(day);
    if (!totals)
        return passOn(totals);
    if (!open)
        return passOn(open);
    if (!sales)
        return passOn(sales);
    if (!cash)
        return passOn(cash);
    const auto outstanding = receivables::daysSalesOutstanding(*open, *sales, salesDays);
    if (!outstanding)
        return passOn(outstanding);
    report.totals = std::move(*totals);
    report.receivables = *open;
    report.sales = *sales;
    report.daysSalesOutstanding = *outstanding;
    report.unappliedCash = std::move(*cash);
    return report;
}

Result<std::vector<CustomerStatement>> ReceivablesDesk::statements(const accounts::Account &payer, const QDate &day)
{
    const auto sql = store();
    const auto items = dueItems(day, payer.id);
    const auto credits = onAccount(day, payer.id);
    if (!sql)
        return passOn(sql);
    if (!items)
        return passOn(items);
    if (!credits)
        return passOn(credits);
    OwedByPayer owed = collected(*items, *credits, day);
    owedBy(owed, payer.id, owed.empty() ? payer.name : owed.begin()->second.name, payer.currency);
    const QDate from = day.addDays(1 - salesDays);
    std::vector<CustomerStatement> statements;
    for (const auto &[key, one] : owed) {
        CustomerStatement statement{payer.id, payer.name, day, from, {}, {}, {}};
        for (const DueItem &due : *items) {
            if (due.item.open.currency() == one.currency)
                statement.items.push_back(due.item);
        }
        auto payments = sql->payments(payer.id, one.currency, from, day);
        auto ageing = receivables::ageingOf(one.items, day, one.credit);
        if (!payments)
            return passOn(payments);
        if (!ageing)
            return passOn(ageing);
        auto voided = sql->voided(payer.id, one.currency, from, day);
        if (!voided)
            return passOn(voided);
        for (const auto &row : *credits) {
            if (row.credit.isNegative() && row.credit.currency() == one.currency)
                statement.items.push_back({{}, day, day, row.credit.negated(), row.credit.negated(), 0, false});
        }
        statement.payments = std::move(*payments);
        statement.ageing = std::move(*ageing);
        statement.voided = std::move(*voided);
        statements.push_back(std::move(statement));
    }
    return statements;
}

Result<std::vector<DisputeRow>> ReceivablesDesk::disputes(bool openOnly)
{
    return store().and_then([&](const ReceivablesSql &sql) { return sql.disputes(openOnly); });
}

Result<DisputeRow> ReceivablesDesk::dispute(const QString &number, int line, const QString &reason)
{
    if (auto may = permit(m_services, Act::RecordDispute); !may)
        return passOn(may);
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"dispute.reason_missing"_s);
    storage::Transaction transaction(m_services.session());
    auto sql = store();
    const auto invoice = m_services.invoices().findByReference(number);
    if (!sql)
        return passOn(sql);
    if (!invoice)
        return passOn(invoice);
    if (auto may = permitFor(m_services, Act::RecordDispute, invoice->account); !may)
        return passOn(may);
    const auto &lines = invoice->bill.lines;
    const bool isThere = invoice->state == billing::InvoiceState::Issued && line >= 0 && line <= int(lines.size());
    DisputeRow row;
    if (isThere && line > 0) {
        const auto gross = lines[size_t(line - 1)].net.plus(lines[size_t(line - 1)].tax);
        if (!gross)
            return passOn(gross);
        row.amount = *gross;
    } else {
        row.amount = invoice->bill.amountDue();
    }
    if (!isThere || row.amount.minor() <= 0)
        return fail(ErrorKind::InvalidInput, u"dispute.no_such_line"_s, {{u"number"_s, number}, {u"line"_s, line}});
    row.id = m_services.ids().next();
    row.invoice = invoice->id;
    row.number = invoice->number;
    row.payer = invoice->account;
    row.payerName = invoice->accountName;
    row.line = line;
    row.reason = reason.trimmed();
    row.openedBy = m_services.actor();
    row.openedOn = m_services.clock().today();
    if (const auto added = sql->add(row); !added)
        return added.error().id == u"storage.unique"_s ? fail(ErrorKind::Conflict, u"dispute.open_already"_s)
                                                       : passOn(added);
    const auto audited = m_services.audit(u"dispute.open"_s, u"invoice"_s, invoice->id.toString(),
                                          {{u"invoice"_s, row.number},
                                           {u"line"_s, line},
                                           {u"amount"_s, row.amount.toString()},
                                           {u"reason"_s, row.reason}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return row; });
}

Result<> ReceivablesDesk::resolve(const QString &number, int line, const QString &resolution)
{
    if (auto may = permit(m_services, Act::RecordDispute); !may)
        return may;
    if (resolution.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"dispute.resolution_missing"_s);
    storage::Transaction transaction(m_services.session());
    auto sql = store();
    const auto open = disputes(true);
    if (!sql)
        return passOn(sql);
    if (!open)
        return passOn(open);
    const auto found = std::find_if(open->begin(), open->end(),
                                    [&](const DisputeRow &row) { return row.number == number && row.line == line; });
    if (found == open->end())
        return fail(ErrorKind::NotFound, u"dispute.not_open"_s, {{u"number"_s, number}});
    const auto done = sql->resolve(found->id, resolution.trimmed(), m_services.actor(), m_services.clock().today());
    if (!done)
        return done;
    const auto audited
        = m_services.audit(u"dispute.resolve"_s, u"invoice"_s, found->invoice.toString(),
                           {{u"invoice"_s, number}, {u"line"_s, line}, {u"resolution"_s, resolution.trimmed()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace accord::workspace
