// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/purchasing/order_words.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

using purchasing::OrderBalance;
using purchasing::OrderFlag;
using purchasing::OrderScope;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(accord::ui::PurchaseOrders)
};

/// The share in whole percent, rounded down so that 100 % is only said of what is used up.
int wholePercent(const OrderBalance &balance)
{
    const auto &share = balance.consumedShare.value();
    const auto percent = (share ? *share * Exact(100) : Exact(0)).floor();
    return int(std::clamp<qint64>(percent.value_or(0), -999, 9999));
}

Tone toneOf(const OrderBalance &balance)
{
    using enum OrderFlag;
    if (balance.has(Exceeded) || balance.has(Expired) || balance.isExceededByDrafts())
        return Tone::Bad;
    return balance.flags.empty() ? Tone::Good : Tone::Warning;
}

QString sentenceFor(OrderFlag flag, const workspace::OrderSheet &sheet)
{
    const OrderBalance &balance = sheet.balance;
    switch (flag) {
    case OrderFlag::Warning:
        return Words::tr("%1 % of the order is used.").arg(wholePercent(balance));
    case OrderFlag::Exceeded:
        return Words::tr("The invoices exceed the order by %1.").arg(moneyText(balance.remaining.negated()));
    case OrderFlag::Expiring:
        return Words::tr("It is valid until %1.").arg(dateText(sheet.row.order.expiresOn));
    case OrderFlag::Expired:
        return Words::tr("It was valid until %1: invoices need another order.")
            .arg(dateText(sheet.row.order.expiresOn));
    case OrderFlag::ExhaustsBeforeExpiry:
        return Words::tr("At the present rate it is used up on %1, before it expires.")
            .arg(dateText(balance.exhaustsOn));
    }
    Q_UNREACHABLE();
}

} // namespace

Badge stateOfOrder(const OrderBalance &balance)
{
    using enum OrderFlag;
    const std::pair<bool, QString> words[]{{balance.has(Exceeded), Words::tr("Exceeded")},
                                           {balance.has(Expired), Words::tr("Expired")},
                                           {balance.isExceededByDrafts(), Words::tr("Drafts exceed")},
                                           {balance.has(ExhaustsBeforeExpiry), Words::tr("Runs out")},
                                           {balance.has(Warning), Words::tr("Nearly used")},
                                           {balance.has(Expiring), Words::tr("Expires soon")}};
    for (const auto &[holds, word] : words) {
        if (holds)
            return {word, toneOf(balance)};
    }
    return {Words::tr("In order"), Tone::Good};
}

QStringList warningsOfOrder(const workspace::OrderSheet &sheet)
{
    QStringList sentences;
    for (const OrderFlag flag : sheet.balance.flags)
        sentences << sentenceFor(flag, sheet);
    if (sheet.balance.isExceededByDrafts())
        sentences << Words::tr("With what is drafted it is exceeded by %1.")
                         .arg(moneyText(sheet.balance.available.negated()));
    return sentences;
}

Bar consumedBar(const OrderBalance &balance)
{
    const int percent = wholePercent(balance);
    return {std::clamp(percent, 0, 100) / 100.0, Words::tr("%1 %").arg(percent), toneOf(balance)};
}

QString burnText(const OrderBalance &balance)
{
    const auto burn = balance.roundedBurn();
    return burn ? moneyText(*burn) : noValue();
}

QString scopeText(const purchasing::PurchaseOrder &order)
{
    if (order.scope == OrderScope::Blanket)
        return Words::tr("Everything");
    const QString keys = order.keys.join(u", "_s);
    return order.scope == OrderScope::Locations
               ? Words::tr("%n location(s): %1", nullptr, int(order.keys.size())).arg(keys)
               : Words::tr("%n price item(s): %1", nullptr, int(order.keys.size())).arg(keys);
}

QString idOfOrder(const workspace::OrderSheet &sheet)
{
    return sheet.row.order.id.toString();
}

} // namespace accord::ui
