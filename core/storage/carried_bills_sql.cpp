// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/carried_bills_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

#define CARRIED                                                                                                        \
    "SELECT carried.contract_id, contract.number, carried.account_id, account.number, account.name, "                  \
    "carried.period_start, carried.period_end, carried.currency, carried.total_minor, carried.minimum_minor, "         \
    "carried.run_id FROM open_carried_bill AS carried JOIN contract ON contract.id = carried.contract_id "             \
    "JOIN account ON account.id = carried.account_id "
#define OLDEST_FIRST "ORDER BY account.number, carried.period_start, carried.period_end, contract.number"

CarriedBill readBill(Statement &row)
{
    CarriedBill bill;
    bill.contract = row.read<contracts::ContractId>();
    bill.contractNumber = row.read<QString>();
    bill.account = row.read<accounts::AccountId>();
    bill.accountNumber = row.read<QString>();
    bill.accountName = row.read<QString>();
    bill.period.start = row.read<QDate>();
    bill.period.end = row.read<QDate>();
    const auto currency = row.read<Currency>();
    bill.total = row.readMoney(currency);
    bill.minimum = row.readMoney(currency);
    bill.run = row.read<billing::BillRunId>();
    return bill;
}

Result<> nothing(const Result<qint64> &result)
{
    return result ? Result<>() : passOn(result);
}

} // namespace

Result<std::optional<Money>> CarriedBillsSql::minimumOf(const accounts::AccountId &account) const
{
    return m_session.statement("SELECT currency, amount_minor FROM minimum_invoice WHERE account_id = ?")
        .bind(account)
        .first([](Statement &row) {
            const auto currency = row.read<Currency>();
            return row.readMoney(currency);
        });
}

Result<> CarriedBillsSql::setMinimum(const accounts::AccountId &account, const std::optional<Money> &minimum,
                                     const QString &who, const QDateTime &now)
{
    if (!minimum)
        return nothing(m_session.run("DELETE FROM minimum_invoice WHERE account_id = ?", account));
    return nothing(m_session.run("INSERT INTO minimum_invoice (account_id, currency, amount_minor, set_by, set_at) "
                                 "VALUES (?,?,?,?,?) ON CONFLICT (account_id) DO UPDATE SET "
                                 "currency = excluded.currency, amount_minor = excluded.amount_minor, "
                                 "set_by = excluded.set_by, set_at = excluded.set_at",
                                 account, minimum->currency(), *minimum, notNull(who), now));
}

Result<> CarriedBillsSql::note(const CarriedBill &bill, const QDateTime &now)
{
    return nothing(m_session.run(
        "INSERT INTO carried_bill (contract_id, period_start, period_end, account_id, currency, total_minor, "
        "minimum_minor, run_id, carried_at) VALUES (?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (contract_id, period_start, period_end) DO UPDATE SET account_id = excluded.account_id, "
        "currency = excluded.currency, total_minor = excluded.total_minor, minimum_minor = excluded.minimum_minor, "
        "run_id = excluded.run_id, carried_at = excluded.carried_at",
        bill.contract, bill.period.start, bill.period.end, bill.account, bill.total.currency(), bill.total,
        bill.minimum, bill.run, now));
}

Result<> CarriedBillsSql::forget(const contracts::ContractId &contract, const QDate &end)
{
    return nothing(m_session.run("DELETE FROM carried_bill WHERE contract_id = ? AND period_end <= ?", contract, end));
}

Result<std::vector<CarriedBill>> CarriedBillsSql::open(const std::optional<accounts::AccountId> &account) const
{
    if (!account)
        return m_session.statement(CARRIED OLDEST_FIRST).all(readBill);
    return m_session.statement(CARRIED "WHERE carried.account_id = ? " OLDEST_FIRST).bind(*account).all(readBill);
}

} // namespace accord::storage
