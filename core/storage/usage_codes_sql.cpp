// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_codes_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

using usage::CodeKind;

namespace {

#define CODES                                                                                                          \
    "SELECT usage_code.kind, usage_code.code, coalesce(usage_code.account_id, usage_code.location_id, "                \
    "usage_code.meter_id), coalesce(account.number, location.code, meter.code, ''), "                                  \
    "coalesce(account.name, location.name, meter.name, ''), usage_code.mapped_by, usage_code.mapped_at "               \
    "FROM usage_code LEFT JOIN account ON account.id = usage_code.account_id "                                         \
    "LEFT JOIN location ON location.id = usage_code.location_id LEFT JOIN meter ON meter.id = usage_code.meter_id "

UsageCodeRow readCode(Statement &row)
{
    UsageCodeRow code;
    code.code.kind = usage::codeKindFromString(row.read<QString>()).value_or(CodeKind::Account);
    code.code.text = row.read<QString>();
    code.target = row.read<QUuid>();
    code.targetCode = row.read<QString>();
    code.targetName = row.read<QString>();
    code.mappedBy = row.read<QString>();
    code.mappedAt = row.read<QDateTime>();
    return code;
}

} // namespace

Result<std::vector<UsageCodeRow>> UsageCodesSql::all() const
{
    return m_session.statement(CODES "ORDER BY usage_code.kind, usage_code.code").bind().all(readCode);
}

Result<std::optional<UsageCodeRow>> UsageCodesSql::find(const usage::Code &code) const
{
    return m_session.statement(CODES "WHERE usage_code.kind = ? AND usage_code.code = ?")
        .bind(toString(code.kind), code.text)
        .first(readCode);
}

Result<std::optional<QUuid>> UsageCodesSql::known(const usage::Code &code) const
{
    const auto readId = [](Statement &row) { return row.read<QUuid>(); };
    switch (code.kind) {
    case CodeKind::Account:
        return m_session.statement("SELECT id FROM account WHERE number = ?").bind(code.text).first(readId);
    case CodeKind::Location:
        return m_session.statement("SELECT id FROM location WHERE code = ?").bind(code.text).first(readId);
    case CodeKind::Meter:
        return m_session.statement("SELECT id FROM meter WHERE code = ?").bind(code.text).first(readId);
    }
    Q_UNREACHABLE();
}

Result<> UsageCodesSql::add(const UsageCodeRow &row)
{
    const auto targetOf = [&](CodeKind kind) { return row.code.kind == kind ? row.target : QUuid(); };
    const auto added
        = m_session.run("INSERT INTO usage_code (kind, code, account_id, location_id, meter_id, mapped_by, mapped_at) "
                        "VALUES (?,?,?,?,?,?,?)",
                        toString(row.code.kind), row.code.text, targetOf(CodeKind::Account),
                        targetOf(CodeKind::Location), targetOf(CodeKind::Meter), row.mappedBy, row.mappedAt);
    return added ? Result<>() : passOn(added);
}

Result<> UsageCodesSql::remove(const usage::Code &code)
{
    const auto removed
        = m_session.run("DELETE FROM usage_code WHERE kind = ? AND code = ?", toString(code.kind), code.text);
    return removed ? Result<>() : passOn(removed);
}

} // namespace accord::storage
