// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/storage/list_order.h"

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
    Money amountDue; ///< total less prepaid credit
    Money paid;
    Money credited; ///< total of its issued credit notes
    Money writtenOff; ///< the part of \c paid that nobody paid
    bool isVoid = false; ///< a credit note says that it should never have been
    billing::InvoiceState state = billing::InvoiceState::Draft;
    QString purchaseOrder;
    int exceptions = 0;
    ListPlace place; ///< in the list it was read from

    billing::InvoiceStatus status(const QDate &today) const
    {
        return billing::statusOf(state, settlement(), dueDate, today);
    }
    billing::Settlement settlement() const { return {total, amountDue, paid, credited, writtenOff, isVoid}; }
    /// Below zero, what the customer has to his credit.
    Money open() const { return settlement().open(); }
};

/// Empty members do not filter.
struct InvoiceFilter
{
    QString text; ///< part of the number, account name or purchase order, or an amount as "8154" or "8154.00"
    std::optional<billing::InvoiceStatus> status;
    std::optional<accounts::AccountId> account;
    std::optional<Period> period; ///< of the billing run: also a bill that took over what earlier ones carried forward
};

/// What invoices can be sorted by. Totals compare in company currency, at the rate of the document; what is open by its
/// currency first. Statuses come in the order of an invoice's life.
enum class InvoiceSort { IssueDate, Number, Account, Total, Status, DueDate, Open, Period, PurchaseOrder, Exceptions };

using InvoiceOrder = ListOrder<InvoiceSort>;

inline InvoiceOrder newestFirst()
{
    return {InvoiceSort::IssueDate, true};
}

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

/// Invoices that have something in common, in one currency.
struct InvoiceGroup
{
    QString value; ///< status as in toString(InvoiceStatus), account, or month as "2026-04"
    CurrencyTotal totals;
};

/// Lists of invoices, read by key: a page costs the same wherever it starts.
class InvoiceQueriesSql
{
public:
    explicit InvoiceQueriesSql(Session &session)
        : m_session(session)
    { }

    /// At most \a limit rows in \a order, behind the place of a row that was read in the same order.
    Result<std::vector<InvoiceRow>> page(const InvoiceFilter &filter, const InvoiceOrder &order,
                                         const std::optional<ListPlace> &after, int limit, const QDate &today) const;
    /// The same, newest first.
    Result<std::vector<InvoiceRow>> page(const InvoiceFilter &filter, const std::optional<ListPlace> &after, int limit,
                                         const QDate &today) const
    {
        return page(filter, newestFirst(), after, limit, today);
    }
    /// The invoices of \a filter by status, account or period, and by currency within it.
    Result<std::vector<InvoiceGroup>> groups(const InvoiceFilter &filter, InvoiceSort by, const QDate &today) const;
    Result<std::vector<CurrencyTotal>> totals(const InvoiceFilter &filter, const QDate &today) const; ///< by currency
    /// How many invoices each status has among those that \a filter lets through, whatever status it asks for; statuses
    /// without invoices are left out.
    Result<std::vector<StatusCount>> counts(const InvoiceFilter &filter, const QDate &today) const;
    Result<InvoiceRow> row(const billing::InvoiceId &id) const;

private:
    Session &m_session;
};

} // namespace accord::storage
