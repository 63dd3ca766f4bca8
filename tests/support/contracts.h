// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/rating.h"

/// Small worlds for tests: a few words make a contract, an account or usage.
namespace accord::testing {

inline Decimal decimal(const QString &text)
{
    return Decimal::parse(text).value();
}
inline Currency currency(const QString &code)
{
    return Currency::fromCode(code).value();
}
inline Money usd(const QString &major)
{
    return Money::parse(major, currency(u"USD"_s)).value();
}
inline QDate day(const QString &iso)
{
    return QDate::fromString(iso, Qt::ISODate);
}
inline Period month(const QString &yearMonth)
{
    return Period::parseMonth(yearMonth).value();
}

inline contracts::PriceItem recurring(const QString &key, const QString &price)
{
    contracts::PriceItem item;
    item.key = key;
    item.description = key;
    item.model = pricing::PerUnit{decimal(price)};
    return item;
}

inline contracts::PriceItem usageItem(const QString &meter, const QString &included, const QString &price)
{
    contracts::PriceItem item;
    item.key = meter;
    item.description = meter;
    item.kind = contracts::ItemKind::Usage;
    item.timing = contracts::Timing::InArrears;
    item.meter = meter;
    item.included = decimal(included);
    item.model = pricing::PerUnit{decimal(price)};
    return item;
}

inline contracts::PriceItem oneTime(const QString &key, const QString &quantity, const QString &price, const QDate &due)
{
    contracts::PriceItem item = recurring(key, price);
    item.kind = contracts::ItemKind::OneTime;
    item.quantity = decimal(quantity);
    item.start = due;
    return item;
}

inline contracts::Contract contract(const QString &start, const QString &end, std::vector<contracts::PriceItem> items)
{
    contracts::Contract result;
    result.id = contracts::ContractId(QUuid::fromString(u"018f0000-0000-7000-8000-000000000001"_s));
    result.number = u"C-1"_s;
    result.currency = currency(u"USD"_s);
    result.term = Period{day(start), day(end)};
    result.items = std::move(items);
    return result;
}

inline billing::BillInput input(const contracts::Contract &contract, const QString &yearMonth)
{
    billing::BillInput result;
    result.payer.id = accounts::AccountId(QUuid::fromString(u"018f0000-0000-7000-8000-0000000000aa"_s));
    result.payer.name = u"Payer"_s;
    result.payer.currency = contract.currency;
    result.contracts = {contract};
    result.period = month(yearMonth);
    result.taxDay = result.period.lastDay();
    result.taxKnown = false;
    return result;
}

/// Usage that a test states: one quantity per meter (and location), whatever the period.
class StatedUsage final : public billing::UsageLookup
{
public:
    StatedUsage &set(const QString &meter, const QString &quantity)
    {
        m_quantities.insert(meter, decimal(quantity));
        return *this;
    }
    Result<billing::UsageFigure> quantity(const QString &meter, const std::optional<accounts::LocationId> &,
                                          const Period &) const override
    {
        const auto found = m_quantities.constFind(meter);
        return found == m_quantities.constEnd() ? billing::UsageFigure{}
                                                : billing::UsageFigure{*found, true, u"test"_s};
    }

private:
    QHash<QString, Decimal> m_quantities;
};

} // namespace accord::testing
