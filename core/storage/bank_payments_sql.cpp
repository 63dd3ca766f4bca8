// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bank_payments_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

#include <algorithm>

namespace accord::storage {

namespace {

#define APPLIED_PARTS "written_off_minor, discount_minor, withheld_minor, certificate"
// What is used up of an invoice goes by the number of the credit note that gave it.
#define APPLIED_NUMBER                                                                                                 \
    "CASE WHEN amount_minor < 0 THEN coalesce((SELECT max(note.number) FROM credit_note AS note WHERE "                \
    "note.invoice_id = invoice.id AND note.state = 'issued'), number) ELSE number END"

/// The rest of a row: the amount and its parts.
BankApplication applicationFrom(Statement &row, const billing::InvoiceId &invoice, const QString &number,
                                const Currency &currency)
{
    BankApplication application;
    application.invoice = invoice;
    application.invoiceNumber = number;
    application.amount = row.readMoney(currency);
    application.writtenOff = row.readMoney(currency);
    application.discount = row.readMoney(currency);
    application.withheld = row.readMoney(currency);
    application.certificate = row.read<QString>();
    return application;
}

} // namespace

Result<std::vector<OpenInvoiceRow>> BankPaymentsSql::invoices() const
{
    return m_session
        .statement(
            "SELECT id, number, account_id, parent_id, currency, due_minor, (SELECT coalesce(sum(amount_minor), 0) "
            "FROM payment_application WHERE invoice_id = owed.id), (SELECT coalesce(-sum(amount_minor), 0) "
            "FROM payment_application WHERE invoice_id = owed.id AND amount_minor < 0), coalesce((SELECT max(number) "
            "FROM credit_note WHERE invoice_id = owed.id AND credit_note.state = 'issued'), ''), due_date, "
            "purchase_order, issuing_entity_id, (SELECT max(received_on) FROM payment_application JOIN payment ON "
            "payment.id = payment_id "
            "WHERE invoice_id = owed.id), coalesce((SELECT late.number FROM late_charge "
            "JOIN invoice AS late ON late.id = late_charge.invoice_id WHERE note_id = owed.id), '') FROM ("
            "SELECT invoice.id, invoice.number, account_id, account.parent_id, invoice.currency, "
            "amount_due_minor - (SELECT coalesce(sum(total_minor), 0) FROM credit_note "
            "WHERE credit_note.invoice_id = invoice.id AND credit_note.state = 'issued') AS due_minor, due_date, "
            "purchase_order, invoice.issuing_entity_id FROM invoice JOIN account ON account.id = account_id "
            "WHERE invoice.state = 'issued') AS owed WHERE due_minor <> 0 "
            "OR EXISTS (SELECT 1 FROM payment_application WHERE invoice_id = owed.id) ORDER BY number, id")
        .bind()
        .all([](Statement &row) {
            OpenInvoiceRow invoice;
            invoice.id = row.read<billing::InvoiceId>();
            invoice.number = row.read<QString>();
            invoice.payer = row.read<accounts::AccountId>();
            invoice.parent = row.read<std::optional<accounts::AccountId>>();
            const auto currency = row.read<Currency>();
            invoice.due = row.readMoney(currency);
            invoice.paid = row.readMoney(currency);
            invoice.used = row.readMoney(currency);
            invoice.creditNote = row.read<QString>();
            invoice.dueOn = row.read<QDate>();
            invoice.purchaseOrder = row.read<QString>();
            invoice.company = row.read<QUuid>();
            invoice.paidOn = row.read<std::optional<QDate>>().value_or(QDate());
            invoice.lateFor = row.read<QString>();
            return invoice;
        });
}

Result<std::vector<PayerMark>> BankPaymentsSql::payers() const
{
    return m_session
        .statement("SELECT id, name, '' FROM account UNION SELECT id, legal_name, '' FROM account WHERE legal_name <> "
                   "'' UNION SELECT payment.account_id, '', payer_account FROM bank_payment "
                   "JOIN payment ON payment.id = payment_id JOIN bank_entry ON bank_entry.id = entry_id "
                   "WHERE undone_at IS NULL AND payer_account <> '' ORDER BY 1, 2, 3")
        .bind()
        .all([](Statement &row) {
            PayerMark mark;
            mark.account = row.read<accounts::AccountId>();
            mark.name = row.read<QString>();
            mark.bankAccount = row.read<QString>();
            return mark;
        });
}

Result<> BankPaymentsSql::apply(const BankPayment &payment, const QString &who, const QDateTime &now)
{
    Transaction transaction(m_session);
    const auto added = m_session.run(
        "INSERT INTO payment (id, account_id, received_on, currency, amount_minor, method, reference) "
        "SELECT ?1, ?2, ?3, ?4, ?5, 'bank', CAST(number AS TEXT) FROM bank_entry WHERE id = ?6",
        payment.id, payment.customer, payment.receivedOn, payment.amount.currency(), payment.amount, payment.entry);
    if (!added)
        return passOn(added);
    const auto linked = m_session.run("INSERT INTO bank_payment (payment_id, entry_id, fee_minor, credit_minor, "
                                      "applied_by, applied_at) VALUES (?,?,?,?,?,?)",
                                      payment.id, payment.entry, payment.fee, payment.credit, who, now);
    if (!linked)
        return passOn(linked);
    auto insert = m_session.statement("INSERT INTO payment_application (payment_id, invoice_id, amount_minor, "
                                      "written_off_minor, discount_minor, withheld_minor, certificate) "
                                      "VALUES (?,?,?,?,?,?,?)");
    // Credits first: what they give makes room for the others.
    std::vector<BankApplication> ordered = payment.applications;
    std::stable_partition(ordered.begin(), ordered.end(),
                          [](const BankApplication &one) { return one.amount.isNegative(); });
    for (const BankApplication &application : ordered) {
        SyncedChange change(m_session, headerOf(application.invoice.uuid()));
        const auto applied = insert
                                 .bind(payment.id, application.invoice, application.amount, application.writtenOff,
                                       application.discount, application.withheld, notNull(application.certificate))
                                 .run();
        if (!applied)
            return passOn(applied);
        if (auto told = change.tell(); !told)
            return told;
    }
    if (const auto changed = BankEntriesSql(m_session).setState(payment.entry, u"applied"_s); !changed)
        return changed;
    return transaction.commit();
}

Result<> BankPaymentsSql::undo(const BankPayment &payment, const QString &state, const QString &who,
                               const QDateTime &now)
{
    Transaction transaction(m_session);
    const auto marked = m_session.run("UPDATE bank_payment SET undone_by = ?, undone_at = ? WHERE payment_id = ?", who,
                                      now, payment.id);
    if (!marked)
        return passOn(marked);
    auto applied = m_session.statement("SELECT DISTINCT invoice_id FROM payment_application WHERE payment_id = ?");
    const auto invoices = applied.bind(payment.id).all([](Statement &row) { return row.read<QUuid>(); });
    if (!invoices)
        return passOn(invoices);
    std::vector<SyncedChange> changes;
    for (const QUuid &invoice : *invoices)
        changes.emplace_back(m_session, headerOf(invoice));
    const auto removed = m_session.run("DELETE FROM payment_application WHERE payment_id = ?", payment.id);
    if (!removed)
        return passOn(removed);
    for (SyncedChange &change : changes) {
        if (auto told = change.tell(); !told)
            return told;
    }
    if (const auto changed = BankEntriesSql(m_session).setState(payment.entry, state); !changed)
        return changed;
    return transaction.commit();
}

Result<std::optional<BankPayment>> BankPaymentsSql::appliedAs(const BankEntryId &entry) const
{
    auto found = m_session
                     .statement("SELECT payment.id, account_id, received_on, currency, amount_minor, fee_minor, "
                                "credit_minor FROM bank_payment JOIN payment ON payment.id = payment_id "
                                "WHERE entry_id = ? AND undone_at IS NULL")
                     .bind(entry)
                     .first([&](Statement &row) {
                         BankPayment payment;
                         payment.id = row.read<QUuid>();
                         payment.entry = entry;
                         payment.customer = row.read<accounts::AccountId>();
                         payment.receivedOn = row.read<QDate>();
                         const auto currency = row.read<Currency>();
                         payment.amount = row.readMoney(currency);
                         payment.fee = row.readMoney(currency);
                         payment.credit = row.readMoney(currency);
                         return payment;
                     });
    if (!found || !*found)
        return found;
    auto applications = applicationsOf((*found)->id, (*found)->amount.currency());
    if (!applications)
        return passOn(applications);
    (*found)->applications = std::move(*applications);
    return found;
}

Result<std::vector<BankApplication>> BankPaymentsSql::applicationsOf(const QUuid &payment,
                                                                     const Currency &currency) const
{
    return m_session
        .statement("SELECT invoice_id, " APPLIED_NUMBER ", amount_minor, " APPLIED_PARTS " FROM payment_application "
                   "JOIN invoice ON invoice.id = invoice_id WHERE payment_id = ? ORDER BY due_date, number")
        .bind(payment)
        .all([&](Statement &row) {
            const auto invoice = row.read<billing::InvoiceId>();
            const auto number = row.read<QString>();
            return applicationFrom(row, invoice, number, currency);
        });
}

Result<std::vector<ReturnableEntry>> BankPaymentsSql::returnable() const
{
    return m_session
        .statement(
            "SELECT id, end_to_end_id, trace_number FROM bank_entry WHERE (end_to_end_id <> '' OR trace_number <> '') "
            "AND (state = 'applied' "
            "OR (state = 'unapplied' AND (SELECT kind FROM bank_decision WHERE entry_id = bank_entry.id ORDER BY "
            "n DESC LIMIT 1) IN ('left', 'undone'))) ORDER BY number")
        .bind()
        .all([](Statement &row) {
            const auto id = row.read<BankEntryId>();
            const auto endToEndId = row.read<QString>();
            return ReturnableEntry{id, endToEndId, row.read<QString>()};
        });
}

Result<std::vector<BankApplication>> BankPaymentsSql::undone(const BankEntryId &entry) const
{
    return m_session
        .statement("SELECT invoice_id, " APPLIED_NUMBER ", invoice.currency, amount_minor, " APPLIED_PARTS " "
                   "FROM undone_application JOIN bank_payment USING (payment_id) "
                   "JOIN invoice ON invoice.id = invoice_id WHERE entry_id = ? ORDER BY undone_at, number")
        .bind(entry)
        .all([](Statement &row) {
            const auto invoice = row.read<billing::InvoiceId>();
            const auto number = row.read<QString>();
            const auto currency = row.read<Currency>();
            return applicationFrom(row, invoice, number, currency);
        });
}

} // namespace accord::storage
