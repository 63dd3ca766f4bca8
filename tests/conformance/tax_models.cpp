// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/statement.h"
#include "core/pricing/charge_model.h"
#include "core/pricing/discount.h"
#include "core/tax/tax_groups.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

namespace {

/// "20", or {"rate": "7", "compound": true}.
tax::Component component(Fields &owner, const QJsonValue &rate)
{
    tax::Component component;
    if (rate.isObject()) {
        Fields fields(rate.toObject(), u"rates"_s);
        component.percent = fields.decimal(u"rate"_s);
        component.compound = fields.flag(u"compound"_s);
        if (const auto status = fields.status(); !status)
            owner.keep(status.error());
    } else {
        component.percent = owner.take(Decimal::parse(rate.toVariant().toString()));
    }
    return component;
}

std::vector<tax::Component> components(Fields &owner)
{
    std::vector<tax::Component> result;
    for (const auto &rate : owner.raw(u"rates"_s).toArray())
        result.push_back(component(owner, rate));
    return result;
}

/// Exempt when the member says true or gives a reason.
std::optional<tax::Component> exemption(Fields &line)
{
    const QJsonValue exempt = line.raw(u"exempt"_s);
    if (!exempt.toBool() && exempt.toString().isEmpty())
        return std::nullopt;
    tax::Component component;
    component.reason = exempt.toString();
    component.category = component.reason == u"reverse_charge"_s ? tax::Category::ReverseCharge : tax::Category::Exempt;
    return component;
}

Money netOf(Fields &line, const Currency &currency)
{
    const pricing::Reduction discount{{}, true, {}, line.money(u"discount"_s, currency), {}};
    return line.take(pricing::reduce(line.money(u"amount"_s, currency), {discount})).net;
}

Outcome taxOfLines(Vector &vector)
{
    const auto rounding = tax::roundingFromString(vector.context.text(u"rounding_level"_s, u"rate_group"_s));
    if (!rounding)
        return Outcome::failed(rounding.error());
    const auto ofAll = components(vector.context);
    std::vector<tax::TaxableLine> lines;
    std::vector<Exact> nets;
    for (Fields &line : vector.context.objects(u"lines"_s)) {
        const auto own = components(line);
        lines.push_back({netOf(line, vector.currency), own.empty() ? ofAll : own});
        if (const auto none = exemption(line))
            lines.back().components = {*none};
        nets.emplace_back(lines.back().net);
    }
    const auto net = billing::sumOfLines(nets, vector.currency);
    const auto result = tax::computeTax(lines, vector.currency, nullptr, *rounding);
    if (!net || !result)
        return Outcome::failed(net ? result.error() : net.error());
    const auto total = net->plus(result->total);
    if (!total)
        return Outcome::failed(total.error());
    QJsonObject byRate;
    for (const tax::TaxGroup &group : result->groups)
        byRate.insert(print(group.component.percent), print(group.tax));
    return Outcome::ok({{u"line_tax"_s, print(result->perLine)},
                        {u"by_rate"_s, byRate},
                        {u"net"_s, print(*net)},
                        {u"tax"_s, print(result->total)},
                        {u"total"_s, print(*total)}});
}

Outcome round(Vector &vector)
{
    const auto rounded = vector.context.number(u"amount"_s).toMoney(vector.currency);
    return rounded ? Outcome::ok({{u"rounded"_s, print(*rounded)}}) : Outcome::failed(rounded.error());
}

Exact amountOf(Fields &line)
{
    if (line.has(u"amount"_s))
        return line.number(u"amount"_s);
    return pricing::rate(pricing::PerUnit{line.decimal(u"unit_amount"_s)}, line.decimal(u"quantity"_s));
}

Outcome sumLines(Vector &vector)
{
    std::vector<Exact> amounts;
    for (Fields &line : vector.context.objects(u"lines"_s)) {
        const auto times = size_t(std::clamp(line.integer(u"times"_s, 1), 0, 1'000'000));
        amounts.insert(amounts.end(), times, amountOf(line));
    }
    const auto sum = billing::sumOfLines(amounts, vector.currency);
    return sum ? Outcome::ok({{u"subtotal"_s, print(*sum)}}) : Outcome::failed(sum.error());
}

} // namespace

void addTaxModels(Models &models)
{
    models.insert(u"tax"_s, taxOfLines);
    models.insert(u"round"_s, round);
    models.insert(u"sum_lines"_s, sumLines);
}

} // namespace accord::conformance
