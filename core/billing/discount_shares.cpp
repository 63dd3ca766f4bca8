// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/discount_shares.h"

namespace accord::billing {

namespace {

QString minorOf(const Money &amount)
{
    return QString::number(amount.minor());
}

Money moneyOf(const QJsonValue &value, const Currency &currency)
{
    return Money(value.toString().toLongLong(), currency);
}

} // namespace

QJsonArray toJson(const DiscountShares &shares)
{
    QJsonArray fixed;
    for (const auto &[discount, amount] : shares.fixed)
        fixed.append(QJsonArray{discount, minorOf(amount)});
    return {minorOf(shares.before), fixed};
}

DiscountShares discountSharesFromJson(const QJsonArray &array, const Currency &prices)
{
    DiscountShares shares{moneyOf(array.at(0), prices), {}};
    for (const QJsonValue &share : array.at(1).toArray())
        shares.fixed.push_back({share[0].toString(), moneyOf(share[1], prices)});
    return shares;
}

QJsonArray sharesToJson(const std::vector<BillLine> &lines)
{
    QJsonArray array;
    for (const BillLine &line : lines)
        if (line.shares)
            array.append(QJsonArray{line.key.toString(), toJson(*line.shares)});
    return array;
}

std::map<QString, DiscountShares> sharesFromJson(const QJsonArray &array, const Currency &prices)
{
    std::map<QString, DiscountShares> shares;
    for (const QJsonValue &line : array)
        shares.emplace(line[0].toString(), discountSharesFromJson(line[1].toArray(), prices));
    return shares;
}

void restoreShares(std::vector<BillLine> &lines, const QJsonArray &array, const Currency &prices)
{
    const auto shares = sharesFromJson(array, prices);
    for (BillLine &line : lines)
        if (const auto found = shares.find(line.key.toString()); found != shares.end())
            line.shares = found->second;
}

QJsonArray toJson(const std::vector<FixedTaken> &taken)
{
    QJsonArray array;
    for (const auto &[contract, discount, sharing, amount] : taken)
        array.append(QJsonArray{contract.toString(), discount, sharing.start.toString(Qt::ISODate),
                                sharing.end.toString(Qt::ISODate),
                                amount ? QJsonValue(minorOf(*amount)) : QJsonValue()});
    return array;
}

std::vector<FixedTaken> fixedTakenFromJson(const QJsonArray &array, const Currency &prices)
{
    std::vector<FixedTaken> taken;
    for (const QJsonValue &value : array) {
        FixedTaken one;
        one.contract = contracts::ContractId(QUuid::fromString(value[0].toString()));
        one.discount = value[1].toString();
        one.sharing = {QDate::fromString(value[2].toString(), Qt::ISODate),
                       QDate::fromString(value[3].toString(), Qt::ISODate)};
        if (value[4].isString())
            one.amount = moneyOf(value[4], prices);
        taken.push_back(one);
    }
    return taken;
}

} // namespace accord::billing
