// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/invoice_queries_sql.h"

#include "core/storage/list_sql.h"
#include "core/storage/sql_values.h"
#include "core/storage/sync_client_sql.h"

namespace accord::storage {

using namespace billing;

namespace {

#define PAID "(SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = invoice.id)"
#define CREDITED                                                                                                       \
    "(SELECT coalesce(sum(note.total_minor), 0) FROM credit_note AS note WHERE note.invoice_id = invoice.id "          \
    "AND note.state = 'issued')"
#define WRITTEN_OFF                                                                                                    \
    "(SELECT coalesce(sum(given.amount_minor), 0) FROM write_off AS given WHERE given.invoice_id = invoice.id "        \
    "AND given.state = 'done')"
#define IS_VOID                                                                                                        \
    "EXISTS (SELECT 1 FROM credit_note AS note WHERE note.invoice_id = invoice.id AND note.state = 'issued' "          \
    "AND note.voids)"
#define EXCEPTIONS "json_array_length(exceptions)"
// What each list says, by what was settled: sums over the documents themselves, or what a copy keeps of them.
#define OPEN_BY(PAID, CREDITED) "(amount_due_minor - " PAID " - " CREDITED ")"
#define IN_FULL_BY(CREDITED) "max(total_minor, 1) <= " CREDITED
#define COLUMNS_BY(PAID, CREDITED, WRITTEN_OFF, IS_VOID, EXCEPTIONS)                                                   \
    "SELECT id, number, account_id, account_name, period_start, period_end, issue_date, due_date, currency, "          \
    "total_minor, amount_due_minor, " PAID ", " CREDITED ", " WRITTEN_OFF ", " IS_VOID                                 \
    ", state, purchase_order, " EXCEPTIONS
#define STATUS_BY(PAID, CREDITED, WRITTEN_OFF, IS_VOID)                                                                \
    "(CASE WHEN state <> 'issued' THEN state WHEN " IS_VOID                                                            \
    " THEN 'void' WHEN " IN_FULL_BY(CREDITED) " THEN 'credited' WHEN " OPEN_BY(                                        \
        PAID, CREDITED) " <= 0 THEN "                                                                                  \
                        "(CASE WHEN " WRITTEN_OFF " > 0 THEN 'written_off' ELSE 'paid' END) "                          \
                        "WHEN due_date < ?1 THEN 'overdue' WHEN " PAID " > " WRITTEN_OFF                               \
                        " THEN 'partly_paid' ELSE 'issued' END)"
#define RANK_BY(PAID, CREDITED, WRITTEN_OFF, IS_VOID)                                                                  \
    "(CASE WHEN state = 'draft' THEN 0 WHEN state = 'in_approval' THEN 1 WHEN state = 'approved' THEN 2 "              \
    "WHEN " IS_VOID " THEN 9 WHEN " IN_FULL_BY(CREDITED) " THEN 8 WHEN " OPEN_BY(                                      \
        PAID, CREDITED) " <= 0 THEN "                                                                                  \
                        "(CASE WHEN " WRITTEN_OFF " > 0 THEN 7 ELSE 6 END) "                                           \
                        "WHEN due_date < ?1 THEN 5 WHEN " PAID " > " WRITTEN_OFF " THEN 4 ELSE 3 END)"
// Parameters: ?1 today, ?2 text, ?3 status, ?4 account, ?5 and ?6 period, ?7 digits of an amount.
#define MATCHES_OF_ANYBODY(STATUS)                                                                                     \
    "(?2 = '' OR instr(lower(coalesce(number, '')), ?2) > 0 OR instr(lower(account_name), ?2) > 0 "                    \
    "OR instr(lower(purchase_order), ?2) > 0 OR (?7 <> '' AND CAST(total_minor AS TEXT) IN (?7, ?7 || '00'))) "        \
    "AND (?5 IS NULL OR (period_end > ?5 AND period_end <= ?6)) "                                                      \
    "AND (?3 = '' OR " STATUS " = ?3) "
#define MATCHES(STATUS) MATCHES_OF_ANYBODY(STATUS) "AND (?4 IS NULL OR account_id = ?4) "
// "x IS NULL OR column = x" reads every invoice of everybody; this reads those of one account by its index.
#define MATCHES_OF_ACCOUNT(STATUS) "account_id = ?4 AND " MATCHES_OF_ANYBODY(STATUS)
#define TOTALS_BY(OPEN, TABLE)                                                                                         \
    "currency, count(*), sum(total_minor), sum(CASE WHEN state = 'issued' THEN " OPEN " ELSE 0 END) FROM " TABLE       \
    " WHERE "

/// Where lists of invoices are read from, and how.
struct Source
{
    ListSql list;
    ListSql listOfAccount;
    Sql status;
    Sql rank; ///< of the status, in the order of an invoice's life
    Sql openOfIssued; ///< drafts owe nothing
    Sql exceptions;
    Sql totals; ///< "currency, …" to the conditions
    Sql totalsOfAll;
    Sql counts;
    Sql one;
};

#define SOURCE(COLUMNS, TABLE, STATUS, RANK, OPEN, EXCEPTIONS)                                                         \
    {{COLUMNS, TABLE, MATCHES(STATUS), 7},                                                                             \
     {COLUMNS, TABLE, MATCHES_OF_ACCOUNT(STATUS), 7},                                                                  \
     STATUS,                                                                                                           \
     RANK,                                                                                                             \
     "(CASE WHEN state = 'issued' THEN " OPEN " ELSE 0 END)",                                                          \
     EXCEPTIONS,                                                                                                       \
     TOTALS_BY(OPEN, TABLE),                                                                                           \
     "SELECT " TOTALS_BY(OPEN, TABLE) MATCHES(STATUS) "GROUP BY currency ORDER BY currency",                           \
     "SELECT " STATUS ", count(*) FROM " TABLE " WHERE " MATCHES(STATUS) "GROUP BY 1",                                 \
     COLUMNS " FROM " TABLE " WHERE id = ?"}

/// The invoices themselves.
constexpr Source documents SOURCE(COLUMNS_BY(PAID, CREDITED, WRITTEN_OFF, IS_VOID, EXCEPTIONS), "invoice",
                                  STATUS_BY(PAID, CREDITED, WRITTEN_OFF, IS_VOID),
                                  RANK_BY(PAID, CREDITED, WRITTEN_OFF, IS_VOID), OPEN_BY(PAID, CREDITED), EXCEPTIONS);
/// Their headers in a copy.
constexpr Source headers SOURCE(COLUMNS_BY("paid_minor", "credited_minor", "written_off_minor", "is_void", "0"),
                                "invoice_header",
                                STATUS_BY("paid_minor", "credited_minor", "written_off_minor", "is_void"),
                                RANK_BY("paid_minor", "credited_minor", "written_off_minor", "is_void"),
                                OPEN_BY("paid_minor", "credited_minor"), "0");

Result<const Source *> sourceIn(Session &session)
{
    if (session.dialect().database() != Dialect::Database::Sqlite)
        return &documents; // copies are files
    const auto inCopy = isCopy(session);
    return inCopy ? Result<const Source *>(*inCopy ? &headers : &documents) : passOn(inCopy);
}

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
    invoice.amountDue = row.readMoney(currency);
    invoice.paid = row.readMoney(currency);
    invoice.credited = row.readMoney(currency);
    invoice.writtenOff = row.readMoney(currency);
    invoice.isVoid = row.read<bool>();
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
    if (!isNumber)
        return u""_s;
    while (digits.size() > 1 && digits.startsWith(u'0'))
        digits.remove(0, 1);
    return digits;
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
                              InvoiceStatus::Issued, InvoiceStatus::PartlyPaid, InvoiceStatus::Paid,
                              InvoiceStatus::WrittenOff, InvoiceStatus::Credited, InvoiceStatus::Void}) {
        if (toString(status) == text)
            return status;
    }
    return InvoiceStatus::Overdue;
}

