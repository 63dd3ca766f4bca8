// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/receivables_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

namespace accord::storage {

Result<std::vector<ReceivableRow>> ReceivablesSql::open(const QDate &day,
                                                        const std::optional<accounts::AccountId> &payer) const
{
    return m_session
        .statement(
            "SELECT invoice.id, invoice.number, account_id, account.name, invoice.currency, issue_date, due_date, "
            "amount_due_minor, open_minor, (SELECT coalesce(sum(amount_minor), 0) FROM dispute "
            "WHERE invoice_id = invoice.id AND opened_on <= ?1 AND (resolved_on IS NULL OR resolved_on > ?1)), "
            "EXISTS (SELECT 1 FROM invoice_instalment WHERE invoice_id = invoice.id) FROM ("
            "SELECT document_id, sum(amount_minor) AS open_minor FROM posting "
            "JOIN ledger_entry ON ledger_entry.id = entry_id WHERE account = 'receivable' "
            "AND document_id IS NOT NULL AND dated <= ?1 AND (?2 IS NULL OR customer_id = ?2) "
            "GROUP BY document_id HAVING sum(amount_minor) <> 0) AS held "
            "JOIN invoice ON invoice.id = document_id JOIN account ON account.id = account_id "
            "ORDER BY due_date, invoice.number, invoice.id")
        .bind(day, payer)
        .all([](Statement &row) {
            ReceivableRow one;
            one.invoice = row.read<billing::InvoiceId>();
            one.number = row.read<QString>();
            one.payer = row.read<accounts::AccountId>();
            one.payerName = row.read<QString>();
            const auto currency = row.read<Currency>();
            one.issuedOn = row.read<QDate>();
            one.due = row.read<QDate>();
            one.total = row.readMoney(currency);
            one.open = row.readMoney(currency);
            one.disputed = row.readMoney(currency);
            one.hasInstalments = row.read<bool>();
            return one;
        });
}

Result<std::vector<OnAccountRow>> ReceivablesSql::onAccount(const QDate &day,
                                                            const std::optional<accounts::AccountId> &payer) const
{
    return m_session
        .statement("SELECT customer_id, coalesce((SELECT name FROM account WHERE id = customer_id), ''), currency, "
                   "-sum(amount_minor) FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id "
                   "WHERE account = 'receivable' AND document_id IS NULL AND dated <= ?1 "
                   "AND (?2 IS NULL OR customer_id = ?2) GROUP BY customer_id, currency HAVING sum(amount_minor) <> 0 "
                   "ORDER BY customer_id, currency")
        .bind(day, payer)
        .all([](Statement &row) {
            OnAccountRow one;
            one.payer = row.read<accounts::AccountId>();
            one.payerName = row.read<QString>();
            const auto currency = row.read<Currency>();
            one.credit = row.readMoney(currency);
            return one;
        });
}

Result<std::vector<InstalmentDue>> ReceivablesSql::instalments(const billing::InvoiceId &invoice,
                                                               const Currency &currency) const
{
    return m_session
        .statement("SELECT due_on, amount_minor FROM invoice_instalment WHERE invoice_id = ? "
                   "ORDER BY due_on IS NULL, due_on, n")
        .bind(invoice)
        .all([&](Statement &row) {
            InstalmentDue one;
            one.due = row.read<QDate>();
            one.amount = row.readMoney(currency);
            return one;
        });
}

Result<std::vector<receivables::StatementPayment>> ReceivablesSql::payments(const accounts::AccountId &payer,
                                                                            const Currency &currency, const QDate &from,
                                                                            const QDate &to) const
{
    auto rows
        = m_session
              .statement("SELECT payment.id, received_on, coalesce((SELECT CAST(number AS TEXT) FROM bank_payment "
                         "JOIN bank_entry ON bank_entry.id = entry_id WHERE payment_id = payment.id), reference), "
                         "amount_minor FROM payment WHERE account_id = ? AND currency = ? AND received_on >= ? "
                         "AND received_on <= ? AND method NOT IN ('write_off', 'refund') AND NOT EXISTS (SELECT 1 FROM "
                         "bank_payment "
                         "WHERE payment_id = payment.id AND undone_at IS NOT NULL) ORDER BY received_on, reference, id")
              .bind(payer, currency, from, to)
              .all([&](Statement &row) {
                  const auto id = row.read<QUuid>();
                  receivables::StatementPayment payment;
                  payment.receivedOn = row.read<QDate>();
                  payment.reference = row.read<QString>();
                  payment.amount = row.readMoney(currency);
                  return std::pair(id, payment);
              });
    if (!rows)
        return passOn(rows);
    std::vector<receivables::StatementPayment> payments;
    for (auto &[id, payment] : *rows) {
        const auto numbers = m_session
                                 .statement("SELECT number FROM payment_application JOIN invoice ON invoice.id = "
                                            "invoice_id WHERE payment_id = ? ORDER BY due_date, number")
                                 .bind(id)
                                 .all([](Statement &row) { return row.read<QString>(); });
        if (!numbers)
            return passOn(numbers);
        payment.invoices = QStringList(numbers->begin(), numbers->end());
        payments.push_back(payment);
    }
    return payments;
}

Result<std::vector<receivables::StatementItem>> ReceivablesSql::voided(const accounts::AccountId &payer,
                                                                       const Currency &currency, const QDate &from,
                                                                       const QDate &to) const
{
    return m_session
        .statement("SELECT invoice.number, invoice.issue_date, invoice.due_date, invoice.amount_due_minor "
                   "FROM credit_note JOIN invoice ON invoice.id = credit_note.invoice_id "
                   "WHERE credit_note.account_id = ? AND credit_note.state = 'issued' AND credit_note.voids "
                   "AND credit_note.issue_date BETWEEN ? AND ? AND invoice.currency = ? "
                   "ORDER BY invoice.issue_date, invoice.number")
        .bind(payer, from, to, currency)
        .all([&](Statement &row) {
            receivables::StatementItem item;
            item.number = row.read<QString>();
            item.issuedOn = row.read<QDate>();
            item.due = row.read<QDate>();
            item.total = row.readMoney(currency);
            item.open = Money::zero(currency);
            return item;
        });
}

Result<Money> ReceivablesSql::total(const QDate &day) const
{
    return m_session
        .statement("SELECT coalesce(sum(base_minor), 0) FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id "
                   "WHERE account = 'receivable' AND dated <= ?")
        .bind(day)
        .first([&](Statement &row) { return row.readMoney(m_company); })
        .map([&](const auto &sum) { return sum.value_or(Money::zero(m_company)); });
}

Result<Money> ReceivablesSql::creditSales(const QDate &from, const QDate &to) const
{
    return m_session
        .statement("SELECT coalesce(sum(base_minor), 0) FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id "
                   "WHERE account = 'receivable' AND kind IN ('invoice', 'credit_note') AND dated >= ? AND dated <= ?")
        .bind(from, to)
        .first([&](Statement &row) { return row.readMoney(m_company); })
        .map([&](const auto &sum) { return sum.value_or(Money::zero(m_company)); });
}

Result<std::vector<Money>> ReceivablesSql::unappliedCash(const QDate &day) const
{
    return m_session
        .statement("SELECT currency, -sum(amount_minor) FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id "
                   "WHERE account = 'unapplied_cash' AND dated <= ? GROUP BY currency HAVING sum(amount_minor) <> 0 "
                   "ORDER BY currency")
        .bind(day)
        .all([](Statement &row) {
            const auto currency = row.read<Currency>();
            return row.readMoney(currency);
        });
}

Result<std::vector<DisputeRow>> ReceivablesSql::disputes(bool openOnly) const
{
    return m_session
        .statement("SELECT dispute.id, invoice_id, invoice.number, account_id, account.name, line, invoice.currency, "
                   "amount_minor, reason, opened_by, opened_on, resolution, coalesce(resolved_by, ''), resolved_on "
                   "FROM dispute JOIN invoice ON invoice.id = invoice_id JOIN account ON account.id = account_id "
                   "WHERE NOT ? OR resolved_on IS NULL ORDER BY opened_on DESC, invoice.number, line, dispute.id")
        .bind(openOnly)
        .all([](Statement &row) {
            DisputeRow one;
            one.id = row.read<QUuid>();
            one.invoice = row.read<billing::InvoiceId>();
            one.number = row.read<QString>();
            one.payer = row.read<accounts::AccountId>();
            one.payerName = row.read<QString>();
            one.line = row.read<int>();
            const auto currency = row.read<Currency>();
            one.amount = row.readMoney(currency);
            one.reason = row.read<QString>();
            one.openedBy = row.read<QString>();
            one.openedOn = row.read<QDate>();
            one.resolution = row.read<QString>();
            one.resolvedBy = row.read<QString>();
            one.resolvedOn = row.read<QDate>();
            return one;
        });
}

Result<> ReceivablesSql::add(const DisputeRow &dispute)
{
    const auto added = m_session.run("INSERT INTO dispute (id, invoice_id, line, amount_minor, reason, opened_by, "
                                     "opened_on) VALUES (?,?,?,?,?,?,?)",
                                     dispute.id, dispute.invoice, dispute.line, dispute.amount, dispute.reason,
                                     dispute.openedBy, dispute.openedOn);
    return added ? Result<>() : passOn(added);
}

Result<> ReceivablesSql::resolve(const QUuid &dispute, const QString &resolution, const QString &who, const QDate &day)
{
    const auto done = m_session.run("UPDATE dispute SET resolution = ?, resolved_by = ?, resolved_on = ? WHERE id = ?",
                                    resolution, who, day, dispute);
    return done ? Result<>() : passOn(done);
}

Result<std::vector<WriteOffRow>> ReceivablesSql::writeOffs(const QUuid &id) const
{
    return m_session
        .statement("SELECT write_off.id, invoice_id, invoice.number, account_id, account.name, write_off.currency, "
                   "amount_minor, company_minor, reason, write_off.state, dated, write_off.digest, "
                   "write_off.requested_by, write_off.requested_at FROM write_off JOIN invoice ON invoice.id = "
                   "invoice_id JOIN account ON account.id = account_id WHERE ?1 IS NULL OR write_off.id = ?1 "
                   "ORDER BY write_off.requested_at DESC, write_off.id DESC")
        .bind(id)
        .all([&](Statement &row) {
            WriteOffRow one;
            one.id = row.read<QUuid>();
            one.invoice = row.read<billing::InvoiceId>();
            one.number = row.read<QString>();
            one.payer = row.read<accounts::AccountId>();
            one.payerName = row.read<QString>();
            const auto currency = row.read<Currency>();
            one.amount = row.readMoney(currency);
            one.company = row.readMoney(m_company);
            one.reason = row.read<QString>();
            one.state = row.read<QString>();
            one.dated = row.read<QDate>();
            one.digest = row.read<QString>().toLatin1();
            one.requestedBy = row.read<QString>();
            one.requestedAt = row.read<QDateTime>();
            return one;
        });
}

Result<std::vector<WriteOffRow>> ReceivablesSql::writeOffs() const
{
    return writeOffs(QUuid());
}

Result<qint64> ReceivablesSql::givenUpUnasked(const billing::InvoiceId &invoice) const
{
    auto select = m_session.statement(
        "SELECT coalesce(sum(company_minor), 0) FROM write_off WHERE invoice_id = ? AND state = 'done' "
        "AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'write_off' AND subject_id = write_off.id)");
    const auto sum = select.bind(invoice).first([](Statement &row) { return row.read<qint64>(); });
    return sum ? Result<qint64>(sum->value_or(0)) : passOn(sum);
}

Result<WriteOffRow> ReceivablesSql::writeOff(const QUuid &id) const
{
    auto rows = writeOffs(id);
    if (!rows)
        return passOn(rows);
    if (rows->empty())
        return fail(ErrorKind::NotFound, u"approvals.not_found"_s,
                    {{u"approval"_s, id.toString(QUuid::WithoutBraces)}});
    return std::move(rows->front());
}

Result<> ReceivablesSql::add(const WriteOffRow &row)
{
    const auto added = m_session.run(
        "INSERT INTO write_off (id, invoice_id, currency, amount_minor, company_minor, reason, state, dated, digest, "
        "requested_by, requested_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        row.id, row.invoice, row.amount.currency(), row.amount, row.company, row.reason, row.state, row.dated,
        QString::fromLatin1(row.digest), row.requestedBy, row.requestedAt);
    return added ? Result<>() : passOn(added);
}

Result<> ReceivablesSql::setState(const QUuid &writeOff, const QString &state, const QDate &dated)
{
    auto select = m_session.statement("SELECT invoice_id FROM write_off WHERE id = ?");
    const auto invoice = select.bind(writeOff).first([](Statement &row) { return headerOf(row.read<QUuid>()); });
    if (!invoice)
        return passOn(invoice);
    Transaction transaction(m_session);
    SyncedChange change(m_session, *invoice);
    const auto done = m_session.run("UPDATE write_off SET state = ?, dated = ? WHERE id = ?", state, dated, writeOff);
    if (!done)
        return passOn(done);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<> ReceivablesSql::settle(const WriteOffRow &row)
{
    Transaction transaction(m_session);
    const auto added = m_session.run("INSERT INTO payment (id, account_id, received_on, currency, amount_minor, "
                                     "method, reference) VALUES (?,?,?,?,?,'write_off',?)",
                                     row.id, row.payer, row.dated, row.amount.currency(), row.amount, row.number);
    if (!added)
        return passOn(added);
    SyncedChange change(m_session, headerOf(row.invoice.uuid()));
    const auto applied
        = m_session.run("INSERT INTO payment_application (payment_id, invoice_id, amount_minor) VALUES (?,?,?)", row.id,
                        row.invoice, row.amount);
    if (!applied)
        return passOn(applied);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

} // namespace accord::storage
