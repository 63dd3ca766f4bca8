// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/payment_files_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

namespace accord::storage {

namespace {

BankDetail detailFrom(Statement &row)
{
    BankDetail detail;
    detail.id = row.read<QUuid>();
    detail.account = row.read<accounts::AccountId>();
    detail.accountName = row.read<QString>();
    detail.kind = row.read<QString>();
    detail.holder = row.read<QString>();
    detail.accountNumber = row.read<QString>();
    detail.bankCode = row.read<QString>();
    detail.isSavings = row.read<bool>();
    detail.mandate = row.read<QString>();
    detail.mandateSigned = row.read<QDate>();
    detail.isBusiness = row.read<bool>();
    detail.recordedBy = row.read<QString>();
    detail.recordedAt = row.read<QDateTime>();
    detail.agreedBy = row.read<QString>();
    return detail;
}

PaymentFileRow fileFrom(Statement &row)
{
    PaymentFileRow file;
    file.id = row.read<QUuid>();
    file.number = row.read<qint64>();
    file.format = row.read<QString>();
    file.settlesOn = row.read<QDate>();
    const auto currency = row.read<Currency>();
    file.collected = row.readMoney(currency);
    file.paid = row.readMoney(currency);
    file.sha256 = row.read<QString>();
    file.entry = row.read<qint64>();
    file.madeBy = row.read<QString>();
    file.madeAt = row.read<QDateTime>();
    return file;
}

Result<qint64> numberOf(Session &session, Sql sql)
{
    return session.statement(sql)
        .bind()
        .first([](Statement &row) { return row.read<qint64>(); })
        .map([](const auto &number) { return number.value_or(0); });
}

} // namespace

QString BankDetail::masked() const
{
    return u"…"_s + accountNumber.right(4);
}

QString PaymentFileRow::reference() const
{
    return u"PAY-%1"_s.arg(number, 6, 10, QChar(u'0'));
}

Result<> PaymentFilesSql::add(const BankDetail &detail)
{
    const auto added = m_session.run(
        "INSERT INTO bank_detail (id, account_id, n, kind, holder, account_number, bank_code, savings, mandate, "
        "mandate_signed, business, recorded_by, recorded_at) VALUES (?1, ?2, (SELECT coalesce(max(n), 0) + 1 FROM "
        "bank_detail WHERE account_id = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        detail.id, detail.account, detail.kind, notNull(detail.holder), notNull(detail.accountNumber),
        notNull(detail.bankCode), detail.isSavings, notNull(detail.mandate), detail.mandateSigned, detail.isBusiness,
        detail.recordedBy, detail.recordedAt);
    return added ? Result<>() : passOn(added);
}

#define DETAIL_COLUMNS                                                                                                 \
    "SELECT detail.id, account_id, account.name, kind, holder, account_number, bank_code, savings, mandate, "          \
    "mandate_signed, business, recorded_by, recorded_at, coalesce(agreed_by, '') FROM bank_detail AS detail "          \
    "JOIN account ON account.id = account_id LEFT JOIN bank_detail_agreement ON detail_id = detail.id "

Result<std::vector<BankDetail>> PaymentFilesSql::details() const
{
    return m_session
        .statement(DETAIL_COLUMNS "WHERE n = (SELECT max(n) FROM bank_detail AS later "
                                  "WHERE later.account_id = detail.account_id) "
                                  "ORDER BY account.name_folded, account_id")
        .bind()
        .all(detailFrom);
}

Result<std::vector<BankDetail>> PaymentFilesSql::usableDetails() const
{
    return m_session
        .statement(DETAIL_COLUMNS "WHERE n = (SELECT max(n) FROM bank_detail AS later "
                                  "JOIN bank_detail_agreement AS agreed ON agreed.detail_id = later.id "
                                  "WHERE later.account_id = detail.account_id) "
                                  "ORDER BY account.name_folded, account_id")
        .bind()
        .all(detailFrom);
}

Result<std::optional<BankDetail>> PaymentFilesSql::usableDetailOf(const accounts::AccountId &account) const
{
    return m_session.statement(DETAIL_COLUMNS "WHERE account_id = ? AND agreed_by IS NOT NULL ORDER BY n DESC LIMIT 1")
        .bind(account)
        .first(detailFrom);
}

Result<std::optional<BankDetail>> PaymentFilesSql::detailOf(const accounts::AccountId &account) const
{
    return m_session.statement(DETAIL_COLUMNS "WHERE account_id = ? ORDER BY n DESC LIMIT 1")
        .bind(account)
        .first(detailFrom);
}

Result<> PaymentFilesSql::agree(const QUuid &detail, const QString &who, const QDateTime &now)
{
    const auto agreed = m_session.run(
        "INSERT INTO bank_detail_agreement (detail_id, agreed_by, agreed_at) VALUES (?,?,?)", detail, who, now);
    return agreed ? Result<>() : passOn(agreed);
}

Result<std::vector<CollectableRow>> PaymentFilesSql::collectable(const Currency &currency, const QDate &day) const
{
    return m_session
        .statement(
            "SELECT id, number, account_id, open_minor, due_date, issuing_entity_id FROM (SELECT invoice.id, number, "
            "account_id, due_date, issuing_entity_id, amount_due_minor - (SELECT coalesce(sum(amount_minor), 0) FROM "
            "payment_application "
            "WHERE invoice_id = invoice.id) - (SELECT coalesce(sum(total_minor), 0) FROM credit_note WHERE "
            "invoice_id = invoice.id AND credit_note.state = 'issued') AS open_minor FROM invoice "
            "WHERE state = 'issued' AND currency = ? AND due_date <= ? AND NOT EXISTS (SELECT 1 FROM dispute "
            "WHERE dispute.invoice_id = invoice.id AND resolved_on IS NULL) AND NOT EXISTS (SELECT 1 FROM "
            "payment_file_item AS item WHERE item.kind = 'invoice' AND item.subject_id = invoice.id "
            "AND item.state = 'sent')) AS owed WHERE open_minor > 0 ORDER BY account_id, number")
        .bind(currency, day)
        .all([&](Statement &row) {
            CollectableRow one;
            one.invoice = row.read<billing::InvoiceId>();
            one.number = row.read<QString>();
            one.account = row.read<accounts::AccountId>();
            one.open = row.readMoney(currency);
            one.dueOn = row.read<QDate>();
            one.company = row.read<billing::IssuingEntityId>();
            return one;
        });
}

Result<bool> PaymentFilesSql::wasSent(const QString &kind, const QUuid &subject) const
{
    return m_session.statement("SELECT 1 FROM payment_file_item WHERE kind = ? AND subject_id = ? AND state = 'sent'")
        .bind(kind, subject)
        .first([](Statement &row) { return row.read<int>(); })
        .map([](const auto &found) { return found.has_value(); });
}

Result<QDate> PaymentFilesSql::prenoteOf(const QUuid &detail) const
{
    return m_session
        .statement("SELECT settles_on FROM payment_file_item JOIN payment_file ON payment_file.id = file_id "
                   "WHERE kind = 'prenote' AND subject_id = ? AND state = 'sent'")
        .bind(detail)
        .first([](Statement &row) { return row.read<QDate>(); })
        .map([](const auto &day) { return day.value_or(QDate()); });
}

Result<qint64> PaymentFilesSql::nextNumber() const
{
    return numberOf(m_session, "SELECT coalesce(max(number), 0) + 1 FROM payment_file");
}

Result<qint64> PaymentFilesSql::entriesSoFar() const
{
    return numberOf(m_session, "SELECT count(*) FROM payment_file_item JOIN payment_file ON payment_file.id = file_id "
                               "WHERE format LIKE 'nacha%'");
}

Result<> PaymentFilesSql::add(const PaymentFileRow &file, const QByteArray &content)
{
    Transaction transaction(m_session);
    const auto added = m_session.run(
        "INSERT INTO payment_file (id, number, format, settles_on, currency, collected_minor, paid_minor, sha256, "
        "content, made_by, made_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        file.id, file.number, file.format, file.settlesOn, file.collected.currency(), file.collected, file.paid,
        file.sha256, content, file.madeBy, file.madeAt);
    if (!added)
        return passOn(added);
    int n = 0;
    auto insert = m_session.statement("INSERT INTO payment_file_item (file_id, n, kind, subject_id, account_id, "
                                      "number, reference, amount_minor, state) VALUES (?,?,?,?,?,?,?,?,'sent')");
    for (const PaymentFileItem &item : file.items) {
        const auto kept = insert
                              .bind(file.id, ++n, item.kind, item.subject, item.account, notNull(item.number),
                                    notNull(item.reference), item.amount)
                              .run();
        if (!kept)
            return passOn(kept);
    }
    return transaction.commit();
}

Result<std::vector<PaymentFileRow>> PaymentFilesSql::files() const
{
    auto files = m_session
                     .statement("SELECT id, number, format, settles_on, currency, collected_minor, paid_minor, sha256, "
                                "coalesce((SELECT entry.number FROM bank_entry AS entry WHERE entry.id = entry_id), "
                                "0), made_by, made_at FROM payment_file ORDER BY number DESC")
                     .bind()
                     .all(fileFrom);
    if (!files)
        return files;
    for (PaymentFileRow &file : *files) {
        auto items = m_session
                         .statement("SELECT kind, subject_id, account_id, account.name, item.number, reference, "
                                    "amount_minor, state FROM payment_file_item AS item JOIN account ON account.id = "
                                    "account_id WHERE file_id = ? ORDER BY n")
                         .bind(file.id)
                         .all([&](Statement &row) {
                             PaymentFileItem item;
                             item.kind = row.read<QString>();
                             item.subject = row.read<QUuid>();
                             item.account = row.read<accounts::AccountId>();
                             item.accountName = row.read<QString>();
                             item.number = row.read<QString>();
                             item.reference = row.read<QString>();
                             item.amount = row.readMoney(file.collected.currency());
                             item.state = row.read<QString>();
                             return item;
                         });
        if (!items)
            return passOn(items);
        file.items = std::move(*items);
    }
    return files;
}

Result<QByteArray> PaymentFilesSql::contentOf(qint64 number) const
{
    const auto found = m_session.statement("SELECT content FROM payment_file WHERE number = ?")
                           .bind(number)
                           .first([](Statement &row) { return row.read<QByteArray>(); });
    if (!found)
        return passOn(found);
    return *found ? Result<QByteArray>(**found)
                  : fail(ErrorKind::NotFound, u"payments.file_not_found"_s, {{u"file"_s, number}});
}

Result<> PaymentFilesSql::setEntry(const QUuid &file, const BankEntryId &entry)
{
    const auto done = m_session.run("UPDATE payment_file SET entry_id = ? WHERE id = ?", entry, file);
    return done ? Result<>() : passOn(done);
}

Result<> PaymentFilesSql::markReturned(const QString &reference)
{
    if (reference.isEmpty())
        return {};
    const auto done = m_session.run(
        "UPDATE payment_file_item SET state = 'returned' WHERE reference = ? AND state = 'sent'", reference);
    return done ? Result<>() : passOn(done);
}

Result<std::vector<std::pair<billing::InvoiceId, QString>>> PaymentFilesSql::collections() const
{
    return m_session.statement("SELECT subject_id, reference FROM payment_file_item WHERE kind = 'invoice'")
        .bind()
        .all([](Statement &row) {
            const auto invoice = row.read<billing::InvoiceId>();
            return std::pair(invoice, row.read<QString>());
        });
}

} // namespace accord::storage
