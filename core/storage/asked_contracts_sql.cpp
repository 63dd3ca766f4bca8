// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/asked_contracts_sql.h"

#include "core/base/canonical.h"
#include "core/contracts/contract_json.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"

#include <QtCore/QJsonDocument>

namespace accord::storage {

namespace {

#define ASKED_CONTRACT                                                                                                 \
    "SELECT asked.matter_id, asked.contract_id, asked.account_id, asked.version, asked.body "                          \
    "FROM asked_contract AS asked JOIN approval_matter AS matter ON matter.id = asked.matter_id "
#define IS_LATEST                                                                                                      \
    "NOT EXISTS (SELECT 1 FROM asked_contract AS other JOIN approval_matter AS later ON later.id = other.matter_id "   \
    "WHERE other.number = asked.number AND (later.made_at > matter.made_at "                                           \
    "OR (later.made_at = matter.made_at AND later.id > matter.id))) "

QString bodyOf(const contracts::Contract &contract)
{
    return QString::fromUtf8(QJsonDocument(contracts::toJson(contract)).toJson(QJsonDocument::Compact));
}

Result<AskedContract> read(Statement &row)
{
    AskedContract asked;
    asked.matter = row.read<ApprovalMatterId>();
    const auto id = row.read<contracts::ContractId>();
    const auto account = row.read<accounts::AccountId>();
    const int version = row.read<int>();
    auto contract = contracts::contractFromJson(row.read<QJsonObject>());
    if (!contract)
        return passOn(contract);
    asked.contract = std::move(*contract);
    asked.contract.id = id;
    asked.contract.account = account;
    asked.contract.version = version;
    return asked;
}

Result<std::optional<AskedContract>> one(Statement &select)
{
    auto row = select.first(read);
    if (!row)
        return passOn(row);
    if (!*row)
        return std::nullopt;
    return **row ? Result<std::optional<AskedContract>>(std::move(***row)) : passOn(**row);
}

} // namespace

Result<> AskedContractsSql::add(const AskedContract &asked)
{
    const auto &contract = asked.contract;
    const auto added = m_session.run(
        "INSERT INTO asked_contract (matter_id, contract_id, account_id, number, version, body) VALUES (?,?,?,?,?,?)",
        asked.matter, contract.id, contract.account, notNull(contract.number), contract.version, bodyOf(contract));
    return added ? Result<>() : passOn(added);
}

Result<std::optional<AskedContract>> AskedContractsSql::of(const ApprovalMatterId &matter) const
{
    auto select = m_session.statement(ASKED_CONTRACT "WHERE asked.matter_id = ?");
    select.bind(matter);
    return one(select);
}

Result<std::optional<AskedContract>> AskedContractsSql::latestOf(const QString &number) const
{
    auto select = m_session.statement(ASKED_CONTRACT "WHERE asked.number = ? AND " IS_LATEST);
    select.bind(notNull(number));
    return one(select);
}

Result<std::vector<AskedContract>> AskedContractsSql::open() const
{
    auto select = m_session.statement(ASKED_CONTRACT
                                      "WHERE NOT EXISTS (SELECT 1 FROM contract WHERE contract.number = asked.number "
                                      "AND contract.current_version >= asked.version) AND " IS_LATEST
                                      "ORDER BY matter.made_at DESC, matter.id DESC");
    auto rows = select.bind().all(read);
    if (!rows)
        return passOn(rows);
    std::vector<AskedContract> open;
    for (auto &row : *rows) {
        if (!row)
            return passOn(row);
        open.push_back(std::move(*row));
    }
    return open;
}

QByteArray digestOf(const ApprovalMatter &matter, const AskedContract &asked)
{
    return CanonicalForm()
        .add(u"accord.asked_contract/1"_s)
        .add(digestOf(matter))
        .add(asked.contract.id.toString())
        .add(asked.contract.account.toString())
        .add(qint64(asked.contract.version))
        .add(bodyOf(asked.contract))
        .digest();
}

} // namespace accord::storage
