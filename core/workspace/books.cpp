// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/books.h"

#include "core/ledger/closing.h"
#include "core/storage/ledger_queries_sql.h"

namespace accord::workspace {

using ledger::BookRate;
using ledger::Entry;

namespace {

const QString rateMissing = u"exchange.rate_missing"_s;

} // namespace

Result<BookRate> Books::rateOn(const Currency &currency, const QDate &day)
{
    if (!m_company) {
        const auto company = m_services.companyCurrency();
        if (!company)
            return passOn(company);
        m_company = *company;
    }
    if (currency == *m_company)
        return BookRate{*m_company, Exact(1)};
    const auto quote = m_services.reference().exchangeRates.quote(currency, *m_company, day);
    if (!quote)
        return passOn(quote);
    return BookRate{*m_company, quote->rate};
}

Result<Entry> Books::inBase(Entry entry, const QDate &day)
{
    if (entry.postings.empty())
        return entry;
    const auto rate = rateOn(entry.postings.front().amount.currency(), day);
    if (!rate)
        return rate.error().id == rateMissing ? Result<Entry>(std::move(entry)) : passOn(rate);
    return ledger::withBase(std::move(entry), *rate);
}

Result<Entry> Books::inBaseAsCarried(Entry entry, const billing::InvoiceId &invoice, const QDate &day)
{
    if (entry.postings.empty())
        return entry;
    const Currency currency = entry.postings.front().amount.currency();
    const auto rate = rateOn(currency, day);
    if (!rate)
        return inBase(std::move(entry), day);
    const auto carried = m_services.ledger().carried(invoice, currency);
    if (!carried)
        return passOn(carried);
    const bool isKnown = currency != rate->base && !carried->base.currency().isNull() && carried->open.minor() > 0
                         && carried->base.minor() > 0;
    return ledger::withBase(std::move(entry),
                            isKnown ? BookRate{rate->base, Exact(carried->base) / Exact(carried->open)} : *rate);
}

Result<Money> Books::carryingOf(const billing::InvoiceId &invoice, const Money &settled)
{
    const auto carried = m_services.ledger().carried(invoice, settled.currency());
    if (!carried)
        return passOn(carried);
    return ledger::carryingOf(settled, carried->open, carried->base);
}

Result<QDate> Books::closedThrough()
{
    return storage::LedgerQueriesSql(m_services.session(), {}).closedThrough();
}

Result<QDate> Books::openDay(const QDate &day)
{
    return closedThrough().map(
        [&](const QDate &closed) { return closed.isValid() && day <= closed ? closed.addDays(1) : day; });
}

Result<> Books::post(Entry entry)
{
    const auto closed = closedThrough();
    if (!closed)
        return passOn(closed);
    if (const auto open = ledger::checkOpen(entry, *closed); !open)
        return open;
    if (entry.id.isNull())
        entry.id = m_services.ids().next<ledger::EntryId>();
    return m_services.ledger().post(entry, m_services.clock().now());
}

} // namespace accord::workspace
