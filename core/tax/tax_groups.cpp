// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/tax_groups.h"

#include "core/money/allocation.h"

#include <map>
#include <tuple>

namespace accord::tax {

namespace {

struct GroupKey
{
    QString jurisdiction;
    Category category;
    Decimal percent;

    friend bool operator<(const GroupKey &a, const GroupKey &b)
    {
        return std::tie(a.jurisdiction, a.category, a.percent) < std::tie(b.jurisdiction, b.category, b.percent);
    }
};

struct Members
{
    Component component;
    std::vector<size_t> lines;
};

std::map<GroupKey, Members> grouped(const std::vector<TaxableLine> &lines)
{
    std::map<GroupKey, Members> groups;
    for (size_t i = 0; i < lines.size(); ++i) {
        for (const Component &component : lines[i].components) {
            Members &members = groups[{component.jurisdiction, component.category, component.percent}];
            if (members.lines.empty())
                members.component = component;
            members.lines.push_back(i);
        }
    }
    return groups;
}

/// Shares the tax of a group over its lines by their nets; a group whose nets have both signs or are zero gives it to
/// the first line, because no proportion is defined there.
Result<std::vector<Money>> shares(const Money &tax, const std::vector<TaxableLine> &lines,
                                  const std::vector<size_t> &members)
{
    std::vector<Exact> weights;
    bool usable = false;
    bool mixed = false;
    for (const size_t index : members) {
        const Money &net = lines[index].net;
        usable = usable || !net.isZero();
        mixed = mixed || (!net.isZero() && net.isNegative() != tax.isNegative());
        weights.emplace_back(net.isNegative() ? Exact(net.negated()) : Exact(net));
    }
    if (usable && !mixed)
        return allocate(tax, weights);
    std::vector<Money> parts(members.size(), Money::zero(tax.currency()));
    if (!parts.empty())
        parts.front() = tax;
    return parts;
}

} // namespace

Result<TaxResult> computeTax(const std::vector<TaxableLine> &lines, const Currency &currency,
                             pricing::Recorder *recorder)
{
    TaxResult result;
    std::vector<MoneySum> perLine(lines.size(), MoneySum(currency));
    MoneySum total(currency);
    for (const auto &[key, members] : grouped(lines)) {
        const pricing::Step step(
            recorder, [&, c = members.component] { return u"%1 %2 %"_s.arg(c.name, c.percent.toShortString()); });
        MoneySum taxable(currency);
        for (const size_t index : members.lines)
            taxable.add(lines[index].net);
        if (!taxable.total())
            return passOn(taxable.total());
        const Exact exact = Exact(*taxable.total()) * Exact::percent(key.percent);
        const auto tax = exact.toMoney(currency);
        if (!tax)
            return passOn(tax);
        const auto parts = shares(*tax, lines, members.lines);
        if (!parts)
            return passOn(parts);
        for (size_t i = 0; i < members.lines.size(); ++i)
            perLine[members.lines[i]].add((*parts)[i]);
        total.add(*tax);
        if (recorder) {
            recorder->rule(u"taxable × %1 %, rounded once for the group"_s.arg(key.percent.toShortString()));
            recorder->exact(exact);
            recorder->rounded(*tax);
            recorder->source(u"tax rate of %1"_s.arg(key.jurisdiction));
            recorder->fact(u"Taxable: sum of %1 line nets"_s.arg(members.lines.size()), taxable.total()->toString());
            if (!members.component.reason.isEmpty())
                recorder->fact(u"Reason"_s, members.component.reason);
        }
        result.groups.push_back({members.component, *taxable.total(), *tax});
    }
    for (const MoneySum &sum : perLine) {
        if (!sum.total())
            return passOn(sum.total());
        result.perLine.push_back(*sum.total());
    }
    if (!total.total())
        return passOn(total.total());
    result.total = *total.total();
    return result;
}

} // namespace accord::tax
