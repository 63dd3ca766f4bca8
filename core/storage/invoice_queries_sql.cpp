// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/invoice_queries_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using namespace billing;

namespace {

#define PAID "(SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = invoice.id)"
#define INVOICE_ROW                                                                                                    \
    "SELECT id, number, account_id, account_name, period_start, period_end, issue_date, due_date, currency, "          \
    "total_minor, " PAID ", state, purchase_order, json_array_length(exceptions) FROM invoice "
#define STATUS                                                                                                         \
    "(CASE WHEN state <> 'issued' THEN state WHEN " PAID " >= total_minor THEN 'paid' "                                \
    "WHEN due_date < ?1 THEN 'overdue' WHEN " PAID " > 0 THEN 'partly_paid' ELSE 'issued' END)"
// Parameters: ?1 today, ?2 text, ?3 status, ?4 account, ?5 and ?6 period, ?7 digits of an amount.
#define MATCHES_OF_ANYBODY                                                                                             \
    "(?2 = '' OR instr(lower(coalesce(number, '')), ?2) > 0 OR instr(lower(account_name), ?2) > 0 "                    \
    "OR instr(lower(purchase_order), ?2) > 0 OR (?7 <> '' AND (total_minor = ?7 OR total_minor = ?7 || '00'))) "       \
    "AND (?5 IS NULL OR (period_start = ?5 AND period_end = ?6)) "                                                     \
    "AND (?3 = '' OR " STATUS " = ?3) "
#define MATCHES MATCHES_OF_ANYBODY "AND (?4 IS NULL OR account_id = ?4) "
// "x IS NULL OR column = x" reads every invoice of everybody; this reads those of one account by its index.
#define MATCHES_OF_ACCOUNT "account_id = ?4 AND " MATCHES_OF_ANYBODY
#define FROM_START "AND ?8 IS NULL AND ?9 IS NULL ORDER BY issue_date DESC, id LIMIT ?10"
#define FROM_BOOKMARK "AND (issue_date < ?8 OR (issue_date = ?8 AND id > ?9)) ORDER BY issue_date DESC, id LIMIT ?10"

InvoiceRow readRow(Statement &row)
{
    InvoiceRow invoice;
    invoice.id = row.read<InvoiceId>();
    invoice.number = row.read<QString>();
    invoice.accountId = row.read<accounts::AccountId>();
    invoice.account = row.read<QString>();
    invoice.period.start = row.read<QDate>();
    invoice.period.end = row.read<QDate>();
    invoice.issueDate = row.read<QDate>();
    invoice.dueDate = row.read<QDate>();
    const auto currency = row.read<Currency>();
    invoice.total = row.readMoney(currency);
    invoice.paid = row.readMoney(currency);
    invoice.state = invoiceStateFromString(row.read<QString>()).value_or(InvoiceState::Draft);
    invoice.purchaseOrder = row.read<QString>();
    invoice.exceptions = row.read<int>();
    return invoice;
}

/// "8,154.00" and "8154" are looked for among the totals.
QString digitsOf(const QString &text)
{
    QString digits = text;
    digits.remove(u',').remove(u'.');
    const bool isNumber = !digits.isEmpty()
                          && std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber ? digits : u""_s;
}

QDate startOf(const InvoiceFilter &filter)
{
    return filter.period ? filter.period->start : QDate();
}

QDate endOf(const InvoiceFilter &filter)
{
    return filter.period ? filter.period->end : QDate();
}

QString statusText(const InvoiceFilter &filter)
{
    return filter.status ? toString(*filter.status) : u""_s;
}

InvoiceStatus statusFrom(const QString &text)
{
    for (const auto status : {InvoiceStatus::Draft, InvoiceStatus::InApproval, InvoiceStatus::Approved,
                              InvoiceStatus::Issued, InvoiceStatus::PartlyPaid, InvoiceStatus::Paid}) {
        if (toString(status) == text)
            return status;
    }
    return InvoiceStatus::Overdue;
}

Statement pageStatement(Session &session, bool ofAccount, bool fromBookmark)
{
    if (ofAccount) {
        return fromBookmark ? session.statement(INVOICE_ROW "WHERE " MATCHES_OF_ACCOUNT FROM_BOOKMARK)
                            : session.statement(INVOICE_ROW "WHERE " MATCHES_OF_ACCOUNT FROM_START);
    }
    return fromBookmark ? session.statement(INVOICE_ROW "WHERE " MATCHES FROM_BOOKMARK)
                        : session.statement(INVOICE_ROW "WHERE " MATCHES FROM_START);
}

} // namespace

Result<std::vector<InvoiceRow>> InvoiceQueriesSql::page(const InvoiceFilter &filter,
                                                        const std::optional<InvoiceBookmark> &after, int limit,
                                                        const QDate &today) const
{
    auto select = pageStatement(m_session, filter.account.has_value(), after.has_value());
    select.bind(today, notNull(filter.text.toLower()), statusText(filter), filter.account, startOf(filter),
                endOf(filter), digitsOf(filter.text), after ? after->issueDate : QDate(),
                after ? after->id : InvoiceId(), limit);
    return select.all(readRow);
}

Result<std::vector<CurrencyTotal>> InvoiceQueriesSql::totals(const InvoiceFilter &filter, const QDate &today) const
{
    auto select = m_session.statement(
        "SELECT currency, count(*), sum(total_minor), sum(CASE WHEN state = 'issued' THEN total_minor - " PAID
        " ELSE 0 END) "
        "FROM invoice WHERE " MATCHES "GROUP BY currency ORDER BY currency");
    select.bind(today, notNull(filter.text.toLower()), statusText(filter), filter.account, startOf(filter),
                endOf(filter), digitsOf(filter.text));
    return select.all([](Statement &row) {
        const auto currency = row.read<Currency>();
        CurrencyTotal total;
        total.count = row.read<qint64>();
        total.total = row.readMoney(currency);
        total.open = row.readMoney(currency);
        return total;
    });
}

Result<std::vector<StatusCount>> InvoiceQueriesSql::counts(const InvoiceFilter &filter, const QDate &today) const
{
    auto select = m_session.statement("SELECT " STATUS ", count(*) FROM invoice WHERE " MATCHES "GROUP BY 1");
    select.bind(today, notNull(filter.text.toLower()), u""_s, filter.account, startOf(filter), endOf(filter),
                digitsOf(filter.text));
    return select.all([](Statement &row) {
        const InvoiceStatus status = statusFrom(row.read<QString>());
        return StatusCount{status, row.read<qint64>()};
    });
}

Result<InvoiceRow> InvoiceQueriesSql::row(const InvoiceId &id) const
{
    auto select = m_session.statement(INVOICE_ROW "WHERE id = ?");
    const auto row = select.bind(id).first(readRow);
    if (!row)
        return passOn(row);
    if (!*row)
        return fail(ErrorKind::NotFound, u"billing.invoice_not_found"_s, {{u"invoice"_s, id.toString()}});
    return **row;
}

} // namespace accord::storage
