// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/issued_numbers_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

IssuedNumber readRow(Statement &row)
{
    IssuedNumber issued;
    issued.series = row.read<QString>();
    issued.entity = row.read<QString>();
    issued.number = row.read<QString>();
    issued.account = row.read<QString>();
    const auto currency = row.read<Currency>();
    issued.total = Money(row.read<qint64>(), currency);
    issued.issueDate = row.read<QDate>();
    issued.digest = row.read<QString>();
    issued.issuedAt = row.read<QDateTime>();
    return issued;
}

} // namespace

Result<std::vector<IssuedNumber>> IssuedNumbersSql::since(const QDateTime &moment) const
{
    const QDateTime from = moment.isValid() ? moment : QDateTime(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC);
    return m_session
        .statement("SELECT 'invoice' AS series, entity.code, document.number, account.number, document.currency, "
                   "document.total_minor, document.issue_date, document.digest, document.issued_at AS at "
                   "FROM invoice AS document JOIN issuing_entity AS entity ON entity.id = document.issuing_entity_id "
                   "JOIN account ON account.id = document.account_id "
                   "WHERE document.issued_at >= ? AND NOT EXISTS (SELECT 1 FROM opening_receivable "
                   "WHERE invoice_id = document.id) "
                   "UNION ALL "
                   "SELECT 'credit_note', entity.code, document.number, account.number, document.currency, "
                   "document.total_minor, document.issue_date, document.digest, document.issued_at "
                   "FROM credit_note AS document JOIN issuing_entity AS entity "
                   "ON entity.id = document.issuing_entity_id JOIN account ON account.id = document.account_id "
                   "WHERE document.issued_at >= ? ORDER BY 9, 3")
        .bind(from, from)
        .all(readRow);
}

Result<bool> IssuedNumbersSql::has(const QString &series, const QString &code, const QString &number) const
{
    const auto found
        = m_session
              .statement("SELECT 1 FROM issuing_entity AS entity WHERE entity.code = ? AND ("
                         "(? = 'invoice' AND EXISTS (SELECT 1 FROM invoice WHERE issuing_entity_id = entity.id "
                         "AND number = ?)) OR (? = 'credit_note' AND EXISTS (SELECT 1 FROM credit_note "
                         "WHERE issuing_entity_id = entity.id AND number = ?)))")
              .bind(notNull(code), notNull(series), notNull(number), notNull(series), notNull(number))
              .first([](Statement &) { return true; });
    return found.map([](const std::optional<bool> &one) { return one.has_value(); });
}

} // namespace accord::storage
