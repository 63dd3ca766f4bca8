// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/late_charge_basis.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace accord::payments {

namespace {

const QString basisField = u"late_charge"_s;

QJsonObject toJson(const Money &money)
{
    return {{u"amount"_s, money.toString()}, {u"currency"_s, money.currency().code()}};
}

Result<Money> moneyFrom(const QJsonValue &value)
{
    return Currency::fromCode(value[u"currency"].toString()).and_then([&](const Currency &currency) {
        return Money::parse(value[u"amount"].toString(), currency);
    });
}

QDate dayFrom(const QJsonValue &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

/// The line of \a invoice whose charge is called \a item; null: none.
const billing::BillLine *lineOf(const billing::Invoice &invoice, const QString &item)
{
    const auto &lines = invoice.bill.lines;
    const auto found = std::ranges::find(lines, item, [](const billing::BillLine &line) { return line.key.item; });
    return found == lines.end() ? nullptr : &*found;
}

Money netOf(const billing::BillLine *line, const Currency &currency)
{
    return line ? line->net : Money::zero(currency);
}

} // namespace

Result<LateCharge> beyondBefore(const LateChargeBasis &basis, pricing::Recorder *recorder)
{
    auto cost = lateChargeOn(basis.history, basis.due, basis.through, basis.rule, recorder);
    if (!cost || basis.history.empty())
        return cost;
    const Money none = Money::zero(basis.history.front().open.currency());
    if (cost->days <= basis.rule.graceDays)
        return LateCharge{cost->days, none, none};
    const auto rest = cost->interest.minus(basis.interestBefore);
    if (!rest)
        return passOn(rest);
    cost->interest = rest->isNegative() ? none : *rest;
    if (basis.hadFee || cost->fee.currency() != none.currency())
        cost->fee = none;
    return cost;
}

QJsonObject toJson(const LateChargeRule &rule)
{
    QJsonObject object{{u"percent"_s, rule.rates.empty() ? u"0"_s : rule.rates.front().percent.toShortString()},
                       {u"year_days"_s, rule.yearDays},
                       {u"grace_days"_s, rule.graceDays}};
    if (rule.fee) {
        object.insert(u"fee"_s, rule.fee->toString());
        object.insert(u"fee_currency"_s, rule.fee->currency().code());
    }
    return object;
}

Result<LateChargeRule> lateChargeRuleFrom(const QJsonObject &object)
{
    LateChargeRule rule;
    if (object.isEmpty())
        return rule;
    const auto percent = Decimal::parse(object.value(u"percent"_s).toString());
    if (!percent)
        return passOn(percent);
    if (*percent != Decimal())
        rule.rates.push_back({{}, *percent});
    rule.yearDays = object.value(u"year_days"_s).toInt();
    rule.graceDays = object.value(u"grace_days"_s).toInt();
    if (!object.contains(u"fee"_s))
        return rule;
    const auto fee = moneyFrom(
        QJsonObject{{u"amount"_s, object.value(u"fee"_s)}, {u"currency"_s, object.value(u"fee_currency"_s)}});
    if (!fee)
        return passOn(fee);
    rule.fee = *fee;
    return rule;
}

QJsonObject toJson(const LateChargeBasis &basis)
{
    QJsonArray history;
    for (const OpenFrom &one : basis.history)
        history.append(QJsonObject{{u"from"_s, one.from.toString(Qt::ISODate)}, {u"open"_s, toJson(one.open)}});
    return {{u"invoice"_s, basis.invoice},
            {u"due"_s, basis.due.toString(Qt::ISODate)},
            {u"through"_s, basis.through.toString(Qt::ISODate)},
            {u"history"_s, history},
            {u"rule"_s, toJson(basis.rule)},
            {u"interest_before"_s, toJson(basis.interestBefore)},
            {u"had_fee"_s, basis.hadFee}};
}

Result<std::optional<LateChargeBasis>> lateChargeBasisOf(const billing::Invoice &invoice)
{
    const QJsonObject object = invoice.inputs.value(basisField).toObject();
    if (object.isEmpty())
        return std::optional<LateChargeBasis>();
    LateChargeBasis basis;
    basis.invoice = object.value(u"invoice"_s).toString();
    basis.due = dayFrom(object.value(u"due"_s));
    basis.through = dayFrom(object.value(u"through"_s));
    basis.hadFee = object.value(u"had_fee"_s).toBool();
    for (const QJsonValue &value : object.value(u"history"_s).toArray()) {
        const auto open = moneyFrom(value[u"open"]);
        if (!open)
            return passOn(open);
        basis.history.push_back({dayFrom(value[u"from"]), *open});
    }
    const auto rule = lateChargeRuleFrom(object.value(u"rule"_s).toObject());
    const auto before = moneyFrom(object.value(u"interest_before"_s));
    if (!rule)
        return passOn(rule);
    if (!before)
        return passOn(before);
    basis.rule = *rule;
    basis.interestBefore = *before;
    return std::optional(basis);
}

Result<std::vector<pricing::Derivation>> explainLateCharge(const billing::Invoice &invoice,
                                                           const LateChargeBasis &basis)
{
    const billing::BillLine *interest = lineOf(invoice, u"interest"_s);
    const billing::BillLine *fee = lineOf(invoice, u"fee"_s);
    const Currency currency = invoice.bill.currency;
    pricing::Recorder recorder;
    Result<LateCharge> again = LateCharge{};
    {
        const pricing::Step step(&recorder, [&] { return u"Interest on late payment of %1"_s.arg(basis.invoice); });
        again = beyondBefore(basis, &recorder);
        if (!again)
            return passOn(again);
        recorder.fact(u"Charged before"_s, basis.interestBefore.toString());
        recorder.rule(u"interest of all days less what was charged before"_s);
        recorder.rounded(again->interest);
        if (interest)
            recorder.explains(interest->key.toString());
    }
    if (fee) {
        const pricing::Step step(&recorder, [&] { return fee->description; });
        recorder.rule(u"once for each late invoice"_s);
        recorder.rounded(again->fee);
        recorder.explains(fee->key.toString());
    }
    const auto total = again->interest.plus(again->fee);
    const bool isSame = total && *total == invoice.bill.total && again->interest == netOf(interest, currency)
                        && again->fee == netOf(fee, currency);
    if (!isSame)
        return fail(ErrorKind::Internal, u"billing.recomputed_differs"_s,
                    {{u"invoice"_s, invoice.number},
                     {u"stored"_s, invoice.bill.total.toString()},
                     {u"recomputed"_s, total ? total->toString() : QString()},
                     {u"engine"_s, invoice.engine}});
    return recorder.take();
}

} // namespace accord::payments
