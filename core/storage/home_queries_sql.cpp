// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/home_queries_sql.h"

#include "core/purchasing/order_balance.h"
#include "core/storage/order_used.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using accounts::AccountId;

namespace {

// Parameters: ?1 start and ?2 end of the period.
#define UNBILLED                                                                                                       \
    "FROM account WHERE status = 'active' AND EXISTS (SELECT 1 FROM contract WHERE contract.account_id = account.id "  \
    "AND starts_on < ?2 AND ends_on > ?1) AND NOT EXISTS (SELECT 1 FROM invoice WHERE invoice.account_id = "           \
    "account.id "                                                                                                      \
    "AND invoice.period_start = ?1 AND invoice.period_end = ?2) "

Result<qint64> number(Result<std::optional<qint64>> value)
{
    if (!value)
        return passOn(value);
    return value->value_or(0);
}

AccountTrouble readTrouble(Statement &row, const Currency &company)
{
    AccountTrouble trouble;
    trouble.account = row.read<AccountId>();
    trouble.accountName = row.read<QString>();
    trouble.arr = row.readMoney(company);
    trouble.subject = row.read<QString>();
    trouble.since = row.read<QDate>();
    return trouble;
}

} // namespace

namespace {

ReceivablesTotal readReceivables(Statement &row)
{
    const auto currency = row.read<Currency>();
    const Money open = row.readMoney(currency);
    return ReceivablesTotal{open, row.readMoney(currency)};
}

#define OPEN_OF_ISSUED(from)                                                                                           \
    "WITH issued AS MATERIALIZED (SELECT invoice.currency AS currency, due_date, amount_due_minor - "                  \
    "(SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = invoice.id) - "                \
    "(SELECT coalesce(sum(total_minor), 0) FROM credit_note WHERE invoice_id = invoice.id "                            \
    "AND credit_note.state = 'issued') AS open FROM " from                                                             \
    ") SELECT currency, sum(open), sum(CASE WHEN due_date < ?1 THEN open ELSE 0 END) FROM issued "                     \
    "WHERE open <> 0 GROUP BY currency ORDER BY currency"

} // namespace

Result<AccountTotals> HomeQueriesSql::recurring(const WorkReach &reach) const
{
    const auto totals
        = m_session
              .statement("SELECT count(*), coalesce(sum(arr_minor), 0) FROM account WHERE " REACHED("?1", "?2", "?3"))
              .bind(int(reach.accounts), reach.regionList(), notNull(reach.user))
              .first([this](Statement &row) {
                  const auto count = row.read<qint64>();
                  return AccountTotals{count, row.readMoney(m_company)};
              });
    return totals ? Result<AccountTotals>(totals->value_or(AccountTotals{0, Money::zero(m_company)})) : passOn(totals);
}

Result<std::vector<RecurringAccount>> HomeQueriesSql::largest(const WorkReach &reach, int limit) const
{
    return m_session
        .statement("SELECT number, name, arr_minor FROM account WHERE arr_minor <> 0 AND " REACHED(
            "?2", "?3", "?4") " ORDER BY arr_minor DESC, id LIMIT ?1")
        .bind(limit, int(reach.accounts), reach.regionList(), notNull(reach.user))
        .all([this](Statement &row) {
            const auto number = row.read<QString>();
            const auto name = row.read<QString>();
            return RecurringAccount{number, name, row.readMoney(m_company)};
        });
}

Result<std::vector<ReceivablesTotal>> HomeQueriesSql::receivables(const WorkReach &reach, const QDate &today) const
{
    if (reach.accounts != WorkReach::All)
        return m_session
            .statement(OPEN_OF_ISSUED("invoice JOIN account ON account.id = invoice.account_id "
                                      "WHERE state = 'issued' AND " REACHED("?2", "?3", "?4")))
            .bind(today, int(reach.accounts), reach.regionList(), notNull(reach.user))
            .all(readReceivables);
    // Every invoice has a due date: asking for it lets the index of collected invoices answer, which holds the amounts.
    return m_session.statement(OPEN_OF_ISSUED("invoice WHERE state = 'issued' AND due_date >= ?2"))
        .bind(today, QDate(1, 1, 1))
        .all(readReceivables);
}

