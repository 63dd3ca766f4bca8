// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/account_queries_sql.h"

#include "core/storage/list_sql.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

namespace accord::storage {

using accounts::AccountId;

namespace {

// Parameters: ?1 today, ?2 text, ?3 manager, ?4 segment, ?5 region, ?6 renewing before, ?7 only overdue.
#define OPEN_OF                                                                                                        \
    "(SELECT coalesce(sum(amount_due_minor - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application "         \
    "WHERE invoice_id = invoice.id) - (SELECT coalesce(sum(total_minor), 0) FROM credit_note "                         \
    "WHERE invoice_id = invoice.id AND credit_note.state = 'issued')), 0) FROM invoice WHERE invoice.account_id = "    \
    "account.id AND invoice.state = "                                                                                  \
    "'issued' "                                                                                                        \
    "AND invoice.currency = account.currency "
// In a copy, of the invoices of twelve months; anywhere else there are no headers.
#define HEADERS_OF                                                                                                     \
    "(SELECT coalesce(sum(amount_due_minor - paid_minor - credited_minor), 0) FROM invoice_header AS header "          \
    "WHERE header.account_id = account.id AND header.currency = account.currency "
#define OVERDUE_OF OPEN_OF "AND invoice.due_date < ?1) + " HEADERS_OF "AND header.due_date < ?1)"
#define ACCOUNT_COLUMNS                                                                                                \
    "SELECT id, number, name, customer_success_manager, arr_minor, renewal_on, currency, " OPEN_OF ") + " HEADERS_OF   \
    "), " OVERDUE_OF ", segment, region, country, status, location_count, parent_id"
#define MATCHES                                                                                                        \
    "(?2 = '' OR instr(name_folded, ?2) > 0 OR instr(lower(number), ?2) > 0) "                                         \
    "AND (?3 = '' OR customer_success_manager = ?3) AND (?4 = '' OR segment = ?4) AND (?5 = '' OR region = ?5) "       \
    "AND (?6 IS NULL OR renewal_on < ?6) AND (?7 = 0 OR " OVERDUE_OF " > 0) "

AccountRow readRow(Statement &row, const Currency &company)
{
    AccountRow account;
    account.id = row.read<AccountId>();
    account.number = row.read<QString>();
    account.name = row.read<QString>();
    account.customerSuccessManager = row.read<QString>();
    account.arr = row.readMoney(company);
    account.renewalOn = row.read<QDate>();
    const auto currency = row.read<Currency>();
    account.openReceivables = row.readMoney(currency);
    account.overdue = row.readMoney(currency);
    account.segment = row.read<QString>();
    account.region = row.read<QString>();
    account.country = row.read<QString>();
    account.status = accounts::accountStatusFromString(row.read<QString>()).value_or(accounts::AccountStatus::Active);
    account.locations = row.read<int>();
    account.parent = row.read<std::optional<AccountId>>();
    return account;
}

constexpr ListSql list{ACCOUNT_COLUMNS, "account", MATCHES, 7};

SortKey keyOf(const AccountOrder::Term &term)
{
    const bool down = term.descending;
    switch (term.column) {
    case AccountSort::Name:
        return {"name_folded", true, down};
    case AccountSort::Number:
        return {"number", true, down};
    case AccountSort::Manager:
        return {"customer_success_manager", true, down};
    case AccountSort::Arr:
        return {"arr_minor", false, down};
    case AccountSort::Renewal:
        return {down ? Sql("coalesce(renewal_on, '0001-01-01')") : Sql("coalesce(renewal_on, '9999-12-31')"), true,
                down};
    case AccountSort::Locations:
        return {"location_count", false, down};
    case AccountSort::Status:
        return {"status", true, down};
    case AccountSort::Segment:
        return {"segment", true, down};
    case AccountSort::Region:
        return {"region", true, down};
    case AccountSort::Country:
        return {"country", true, down};
    }
    Q_UNREACHABLE();
}

void bindFilter(Statement &select, const AccountFilter &filter, const QDate &today, const auto &...rest)
{
    select.bind(today, folded(filter.text), notNull(filter.customerSuccessManager), notNull(filter.segment),
                notNull(filter.region), filter.renewingBefore, filter.onlyOverdue, rest...);
}

} // namespace

bool AccountQueriesSql::isFoundByName(const AccountFilter &filter) const
{
    return m_names && !folded(filter.text).isEmpty() && filter.customerSuccessManager.isEmpty()
           && filter.segment.isEmpty() && filter.region.isEmpty() && !filter.renewingBefore.isValid()
           && !filter.onlyOverdue;
}

Result<std::vector<AccountRow>> AccountQueriesSql::pageByName(const QString &text,
                                                              const std::optional<ListPlace> &after, int limit,
                                                              const QDate &today) const
{
    Transaction transaction(m_session, Transaction::Read); // the names and the rows of one state
    const auto names = m_names->get(m_session);
    if (!names)
        return passOn(names);
    std::optional<NameBookmark> bookmark;
    if (after)
        bookmark = NameBookmark{std::get<QString>(after->keys.front()), AccountId(std::get<QUuid>(after->keys.back()))};
    std::vector<AccountRow> rows;
    for (const AccountId &id : (*names)->find(folded(text), bookmark, limit).ids) {
        auto found = row(id, today);
        if (!found)
            return passOn(found);
        found->place.keys = {folded(found->name), id.uuid()};
        rows.push_back(std::move(*found));
    }
    return transaction.commit().map([&] { return std::move(rows); });
}

Result<std::vector<AccountRow>> AccountQueriesSql::page(const AccountFilter &filter, const AccountOrder &order,
                                                        const std::optional<ListPlace> &after, int limit,
                                                        const QDate &today) const
{
    if (order == AccountOrder(AccountSort::Name) && isFoundByName(filter))
        return pageByName(filter.text, after, limit, today);
    std::vector<SortKey> keys;
    for (const auto &term : order.terms)
        keys.push_back(keyOf(term));
    Statement select = m_session.statement(pageSql(list, keys, !after.has_value()));
    bindFilter(select, filter, today, limit, after ? after->keys : std::vector<SortValue>());
    return select.all([&](Statement &row) {
        AccountRow account = readRow(row, m_company);
        account.place = readPlace(row, keys);
        return account;
    });
}

Result<std::vector<AccountGroup>> AccountQueriesSql::groups(const AccountFilter &filter, AccountSort by,
                                                            const QDate &today) const
{
    ComposedSql sql("SELECT ");
    sql << keyOf({by, false}).expression << ", count(*), coalesce(sum(arr_minor), 0) FROM account WHERE "
        << list.matches << "GROUP BY 1 ORDER BY 1";
    Statement select = m_session.statement(sql);
    bindFilter(select, filter, today);
    return select.all([this](Statement &row) {
        AccountGroup group{row.read<QString>(), {}};
        group.totals.count = row.read<qint64>();
        group.totals.arr = row.readMoney(m_company);
        return group;
    });
}

Result<AccountTotals> AccountQueriesSql::totals(const AccountFilter &filter, const QDate &today) const
{
    if (isFoundByName(filter)) {
        return m_names->get(m_session).map([&](const auto &names) {
            const auto matches = names->find(folded(filter.text), {}, 0);
            return AccountTotals{matches.count, Money(matches.arrMinor, m_company)};
        });
    }
    auto select = m_session.statement("SELECT count(*), coalesce(sum(arr_minor), 0) FROM account WHERE " MATCHES);
    bindFilter(select, filter, today);
    const auto totals = select.first([this](Statement &row) {
        const auto count = row.read<qint64>();
        return AccountTotals{count, row.readMoney(m_company)};
    });
    if (!totals)
        return passOn(totals);
    return **totals;
}

Result<std::vector<ReceivablesTotal>> AccountQueriesSql::receivables(const AccountFilter &filter,
                                                                     const QDate &today) const
{
    auto select = m_session.statement(
        "SELECT currency, sum(open), sum(CASE WHEN due_date < ?1 THEN open ELSE 0 END) FROM ("
        "SELECT currency, due_date, amount_due_minor - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application "
        "WHERE invoice_id = invoice.id) - (SELECT coalesce(sum(total_minor), 0) FROM credit_note "
        "WHERE invoice_id = invoice.id AND credit_note.state = 'issued') AS open FROM invoice WHERE state = 'issued' "
        "AND account_id IN (SELECT id FROM "
        "account WHERE " MATCHES ") UNION ALL SELECT currency, due_date, amount_due_minor - paid_minor - "
        "credited_minor FROM invoice_header WHERE account_id IN (SELECT id FROM account WHERE " MATCHES
        ")) AS issued WHERE open <> 0 GROUP BY currency ORDER BY currency");
    bindFilter(select, filter, today);
    return select.all([](Statement &row) {
        const auto currency = row.read<Currency>();
        const Money open = row.readMoney(currency);
        return ReceivablesTotal{open, row.readMoney(currency)};
    });
}

Result<AccountRow> AccountQueriesSql::row(const AccountId &id, const QDate &today) const
{
    auto select = m_session.statement(ACCOUNT_COLUMNS " FROM account WHERE id = ?2");
    const auto row = select.bind(today, id).first([this](Statement &r) { return readRow(r, m_company); });
    if (!row)
        return passOn(row);
    if (!*row)
        return fail(ErrorKind::NotFound, u"accounts.not_found"_s, {{u"account"_s, id.toString()}});
    return **row;
}

namespace {
Result<QStringList> names(Statement select)
{
    const auto values = select.bind().all([](Statement &row) { return row.read<QString>(); });
    if (!values)
        return passOn(values);
    return QStringList(values->begin(), values->end());
}
} // namespace

Result<QStringList> AccountQueriesSql::managers() const
{
    return names(m_session.statement(
        "SELECT DISTINCT customer_success_manager FROM account WHERE customer_success_manager <> '' ORDER BY 1"));
}

Result<QStringList> AccountQueriesSql::segments() const
{
    return names(m_session.statement("SELECT DISTINCT segment FROM account WHERE segment <> '' ORDER BY 1"));
}

Result<QStringList> AccountQueriesSql::regions() const
{
    return names(m_session.statement("SELECT DISTINCT region FROM account WHERE region <> '' ORDER BY 1"));
}

} // namespace accord::storage
