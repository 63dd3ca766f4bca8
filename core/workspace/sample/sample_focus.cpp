// SPDX-License-Identifier: GPL-3.0-or-later
// A customer whose cloud usage came as a FOCUS 1.0 file: its sub accounts are locations.
#include "core/storage/usage_import_sql.h"
#include "core/workspace/sample/sample_contracts.h"
#include "core/workspace/sample/sample_csv.h"

#include <QtCore/QBuffer>
#include <QtCore/QMap>

namespace accord::workspace::sample {

namespace {

/// Service and unit, as the meter's code has them, with the name and price on the contract.
struct CloudMeter
{
    QString service;
    QString unit;
    QString name;
    QString price;
    QString code() const { return service + u'/' + unit; }
};

const std::vector<CloudMeter> &cloudMeters()
{
    static const std::vector<CloudMeter> meters{
        {u"Amazon Elastic Compute Cloud"_s, u"GB"_s, u"Compute traffic"_s, u"0.09"_s},
        {u"Amazon Elastic Compute Cloud"_s, u"GB-Months"_s, u"Compute volumes"_s, u"0.10"_s},
        {u"Elastic Load Balancing"_s, u"GB"_s, u"Load balancer traffic"_s, u"0.008"_s},
        {u"Amazon Simple Storage Service"_s, u"GB"_s, u"Object storage traffic"_s, u"0.09"_s}};
    return meters;
}

struct Wanted
{
    qsizetype service = 0, unit = 0, subAccount = 0, subAccountName = 0;
};

bool isManaged(const QByteArrayList &fields, const Wanted &at)
{
    return std::any_of(cloudMeters().begin(), cloudMeters().end(), [&](const CloudMeter &meter) {
        return fields.value(at.service) == meter.service.toUtf8() && fields.value(at.unit) == meter.unit.toUtf8();
    });
}

/// The rows of `reference/focus-1.0-sample.csv` that the customer has managed by Meridian.
Result<std::pair<CsvTable, Wanted>> managedRows()
{
    auto table = readCsv(u"reference/focus-1.0-sample.csv"_s);
    if (!table)
        return passOn(table);
    const Wanted at{table->column("ServiceName"), table->column("ConsumedUnit"), table->column("SubAccountId"),
                    table->column("SubAccountName")};
    std::erase_if(table->rows, [&](const CsvRow &row) { return !isManaged(row.fields, at); });
    return std::pair(std::move(*table), at);
}

} // namespace

Result<QJsonObject> cloudAccount()
{
    const auto managed = managedRows();
    if (!managed)
        return passOn(managed);
    const auto &[table, at] = *managed;
    QMap<QString, QString> subAccounts;
    for (const CsvRow &row : table.rows)
        subAccounts.insert(QString::fromUtf8(row.fields.value(at.subAccount)),
                           QString::fromUtf8(row.fields.value(at.subAccountName)));
    QJsonArray locations;
    for (auto one = subAccounts.cbegin(); one != subAccounts.cend(); ++one)
        locations.append(QJsonObject{{u"code"_s, one.key()},
                                     {u"name"_s, one.value()},
                                     {u"department"_s, u"Cloud"_s},
                                     {u"active_from"_s, u"2024-09-01"_s}});
    return QJsonObject{{u"number"_s, u"A-0005"_s},
                       {u"name"_s, u"Sunbird Commerce"_s},
                       {u"legal_name"_s, u"Sunbird Commerce Inc."_s},
                       {u"issuing_entity"_s, u"US"_s},
                       {u"segment"_s, u"enterprise"_s},
                       {u"region"_s, u"AMER"_s},
                       {u"currency"_s, u"USD"_s},
                       {u"address"_s, addressOf(u"77 Beacon Lane"_s, u"Boston"_s, u"MA"_s, u"US"_s)},
                       {u"customer_success_manager"_s, u"csm"_s},
                       {u"invoice_email"_s, u"ap@sunbird.example"_s},
                       {u"contacts"_s, contactsFor(u"A-0005"_s, u"sunbird"_s)},
                       {u"locations"_s, locations}};
}

QJsonObject cloudContract()
{
    QJsonArray items{
        QJsonObject{{u"key"_s, u"platform"_s},
                    {u"kind"_s, u"recurring"_s},
                    {u"description"_s, u"Cloud cost management"_s},
                    {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, u"5400.00"_s}}},
                    {u"timing"_s, u"in_advance"_s},
                    {u"ledger_account"_s, u"4010"_s}}};
    for (const CloudMeter &meter : cloudMeters()) {
        items.append(QJsonObject{{u"key"_s, u"cloud-%1"_s.arg(items.size())},
                                 {u"kind"_s, u"usage"_s},
                                 {u"description"_s, meter.name},
                                 {u"meter"_s, meter.code()},
                                 {u"unit"_s, meter.unit},
                                 {u"included"_s, u"0"_s},
                                 {u"timing"_s, u"in_arrears"_s},
                                 {u"start"_s, u"2024-09-01"_s},
                                 {u"end"_s, u"2024-10-01"_s},
                                 {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, meter.price}}},
                                 {u"ledger_account"_s, u"4020"_s}});
    }
    return {
        {u"format"_s, u"accord.contract/1"_s},
        {u"number"_s, u"SUN-CLOUD-2024"_s},
        {u"type"_s, u"plan"_s},
        {u"account"_s, u"A-0005"_s},
        {u"currency"_s, u"USD"_s},
        {u"start"_s, u"2024-09-01"_s},
        {u"end"_s, u"2027-09-01"_s},
        {u"terms"_s, QJsonObject{{u"net_days"_s, 30}, {u"time_zone"_s, u"America/New_York"_s}}},
        {u"items"_s, items},
        {u"signatures"_s, bothSigned(QDate(2024, 9, 1))},
        {u"custom_terms"_s,
         QJsonArray{
             u"September 2024 is charged by usage, as FOCUS reports it; from October on the platform fee covers it."_s}}};
}

Result<> addCloudMeters(Services &services)
{
    for (const CloudMeter &cloud : cloudMeters()) {
        const catalog::Meter meter{services.ids().next<catalog::MeterId>(), cloud.code(), cloud.name, cloud.unit,
                                   catalog::Aggregation::Sum};
        if (const auto saved = services.seller().save(meter); !saved)
            return saved;
    }
    return {};
}

Result<> importCloudUsage(Services &services)
{
    const auto managed = managedRows();
    if (!managed)
        return passOn(managed);
    QByteArray bytes = managed->first.header;
    for (const CsvRow &row : managed->first.rows)
        bytes += row.text;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    usage::Problems problems;
    const auto imported = storage::UsageImportSql(services.session(), services.clock())
                              .import(buffer, {u"cloud"_s, u"focus-2024-09.csv"_s, services.actor()}, problems);
    return imported ? Result<>() : passOn(imported);
}

} // namespace accord::workspace::sample
