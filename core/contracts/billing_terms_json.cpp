// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/billing_terms_json.h"

#include "core/contracts/price_json.h"

#include <QtCore/QJsonArray>

namespace accord::contracts {

using interchange::JsonFields;

namespace {

void insertIf(QJsonObject &object, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        object.insert(name, value);
}

void insertKeys(QJsonObject &object, const QStringList &items)
{
    if (!items.isEmpty())
        object.insert(u"items"_s, QJsonArray::fromStringList(items));
}

/// The currency is written where it is not that of the contract.
void insertMoney(QJsonObject &object, const QString &name, const Money &amount, const Currency &contractCurrency)
{
    object.insert(name, amount.toString());
    if (amount.currency() != contractCurrency)
        object.insert(u"currency"_s, amount.currency().code());
}

Money readMoney(JsonFields &fields, const QString &name, const Currency &contractCurrency)
{
    return fields.money(name, fields.has(u"currency"_s) ? fields.currency(u"currency"_s) : contractCurrency);
}

QStringList readKeys(const QJsonObject &object)
{
    QStringList keys;
    for (const QJsonValue &item : object.value(u"items"_s).toArray())
        keys << item.toString();
    return keys;
}

/// Hands the errors of a part over to its whole.
void close(JsonFields &whole, const QString &name, const JsonFields &part)
{
    whole.take(name, part.status().map([] { return 0; }));
}

// ---- prepaid credit

QJsonArray toJson(const std::vector<PrepaidCreditTerm> &credits, const Currency &currency)
{
    QJsonArray array;
    for (const PrepaidCreditTerm &credit : credits) {
        QJsonObject object{{u"name"_s, credit.name}, {u"priority"_s, credit.priority}};
        insertMoney(object, u"amount"_s, credit.amount, currency);
        insertIf(object, u"valid_from"_s, credit.validFrom.toString(Qt::ISODate));
        insertIf(object, u"expires_on"_s, credit.expiresOn.toString(Qt::ISODate));
        insertKeys(object, credit.items);
        array.append(object);
    }
    return array;
}

std::vector<PrepaidCreditTerm> readCredits(JsonFields &contract, const Currency &currency)
{
    std::vector<PrepaidCreditTerm> credits;
    for (const auto &[object, path] : contract.objects(u"prepaid_credits"_s)) {
        JsonFields fields(object, path);
        fields.require(u"name"_s);
        fields.require(u"amount"_s);
        credits.push_back({fields.text(u"name"_s), readMoney(fields, u"amount"_s, currency),
                           fields.integer(u"priority"_s), fields.date(u"valid_from"_s), fields.date(u"expires_on"_s),
                           readKeys(object)});
        close(contract, u"prepaid_credits"_s, fields);
    }
    return credits;
}

// ---- instalments

QJsonObject toJson(const InstalmentAgreement &agreement, const Currency &currency)
{
    QJsonArray parts;
    for (const InstalmentPart &part : agreement.parts) {
        QJsonObject object{{u"name"_s, part.name}};
        if (part.days)
            object.insert(u"days"_s, *part.days);
        insertIf(object, u"due"_s, part.due.toString(Qt::ISODate));
        insertIf(object, u"milestone"_s, part.milestone);
        if (agreement.basis == InstalmentBasis::Percent)
            object.insert(u"percent"_s, part.percent.toString());
        if (agreement.basis == InstalmentBasis::Amount)
            insertMoney(object, u"amount"_s, part.amount, currency);
        parts.append(object);
    }
    return {{u"basis"_s, toString(agreement.basis)}, {u"parts"_s, parts}};
}

std::optional<InstalmentAgreement> readInstalments(JsonFields &contract, const Currency &currency)
{
    if (!contract.has(u"instalments"_s))
        return std::nullopt;
    JsonFields fields(contract.object(u"instalments"_s), u"instalments"_s);
    InstalmentAgreement agreement;
    agreement.basis
        = readWord(fields, u"basis"_s, {InstalmentBasis::Equal, InstalmentBasis::Percent, InstalmentBasis::Amount},
                   InstalmentBasis::Equal);
    for (const auto &[object, path] : fields.objects(u"parts"_s)) {
        JsonFields part(object, path);
        part.require(u"name"_s);
        InstalmentPart read;
        read.name = part.text(u"name"_s);
        if (part.has(u"days"_s))
            read.days = part.integer(u"days"_s);
        read.due = part.date(u"due"_s);
        read.milestone = part.text(u"milestone"_s);
        if (agreement.basis == InstalmentBasis::Percent)
            read.percent = part.decimal(u"percent"_s);
        if (agreement.basis == InstalmentBasis::Amount)
            read.amount = readMoney(part, u"amount"_s, currency);
        agreement.parts.push_back(read);
        close(fields, u"parts"_s, part);
    }
    close(contract, u"instalments"_s, fields);
    return agreement;
}

// ---- service level credits

QJsonObject toJson(const ServiceLevelTable &table, const Currency &currency)
{
    QJsonObject object{{u"cap_percent"_s, table.capPercent.toString()}};
    insertKeys(object, table.items);
    QJsonArray bands, promises;
    for (const UptimeBand &band : table.uptime)
        bands.append(
            QJsonObject{{u"below"_s, band.below.toString()}, {u"credit_percent"_s, band.creditPercent.toString()}});
    for (const ResponsePromise &promise : table.responses) {
        QJsonObject one{{u"name"_s, promise.name}, {u"allowed"_s, promise.allowed}};
        if (promise.creditAmount.isZero())
            one.insert(u"credit_percent"_s, promise.creditPercent.toString());
        else
            insertMoney(one, u"credit_amount"_s, promise.creditAmount, currency);
        promises.append(one);
    }
    if (!bands.isEmpty())
        object.insert(u"uptime"_s, bands);
    if (!promises.isEmpty())
        object.insert(u"responses"_s, promises);
    return object;
}

std::optional<ServiceLevelTable> readServiceCredits(JsonFields &contract, const Currency &currency)
{
    if (!contract.has(u"service_credits"_s))
        return std::nullopt;
    const QJsonObject object = contract.object(u"service_credits"_s);
    JsonFields fields(object, u"service_credits"_s);
    ServiceLevelTable table;
    table.items = readKeys(object);
    table.capPercent = fields.decimal(u"cap_percent"_s, Decimal(100));
    for (const auto &[one, path] : fields.objects(u"uptime"_s)) {
        JsonFields band(one, path);
        table.uptime.push_back({band.decimal(u"below"_s), band.decimal(u"credit_percent"_s)});
        close(fields, u"uptime"_s, band);
    }
    for (const auto &[one, path] : fields.objects(u"responses"_s)) {
        JsonFields promise(one, path);
        promise.require(u"name"_s);
        ResponsePromise read;
        read.name = promise.text(u"name"_s);
        read.creditPercent = promise.decimal(u"credit_percent"_s);
        if (promise.has(u"credit_amount"_s))
            read.creditAmount = readMoney(promise, u"credit_amount"_s, currency);
        read.allowed = promise.integer(u"allowed"_s);
        table.responses.push_back(read);
        close(fields, u"responses"_s, promise);
    }
    close(contract, u"service_credits"_s, fields);
    return table;
}

// ---- split

QJsonObject toJson(const Split &split)
{
    QJsonObject object{{u"basis"_s, toString(split.basis)}, {u"over_cap"_s, toString(split.overCap)}};
    insertIf(object, u"meter"_s, split.meter);
    return object;
}

Split readSplit(JsonFields &contract)
{
    JsonFields fields(contract.object(u"split"_s), u"split"_s);
    Split split;
    split.basis = readWord(fields, u"basis"_s, {SplitBasis::Shares, SplitBasis::Usage, SplitBasis::Headcount},
                           SplitBasis::Shares);
    split.meter = fields.text(u"meter"_s);
    split.overCap = readWord(fields, u"over_cap"_s, {OverCap::Payer, OverCap::NextEntity}, OverCap::Payer);
    close(contract, u"split"_s, fields);
    return split;
}

} // namespace

QJsonArray toJson(const std::vector<accounts::CostShare> &shares, SplitBasis basis)
{
    QJsonArray result;
    for (const auto &share : shares) {
        QJsonObject object{{u"entity"_s, share.entityName}, {u"cost_center"_s, share.costCentre}};
        if (basis == SplitBasis::Shares || !share.percent.isZero())
            object.insert(u"percent"_s, share.percent.toString());
        if (share.headcount)
            object.insert(u"headcount"_s, share.headcount->toString());
        if (share.budgetCap)
            object.insert(u"budget_cap"_s, share.budgetCap->toString());
        result.append(object);
    }
    return result;
}

std::vector<accounts::CostShare> readShares(JsonFields &contract, const Currency &currency)
{
    std::vector<accounts::CostShare> shares;
    for (const auto &[object, path] : contract.objects(u"shares"_s)) {
        JsonFields fields(object, path);
        accounts::CostShare share;
        share.entityName = fields.text(u"entity"_s);
        share.costCentre = fields.text(u"cost_center"_s);
        share.percent = notNegative(fields, u"percent"_s);
        if (fields.has(u"headcount"_s))
            share.headcount = notNegative(fields, u"headcount"_s);
        if (fields.has(u"budget_cap"_s))
            share.budgetCap = notNegativeMoney(fields, u"budget_cap"_s, currency);
        shares.push_back(share);
        close(contract, u"shares"_s, fields);
    }
    return shares;
}

QJsonObject toJson(const ObligationTerm &obligation)
{
    QJsonObject object{{u"pattern"_s, toString(obligation.pattern)}};
    if (obligation.standAlonePrice)
        object.insert(u"stand_alone_price"_s, obligation.standAlonePrice->toString());
    return object;
}

std::optional<ObligationTerm> readObligation(JsonFields &item)
{
    if (!item.has(u"obligation"_s))
        return std::nullopt;
    using enum ObligationPattern;
    JsonFields fields(item.object(u"obligation"_s), u"obligation"_s);
    ObligationTerm obligation;
    obligation.pattern = readWord(fields, u"pattern"_s, {Daily, EvenMonths, PointInTime}, Daily);
    if (fields.has(u"stand_alone_price"_s))
        obligation.standAlonePrice = notNegative(fields, u"stand_alone_price"_s);
    close(item, u"obligation"_s, fields);
    return obligation;
}

QJsonObject toJson(const BillingCurrency &billing)
{
    QJsonObject object{{u"currency"_s, billing.currency.code()}};
    if (billing.lockedRate)
        object.insert(u"locked_rate"_s, billing.lockedRate->toString());
    return object;
}

std::optional<BillingCurrency> readBillingCurrency(JsonFields &contract)
{
    if (!contract.has(u"billing_currency"_s))
        return std::nullopt;
    JsonFields fields(contract.object(u"billing_currency"_s), u"billing_currency"_s);
    fields.require(u"currency"_s);
    BillingCurrency billing;
    billing.currency = fields.currency(u"currency"_s);
    billing.lockedRate = fields.optionalDecimal(u"locked_rate"_s);
    close(contract, u"billing_currency"_s, fields);
    return billing;
}

void insertBillingTerms(QJsonObject &object, const Contract &contract)
{
    if (!contract.prepaidCredits.empty())
        object.insert(u"prepaid_credits"_s, toJson(contract.prepaidCredits, contract.billedIn()));
    if (contract.instalments)
        object.insert(u"instalments"_s, toJson(*contract.instalments, contract.billedIn()));
    if (contract.serviceCredits)
        object.insert(u"service_credits"_s, toJson(*contract.serviceCredits, contract.currency));
    if (!contract.shares.empty())
        object.insert(u"shares"_s, toJson(contract.shares, contract.split.basis));
    if (contract.split != Split())
        object.insert(u"split"_s, toJson(contract.split));
}

void readBillingTerms(JsonFields &fields, Contract &contract)
{
    contract.prepaidCredits = readCredits(fields, contract.billedIn());
    contract.instalments = readInstalments(fields, contract.billedIn());
    contract.serviceCredits = readServiceCredits(fields, contract.currency);
    contract.shares = readShares(fields, contract.billedIn());
    contract.split = readSplit(fields);
}

} // namespace accord::contracts
