// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/mixed_company.h"

#include "core/storage/transaction.h"
#include "core/storage/usage_import_sql.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/master_data.h"
#include "core/workspace/workspace.h"

#include <QtCore/QBuffer>
#include <QtCore/QJsonDocument>

namespace accord::bench {

using workspace::Services;

namespace {

constexpr int locationsOfPayer = 20;
const QStringList meters{u"calls"_s, u"gigabytes"_s, u"seats"_s, u"orders"_s};

QString numberOf(int payer)
{
    return u"P-%1"_s.arg(payer, 5, 10, QLatin1Char('0'));
}

QJsonObject account(const QString &number, const QString &payer)
{
    QJsonObject object{
        {u"number"_s, number},
        {u"name"_s, u"Company "_s + number},
        {u"segment"_s, u"enterprise"_s},
        {u"currency"_s, u"USD"_s},
        {u"address"_s, QJsonObject{{u"city"_s, u"Austin"_s}, {u"region"_s, u"TX"_s}, {u"country"_s, u"US"_s}}}};
    if (!payer.isEmpty()) {
        object.insert(u"parent"_s, payer);
        object.insert(u"payer"_s, payer);
    }
    return object;
}

QJsonArray locationsOf(const QString &number)
{
    QJsonArray array;
    for (int i = 0; i < locationsOfPayer; ++i)
        array.append(QJsonObject{
            {u"code"_s, u"%1-L%2"_s.arg(number).arg(i, 2, 10, QLatin1Char('0'))},
            {u"name"_s, u"Site %1"_s.arg(i)},
            {u"active_from"_s, u"2025-01-01"_s},
            {u"cost_center"_s, i % 2 ? u"North"_s : u"South"_s},
            {u"address"_s, QJsonObject{{u"city"_s, u"Austin"_s}, {u"region"_s, u"TX"_s}, {u"country"_s, u"US"_s}}}});
    return array;
}

/// One usage item for each way of charging; two more items recur.
const char *const usageItems = R"([
 {"key": "per_unit", "kind": "usage", "meter": "calls", "price": {"model": "per_unit", "unit_price": "0.0125"}},
 {"key": "graduated", "kind": "usage", "meter": "calls", "price": {"model": "graduated", "tiers": [
   {"up_to": "100", "unit_price": "0.10"}, {"up_to": null, "unit_price": "0.08"}]}},
 {"key": "volume", "kind": "usage", "meter": "gigabytes", "price": {"model": "volume", "tiers": [
   {"up_to": "50", "unit_price": "1.00"}, {"up_to": null, "unit_price": "0.80"}]}},
 {"key": "package", "kind": "usage", "meter": "calls", "price": {"model": "package", "package_size": "100", "package_price": "5.00"}},
 {"key": "block", "kind": "usage", "meter": "gigabytes", "price": {"model": "tiered_block", "policy": "all_tiers", "blocks": [
   {"block_size": "100", "most_blocks": "2", "block_price": "10.00"}, {"block_size": "500", "most_blocks": null, "block_price": "40.00"}]}},
 {"key": "capacity", "kind": "usage", "meter": "seats", "unit": "users", "price": {"model": "capacity", "capacities": [
   {"amount": "100.00", "limits": {"users": "50"}}, {"amount": "600.00", "limits": {}}]}},
 {"key": "percentage", "kind": "usage", "meter": "orders", "price": {"model": "percentage", "percent": "1.5", "fixed_per_event": "0.10"}},
 {"key": "share", "kind": "usage", "meter": "orders", "price": {"model": "graduated_percentage", "tiers": [
   {"up_to": "1000", "unit_price": "5"}, {"up_to": null, "unit_price": "3"}]}},
 {"key": "seats", "kind": "usage", "meter": "seats", "price": {"model": "graduated_time_weighted", "tiers": [
   {"up_to": "10", "unit_price": "4.00"}, {"up_to": null, "unit_price": "3.00"}]}},
 {"key": "cost", "kind": "usage", "meter": "gigabytes", "price": {"model": "cost_plus", "multiplier": "1.175"}},
 {"key": "commitment", "kind": "usage", "meter": "gigabytes", "price": {"model": "commitment_overage", "unit_price": "0.50",
   "commitment": "100.00", "overage_factor": "1.5", "true_up": true}},
 {"key": "flat", "price": {"model": "flat", "amount": "90.00"}},
 {"key": "site", "per_location": true, "price": {"model": "per_unit", "unit_price": "31.00"}}])";

