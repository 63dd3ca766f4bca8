// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/synced_contracts_sql.h"

#include "core/contracts/contract_json.h"
#include "core/storage/contracts_sql.h"
#include "core/storage/search_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

#include <QtCore/QJsonArray>

namespace accord::storage {

using sync::Row;

namespace {

QString text(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

/// One version as a row of a contract holds it.
QJsonObject readVersion(Statement &row)
{
    QJsonObject version;
    version.insert(u"version"_s, row.read<int>());
    version.insert(u"document"_s, row.read<QString>());
    version.insert(u"digest"_s, row.read<QString>());
    version.insert(u"created_by"_s, row.read<QString>());
    version.insert(u"created_at"_s, row.read<QDateTime>().toString(Qt::ISODateWithMs));
    return version;
}

QDate dateOf(const Row &row, const QString &member)
{
    return QDate::fromString(row.body.value(member).toString(), Qt::ISODate);
}

} // namespace

Result<std::optional<Row>> SyncedContractsSql::find(const QUuid &id)
{
    auto select = m_session.statement(
        "SELECT account_id, contract.number, contract.currency, current_version, starts_on, ends_on, account.region "
        "FROM contract JOIN account ON account.id = account_id WHERE contract.id = ?");
    auto found = select.bind(id).first([&](Statement &row) {
        Row contract{{u"contract"_s, id}, {}, 0, {}, false};
        contract.body.insert(u"account"_s, text(row.read<QUuid>()));
        contract.body.insert(u"number"_s, row.read<QString>());
        contract.body.insert(u"currency"_s, row.read<QString>());
        contract.body.insert(u"current_version"_s, row.read<int>());
        contract.body.insert(u"starts_on"_s, row.read<QDate>().toString(Qt::ISODate));
        contract.body.insert(u"ends_on"_s, row.read<QDate>().toString(Qt::ISODate));
        contract.scope = u"region:"_s + row.read<QString>();
        return contract;
    });
    if (!found || !*found)
        return found;
    auto versions = m_session.statement("SELECT version, body, digest, created_by, created_at FROM contract_version "
                                        "WHERE contract_id = ? ORDER BY version");
    const auto all = versions.bind(id).all(readVersion);
    if (!all)
        return passOn(all);
    QJsonArray array;
    for (const QJsonObject &version : *all)
        array.append(version);
    (*found)->body.insert(u"versions"_s, array);
    return found;
}

Result<> SyncedContractsSql::put(const Row &row)
{
    const auto field = [&](const QString &name) { return row.body.value(name).toString(); };
    Transaction transaction(m_session);
    if (auto removed = removeOthersOf(field(u"number"_s), row.key.id); !removed)
        return removed;
    if (auto removed = remove(row.key.id); !removed) // a server that was restored may know the same version otherwise
        return removed;
    const auto added = m_session.run(
        "INSERT INTO contract (id, account_id, number, currency, current_version, starts_on, ends_on) "
        "VALUES (?,?,?,?,?,?,?)",
        row.key.id, QUuid::fromString(field(u"account"_s)), field(u"number"_s), field(u"currency"_s),
        row.body.value(u"current_version"_s).toInt(), dateOf(row, u"starts_on"_s), dateOf(row, u"ends_on"_s));
    if (!added)
        return passOn(added);
    const auto versions = row.body.value(u"versions"_s).toArray();
    for (const QJsonValue &one : versions) {
        const QJsonObject version = one.toObject();
        const auto kept
            = m_session.run("INSERT INTO contract_version (contract_id, version, body, digest, created_by, "
                            "created_at) VALUES (?,?,?,?,?,?)",
                            row.key.id, version.value(u"version"_s).toInt(), version.value(u"document"_s).toString(),
                            version.value(u"digest"_s).toString(), notNull(version.value(u"created_by"_s).toString()),
                            QDateTime::fromString(version.value(u"created_at"_s).toString(), Qt::ISODateWithMs));
        if (!kept)
            return passOn(kept);
    }
    const auto contract = ContractsSql(m_session).find(contracts::ContractId(row.key.id));
    if (!contract)
        return passOn(contract);
    if (auto entered = SearchSql(m_session).put(searchEntryOf(*contract)); !entered)
        return entered;
    return transaction.commit();
}

Result<> SyncedContractsSql::remove(const QUuid &id)
{
    for (const auto &removed : {m_session.run("DELETE FROM contract_version WHERE contract_id = ?", id),
                                m_session.run("DELETE FROM contract WHERE id = ?", id)}) {
        if (!removed)
            return passOn(removed);
    }
    return SearchSql(m_session).remove(SearchKind::Contract, id);
}

/// One number is one contract: what had it before a server was restored leaves by the same snapshot, but later.
Result<> SyncedContractsSql::removeOthersOf(const QString &number, const QUuid &id)
{
    auto select = m_session.statement("SELECT id FROM contract WHERE number = ? AND id <> ?");
    const auto others = select.bind(number, id).all([](Statement &row) { return row.read<QUuid>(); });
    if (!others)
        return passOn(others);
    for (const QUuid &other : *others) {
        if (auto removed = remove(other); !removed)
            return removed;
    }
    return {};
}

} // namespace accord::storage
