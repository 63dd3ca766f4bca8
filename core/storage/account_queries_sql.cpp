// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/account_queries_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

namespace accord::storage {

using accounts::AccountId;

namespace {

// Parameters: ?1 today, ?2 text, ?3 manager, ?4 segment, ?5 region, ?6 renewing before, ?7 only overdue.
#define OPEN_OF                                                                                                        \
    "(SELECT coalesce(sum(total_minor - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application "              \
    "WHERE invoice_id = invoice.id)), 0) FROM invoice WHERE invoice.account_id = account.id AND invoice.state = "      \
    "'issued' "                                                                                                        \
    "AND invoice.currency = account.currency "
#define ACCOUNT_ROW                                                                                                    \
    "SELECT id, number, name, customer_success_manager, arr_minor, renewal_on, currency, " OPEN_OF "), " OPEN_OF       \
    "AND invoice.due_date < ?1), segment, region, country, status, location_count, parent_id, name_folded FROM "       \
    "account "
#define MATCHES                                                                                                        \
    "(?2 = '' OR instr(name_folded, ?2) > 0 OR instr(lower(number), ?2) > 0) "                                         \
    "AND (?3 = '' OR customer_success_manager = ?3) AND (?4 = '' OR segment = ?4) AND (?5 = '' OR region = ?5) "       \
    "AND (?6 IS NULL OR renewal_on < ?6) AND (?7 = 0 OR " OPEN_OF "AND invoice.due_date < ?1) > 0) "

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

Statement statementFor(Session &session, AccountSort sort, bool fromStart)
{
    switch (sort) {
    case AccountSort::Name:
        return fromStart ? session.statement(ACCOUNT_ROW
                                             "WHERE " MATCHES
                                             "AND ?8 IS NOT NULL AND ?9 IS NULL ORDER BY name_folded, id LIMIT ?10")
                         : session.statement(ACCOUNT_ROW
                                             "WHERE " MATCHES
                                             "AND (name_folded, id) > (?8, ?9) ORDER BY name_folded, id LIMIT ?10");
    case AccountSort::NameDescending:
        return fromStart
                   ? session.statement(ACCOUNT_ROW
                                       "WHERE " MATCHES
                                       "AND ?8 IS NOT NULL AND ?9 IS NULL ORDER BY name_folded DESC, id DESC LIMIT ?10")
                   : session.statement(ACCOUNT_ROW
                                       "WHERE " MATCHES
                                       "AND (name_folded, id) < (?8, ?9) ORDER BY name_folded DESC, id DESC LIMIT ?10");
    case AccountSort::ArrDescending:
        return fromStart
                   ? session.statement(ACCOUNT_ROW
                                       "WHERE " MATCHES
                                       "AND ?8 IS NOT NULL AND ?9 IS NULL ORDER BY arr_minor DESC, id LIMIT ?10")
                   : session.statement(
                         ACCOUNT_ROW
                         "WHERE " MATCHES
                         "AND (arr_minor < ?8 OR (arr_minor = ?8 AND id > ?9)) ORDER BY arr_minor DESC, id LIMIT ?10");
    case AccountSort::Arr:
        return fromStart
                   ? session.statement(ACCOUNT_ROW
                                       "WHERE " MATCHES
                                       "AND ?8 IS NOT NULL AND ?9 IS NULL ORDER BY arr_minor, id DESC LIMIT ?10")
                   : session.statement(
                         ACCOUNT_ROW
                         "WHERE " MATCHES
                         "AND (arr_minor > ?8 OR (arr_minor = ?8 AND id < ?9)) ORDER BY arr_minor, id DESC LIMIT ?10");
    case AccountSort::Renewal:
        return fromStart ? session.statement(ACCOUNT_ROW "WHERE " MATCHES "AND ?8 IS NOT NULL AND ?9 IS NULL "
                                                         "ORDER BY coalesce(renewal_on, '9999-12-31'), id LIMIT ?10")
                         : session.statement(ACCOUNT_ROW "WHERE " MATCHES
                                                         "AND (coalesce(renewal_on, '9999-12-31'), id) > (?8, ?9) "
                                                         "ORDER BY coalesce(renewal_on, '9999-12-31'), id LIMIT ?10");
    case AccountSort::RenewalDescending:
        return fromStart
                   ? session.statement(ACCOUNT_ROW "WHERE " MATCHES "AND ?8 IS NOT NULL AND ?9 IS NULL "
                                                   "ORDER BY coalesce(renewal_on, '0001-01-01') DESC, id LIMIT ?10")
                   : session.statement(ACCOUNT_ROW "WHERE " MATCHES "AND (coalesce(renewal_on, '0001-01-01') < ?8 "
                                                   "OR (coalesce(renewal_on, '0001-01-01') = ?8 AND id > ?9)) "
                                                   "ORDER BY coalesce(renewal_on, '0001-01-01') DESC, id LIMIT ?10");
    case AccountSort::Manager:
        return fromStart
                   ? session.statement(
                         ACCOUNT_ROW
                         "WHERE " MATCHES
                         "AND ?8 IS NOT NULL AND ?9 IS NULL ORDER BY customer_success_manager, id LIMIT ?10")
                   : session.statement(ACCOUNT_ROW "WHERE " MATCHES "AND (customer_success_manager, id) > (?8, ?9) "
                                                   "ORDER BY customer_success_manager, id LIMIT ?10");
    case AccountSort::ManagerDescending:
        return fromStart
                   ? session.statement(
                         ACCOUNT_ROW
                         "WHERE " MATCHES
                         "AND ?8 IS NOT NULL AND ?9 IS NULL ORDER BY customer_success_manager DESC, id DESC LIMIT ?10")
                   : session.statement(ACCOUNT_ROW "WHERE " MATCHES "AND (customer_success_manager, id) < (?8, ?9) "
                                                   "ORDER BY customer_success_manager DESC, id DESC LIMIT ?10");
    case AccountSort::Locations:
        return fromStart ? session.statement(ACCOUNT_ROW
                                             "WHERE " MATCHES
                                             "AND ?8 IS NOT NULL AND ?9 IS NULL ORDER BY location_count, id LIMIT ?10")
                         : session.statement(
                               ACCOUNT_ROW "WHERE " MATCHES
                                           "AND (location_count, id) > (?8, ?9) ORDER BY location_count, id LIMIT ?10");
    case AccountSort::LocationsDescending:
        return fromStart ? session.statement(
                               ACCOUNT_ROW
                               "WHERE " MATCHES
                               "AND ?8 IS NOT NULL AND ?9 IS NULL ORDER BY location_count DESC, id DESC LIMIT ?10")
                         : session.statement(
                               ACCOUNT_ROW
                               "WHERE " MATCHES
                               "AND (location_count, id) < (?8, ?9) ORDER BY location_count DESC, id DESC LIMIT ?10");
    }
    Q_UNREACHABLE();
}

} // namespace

bool AccountQueriesSql::isFoundByName(const AccountFilter &filter) const
{
    return m_names && !folded(filter.text).isEmpty() && filter.customerSuccessManager.isEmpty()
           && filter.segment.isEmpty() && filter.region.isEmpty() && !filter.renewingBefore.isValid()
           && !filter.onlyOverdue;
}

Result<std::vector<AccountRow>> AccountQueriesSql::pageByName(const QString &text,
                                                              const std::optional<AccountBookmark> &after, int limit,
                                                              const QDate &today) const
{
    Transaction transaction(m_session, Transaction::Read); // the names and the rows of one state
    const auto names = m_names->get(m_session);
    if (!names)
        return passOn(names);
    const auto bookmark = after ? std::optional(NameBookmark{folded(after->name), after->id}) : std::nullopt;
    std::vector<AccountRow> rows;
    for (const AccountId &id : (*names)->find(folded(text), bookmark, limit).ids) {
        auto found = row(id, today);
        if (!found)
            return passOn(found);
        rows.push_back(std::move(*found));
    }
    return transaction.commit().map([&] { return std::move(rows); });
}

Result<std::vector<AccountRow>> AccountQueriesSql::page(const AccountFilter &filter, AccountSort sort,
                                                        const std::optional<AccountBookmark> &after, int limit,
                                                        const QDate &today) const
{
    if (sort == AccountSort::Name && isFoundByName(filter))
        return pageByName(filter.text, after, limit, today);
    Statement select = statementFor(m_session, sort, !after.has_value());
    const auto bind = [&](const auto &key) {
        select.bind(today, folded(filter.text), notNull(filter.customerSuccessManager), notNull(filter.segment),
                    notNull(filter.region), filter.renewingBefore, filter.onlyOverdue, key,
                    after ? after->id : AccountId(), limit);
    };
    switch (sort) {
    case AccountSort::ArrDescending:
    case AccountSort::Arr:
        bind(after ? after->arr : 0);
        break;
    case AccountSort::Renewal:
        bind(after && after->renewalOn.isValid() ? after->renewalOn : QDate(9999, 12, 31));
        break;
    case AccountSort::RenewalDescending:
        bind(after && after->renewalOn.isValid() ? after->renewalOn : QDate(1, 1, 1));
        break;
    case AccountSort::Locations:
    case AccountSort::LocationsDescending:
        bind(after ? after->locations : 0);
        break;
    case AccountSort::Manager:
    case AccountSort::ManagerDescending:
        bind(after ? notNull(after->customerSuccessManager) : u""_s);
        break;
    case AccountSort::Name:
    case AccountSort::NameDescending:
        bind(after ? folded(after->name) : u""_s);
        break;
    }
    return select.all([this](Statement &row) { return readRow(row, m_company); });
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
    select.bind(today, folded(filter.text), notNull(filter.customerSuccessManager), notNull(filter.segment),
                notNull(filter.region), filter.renewingBefore, filter.onlyOverdue);
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
        "SELECT currency, due_date, total_minor - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application "
        "WHERE invoice_id = invoice.id) AS open FROM invoice WHERE state = 'issued' AND account_id IN (SELECT id FROM "
        "account WHERE " MATCHES ")) WHERE open <> 0 GROUP BY currency ORDER BY currency");
    select.bind(today, folded(filter.text), notNull(filter.customerSuccessManager), notNull(filter.segment),
                notNull(filter.region), filter.renewingBefore, filter.onlyOverdue);
    return select.all([](Statement &row) {
        const auto currency = row.read<Currency>();
        const Money open = row.readMoney(currency);
        return ReceivablesTotal{open, row.readMoney(currency)};
    });
}

Result<AccountRow> AccountQueriesSql::row(const AccountId &id, const QDate &today) const
{
    auto select = m_session.statement(ACCOUNT_ROW "WHERE id = ?2");
    const auto row = select.bind(today, id).first([this](Statement &r) { return readRow(r, m_company); });
    if (!row)
        return passOn(row);
    if (!*row)
        return fail(ErrorKind::NotFound, u"accounts.not_found"_s, {{u"account"_s, id.toString()}});
    return **row;
}

AccountBookmark AccountQueriesSql::bookmarkOf(const AccountRow &row)
{
    return {row.name, row.arr.minor(), row.renewalOn, row.id, row.customerSuccessManager, row.locations};
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
