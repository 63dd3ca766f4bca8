// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/credit_exposure_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

#include <algorithm>

namespace accord::storage {

namespace {

Money readSum(Statement &row)
{
    const auto currency = row.read<Currency>();
    return row.readMoney(currency);
}

template<typename Value> Result<> nothing(const Result<Value> &result)
{
    return result ? Result<>() : passOn(result);
}

} // namespace

Result<std::vector<Money>> CreditExposureSql::receivable(const accounts::AccountId &account) const
{
    return m_session
        .statement("SELECT currency, sum(amount_minor) FROM posting WHERE account = 'receivable' AND customer_id = ? "
                   "GROUP BY currency ORDER BY currency")
        .bind(account)
        .all(readSum);
}

Result<std::vector<CreditDraft>> CreditExposureSql::drafts(const accounts::AccountId &account,
                                                           const billing::InvoiceId &before) const
{
    auto select = m_session.statement(
        "SELECT id, currency, amount_due_minor, EXISTS (SELECT 1 FROM credit_pass WHERE invoice_id = invoice.id "
        "AND credit_pass.total_minor = invoice.total_minor) FROM invoice WHERE account_id = ? AND state <> 'issued' "
        "ORDER BY created_at, id");
    auto drafts = select.bind(account).all([](Statement &row) {
        CreditDraft draft;
        draft.invoice = row.read<billing::InvoiceId>();
        draft.amount = readSum(row);
        draft.passes = row.read<bool>();
        return draft;
    });
    if (drafts)
        drafts->erase(std::ranges::find(*drafts, before, &CreditDraft::invoice), drafts->end());
    return drafts;
}

Result<std::optional<CreditHold>> CreditExposureSql::holdOn(const accounts::AccountId &account) const
{
    auto select = m_session.statement("SELECT reason, set_by, set_at FROM credit_hold WHERE account_id = ?");
    return select.bind(account).first([](Statement &row) {
        CreditHold hold;
        hold.reason = row.read<QString>();
        hold.setBy = row.read<QString>();
        hold.setAt = row.read<QDateTime>();
        return hold;
    });
}

Result<> CreditExposureSql::setHold(const accounts::AccountId &account, const CreditHold &hold)
{
    return nothing(m_session.run("INSERT INTO credit_hold (account_id, reason, set_by, set_at) VALUES (?,?,?,?)",
                                 account, notNull(hold.reason), notNull(hold.setBy), hold.setAt));
}

Result<> CreditExposureSql::liftHold(const accounts::AccountId &account)
{
    return nothing(m_session.run("DELETE FROM credit_hold WHERE account_id = ?", account));
}

Result<bool> CreditExposureSql::passes(const billing::Invoice &invoice) const
{
    auto select = m_session.statement("SELECT 1 FROM credit_pass WHERE invoice_id = ? AND total_minor = ?");
    const auto found
        = select.bind(invoice.id, invoice.bill.total).first([](Statement &row) { return row.read<int>(); });
    return found ? Result<bool>(found->has_value()) : passOn(found);
}

Result<> CreditExposureSql::letPass(const billing::InvoiceId &invoice, const accounts::AccountId &account,
                                    const Money &total, const QString &who, const QDateTime &now)
{
    return nothing(m_session.run(
        "INSERT INTO credit_pass (invoice_id, account_id, total_minor, granted_by, granted_at) VALUES (?,?,?,?,?)",
        invoice, account, total, notNull(who), now));
}

} // namespace accord::storage
