// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/contract_words.h"

#include "core/contracts/price_words.h"

#include "ui/words/status_words.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Contracts)
};

using contracts::ItemKind;
using contracts::PriceItem;

QString price(const Decimal &amount, const Currency &currency)
{
    return currency.code() + QChar(QChar::Nbsp) + decimalText(amount);
}

QString every(int months)
{
    return months == 1    ? Tr::tr("a month")
           : months == 12 ? Tr::tr("a year")
                          : Tr::tr("for %n month(s)", nullptr, months);
}

QString modelInWords(const PriceItem &item, const Currency &currency)
{
    const QString unit = item.unit.isEmpty() ? Tr::tr("unit") : item.unit;
    if (const auto *one = std::get_if<pricing::PerUnit>(&item.model)) {
        if (item.kind == ItemKind::Usage)
            return Tr::tr("%1 each of %2").arg(price(one->unitPrice, currency), unit);
        return item.quantity == Decimal(1)
                   ? price(one->unitPrice, currency)
                   : Tr::tr("%1 × %2").arg(decimalText(item.quantity), price(one->unitPrice, currency));
    }
    if (const auto *flat = std::get_if<pricing::Flat>(&item.model))
        return Tr::tr("%1 flat").arg(price(flat->amount, currency));
    if (const auto *package = std::get_if<pricing::Package>(&item.model))
        return Tr::tr("%1 for each started %2 %3")
            .arg(price(package->packagePrice, currency), decimalText(package->size), unit);
    if (std::holds_alternative<pricing::Graduated>(item.model))
        return Tr::tr("graduated: each tier prices its own units");
    if (std::holds_alternative<pricing::Volume>(item.model))
        return Tr::tr("by volume: the tier reached prices every unit");
    return contracts::inWords(item.model);
}

QString timing(const PriceItem &item)
{
    const QString when = item.timing == contracts::Timing::InAdvance ? Tr::tr("in advance") : Tr::tr("in arrears");
    switch (item.billingMonths) {
    case 1:
        return Tr::tr("billed monthly %1").arg(when);
    case 3:
        return Tr::tr("billed quarterly %1").arg(when);
    case 12:
        return Tr::tr("billed yearly %1").arg(when);
    default:
        return Tr::tr("billed every %1 months %2").arg(item.billingMonths).arg(when);
    }
}

QString stepFrom(const pricing::Discount &discount, const pricing::DiscountStep &step)
{
    switch (discount.basis) {
    case pricing::DiscountBasis::Locations:
        return Tr::tr("%1 % from %2 locations").arg(step.percent.toShortString(), decimalText(step.from));
    case pricing::DiscountBasis::TermYears:
        return Tr::tr("%1 % from %2 years").arg(step.percent.toShortString(), decimalText(step.from));
    default:
        return Tr::tr("%1 % from %2").arg(step.percent.toShortString(), decimalText(step.from));
    }
}

} // namespace

QString priceInWords(const PriceItem &item, const Currency &currency)
{
    QStringList parts{modelInWords(item, currency)};
    if (item.kind == ItemKind::Recurring)
        parts.front() = Tr::tr("%1 %2").arg(parts.front(), every(item.priceMonths));
    if (item.perLocation)
        parts << Tr::tr("for each location");
    if (item.kind == ItemKind::OneTime)
        parts << (item.start.isValid() ? Tr::tr("once, on %1").arg(dateText(item.start))
                                       : Tr::tr("once, at the start"));
    else
        parts << timing(item);
    if (item.taxIncluded)
        parts << Tr::tr("tax included");
    return parts.join(u", "_s);
}

QString inclusionInWords(const PriceItem &item)
{
    if (item.kind != ItemKind::Usage)
        return {};
    if (!item.included)
        return Tr::tr("unlimited");
    if (item.included->isZero())
        return Tr::tr("nothing included");
    return Tr::tr("%1 %2 included a month").arg(decimalText(*item.included), item.unit);
}

