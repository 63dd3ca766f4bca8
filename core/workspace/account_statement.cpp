// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/account_statement.h"

#include "core/storage/invoice_queries_sql.h"

namespace accord::workspace {

namespace {

constexpr int mostInvoices = 100'000;

/// The issued invoices of one currency, as they are added up.
struct Collected
{
    QStringList numbers;
    std::vector<billing::StatementItem> items;
    MoneySum paid;
};

Result<void> collect(Collected &collected, const billing::Invoice &invoice)
{
    collected.numbers << invoice.number;
    for (const billing::BillLine &line : invoice.bill.lines) {
        const auto gross = line.net.plus(line.tax);
        if (!gross)
            return passOn(gross);
        collected.items.push_back({line.entityName, *gross});
    }
    collected.paid.add(invoice.paid);
    collected.paid.add(invoice.credited);
    for (const billing::CreditApplied &credit : invoice.bill.credits)
        collected.paid.add(credit.amount);
    return {};
}

} // namespace

Result<std::vector<AccountStatement>> statementsOf(Services &services, const accounts::Account &payer,
                                                   const Period &period)
{
    storage::InvoiceFilter filter;
    filter.account = payer.id;
    filter.period = period;
    const QDate today = services.clock().today();
    const auto rows = storage::InvoiceQueriesSql(services.session()).page(filter, {}, mostInvoices, today);
    if (!rows)
        return passOn(rows);
    std::map<QString, Collected> byCurrency;
    for (auto row = rows->rbegin(); row != rows->rend(); ++row) { // oldest first
        if (row->state != billing::InvoiceState::Issued)
            continue;
        const auto invoice = services.invoices().find(row->id);
        if (!invoice)
            return passOn(invoice);
        const Currency currency = invoice->bill.currency;
        auto &collected = byCurrency.try_emplace(currency.code(), Collected{{}, {}, MoneySum(currency)}).first->second;
        if (const auto done = collect(collected, *invoice); !done)
            return passOn(done);
    }
    std::vector<AccountStatement> statements;
    for (const auto &[code, collected] : byCurrency) {
        if (!collected.paid.total())
            return passOn(collected.paid.total());
        const auto statement = billing::consolidate(collected.items, *collected.paid.total());
        if (!statement)
            return passOn(statement);
        statements.push_back({payer.name, period, collected.numbers, *statement});
    }
    return statements;
}

} // namespace accord::workspace