Result<BilledPeriod> HomeQueriesSql::billed(const WorkReach &reach, const Period &period) const
{
    const auto read = [this](Statement &r) {
        const auto count = r.read<qint64>();
        return BilledPeriod{count, r.readMoney(m_company)};
    };
    const auto row
        = reach.accounts == WorkReach::All
              ? m_session
                    .statement("SELECT count(*), coalesce(sum(company_total_minor), 0) FROM invoice WHERE "
                               "period_start = ? AND period_end = ?")
                    .bind(period.start, period.end)
                    .first(read)
              : m_session
                    .statement("SELECT count(*), coalesce(sum(company_total_minor), 0) FROM invoice "
                               "JOIN account ON account.id = invoice.account_id WHERE period_start = ?1 "
                               "AND period_end = ?2 AND " REACHED("?3", "?4", "?5"))
                    .bind(period.start, period.end, int(reach.accounts), reach.regionList(), notNull(reach.user))
                    .first(read);
    if (!row)
        return passOn(row);
    return row->value_or(BilledPeriod{0, Money::zero(m_company)});
}

Result<std::vector<UnbilledPayer>> HomeQueriesSql::unbilled(const Period &period, int limit) const
{
    auto select = m_session.statement("SELECT id, name " UNBILLED "ORDER BY name_folded, id LIMIT ?3");
    return select.bind(period.start, period.end, limit).all([](Statement &row) {
        const auto id = row.read<AccountId>();
        return UnbilledPayer{id, row.read<QString>()};
    });
}

Result<qint64> HomeQueriesSql::unbilledCount(const Period &period) const
{
    auto select = m_session.statement("SELECT count(*) " UNBILLED);
    return number(select.bind(period.start, period.end).first([](Statement &row) { return row.read<qint64>(); }));
}

// A certificate, and no other that covers its jurisdiction on a day.
#define CERTIFICATES                                                                                                   \
    "SELECT account.id, account.name, account.arr_minor, old.number, old.valid_to FROM exemption_certificate AS old "  \
    "JOIN account ON account.id = old.account_id WHERE account.status = 'active' "
#define WITHOUT_SUCCESSOR_ON(day)                                                                                      \
    "AND NOT EXISTS (SELECT 1 FROM exemption_certificate AS other WHERE other.account_id = old.account_id "            \
    "AND other.jurisdiction = old.jurisdiction AND other.valid_from <= " day                                           \
    " AND (other.valid_to IS NULL OR other.valid_to > " day ")) "

Result<std::vector<AccountTrouble>> HomeQueriesSql::expiredCertificates(const WorkReach &reach, const QDate &today,
                                                                        int limit) const
{
    auto select = m_session.statement(CERTIFICATES "AND old.valid_to <= ?1 " WITHOUT_SUCCESSOR_ON("?1") "AND " REACHED(
        "?3", "?4", "?5") " ORDER BY old.valid_to DESC, account.name_folded LIMIT ?2");
    return select.bind(today, limit, int(reach.accounts), reach.regionList(), notNull(reach.user))
        .all([this](Statement &row) { return readTrouble(row, m_company); });
}

Result<std::vector<AccountTrouble>> HomeQueriesSql::endingCertificates(const WorkReach &reach, const QDate &today,
                                                                       const QDate &last, int limit) const
{
    auto select = m_session.statement(CERTIFICATES "AND old.valid_to > ?1 AND old.valid_to <= ?2 " WITHOUT_SUCCESSOR_ON(
        "old.valid_to") "AND " REACHED("?4", "?5", "?6") " ORDER BY old.valid_to, account.name_folded LIMIT ?3");
    return select.bind(today, last, limit, int(reach.accounts), reach.regionList(), notNull(reach.user))
        .all([this](Statement &row) { return readTrouble(row, m_company); });
}

