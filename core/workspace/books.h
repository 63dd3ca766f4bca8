// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/receipt_entries.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Posts into the books of the company: with amounts in company currency, and never into a closed period.
class Books
{
public:
    explicit Books(Services &services)
        : m_services(services)
    { }

    /// What one unit of \a currency is worth in company currency on \a day: by the European Central Bank.
    /// \returns NotFound "exchange.rate_missing".
    Result<ledger::BookRate> rateOn(const Currency &currency, const QDate &day);
    /// \a entry of one currency with base amounts at the rate of \a day; without any where no rate is known.
    Result<ledger::Entry> inBase(ledger::Entry entry, const QDate &day);
    /// The same at the rate at which the books carry \a invoice, so that nothing is left of one that is settled; that
    /// of \a day where they carry nothing of it.
    Result<ledger::Entry> inBaseAsCarried(ledger::Entry entry, const billing::InvoiceId &invoice, const QDate &day);
    /// What the books carry of \a settled, a part of what is open of \a invoice.
    /// \returns as ledger::carryingOf()
    Result<Money> carryingOf(const billing::InvoiceId &invoice, const Money &settled);

    /// The last day that is closed; null where none is.
    Result<QDate> closedThrough();
    /// \a day, or the first open day where it is closed: for what banks tell afterwards.
    Result<QDate> openDay(const QDate &day);
    /// Writes \a entry under an id of its own. \returns Conflict "ledger.period_closed" with the first open day.
    Result<> post(ledger::Entry entry);

private:
    Services &m_services;
    std::optional<Currency> m_company;
};

} // namespace accord::workspace
