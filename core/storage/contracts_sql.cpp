// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/contracts_sql.h"

#include "core/base/canonical.h"
#include "core/contracts/contract_json.h"
#include "core/storage/search_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

#include <QtCore/QJsonDocument>

namespace accord::storage {

using namespace contracts;

namespace {

#define CONTRACT_WITH_BODY                                                                                             \
    "SELECT contract.id, contract.account_id, contract_version.body FROM contract "                                    \
    "JOIN contract_version ON contract_version.contract_id = contract.id "
#define CURRENT_VERSION "contract_version.version = contract.current_version "

Result<Contract> readContract(Statement &row)
{
    const auto id = row.read<ContractId>();
    const auto account = row.read<accounts::AccountId>();
    auto contract = contractFromJson(row.read<QJsonObject>());
    if (!contract)
        return passOn(contract);
    contract->id = id;
    contract->account = account;
    return contract;
}

Result<Contract> one(Statement &select, const QString &reference)
{
    const auto contract = select.first(readContract);
    if (!contract)
        return passOn(contract);
    if (!*contract)
        return fail(ErrorKind::NotFound, u"contracts.not_found"_s, {{u"contract"_s, reference}});
    return **contract;
}

} // namespace

Result<> ContractsSql::addVersion(const Contract &contract, const QString &createdBy, const QDateTime &now)
{
    Transaction transaction(m_session);
    SyncedChange change(m_session, sync::RowKey{u"contract"_s, contract.id.uuid()});
    const QByteArray body = QJsonDocument(toJson(contract)).toJson(QJsonDocument::Compact);
    const auto added = m_session.run("INSERT INTO contract_version (contract_id, version, body, digest, created_by, "
                                     "created_at) VALUES (?,?,?,?,?,?)",
                                     contract.id, contract.version, QString::fromUtf8(body),
                                     QString::fromLatin1(sha256Hex(body)), notNull(createdBy), now);
    if (!added)
        return passOn(added);
    const auto current = m_session.run(
        "INSERT INTO contract (id, account_id, number, currency, current_version, starts_on, ends_on) VALUES "
        "(?,?,?,?,?,?,?) "
        "ON CONFLICT (id) DO UPDATE SET current_version = excluded.current_version, starts_on = excluded.starts_on, "
        "ends_on = excluded.ends_on WHERE contract.current_version = excluded.current_version - 1",
        contract.id, contract.account, notNull(contract.number), contract.currency, contract.version,
        contract.term.start, contract.term.end);
    if (!current)
        return passOn(current);
    if (*current == 0)
        return fail(ErrorKind::Conflict, u"storage.changed_meanwhile"_s, {{u"contract"_s, contract.number}});
    if (const auto entered = SearchSql(m_session).put(searchEntryOf(contract)); !entered)
        return entered;
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

/// Shares name entities; the ids are found among the accounts.
Result<Contract> ContractsSql::complete(Contract contract) const
{
    for (auto &share : contract.shares) {
        auto select = m_session.statement("SELECT id FROM account WHERE name_folded = ? ORDER BY id LIMIT 1");
        const auto id = select.bind(folded(share.entityName)).first([](Statement &row) {
            return row.read<accounts::AccountId>();
        });
        if (!id)
            return passOn(id);
        share.entity = id->value_or(contract.account);
    }
    return contract;
}

Result<Contract> ContractsSql::find(const ContractId &id) const
{
    auto select = m_session.statement(CONTRACT_WITH_BODY "WHERE contract.id = ? AND " CURRENT_VERSION);
    select.bind(id);
    const auto contract = one(select, id.toString());
    return contract ? complete(*contract) : contract;
}

Result<Contract> ContractsSql::findVersion(const ContractId &id, int version) const
{
    auto select = m_session.statement(CONTRACT_WITH_BODY "WHERE contract.id = ? AND contract_version.version = ?");
    select.bind(id, version);
    const auto contract = one(select, id.toString());
    return contract ? complete(*contract) : contract;
}

Result<Contract> ContractsSql::findByNumber(const QString &number) const
{
    auto select = m_session.statement(CONTRACT_WITH_BODY "WHERE contract.number = ? AND " CURRENT_VERSION);
    select.bind(notNull(number));
    const auto contract = one(select, number);
    return contract ? complete(*contract) : contract;
}

namespace {
Result<std::vector<Contract>> whole(Result<std::vector<Result<Contract>>> rows)
{
    if (!rows)
        return passOn(rows);
    std::vector<Contract> contracts;
    for (auto &row : *rows) {
        if (!row)
            return passOn(row);
        contracts.push_back(std::move(*row));
    }
    return contracts;
}
} // namespace

Result<std::vector<Contract>> ContractsSql::ofAccount(const accounts::AccountId &account) const
{
    auto select = m_session.statement(CONTRACT_WITH_BODY "WHERE contract.account_id = ? AND " CURRENT_VERSION
                                                         "ORDER BY contract.number");
    auto contracts = whole(select.bind(account).all(readContract));
    if (!contracts)
        return contracts;
    for (Contract &contract : *contracts) {
        auto completed = complete(std::move(contract));
        if (!completed)
            return passOn(completed);
        contract = std::move(*completed);
    }
    return contracts;
}

Result<std::vector<Contract>> ContractsSql::all() const
{
    return whole(m_session.statement(CONTRACT_WITH_BODY "WHERE " CURRENT_VERSION "ORDER BY contract.number")
                     .bind()
                     .all(readContract));
}

Result<std::vector<ContractVersionRow>> ContractsSql::versionsOf(const ContractId &id) const
{
    auto select = m_session.statement(
        "SELECT version, created_by, created_at, digest FROM contract_version WHERE contract_id = ? ORDER BY version");
    return select.bind(id).all([](Statement &row) {
        ContractVersionRow version;
        version.version = row.read<int>();
        version.createdBy = row.read<QString>();
        version.createdAt = row.read<QDateTime>();
        version.digest = row.read<QString>().toLatin1();
        return version;
    });
}

Result<std::vector<accounts::AccountId>> ContractsSql::payersWithContracts(const Period &period) const
{
    // A charge in arrears can fall due on the last day of the term, one in advance on its first.
    auto select = m_session.statement(
        "SELECT DISTINCT account.id, account.number FROM contract JOIN account ON account.id = contract.account_id "
        "WHERE contract.starts_on < ? AND account.status <> 'closed' AND (contract.ends_on > ? OR EXISTS (SELECT 1 "
        "FROM open_carried_bill AS carried WHERE carried.contract_id = contract.id AND carried.period_end <= ?)) "
        "ORDER BY account.number");
    return select.bind(period.end, period.start, period.start).all([](Statement &row) {
        return row.read<accounts::AccountId>();
    });
}

Result<int> ContractsSql::countWithCoupon(const QString &code, const QString &except) const
{
    auto select = m_session.statement(
        "SELECT count(*) FROM contract JOIN contract_version ON contract_version.contract_id = contract.id "
        "AND " CURRENT_VERSION "WHERE contract.number <> ? AND contract_version.body LIKE ?");
    const auto count = select.bind(notNull(except), u"%\"coupon\":\"%1\"%"_s.arg(code)).first([](Statement &row) {
        return row.read<int>();
    });
    if (!count)
        return passOn(count);
    return count->value_or(0);
}

} // namespace accord::storage
