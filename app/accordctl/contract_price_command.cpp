// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/contracts/price_words.h"
#include "core/workspace/announced_prices.h"
#include "ui/errors/error_words.h"

namespace accord::ctl {

namespace {

Result<std::optional<Decimal>> decimalOf(const Arguments &arguments, const QString &option)
{
    if (!arguments.has(option))
        return std::optional<Decimal>();
    const auto value = Decimal::parse(arguments.value(option));
    return value.map([](const Decimal &figure) { return std::optional(figure); });
}

Result<workspace::AnnouncedPrice> announcedBy(const Context &context)
{
    const Arguments &arguments = context.arguments();
    for (const QString &option : {u"item"_s, u"from"_s, u"reason"_s})
        if (!arguments.has(option))
            return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--"_s + option}});
    workspace::AnnouncedPrice announced;
    announced.item = arguments.value(u"item"_s);
    announced.reason = arguments.value(u"reason"_s);
    announced.from = QDate::fromString(arguments.value(u"from"_s), Qt::ISODate);
    if (!announced.from.isValid())
        return fail(ErrorKind::InvalidInput, u"date.malformed"_s, {{u"value"_s, arguments.value(u"from"_s)}});
    const auto price = decimalOf(arguments, u"price"_s);
    const auto percent = decimalOf(arguments, u"percent"_s);
    if (!price || !percent)
        return passOn(price ? percent : price);
    announced.unitPrice = *price;
    announced.percent = *percent;
    announced.contracts = arguments.values(u"contracts"_s).join(u',').split(u',', Qt::SkipEmptyParts);
    return announced;
}

QJsonValue sumOf(const std::vector<Money> &amounts, const Currency &currency)
{
    MoneySum sum(currency);
    for (const Money &amount : amounts)
        sum.add(amount);
    return sum.total() ? QJsonValue(sum.total()->toString()) : QJsonValue();
}

QJsonObject toJson(const workspace::PriceNotice &notice)
{
    const Currency currency = notice.saved.currency;
    return {{u"contract"_s, notice.saved.number},
            {u"before"_s, contracts::inWords(notice.before)},
            {u"after"_s, contracts::inWords(notice.after)},
            {u"credit"_s, sumOf(notice.running.credits, currency)},
            {u"charge"_s, sumOf(notice.running.charges, currency)},
            {u"net"_s, notice.running.net.toString()},
            {u"currency"_s, currency.code()},
            {u"refused"_s, notice.refused ? QJsonValue(ui::inWords(*notice.refused).paragraph()) : QJsonValue()}};
}

} // namespace

Result<int> changePriceOfContracts(Context &context)
{
    const auto announced = announcedBy(context);
    if (!announced)
        return passOn(announced);
    const bool isPreview = context.arguments().has(u"preview"_s);
    const auto services = isPreview ? context.services(workspace::Mode::ReadOnly) : context.services();
    if (!services)
        return passOn(services);
    if (isPreview) {
        const auto notices = workspace::planPrices(**services, *announced);
        if (!notices)
            return passOn(notices);
        QJsonArray rows;
        for (const workspace::PriceNotice &notice : *notices)
            rows.append(toJson(notice));
        const auto written = context.output().records(rows, {u"contract"_s, u"before"_s, u"after"_s, u"credit"_s,
                                                             u"charge"_s, u"net"_s, u"currency"_s, u"refused"_s});
        return written ? Result<int>(Exit::Done) : passOn(written);
    }
    const auto saved = workspace::announcePrices(**services, *announced);
    if (!saved)
        return passOn(saved);
    QJsonArray rows;
    for (const workspace::SavedContract &one : *saved)
        rows.append(
            QJsonObject{{u"contract"_s, one.contract.number},
                        {u"version"_s, one.contract.version},
                        {u"effective_from"_s, one.contract.effectiveFrom.toString(Qt::ISODate)},
                        {u"approval"_s, one.approval ? QJsonValue(one.approval->id.toString()) : QJsonValue()}});
    const auto written
        = context.output().records(rows, {u"contract"_s, u"version"_s, u"effective_from"_s, u"approval"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace accord::ctl
