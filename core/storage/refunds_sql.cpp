// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/refunds_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

namespace accord::storage {

namespace {

#define REFUND_COLUMNS                                                                                                 \
    "SELECT refund.id, refund.number, refund.account_id, account.name, invoice_id, coalesce((SELECT invoice.number "   \
    "FROM invoice WHERE invoice.id = invoice_id), ''), refund.currency, amount_minor, company_minor, method, "         \
    "cheque_number, reason, state, dated, digest, requested_by, requested_at FROM refund "                             \
    "JOIN account ON account.id = refund.account_id "

RefundRow refundFrom(Statement &row, const Currency &company)
{
    RefundRow refund;
    refund.id = row.read<QUuid>();
    refund.number = row.read<qint64>();
    refund.account = row.read<accounts::AccountId>();
    refund.accountName = row.read<QString>();
    refund.invoice = row.read<std::optional<billing::InvoiceId>>();
    refund.invoiceNumber = row.read<QString>();
    const auto currency = row.read<Currency>();
    refund.amount = row.readMoney(currency);
    refund.company = row.readMoney(company);
    refund.method = row.read<QString>();
    refund.chequeNumber = row.read<std::optional<qint64>>();
    refund.reason = row.read<QString>();
    refund.state = row.read<QString>();
    refund.dated = row.read<QDate>();
    refund.digest = row.read<QString>().toLatin1();
    refund.requestedBy = row.read<QString>();
    refund.requestedAt = row.read<QDateTime>();
    return refund;
}

} // namespace

Result<qint64> RefundsSql::nextNumber() const
{
    return m_session.statement("SELECT coalesce(max(number), 0) + 1 FROM refund")
        .bind()
        .first([](Statement &row) { return row.read<qint64>(); })
        .map([](const auto &next) { return next.value_or(1); });
}

Result<qint64> RefundsSql::nextChequeNumber(qint64 first) const
{
    return m_session.statement("SELECT max(cheque_number) FROM refund")
        .bind()
        .first([](Statement &row) { return row.read<std::optional<qint64>>(); })
        .map([&](const auto &last) { return last && *last ? std::max(first, **last + 1) : first; });
}

Result<> RefundsSql::add(const RefundRow &refund)
{
    const auto added = m_session.run(
        "INSERT INTO refund (id, number, account_id, invoice_id, currency, amount_minor, company_minor, method, "
        "reason, state, dated, digest, requested_by, requested_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        refund.id, refund.number, refund.account, refund.invoice, refund.amount.currency(), refund.amount,
        refund.company, refund.method, refund.reason, refund.state, refund.dated, QString::fromLatin1(refund.digest),
        refund.requestedBy, refund.requestedAt);
    return added ? Result<>() : passOn(added);
}

Result<std::vector<RefundRow>> RefundsSql::all() const
{
    return m_session.statement(REFUND_COLUMNS "ORDER BY refund.number DESC").bind().all([&](Statement &row) {
        return refundFrom(row, m_company);
    });
}

Result<RefundRow> RefundsSql::find(const QUuid &id) const
{
    const auto found = m_session.statement(REFUND_COLUMNS "WHERE refund.id = ?").bind(id).first([&](Statement &row) {
        return refundFrom(row, m_company);
    });
    if (!found)
        return passOn(found);
    if (!*found)
        return fail(ErrorKind::NotFound, u"payments.refund_not_found"_s,
                    {{u"refund"_s, id.toString(QUuid::WithoutBraces)}});
    return **found;
}

Result<> RefundsSql::setState(const RefundRow &refund)
{
    const auto done = m_session.run("UPDATE refund SET state = ?, dated = ?, cheque_number = ? WHERE id = ?",
                                    refund.state, refund.dated, refund.chequeNumber, refund.id);
    return done ? Result<>() : passOn(done);
}

Result<> RefundsSql::settle(const RefundRow &refund)
{
    if (!refund.invoice)
        return {};
    Transaction transaction(m_session);
    const auto added = m_session.run("INSERT INTO payment (id, account_id, received_on, currency, amount_minor, "
                                     "method, reference) VALUES (?,?,?,?,?,'refund',?)",
                                     refund.id, refund.account, refund.dated, refund.amount.currency(), refund.amount,
                                     QString::number(refund.number));
    if (!added)
        return passOn(added);
    SyncedChange change(m_session, headerOf(refund.invoice->uuid()));
    const auto used
        = m_session.run("INSERT INTO payment_application (payment_id, invoice_id, amount_minor) VALUES (?,?,?)",
                        refund.id, *refund.invoice, refund.amount.negated());
    if (!used)
        return passOn(used);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<CarriedAmount> RefundsSql::onAccount(const accounts::AccountId &account, const Currency &currency) const
{
    return m_session
        .statement("SELECT coalesce(sum(amount_minor), 0), CASE WHEN count(*) = count(base_minor) "
                   "THEN coalesce(sum(base_minor), 0) END FROM posting WHERE account = 'receivable' "
                   "AND customer_id = ? AND currency = ? AND document_id IS NULL")
        .bind(account, currency)
        .first([&](Statement &row) {
            CarriedAmount carried{row.readMoney(currency), {}};
            if (const auto base = row.read<std::optional<qint64>>())
                carried.base = Money(*base, m_company);
            return carried;
        })
        .map([&](const auto &sum) { return sum.value_or(CarriedAmount{Money::zero(currency), {}}); });
}

Result<Money> RefundsSql::waiting(const accounts::AccountId &account, const Currency &currency,
                                  const std::optional<billing::InvoiceId> &invoice) const
{
    return m_session
        .statement("SELECT coalesce(sum(amount_minor), 0) FROM refund WHERE state = 'in_approval' AND account_id = ?1 "
                   "AND currency = ?2 AND ((?3 = 0 AND invoice_id IS NULL) OR (?3 = 1 AND invoice_id = ?4))")
        .bind(account, currency, invoice ? 1 : 0, invoice.value_or(billing::InvoiceId()))
        .first([&](Statement &row) { return row.readMoney(currency); })
        .map([&](const auto &sum) { return sum.value_or(Money::zero(currency)); });
}

} // namespace accord::storage