QJsonObject contractOf(const QString &number, bool amended)
{
    QJsonArray items = QJsonDocument::fromJson(usageItems).array();
    if (amended) {
        QJsonObject site = items.last().toObject();
        site.insert(u"ramp"_s, QJsonArray{QJsonObject{{u"from"_s, u"2026-05-16"_s},
                                                      {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s},
                                                                               {u"unit_price"_s, u"37.00"_s}}}}});
        items[items.size() - 1] = site;
    }
    QJsonObject contract{{u"format"_s, u"accord.contract/1"_s},
                         {u"number"_s, u"C-"_s + number},
                         {u"account"_s, number},
                         {u"currency"_s, u"USD"_s},
                         {u"start"_s, u"2026-01-01"_s},
                         {u"end"_s, u"2027-01-01"_s},
                         {u"items"_s, items}};
    QJsonArray discounts{QJsonObject{{u"name"_s, u"Negotiated"_s},
                                     {u"basis"_s, u"percent"_s},
                                     {u"scope"_s, u"recurring"_s},
                                     {u"percent"_s, u"7"_s}}};
    contract.insert(u"discounts"_s, discounts);
    contract.insert(u"shares"_s, QJsonArray{QJsonObject{{u"entity"_s, u"Company %1-A"_s.arg(number)},
                                                        {u"cost_center"_s, u"North"_s},
                                                        {u"percent"_s, u"60"_s},
                                                        {u"budget_cap"_s, u"1000.00"_s}},
                                            QJsonObject{{u"entity"_s, u"Company %1-B"_s.arg(number)},
                                                        {u"cost_center"_s, u"South"_s},
                                                        {u"percent"_s, u"40"_s}}});
    QJsonArray signatures;
    for (const QString &party : {u"customer"_s, u"provider"_s})
        signatures.append(QJsonObject{
            {u"party"_s, party}, {u"name"_s, u"Dana Fields"_s}, {u"title"_s, u"CFO"_s}, {u"date"_s, u"2025-12-01"_s}});
    contract.insert(u"signatures"_s, signatures);
    if (amended) {
        contract.insert(u"effective_from"_s, u"2026-05-16"_s);
        contract.insert(u"change_reason"_s, u"Dearer sites"_s);
    }
    return contract;
}

Result<> importContract(Services &services, const QString &number, bool amended)
{
    const auto imported
        = workspace::MasterData(services).importContract(QJsonDocument(contractOf(number, amended)).toJson());
    return imported ? Result<>() : passOn(imported);
}

Result<> addUsage(Services &services, int payers)
{
    QByteArray csv = "date,location,meter,quantity\n";
    for (int payer = 0; payer < payers; ++payer)
        for (const QDate &day : {QDate(2026, 5, 3), QDate(2026, 5, 20), QDate(2026, 6, 4), QDate(2026, 6, 17)})
            for (const QString &meter : meters)
                csv += u"%1,%2-L%3,%4,%5\n"_s.arg(day.toString(Qt::ISODate), numberOf(payer))
                           .arg(payer % locationsOfPayer, 2, 10, QLatin1Char('0'))
                           .arg(meter)
                           .arg(17 + (payer * 7 + day.day()) % 400)
                           .toUtf8();
    QBuffer file(&csv);
    file.open(QIODevice::ReadOnly);
    usage::Problems problems;
    const auto report = storage::UsageImportSql(services.session(), services.clock())
                            .import(file, {u"mixed"_s, u"mixed"_s, u"bench"_s}, problems);
    return report ? Result<>() : passOn(report);
}

} // namespace

Result<std::unique_ptr<Services>> makeMixedCompany(const QString &path, int payers)
{
    if (const auto made = workspace::Workspace::create(path, u"Accord Demo Seller Inc."_s,
                                                       Currency::fromCode(u"USD"_s).value(), u"US"_s);
        !made)
        return passOn(made);
    auto session = storage::openCheckedWorkspace(path, storage::Access::ReadWrite);
    auto reference = workspace::ReferenceData::load();
    if (!session)
        return passOn(session);
    if (!reference)
        return passOn(reference);
    const auto clock = std::make_shared<const FixedClock>(QDate(2026, 7, 1));
    auto services = std::make_unique<Services>(std::move(*session), clock, std::make_shared<IdSource>(*clock, 4),
                                               std::move(*reference), u"owner"_s);
    for (const QString &meter : meters) {
        const auto saved = services->seller().save(
            catalog::Meter{services->ids().next<catalog::MeterId>(), meter, meter, meter, catalog::Aggregation::Sum});
        if (!saved)
            return passOn(saved);
    }
    QJsonArray accounts;
    for (int payer = 0; payer < payers; ++payer) {
        const QString number = numberOf(payer);
        QJsonObject own = account(number, {});
        own.insert(u"locations"_s, locationsOf(number));
        accounts.append(own);
        accounts.append(account(number + u"-A"_s, number));
        accounts.append(account(number + u"-B"_s, number));
    }
    const auto imported = workspace::MasterData(*services).importAccounts(
        QJsonDocument(QJsonObject{{u"format"_s, u"accord.accounts/1"_s}, {u"accounts"_s, accounts}}).toJson());
    if (!imported)
        return passOn(imported);
    storage::Transaction transaction(services->session());
    for (int payer = 0; payer < payers; ++payer)
        if (const auto one = importContract(*services, numberOf(payer), false); !one)
            return passOn(one);
    if (const auto committed = transaction.commit(); !committed)
        return passOn(committed);
    if (const auto used = addUsage(*services, payers); !used)
        return passOn(used);
    return services;
}

Result<> amendHalf(Services &services, int payers)
{
    storage::Transaction transaction(services.session());
    for (int payer = 0; payer < payers; payer += 2)
        if (const auto one = importContract(services, numberOf(payer), true); !one)
            return one;
    return transaction.commit();
}

} // namespace accord::bench
