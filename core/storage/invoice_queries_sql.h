// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"

namespace accord::storage {

class Session;

struct InvoiceRow
{
    billing::InvoiceId id;
    QString number; ///< empty for a draft
    accounts::AccountId accountId;
    QString account;
    Period period;
    QDate issueDate;
    QDate dueDate;
    Money total;
    Money paid;
    billing::InvoiceState state = billing::InvoiceState::Draft;
    QString purchaseOrder;
    int exceptions = 0;

    billing::InvoiceStatus status(const QDate &today) const
    {
        return billing::statusOf(state, total, paid, dueDate, today);
    }
    Money open() const { return Money(total.minor() - paid.minor(), total.currency()); }
};

/// Empty members do not filter.
struct InvoiceFilter
{
    QString text; ///< part of the number, account name or purchase order, or an amount as "8154" or "8154.00"
    std::optional<billing::InvoiceStatus> status;
    std::optional<accounts::AccountId> account;
    std::optional<Period> period; ///< the billing period exactly
};

struct InvoiceBookmark
{
    QDate issueDate;
    billing::InvoiceId id;
};

struct CurrencyTotal
{
    qint64 count = 0;
    Money total;
    Money open;
};

struct StatusCount
{
    billing::InvoiceStatus status = billing::InvoiceStatus::Draft;
    qint64 count = 0;
};

/// Lists of invoices, newest first, read by key.
class InvoiceQueriesSql
{
public:
    explicit InvoiceQueriesSql(Session &session)
        : m_session(session)
    { }

    Result<std::vector<InvoiceRow>> page(const InvoiceFilter &filter, const std::optional<InvoiceBookmark> &after,
                                         int limit, const QDate &today) const;
    Result<std::vector<CurrencyTotal>> totals(const InvoiceFilter &filter, const QDate &today) const; ///< by currency
    /// How many invoices each status has among those that \a filter lets through, whatever status it asks for; statuses
    /// without invoices are left out.
    Result<std::vector<StatusCount>> counts(const InvoiceFilter &filter, const QDate &today) const;
    Result<InvoiceRow> row(const billing::InvoiceId &id) const;
    static InvoiceBookmark bookmarkOf(const InvoiceRow &row) { return {row.issueDate, row.id}; }

private:
    Session &m_session;
};

} // namespace accord::storage
