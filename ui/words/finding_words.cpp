// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/finding_words.h"

#include "ui/widgets/values.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace accord::ui {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Findings)
};

QString text(const QVariantMap &args, const char *name)
{
    return args.value(QLatin1StringView(name)).toString();
}

/// An amount of the arguments as people write it.
QString number(const QVariantMap &args, const char *name)
{
    const auto parsed = Decimal::parse(text(args, name));
    return parsed ? decimalText(*parsed) : text(args, name);
}

using Fill = QString (*)(const QVariantMap &);

const QHash<QString, Fill> &sentences()
{
    using A = const QVariantMap &;
    static const QHash<QString, Fill> table{
        {u"contracts.no_items"_s, [](A) { return Tr::tr("The contract has no price items: there is nothing to bill."); }},
        {u"contracts.not_signed"_s, [](A) { return Tr::tr("Signatures of both parties are missing."); }},
        {u"contracts.time_zone_unknown"_s, [](A a) { return Tr::tr("The time zone %1 is not known.").arg(text(a, "value")); }},
        {u"contracts.item_key_twice"_s, [](A a) { return Tr::tr("Two price items have the key %1.").arg(text(a, "key")); }},
        {u"contracts.item_outside_term"_s, [](A a) { return Tr::tr("%1 lies outside the term and is never billed.").arg(text(a, "item")); }},
        {u"contracts.usage_without_meter"_s, [](A a) { return Tr::tr("%1 is billed by usage but names no meter.").arg(text(a, "item")); }},
        {u"contracts.volume_cliff"_s,
         [](A a) {
             return Tr::tr("Just above %1 units the whole quantity costs less: %2 instead of %3.").arg(number(a, "limit"), number(a, "after"), number(a, "before"));
         }},
        {u"contracts.discount_currency"_s, [](A a) { return Tr::tr("The discount %1 is in another currency than the contract.").arg(text(a, "discount")); }},
        {u"contracts.cap_currency"_s, [](A a) { return Tr::tr("The budget cap of %1 is in another currency than the contract.").arg(text(a, "entity")); }},
        {u"contracts.shares_not_whole"_s, [](A a) { return Tr::tr("The cost shares add up to %1 % instead of 100 %.").arg(number(a, "sum")); }},
        {u"contracts.stated_value_differs"_s,
         [](A a) {
             return Tr::tr("The contract states %4 %1 a year; its items come to %4 %2, a difference of %4 %3.")
                 .arg(number(a, "stated"), number(a, "committed"), number(a, "difference"), text(a, "currency"));
         }},
        {u"discount.percent_range"_s, [](A) { return Tr::tr("A discount lies outside 0 to 100 %."); }},
        {u"discount.step_order"_s, [](A) { return Tr::tr("The steps of a discount do not ascend."); }},
        {u"discount.step_falling"_s, [](A) { return Tr::tr("A higher step of a discount takes less off."); }},
        {u"discount.steps_empty"_s, [](A) { return Tr::tr("A discount by steps has none."); }},
        {u"discount.amount_negative"_s, [](A) { return Tr::tr("A discount has a negative amount."); }},
        {u"billing.changed_much"_s,
         [](A a) { return Tr::tr("Changed by more than a fifth: %3 %1 before, %3 %2 now.").arg(number(a, "before"), number(a, "now"), text(a, "currency")); }},
        {u"billing.purchase_order_exceeded"_s, [](A a) { return Tr::tr("The purchase order %1 does not cover this invoice.").arg(text(a, "number")); }},
        {u"billing.purchase_order_missing"_s, [](A) { return Tr::tr("The customer asks for a purchase order and none is given."); }},
        {u"billing.certificate_expired"_s, [](A a) { return Tr::tr("The tax certificate %1 has expired: tax is charged.").arg(text(a, "number")); }},
        {u"billing.on_hold"_s, [](A a) { return Tr::tr("Billing is on hold: %1").arg(text(a, "reason")); }},
        {u"billing.usage_missing"_s, [](A a) { return Tr::tr("No usage was reported for %1.").arg(text(a, "item").isEmpty() ? text(a, "meter") : text(a, "item")); }},
        {u"billing.budget_overrun"_s, [](A a) { return Tr::tr("The share of %1 is above its budget cap; the rest stays with the payer.").arg(text(a, "entity")); }},
    };
    return table;
}

} // namespace

QString findingInWords(const QString &id, const QVariantMap &args)
{
    if (const auto found = sentences().constFind(id); found != sentences().cend())
        return (*found)(args);
    return Tr::tr("Something needs a look (%1).").arg(id);
}

} // namespace accord::ui
