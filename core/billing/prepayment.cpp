// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/prepayment.h"

#include "core/billing/item_rating.h"

#include <QtCore/QJsonArray>

namespace accord::billing {

using contracts::Contract;
using contracts::ItemKind;
using contracts::PriceItem;

namespace {

const QString termsField = u"prepayment"_s;

QStringList prepayableItems(const Contract &contract)
{
    QStringList keys;
    for (const PriceItem &item : contract.items)
        if (item.kind == ItemKind::OneTime)
            keys << item.key;
    return keys;
}

Result<> check(const PrepaymentWish &wish, const Contract &contract)
{
    const bool isPercent = wish.percent && *wish.percent > Decimal(0) && *wish.percent <= Decimal(100);
    if (wish.amount.has_value() == wish.percent.has_value() || (wish.percent && !isPercent))
        return fail(ErrorKind::InvalidInput, u"billing.prepayment_wish"_s,
                    {{u"percent"_s, wish.percent ? wish.percent->toShortString() : QString()}});
    const QStringList items = prepayableItems(contract);
    if (!wish.item.isEmpty() && !items.contains(wish.item))
        return fail(ErrorKind::InvalidInput, u"billing.prepayment_item"_s,
                    {{u"item"_s, wish.item},
                     {u"contract"_s, contract.number},
                     {u"items"_s, items.isEmpty() ? u"it has none"_s : items.join(u", "_s)}});
    return {};
}

bool isWanted(const BillLine &line, const PrepaymentWish &wish)
{
    return line.key.sequence == 0 && !isDeduction(line) && (wish.item.isEmpty() || line.key.item == wish.item);
}

/// What the wanted lines come to for each set of taxes, under a place that has them.
Result<std::vector<PrepaymentTerms::Share>> sharesOf(const PrepaymentWish &wish, const BillInput &input,
                                                     const Bill &forecast)
{
    const bool isByLocation = input.seller.country == u"US"_s;
    std::vector<std::vector<tax::Component>> taxes;
    std::vector<PrepaymentTerms::Share> shares;
    for (const BillLine &line : forecast.lines) {
        if (!isWanted(line, wish))
            continue;
        const auto same = std::ranges::find(taxes, line.taxes);
        if (same == taxes.end()) {
            taxes.push_back(line.taxes);
            shares.push_back({isByLocation ? line.locationCode : QString(), line.net});
            continue;
        }
        PrepaymentTerms::Share &share = shares[size_t(same - taxes.begin())];
        const auto sum = share.value.plus(line.net);
        if (!sum)
            return passOn(sum);
        share.value = *sum;
        if (line.locationCode.isEmpty())
            share.dimension.clear();
    }
    std::erase_if(shares, [](const auto &share) { return share.value.minor() <= 0; });
    return shares;
}

QString whatIsPrepaid(const PrepaymentWish &wish, const Contract &contract, const Period &period)
{
    const PriceItem *item = contract.item(wish.item);
    return item ? item->description : u"contract %1, %2"_s.arg(contract.number, nameOf(period));
}

QString orderOf(const PrepaymentWish &wish, const Contract &contract)
{
    const PriceItem *item = contract.item(wish.item);
    return item && !item->purchaseOrder.isEmpty() ? item->purchaseOrder : contract.terms.purchaseOrder;
}

} // namespace

Result<Money> PrepaymentTerms::value() const
{
    MoneySum sum(amount.currency());
    for (const Share &share : shares)
        sum.add(share.value);
    return sum.total();
}

Result<PrepaymentTerms> prepaymentTerms(const PrepaymentWish &wish, const BillInput &input, const Bill &forecast,
                                        const Money &prepaid)
{
    const Contract &contract = input.contracts.front();
    if (const auto usable = check(wish, contract); !usable)
        return passOn(usable);
    auto shares = sharesOf(wish, input, forecast);
    if (!shares)
        return passOn(shares);
    if (shares->empty())
        return fail(ErrorKind::InvalidInput, u"billing.prepayment_nothing"_s,
                    {{u"contract"_s, contract.number}, {u"what"_s, whatIsPrepaid(wish, contract, input.period)}});
    PrepaymentTerms terms{contract.id,
                          contract.version,
                          contract.number,
                          {},
                          wish.item,
                          whatIsPrepaid(wish, contract, input.period),
                          orderOf(wish, contract),
                          contract.terms.netDays,
                          Money::zero(forecast.currency),
                          wish.percent,
                          std::move(*shares)};
    const auto value = terms.value();
    if (!value)
        return passOn(value);
    const auto amount = wish.amount ? Result<Money>(*wish.amount)
                                    : (Exact(*value) * Exact::percent(*wish.percent)).toMoney(forecast.currency);
    const auto left = value->minus(prepaid);
    if (!amount || !left)
        return passOn(amount ? left : amount);
    const bool fits = amount->currency() == forecast.currency && amount->minor() > 0
                      && (wish.item.isEmpty() || amount->minor() <= left->minor());
    if (!fits)
        return fail(ErrorKind::InvalidInput, u"billing.prepayment_amount"_s,
                    {{u"amount"_s, amount->toString()},
                     {u"currency"_s, forecast.currency.code()},
                     {u"what"_s, terms.what},
                     {u"value"_s, value->toString()},
                     {u"prepaid"_s, prepaid.toString()},
                     {u"left"_s, left->toString()}});
    terms.amount = *amount;
    return terms;
}

bool isPrepayment(const BillLine &line)
{
    return line.key.kind == prepaymentKind;
}

bool isDeduction(const BillLine &line)
{
    return line.key.kind == deductionKind;
}

bool isPrepayment(const Bill &bill)
{
    return !bill.lines.empty() && isPrepayment(bill.lines.front());
}

bool hasDeductions(const Bill &bill)
{
    return std::ranges::any_of(bill.lines, [](const BillLine &line) { return isDeduction(line); });
}

QJsonObject toJson(const PrepaymentTerms &terms)
{
    QJsonArray shares;
    for (const PrepaymentTerms::Share &share : terms.shares)
        shares.append(QJsonArray{share.dimension, share.value.toString()});
    QJsonObject object{{u"contract"_s, terms.contract.toString()},
                       {u"contract_version"_s, terms.contractVersion},
                       {u"contract_number"_s, terms.contractNumber},
                       {u"key"_s, terms.key},
                       {u"item"_s, terms.item},
                       {u"what"_s, terms.what},
                       {u"purchase_order"_s, terms.purchaseOrder},
                       {u"net_days"_s, terms.netDays},
                       {u"amount"_s, terms.amount.toString()},
                       {u"shares"_s, shares}};
    if (terms.percent)
        object.insert(u"percent"_s, terms.percent->toString());
    return object;
}

std::optional<PrepaymentTerms> prepaymentOf(const Invoice &invoice)
{
    const QJsonObject object = invoice.inputs.value(termsField).toObject();
    if (object.isEmpty())
        return std::nullopt;
    const Currency currency = invoice.bill.currency;
    const auto money = [&](const QJsonValue &value) {
        return Money::parse(value.toString(), currency).value_or(Money::zero(currency));
    };
    PrepaymentTerms terms;
    terms.contract = contracts::ContractId(QUuid::fromString(object.value(u"contract"_s).toString()));
    terms.contractVersion = object.value(u"contract_version"_s).toInt();
    terms.contractNumber = object.value(u"contract_number"_s).toString();
    terms.key = object.value(u"key"_s).toString();
    terms.item = object.value(u"item"_s).toString();
    terms.what = object.value(u"what"_s).toString();
    terms.purchaseOrder = object.value(u"purchase_order"_s).toString();
    terms.netDays = object.value(u"net_days"_s).toInt();
    terms.amount = money(object.value(u"amount"_s));
    if (object.contains(u"percent"_s))
        if (const auto percent = Decimal::parse(object.value(u"percent"_s).toString()))
            terms.percent = *percent;
    for (const QJsonValue &share : object.value(u"shares"_s).toArray())
        terms.shares.push_back({share[0].toString(), money(share[1])});
    return terms;
}

QJsonArray toJson(const std::vector<PrepaidPart> &prepaid)
{
    QJsonArray array;
    for (const PrepaidPart &part : prepaid) {
        QJsonArray values{part.contract.toString(),
                          part.key,
                          part.number,
                          part.issuedOn.toString(Qt::ISODate),
                          part.item,
                          part.dimension,
                          QString::number(part.left.minor()),
                          part.uses};
        if (part.followsDelivery)
            values.append(true);
        array.append(values);
    }
    return array;
}

std::vector<PrepaidPart> prepaidFromJson(const QJsonArray &array, const Currency &currency)
{
    std::vector<PrepaidPart> prepaid;
    for (const QJsonValue &value : array)
        prepaid.push_back({contracts::ContractId(QUuid::fromString(value[0].toString())), value[1].toString(),
                           value[2].toString(), QDate::fromString(value[3].toString(), Qt::ISODate),
                           value[4].toString(), value[5].toString(), Money(value[6].toString().toLongLong(), currency),
                           value[7].toInt(), value[8].toBool()});
    return prepaid;
}

} // namespace accord::billing
