// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/own_bank_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

OwnBankRow readRow(Statement &row)
{
    OwnBankRow read;
    read.number = row.read<int>();
    read.fields = row.read<QJsonObject>();
    read.recordedBy = row.read<QString>();
    read.recordedAt = row.read<QDateTime>();
    read.agreedBy = row.read<QString>();
    read.company = row.read<std::optional<billing::IssuingEntityId>>();
    return read;
}

#define OWN_BANK                                                                                                       \
    "SELECT own_bank.n, fields, recorded_by, recorded_at, coalesce(agreed_by, ''), company_id FROM own_bank "          \
    "LEFT JOIN own_bank_agreement AS agreement ON agreement.n = own_bank.n "

} // namespace

Result<> OwnBankSql::add(const OwnBankRow &row)
{
    const auto added = m_session.run("INSERT INTO own_bank (n, fields, recorded_by, recorded_at, company_id) VALUES ("
                                     "(SELECT coalesce(max(n), 0) + 1 FROM own_bank), ?, ?, ?, ?)",
                                     row.fields, notNull(row.recordedBy), row.recordedAt, row.company);
    return added ? Result<>() : passOn(added);
}

Result<std::optional<OwnBankRow>> OwnBankSql::newest(const std::optional<billing::IssuingEntityId> &company) const
{
    return company ? m_session.statement(OWN_BANK "WHERE company_id = ? ORDER BY own_bank.n DESC LIMIT 1")
                         .bind(*company)
                         .first(readRow)
                   : m_session.statement(OWN_BANK "WHERE company_id IS NULL ORDER BY own_bank.n DESC LIMIT 1")
                         .bind()
                         .first(readRow);
}

Result<std::optional<OwnBankRow>> OwnBankSql::usable(const std::optional<billing::IssuingEntityId> &company) const
{
    return company ? m_session
                         .statement(OWN_BANK "WHERE company_id = ? AND agreed_by IS NOT NULL "
                                             "ORDER BY own_bank.n DESC LIMIT 1")
                         .bind(*company)
                         .first(readRow)
                   : m_session
                         .statement(OWN_BANK "WHERE company_id IS NULL AND agreed_by IS NOT NULL "
                                             "ORDER BY own_bank.n DESC LIMIT 1")
                         .bind()
                         .first(readRow);
}

Result<> OwnBankSql::agree(int number, const QString &who, const QDateTime &now)
{
    const auto agreed = m_session.run("INSERT INTO own_bank_agreement (n, agreed_by, agreed_at) VALUES (?,?,?)", number,
                                      notNull(who), now);
    return agreed ? Result<>() : passOn(agreed);
}

} // namespace accord::storage
