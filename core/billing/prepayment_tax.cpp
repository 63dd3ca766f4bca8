// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/prepayment_tax.h"

#include "core/billing/prepayment.h"

namespace accord::billing {

namespace {

const PrepaidPart *partOf(const BillLine &deduction, const BillInput &input)
{
    const auto found = std::ranges::find_if(input.prepayments, [&](const PrepaidPart &part) {
        return part.contract == deduction.key.contract && part.dimension == deduction.key.dimension
               && deduction.key.item.startsWith(part.key + u'.');
    });
    return found == input.prepayments.end() ? nullptr : &*found;
}

/// The taxes of \a line on the day on which \a part was asked for.
Result<std::vector<tax::Component>> taxesThen(const Bill &bill, const BillLine &line, const PrepaidPart &part,
                                              const BillInput &input, const tax::TaxProvider &taxes)
{
    BillInput then = input;
    then.taxDay = part.issuedOn;
    BillLine asked = line;
    return BillTax(then, taxes, nullptr).componentsOf(bill, {&asked}).map([](const auto &all) { return all.front(); });
}

bool taxesTheWholeAtDelivery(const std::vector<tax::Component> &components)
{
    return std::ranges::any_of(components, [](const tax::Component &one) { return one.jurisdiction == u"DE"; });
}

QString inWords(const std::vector<tax::Component> &components)
{
    QStringList words;
    for (const tax::Component &component : components)
        words << u"%1 %2 %"_s.arg(component.name, component.percent.toShortString());
    return words.isEmpty() ? u"no tax"_s : words.join(u", "_s);
}

Result<Money> taxOn(const Money &net, const std::vector<tax::Component> &components)
{
    MoneySum sum(net.currency());
    for (const tax::Component &component : components) {
        const auto tax = (Exact(net) * Exact(component.percent) / Exact(Decimal(100))).toMoney(net.currency());
        if (!tax)
            return tax;
        sum.add(*tax);
    }
    return sum.total();
}

Result<void> explain(const BillLine &line, const PrepaidPart &part, const std::vector<tax::Component> &then,
                     pricing::Recorder *recorder)
{
    const Money prepaid = line.net.negated();
    const auto taxThen = taxOn(prepaid, then);
    const auto taxNow = taxOn(prepaid, line.taxes);
    if (!taxThen || !taxNow)
        return passOn(taxThen ? taxNow : taxThen);
    const auto difference = taxThen->minus(*taxNow);
    if (!difference)
        return passOn(difference);
    const pricing::Step step(recorder, [&] { return u"Tax of prepayment %1"_s.arg(part.number); });
    recorder->rule(u"what was prepaid keeps the tax of its day; this invoice taxes the rest"_s);
    recorder->rounded(*taxThen);
    recorder->fact(u"On %1"_s.arg(part.issuedOn.toString(Qt::ISODate)), inWords(then), part.number);
    recorder->fact(u"On this invoice"_s, inWords(line.taxes));
    recorder->fact(u"It would come to"_s, taxNow->toString());
    recorder->fact(u"Difference that stays"_s, difference->toString());
    recorder->explains(line.key.toString());
    return {};
}

} // namespace

Result<std::map<QDate, std::vector<BillLine *>>> taxedAsPrepaid(const Bill &bill, const std::vector<BillLine *> &lines,
                                                                const BillInput &input, const tax::TaxProvider &taxes)
{
    std::map<QDate, std::vector<BillLine *>> earlier;
    for (BillLine *line : lines) {
        const PrepaidPart *part = isDeduction(*line) ? partOf(*line, input) : nullptr;
        if (!part || !part->followsDelivery)
            continue;
        const auto then = taxesThen(bill, *line, *part, input, taxes);
        if (!then)
            return passOn(then);
        if (*then != line->taxes && taxesTheWholeAtDelivery(*then) && taxesTheWholeAtDelivery(line->taxes))
            earlier[part->issuedOn].push_back(line);
    }
    return earlier;
}

Result<void> explainPrepaidTax(const Bill &bill, const BillInput &input, const tax::TaxProvider &taxes,
                               pricing::Recorder *recorder)
{
    if (!recorder || !hasDeductions(bill))
        return {};
    for (const BillLine &line : bill.lines) {
        const PrepaidPart *part = isDeduction(line) ? partOf(line, input) : nullptr;
        if (!part)
            continue;
        const auto then = taxesThen(bill, line, *part, input, taxes);
        if (!then)
            return passOn(then);
        if (*then == line.taxes)
            continue;
        if (const auto explained = explain(line, *part, *then, recorder); !explained)
            return explained;
    }
    return {};
}

} // namespace accord::billing