std::vector<pricing::Tier> tiersOf(const PriceItem &item)
{
    if (const auto *graduated = std::get_if<pricing::Graduated>(&item.model))
        return graduated->tiers.list();
    if (const auto *volume = std::get_if<pricing::Volume>(&item.model))
        return volume->tiers.list();
    return {};
}

QString discountInWords(const pricing::Discount &discount)
{
    QString amount;
    if (discount.basis == pricing::DiscountBasis::Percent) {
        amount = Tr::tr("%1 %").arg(discount.percent.toShortString());
    } else if (discount.basis == pricing::DiscountBasis::Fixed) {
        amount = moneyText(discount.amount);
    } else {
        QStringList steps;
        for (const auto &step : discount.steps)
            steps << stepFrom(discount, step);
        amount = steps.join(u", "_s);
    }
    if (discount.start.isValid())
        amount = Tr::tr("%1, from %2").arg(amount, dateText(discount.start));
    if (discount.end.isValid())
        amount = Tr::tr("%1, to %2").arg(amount, dateText(discount.end.addDays(-1)));
    if (!discount.coupon.isEmpty())
        amount = Tr::tr("%1, by coupon %2").arg(amount, discount.coupon);
    switch (discount.scope) {
    case pricing::DiscountScope::Recurring:
        return Tr::tr("%1, on recurring items").arg(amount);
    case pricing::DiscountScope::Usage:
        return Tr::tr("%1, on usage").arg(amount);
    case pricing::DiscountScope::Everything:
        break;
    }
    return Tr::tr("%1, on everything").arg(amount);
}

std::vector<std::pair<QString, QString>> termsInWords(const contracts::Contract &contract, const QDate &today)
{
    const auto &terms = contract.terms;
    std::vector<std::pair<QString, QString>> facts{
        {Tr::tr("Term"), Tr::tr("%1 to %2").arg(dateText(contract.term.start), dateText(contract.term.lastDay()))},
        {Tr::tr("Renewal"), terms.autoRenewal ? Tr::tr("renews by itself for %n month(s)", nullptr, terms.renewalMonths)
                                              : Tr::tr("ends unless it is renewed")}};
    const QDate notice = contract.term.end.addDays(-terms.noticeDays);
    if (terms.noticeDays > 0)
        facts.emplace_back(Tr::tr("Notice by"), Tr::tr("%1 (%2)").arg(dateText(notice), distanceText(today, notice)));
    facts.emplace_back(Tr::tr("Payment"),
                       terms.netDays == 0 ? Tr::tr("on receipt") : Tr::tr("within %n day(s)", nullptr, terms.netDays));
    facts.emplace_back(Tr::tr("Billing day"), QString::number(contract.anchorDay()));
    facts.emplace_back(Tr::tr("Time zone"), terms.timeZone);
    facts.emplace_back(Tr::tr("Purchase order"), terms.purchaseOrder);
    facts.emplace_back(Tr::tr("Invoices"),
                       terms.consolidated ? Tr::tr("one for all entities") : Tr::tr("one for each entity"));
    return facts;
}

std::vector<std::pair<QString, QString>> serviceLevelInWords(const contracts::Contract &contract)
{
    if (!contract.serviceLevel)
        return {};
    const auto &level = *contract.serviceLevel;
    std::vector<std::pair<QString, QString>> facts{
        {Tr::tr("Uptime"), Tr::tr("%1 %").arg(level.uptimePercent.toShortString())}};
    if (level.responseTimeMilliseconds > 0)
        facts.emplace_back(Tr::tr("Response time"), Tr::tr("%1 ms").arg(countText(level.responseTimeMilliseconds)));
    if (level.supportResponseHours > 0)
        facts.emplace_back(Tr::tr("Support answers"), Tr::tr("within %n hour(s)", nullptr, level.supportResponseHours));
    if (level.dedicatedSupport)
        facts.emplace_back(Tr::tr("Support"), Tr::tr("a dedicated engineer"));
    if (level.monthlyBusinessReview)
        facts.emplace_back(Tr::tr("Reviews"), Tr::tr("a business review every month"));
    return facts;
}

} // namespace accord::ui