void addKeys(std::vector<SortKey> &keys, const InvoiceOrder::Term &term, const Source &source)
{
    const bool down = term.descending;
    switch (term.column) {
    case InvoiceSort::IssueDate:
        return void(keys.push_back({"issue_date", true, down}));
    case InvoiceSort::Number: // drafts have none and come last, as in their column
        return void(keys.push_back({down ? Sql("coalesce(number, '')") : Sql("coalesce(number, '~')"), true, down}));
    case InvoiceSort::Account:
        return void(keys.push_back({"lower(account_name)", true, down}));
    case InvoiceSort::Total:
        return void(keys.push_back({"company_total_minor", false, down}));
    case InvoiceSort::Status:
        return void(keys.push_back({source.rank, false, down}));
    case InvoiceSort::DueDate:
        return void(keys.push_back({"due_date", true, down}));
    case InvoiceSort::Open:
        keys.push_back({"currency", true, false});
        return void(keys.push_back({source.openOfIssued, false, down}));
    case InvoiceSort::Period:
        keys.push_back({"period_start", true, down});
        return void(keys.push_back({"period_end", true, down}));
    case InvoiceSort::PurchaseOrder:
        return void(keys.push_back({"purchase_order", true, down}));
    case InvoiceSort::Exceptions:
        return void(keys.push_back({source.exceptions, false, down}));
    }
}

