// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/synced_invoices_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_keys_sql.h"
#include "core/storage/transaction.h"

namespace accord::storage {

using sync::Row;

namespace {

constexpr auto texts = {"account_name", "number", "currency", "purchase_order"};
constexpr auto dates = {"period_start", "period_end", "issue_date", "due_date"};
constexpr auto amounts
    = {"total_minor", "amount_due_minor", "company_total_minor", "paid_minor", "credited_minor", "written_off_minor"};

} // namespace

bool isTooOld(const Row &row, const QDate &today)
{
    return row.key.entity == u"invoice"_s && !row.deleted
           && QDate::fromString(row.body.value(u"issue_date"_s).toString(), Qt::ISODate) <= lastDayTooOld(today);
}

Result<std::optional<Row>> SyncedInvoicesSql::find(const QUuid &id)
{
    auto select = m_session.statement(
        "SELECT account.region, account_id, account_name, invoice.number, invoice.currency, purchase_order, "
        "period_start, period_end, issue_date, due_date, total_minor, amount_due_minor, company_total_minor, "
        "(SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = invoice.id), "
        "(SELECT coalesce(sum(total_minor), 0) FROM credit_note WHERE invoice_id = invoice.id "
        "AND credit_note.state = 'issued'), "
        "(SELECT coalesce(sum(amount_minor), 0) FROM write_off WHERE invoice_id = invoice.id "
        "AND write_off.state = 'done'), "
        "EXISTS (SELECT 1 FROM credit_note WHERE invoice_id = invoice.id AND credit_note.state = 'issued' "
        "AND credit_note.voids) "
        "FROM invoice JOIN account ON account.id = account_id WHERE invoice.id = ? AND state = 'issued'");
    return select.bind(id).first([&](Statement &row) {
        Row header{{u"invoice"_s, id}, invoiceScopes + row.read<QString>(), 0, {}, false};
        header.body.insert(u"account"_s, row.read<QUuid>().toString(QUuid::WithoutBraces));
        for (const char *name : texts)
            header.body.insert(QLatin1StringView(name), row.read<QString>());
        for (const char *name : dates)
            header.body.insert(QLatin1StringView(name), row.read<QDate>().toString(Qt::ISODate));
        for (const char *name : amounts)
            header.body.insert(QLatin1StringView(name), QString::number(row.read<qint64>()));
        header.body.insert(u"is_void"_s, row.read<bool>());
        return header;
    });
}

Result<> SyncedInvoicesSql::put(const Row &row)
{
    const auto text = [&](const QString &name) { return notNull(row.body.value(name).toString()); };
    const auto date = [&](const QString &name) { return QDate::fromString(text(name), Qt::ISODate); };
    const auto amount = [&](const QString &name) { return text(name).toLongLong(); };
    const auto kept = m_session.run(
        "INSERT INTO invoice_header (id, account_id, account_name, number, state, currency, purchase_order, "
        "period_start, period_end, issue_date, due_date, total_minor, amount_due_minor, company_total_minor, "
        "paid_minor, credited_minor, written_off_minor, is_void) "
        "VALUES (?,?,?,?,'issued',?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, account_name = excluded.account_name, "
        "number = excluded.number, currency = excluded.currency, purchase_order = excluded.purchase_order, "
        "period_start = excluded.period_start, period_end = excluded.period_end, issue_date = excluded.issue_date, "
        "due_date = excluded.due_date, total_minor = excluded.total_minor, "
        "amount_due_minor = excluded.amount_due_minor, company_total_minor = excluded.company_total_minor, "
        "paid_minor = excluded.paid_minor, credited_minor = excluded.credited_minor, "
        "written_off_minor = excluded.written_off_minor, is_void = excluded.is_void",
        row.key.id, QUuid::fromString(text(u"account"_s)), text(u"account_name"_s), text(u"number"_s),
        text(u"currency"_s), text(u"purchase_order"_s), date(u"period_start"_s), date(u"period_end"_s),
        date(u"issue_date"_s), date(u"due_date"_s), amount(u"total_minor"_s), amount(u"amount_due_minor"_s),
        amount(u"company_total_minor"_s), amount(u"paid_minor"_s), amount(u"credited_minor"_s),
        amount(u"written_off_minor"_s), row.body.value(u"is_void"_s).toBool());
    return kept ? Result<>() : passOn(kept);
}

Result<> SyncedInvoicesSql::remove(const QUuid &id)
{
    const auto gone = m_session.run("DELETE FROM invoice_header WHERE id = ?", id);
    return gone ? Result<>() : passOn(gone);
}

Result<qint64> SyncedInvoicesSql::dropOld(const QDate &today)
{
    Transaction transaction(m_session);
    const auto told = m_session.run("DELETE FROM sync_row WHERE entity = 'invoice' AND entity_id IN "
                                    "(SELECT id FROM invoice_header WHERE issue_date <= ?)",
                                    lastDayTooOld(today));
    if (!told)
        return passOn(told);
    const auto dropped = m_session.run("DELETE FROM invoice_header WHERE issue_date <= ?", lastDayTooOld(today));
    return dropped ? transaction.commit().map([&] { return *dropped; }) : passOn(dropped);
}

Result<std::optional<QString>> SyncedInvoicesSql::numberOf(const QString &reference)
{
    auto select = m_session.statement("SELECT number FROM invoice_header WHERE number = ? OR id = ?");
    return select.bind(notNull(reference), QUuid::fromString(reference)).first([](Statement &row) {
        return row.read<QString>();
    });
}

} // namespace accord::storage