Result<std::vector<AccountTrouble>> HomeQueriesSql::billingHolds(const WorkReach &reach, int limit) const
{
    auto select = m_session.statement(
        "SELECT id, name, arr_minor, billing_hold_reason FROM account WHERE billing_hold_reason <> '' "
        "AND status = 'active' AND " REACHED("?2", "?3", "?4") " ORDER BY arr_minor DESC, id LIMIT ?1");
    return select.bind(limit, int(reach.accounts), reach.regionList(), notNull(reach.user)).all([this](Statement &row) {
        AccountTrouble trouble;
        trouble.account = row.read<AccountId>();
        trouble.accountName = row.read<QString>();
        trouble.arr = row.readMoney(m_company);
        trouble.subject = row.read<QString>();
        return trouble;
    });
}

namespace {

ComingRenewal readRenewal(Statement &row, const Currency &company)
{
    ComingRenewal renewal;
    renewal.account = row.read<AccountId>();
    renewal.accountName = row.read<QString>();
    renewal.arr = row.readMoney(company);
    renewal.day = row.read<QDate>();
    return renewal;
}

#define RENEWALS "SELECT id, name, arr_minor, renewal_on FROM account WHERE renewal_on IS NOT NULL "

} // namespace

Result<std::vector<ComingRenewal>> HomeQueriesSql::renewals(const WorkReach &reach, const QDate &first,
                                                            const QDate &last, int limit) const
{
    return m_session
        .statement(RENEWALS "AND renewal_on >= ?1 AND renewal_on <= ?2 AND " REACHED(
            "?4", "?5", "?6") " ORDER BY arr_minor DESC, id LIMIT ?3")
        .bind(first, last, limit, int(reach.accounts), reach.regionList(), notNull(reach.user))
        .all([this](Statement &row) { return readRenewal(row, m_company); });
}

Result<std::optional<ComingRenewal>> HomeQueriesSql::renewalAfter(const WorkReach &reach, const QDate &day) const
{
    return m_session
        .statement(RENEWALS "AND renewal_on > ?1 AND " REACHED("?2", "?3", "?4") " ORDER BY renewal_on, id LIMIT 1")
        .bind(day, int(reach.accounts), reach.regionList(), notNull(reach.user))
        .first([this](Statement &row) { return readRenewal(row, m_company); });
}

namespace {

#define ORDERS_USED                                                                                                    \
    "SELECT name, id, account_id, number, currency, amount_minor, valid_from, expires_on, used FROM ("                 \
    "SELECT account.name AS name, purchase_order.*, " ORDER_USED                                                       \
    " AS used FROM purchase_order JOIN account ON account.id = purchase_order.account_id WHERE " REACHED(              \
        "?1", "?2", "?3") ") AS orders "

ExceededOrder readOrder(Statement &row)
{
    ExceededOrder read;
    read.accountName = row.read<QString>();
    purchasing::PurchaseOrder &order = read.balance.order;
    order.id = row.read<purchasing::PurchaseOrderId>();
    order.account = row.read<AccountId>();
    order.number = row.read<QString>();
    const auto currency = row.read<Currency>();
    order.amount = row.readMoney(currency);
    order.validFrom = row.read<QDate>();
    order.expiresOn = row.read<QDate>();
    read.balance.used = row.readMoney(currency);
    return read;
}

} // namespace

Result<std::vector<ExceededOrder>> HomeQueriesSql::exceededOrders(const WorkReach &reach, int limit) const
{
    return m_session.statement(ORDERS_USED "WHERE used > amount_minor ORDER BY used - amount_minor DESC, id LIMIT ?4")
        .bind(int(reach.accounts), reach.regionList(), notNull(reach.user), limit)
        .all(readOrder);
}

Result<std::vector<ExceededOrder>> HomeQueriesSql::endingOrders(const WorkReach &reach, const QDate &today,
                                                                int limit) const
{
    static_assert(purchasing::consumptionWarningPercent == 80); // 5 used >= 4 amount
    return m_session
        .statement(ORDERS_USED "WHERE used <= amount_minor AND (expires_on IS NULL OR expires_on >= ?4) "
                               "AND (5 * used >= 4 * amount_minor OR expires_on <= ?5) "
                               "ORDER BY expires_on IS NULL, expires_on, id LIMIT ?6")
        .bind(int(reach.accounts), reach.regionList(), notNull(reach.user), today,
              today.addDays(purchasing::expiryWarningDays), limit)
        .all(readOrder);
}

} // namespace accord::storage