Sql groupOf(InvoiceSort by, const Source &source)
{
    switch (by) {
    case InvoiceSort::Account:
        return "account_name";
    case InvoiceSort::Period:
        return "substr(period_start, 1, 7)";
    case InvoiceSort::IssueDate:
        return "substr(issue_date, 1, 7)";
    default:
        return source.status;
    }
}

void bindFilter(Statement &select, const InvoiceFilter &filter, const QString &status, const QDate &today,
                const auto &...rest)
{
    select.bind(today, notNull(filter.text.toLower()), status, filter.account, startOf(filter), endOf(filter),
                digitsOf(filter.text), rest...);
}

CurrencyTotal readTotal(Statement &row)
{
    const auto currency = row.read<Currency>();
    CurrencyTotal total;
    total.count = row.read<qint64>();
    total.total = row.readMoney(currency);
    total.open = row.readMoney(currency);
    return total;
}

} // namespace

Result<std::vector<InvoiceRow>> InvoiceQueriesSql::page(const InvoiceFilter &filter, const InvoiceOrder &order,
                                                        const std::optional<ListPlace> &after, int limit,
                                                        const QDate &today) const
{
    const auto source = sourceIn(m_session);
    if (!source)
        return passOn(source);
    std::vector<SortKey> keys;
    for (const auto &term : order.terms)
        addKeys(keys, term, **source);
    auto select = m_session.statement(
        pageSql(filter.account ? (*source)->listOfAccount : (*source)->list, keys, !after.has_value()));
    bindFilter(select, filter, statusText(filter), today, limit, after ? after->keys : std::vector<SortValue>());
    return select.all([&](Statement &row) {
        InvoiceRow invoice = readRow(row);
        invoice.place = readPlace(row, keys);
        return invoice;
    });
}

Result<std::vector<InvoiceGroup>> InvoiceQueriesSql::groups(const InvoiceFilter &filter, InvoiceSort by,
                                                            const QDate &today) const
{
    const auto source = sourceIn(m_session);
    if (!source)
        return passOn(source);
    ComposedSql sql("SELECT ");
    sql << groupOf(by, **source) << ", " << (*source)->totals << (*source)->list.matches
        << "GROUP BY 1, currency ORDER BY 1, currency";
    auto select = m_session.statement(sql);
    bindFilter(select, filter, statusText(filter), today);
    return select.all([](Statement &row) {
        const auto value = row.read<QString>();
        return InvoiceGroup{value, readTotal(row)};
    });
}

Result<std::vector<CurrencyTotal>> InvoiceQueriesSql::totals(const InvoiceFilter &filter, const QDate &today) const
{
    const auto source = sourceIn(m_session);
    if (!source)
        return passOn(source);
    auto select = m_session.statement((*source)->totalsOfAll);
    bindFilter(select, filter, statusText(filter), today);
    return select.all(readTotal);
}

Result<std::vector<StatusCount>> InvoiceQueriesSql::counts(const InvoiceFilter &filter, const QDate &today) const
{
    const auto source = sourceIn(m_session);
    if (!source)
        return passOn(source);
    auto select = m_session.statement((*source)->counts);
    bindFilter(select, filter, u""_s, today);
    return select.all([](Statement &row) {
        const InvoiceStatus status = statusFrom(row.read<QString>());
        return StatusCount{status, row.read<qint64>()};
    });
}

Result<InvoiceRow> InvoiceQueriesSql::row(const InvoiceId &id) const
{
    const auto source = sourceIn(m_session);
    if (!source)
        return passOn(source);
    auto select = m_session.statement((*source)->one);
    const auto row = select.bind(id).first(readRow);
    if (!row)
        return passOn(row);
    if (!*row)
        return fail(ErrorKind::NotFound, u"billing.invoice_not_found"_s, {{u"invoice"_s, id.toString()}});
    return **row;
}

} // namespace accord::storage
