// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/what_if.h"

#include "core/contracts/contract_json.h"
#include "core/contracts/contract_value.h"
#include "core/interchange/schemas.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/term_preview.h"
#include "core/workspace/stored_usage.h"

#include <QtCore/QJsonDocument>

namespace accord::workspace {

using billing::Bill;
using billing::BillLine;
using contracts::Contract;

namespace {

/// The bill, the term and the value of the only contract of \a input.
Result<Scenario> scenarioOf(const billing::BillInput &input, const billing::UsageLookup &usage,
                            const tax::RateTable &rates)
{
    Scenario scenario;
    scenario.contract = input.contracts.front();
    auto bill = billing::rate(input, usage, rates);
    if (!bill)
        return passOn(bill);
    scenario.bill = std::move(*bill);
    const int active = billing::servedOn(scenario.contract, input.locations, input.period.lastDay());
    const auto committed = contracts::committedAnnualValue(scenario.contract, active);
    if (!committed)
        return passOn(committed);
    scenario.committedAnnualValue = *committed;
    scenario.findings = contracts::findingsOf(scenario.contract, active);
    const auto term = previewTerm(scenario.contract, input.payer, input.locations, active, rates);
    if (!term)
        return passOn(term);
    scenario.termTotal = term->total;
    return scenario;
}

bool isSameCharge(const BillLine &a, const BillLine &b)
{
    return a.key.item == b.key.item && a.key.dimension == b.key.dimension && a.key.kind == b.key.kind
           && a.key.sequence == b.key.sequence && a.key.period.overlaps(b.key.period);
}

Result<ComparedLine> compared(const BillLine *now, const BillLine *then, const Currency &currency)
{
    const BillLine &shown = then ? *then : *now;
    ComparedLine line{shown.description, shown.locationName, {}, {}, {}};
    if (now)
        line.now = now->net;
    if (then)
        line.then = then->net;
    const auto difference = line.then.value_or(Money::zero(currency)).minus(line.now.value_or(Money::zero(currency)));
    return difference.map([&](const Money &amount) {
        line.difference = amount;
        return line;
    });
}

Result<std::vector<ComparedLine>> compareLines(const Bill &now, const Bill &then)
{
    std::vector<ComparedLine> lines;
    QSet<const BillLine *> matched;
    const auto add = [&](const BillLine *one, const BillLine *other) -> Result<void> {
        return compared(one, other, then.currency).map([&](const ComparedLine &line) { lines.push_back(line); });
    };
    for (const BillLine &line : then.lines) {
        const auto same = std::find_if(now.lines.begin(), now.lines.end(), [&](const BillLine &other) {
            return !matched.contains(&other) && isSameCharge(other, line);
        });
        const BillLine *before = same == now.lines.end() ? nullptr : &*same;
        matched.insert(before);
        if (auto added = add(before, &line); !added)
            return passOn(added);
    }
    for (const BillLine &line : now.lines)
        if (!matched.contains(&line))
            if (auto added = add(&line, nullptr); !added)
                return passOn(added);
    return lines;
}

/// Up to where prices are compared: twice the last limit of either, at least a thousand units.
Decimal highestOf(const pricing::ChargeModel &one, const pricing::ChargeModel &other)
{
    Decimal highest(1000);
    for (const auto *model : {&one, &other}) {
        const pricing::Tiers *tiers = nullptr;
        if (const auto *graduated = std::get_if<pricing::Graduated>(model))
            tiers = &graduated->tiers;
        else if (const auto *volume = std::get_if<pricing::Volume>(model))
            tiers = &volume->tiers;
        if (!tiers || tiers->list().size() < 2)
            continue;
        const auto doubled = (Exact(*tiers->list()[tiers->list().size() - 2].upTo) * Exact(2)).rounded(0);
        if (doubled)
            highest = std::max(highest, *doubled);
    }
    return highest;
}

std::vector<PriceShape> shapesOf(const Contract &now, const Contract &then)
{
    std::vector<PriceShape> shapes;
    for (const contracts::PriceItem &item : then.items) {
        PriceShape shape{item.key, pricing::cliffsOf(item.model), std::vector<Exact>()};
        const contracts::PriceItem *before = now.item(item.key);
        const bool differs = before && before->model != item.model;
        if (differs)
            shape.breakEven = pricing::breakEvenPoints(before->model, item.model, highestOf(before->model, item.model));
        if (differs || !shape.cliffs.empty())
            shapes.push_back(std::move(shape));
    }
    return shapes;
}

Result<WhatIf> sideBySide(Scenario now, Scenario then)
{
    if (now.contract.currency != then.contract.currency)
        return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                    {{u"one"_s, now.contract.currency.code()}, {u"other"_s, then.contract.currency.code()}});
    if (now.bill.currency != then.bill.currency)
        return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                    {{u"one"_s, now.bill.currency.code()}, {u"other"_s, then.bill.currency.code()}});
    auto lines = compareLines(now.bill, then.bill);
    const auto total = then.bill.total.minus(now.bill.total);
    const auto term = then.termTotal.minus(now.termTotal);
    if (!lines)
        return passOn(lines);
    if (!total || !term)
        return passOn(total ? term : total);
    auto shapes = shapesOf(now.contract, then.contract);
    return WhatIf{std::move(now), std::move(then), std::move(*lines), *total, *term, std::move(shapes)};
}

