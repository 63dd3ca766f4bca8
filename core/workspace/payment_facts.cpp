// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/payment_facts.h"

#include "core/storage/billed_charges_sql.h"
#include "core/storage/service_reports_sql.h"
#include "core/workspace/billed_charges.h"

#include <QtCore/QJsonArray>

namespace accord::workspace {

using billing::CreditUsed;
using billing::ServiceReport;

namespace {

/// How far back reports are looked for.
constexpr int monthsLookedBack = 13;

contracts::ContractId contractFrom(const QJsonValue &value)
{
    return contracts::ContractId(QUuid::fromString(value.toString()));
}

QJsonObject breachesToJson(const QHash<QString, int> &breaches)
{
    QJsonObject object;
    for (auto breach = breaches.begin(); breach != breaches.end(); ++breach)
        object.insert(breach.key(), breach.value());
    return object;
}

QHash<QString, int> breachesFromJson(const QJsonObject &object)
{
    QHash<QString, int> breaches;
    for (auto breach = object.begin(); breach != object.end(); ++breach)
        breaches.insert(breach.key(), breach.value().toInt());
    return breaches;
}

QDate dayFrom(const QJsonValue &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

} // namespace

Result<std::vector<CreditUsed>> creditsUsedOf(Services &services, const contracts::Contract &contract)
{
    if (contract.prepaidCredits.empty())
        return std::vector<CreditUsed>();
    return services.invoices().creditsUsed(contract.id, contract.billedIn());
}

Result<std::vector<ServiceReport>> serviceReportsOf(Services &services, const contracts::Contract &contract,
                                                    const Period &period)
{
    std::vector<ServiceReport> reports;
    if (!contract.serviceCredits)
        return reports;
    const auto open = storage::ServiceReportsSql(services.session())
                          .open(contract.id, period, period.start.addMonths(-monthsLookedBack));
    if (!open)
        return passOn(open);
    for (const contracts::ServiceLevelReport &report : *open) {
        auto billed
            = storage::BilledChargesSql(services.session()).overlapping(contract.id, report.period, contract.currency);
        if (!billed)
            return passOn(billed);
        reports.push_back({contract.id, report, std::move(*billed)});
    }
    return reports;
}

void noteCredits(std::vector<CreditUsed> &used, const std::vector<billing::CreditApplied> &credits)
{
    for (const billing::CreditApplied &credit : credits) {
        const auto found = std::find_if(used.begin(), used.end(), [&](const CreditUsed &one) {
            return one.contract == credit.contract && one.name == credit.name;
        });
        if (found == used.end())
            used.push_back({credit.contract, credit.name, credit.amount});
        else
            found->amount = found->amount.plus(credit.amount).value_or(found->amount);
    }
}

QJsonArray toJson(const std::vector<CreditUsed> &used)
{
    QJsonArray array;
    for (const CreditUsed &one : used)
        array.append(QJsonArray{one.contract.toString(), one.name, QString::number(one.amount.minor())});
    return array;
}

std::vector<CreditUsed> creditsUsedFromJson(const QJsonArray &array, const Currency &currency)
{
    std::vector<CreditUsed> used;
    for (const QJsonValue &value : array) {
        const QJsonArray a = value.toArray();
        used.push_back({contractFrom(a.at(0)), a.at(1).toString(), Money(a.at(2).toString().toLongLong(), currency)});
    }
    return used;
}

QJsonArray toJson(const std::vector<ServiceReport> &reports)
{
    QJsonArray array;
    for (const ServiceReport &one : reports)
        array.append(QJsonObject{{u"contract"_s, one.contract.toString()},
                                 {u"start"_s, one.report.period.start.toString(Qt::ISODate)},
                                 {u"end"_s, one.report.period.end.toString(Qt::ISODate)},
                                 {u"down_minutes"_s, one.report.downMinutes},
                                 {u"total_minutes"_s, one.report.totalMinutes},
                                 {u"breaches"_s, breachesToJson(one.report.breaches)},
                                 {u"billed"_s, billedToJson(one.billed)}});
    return array;
}

std::vector<ServiceReport> serviceReportsFromJson(const QJsonArray &array, const Currency &currency)
{
    std::vector<ServiceReport> reports;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        ServiceReport one;
        one.contract = contractFrom(object.value(u"contract"_s));
        one.report.period = {dayFrom(object.value(u"start"_s)), dayFrom(object.value(u"end"_s))};
        one.report.downMinutes = object.value(u"down_minutes"_s).toInteger();
        one.report.totalMinutes = object.value(u"total_minutes"_s).toInteger();
        one.report.breaches = breachesFromJson(object.value(u"breaches"_s).toObject());
        one.billed = billedFromJson(object.value(u"billed"_s).toArray(), currency);
        reports.push_back(std::move(one));
    }
    return reports;
}

} // namespace accord::workspace