Result<Scenario> scenarioOf(const QuoteRequest &request, const QJsonObject &document, const ReferenceData &reference)
{
    QuoteRequest asked = request;
    asked.contractJson = QJsonDocument(document).toJson();
    asked.explain = false;
    auto quote = priceQuote(asked, reference);
    if (!quote)
        return passOn(quote);
    const QuoteWorld &world = quote->world;
    const int active = billing::servedOn(world.contract, world.locations, request.period.lastDay());
    const auto term = previewTerm(world.contract, world.payer, world.locations, active, reference.taxRates);
    if (!term)
        return passOn(term);
    return Scenario{world.contract, quote->bill, term->total, quote->committedAnnualValue, quote->findings};
}

} // namespace

Result<WhatIf> tryOut(const QuoteRequest &request, const std::vector<contracts::TriedChange> &changes,
                      const ReferenceData &reference)
{
    const auto document = interchange::readDocument(request.contractJson, u"contract"_s);
    if (!document)
        return passOn(document);
    const auto changed = contracts::withChanges(*document, changes);
    if (!changed)
        return passOn(changed);
    auto now = scenarioOf(request, *document, reference);
    if (!now)
        return passOn(now);
    auto then = scenarioOf(request, *changed, reference);
    if (!then)
        return passOn(then);
    return sideBySide(std::move(*now), std::move(*then));
}

Result<WhatIf> tryOut(Services &services, const Contract &contract, const Period &period,
                      const std::vector<contracts::TriedChange> &changes)
{
    const auto document = contracts::withChanges(contracts::toJson(contract), changes);
    if (!document)
        return passOn(document);
    const auto held = interchange::readDocument(QJsonDocument(*document).toJson(), u"contract"_s);
    if (!held)
        return passOn(held);
    auto changed = contracts::contractFromJson(*held);
    if (!changed)
        return passOn(changed);
    changed->id = contract.id;
    changed->account = contract.account;
    for (auto &share : changed->shares) {
        const auto same = std::find_if(contract.shares.begin(), contract.shares.end(),
                                       [&](const auto &other) { return other.entityName == share.entityName; });
        if (same != contract.shares.end())
            share.entity = same->entity;
    }
    auto assemblies = assemble(services, contract.account, period, period.lastDay());
    if (!assemblies)
        return passOn(assemblies);
    const auto own = std::find_if(assemblies->begin(), assemblies->end(), [&](const BillAssembly &assembly) {
        return std::any_of(assembly.input.contracts.begin(), assembly.input.contracts.end(),
                           [&](const Contract &other) { return other.id == contract.id; });
    });
    if (own == assemblies->end())
        return fail(ErrorKind::InvalidInput, u"contracts.nothing_due"_s,
                    {{u"contract"_s, contract.number}, {u"period"_s, period.toString()}});
    billing::BillInput input = own->input;
    input.billedKeys.clear();
    input.billed.clear();
    input.contracts = {contract};
    auto now = scenarioOf(input, *own->usage, services.reference().taxRates);
    if (!now)
        return passOn(now);
    input.contracts = {*changed};
    auto then = scenarioOf(input, *own->usage, services.reference().taxRates);
    if (!then)
        return passOn(then);
    return sideBySide(std::move(*now), std::move(*then));
}

} // namespace accord::workspace
