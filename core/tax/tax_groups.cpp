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
    size_t after; ///< 0, or the place of a compound tax among its line's: it needs the groups before it

    friend bool operator<(const GroupKey &a, const GroupKey &b)
    {
        return std::tie(a.jurisdiction, a.category, a.percent, a.after)
               < std::tie(b.jurisdiction, b.category, b.percent, b.after);
    }
};

/// One tax on one line.
struct Member
{
    size_t line;
    size_t place; ///< among the line's components
};

struct Members
{
    Component component;
    std::vector<Member> taxes;
    std::vector<Exact> exact; ///< of each member, before rounding
    std::vector<Money> parts; ///< of each member, after rounding
    Money taxable;
    Money tax;
};

using Groups = std::map<GroupKey, Members>;

tl::unexpected<Error> overflow()
{
    return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
}

Groups grouped(const std::vector<TaxableLine> &lines)
{
    Groups groups;
    for (size_t i = 0; i < lines.size(); ++i) {
        for (size_t place = 0; place < lines[i].components.size(); ++place) {
            const Component &component = lines[i].components[place];
            const size_t after = component.compound ? place : 0;
            Members &members = groups[{component.jurisdiction, component.category, component.percent, after}];
            if (members.taxes.empty())
                members.component = component;
            members.taxes.push_back({i, place});
        }
    }
    return groups;
}

/// The groups so that every one comes after those that its compound tax is levied on.
std::vector<std::pair<GroupKey, Members *>> inOrderOfLevy(Groups &groups)
{
    std::vector<std::pair<GroupKey, Members *>> order;
    for (auto &[key, members] : groups)
        order.emplace_back(key, &members);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto &a, const auto &b) { return a.first.after < b.first.after; });
    return order;
}

/// Shares the tax of a group over its members: by their bases where all have the sign of the tax, otherwise by what
/// each comes to exactly, because a proportion of both signs is not defined.
Result<std::vector<Money>> shares(const Money &tax, const std::vector<Exact> &bases, const std::vector<Exact> &exact)
{
    std::vector<Exact> weights;
    bool usable = false;
    bool mixed = false;
    for (const Exact &base : bases) {
        usable = usable || !base.isZero();
        mixed = mixed || (!base.isZero() && base.isNegative() != tax.isNegative());
        weights.push_back(base.isNegative() ? -base : base);
    }
    return usable && !mixed ? allocate(tax, weights) : roundTogether(tax, exact);
}

/// Computes the tax of every group of an invoice.
class Levy
{
public:
    Levy(const std::vector<TaxableLine> &lines, const Currency &currency, Rounding rounding)
        : m_lines(lines)
        , m_currency(currency)
        , m_rounding(rounding)
        , m_levied(lines.size())
    {
        for (size_t i = 0; i < lines.size(); ++i)
            m_levied[i].resize(lines[i].components.size());
    }

    Result<void> compute(Groups &groups)
    {
        for (const auto &[key, members] : inOrderOfLevy(groups)) {
            if (const auto done = compute(*members); !done)
                return done;
        }
        return m_rounding == Rounding::Invoice ? roundInvoice(groups) : Result<void>();
    }

private:
    /// What \a member is levied on: the line's net, of a compound tax with the taxes before it.
    Exact baseOf(const Component &component, const Member &member) const
    {
        Exact base(m_lines[member.line].net);
        for (size_t place = 0; component.compound && place < member.place; ++place)
            base = base + m_levied[member.line][place];
        return base;
    }

    Result<void> compute(Members &members)
    {
        std::vector<Exact> bases;
        Exact taxable, exact;
        MoneySum nets(m_currency);
        for (const Member &member : members.taxes) {
            nets.add(m_lines[member.line].net);
            bases.push_back(baseOf(members.component, member));
            members.exact.push_back(bases.back() * Exact::percent(members.component.percent));
            taxable = taxable + bases.back();
            exact = exact + members.exact.back();
        }
        if (!nets.total())
            return passOn(nets.total());
        const auto roundedTaxable = taxable.toMoney(m_currency);
        const auto tax = exact.toMoney(m_currency);
        if (!roundedTaxable || !tax)
            return overflow();
        members.taxable = *roundedTaxable;
        members.tax = *tax;
        const auto rounded = m_rounding == Rounding::Line ? roundLines(members) : shareGroup(members, bases);
        if (!rounded)
            return rounded;
        for (size_t i = 0; i < members.taxes.size(); ++i) {
            const Member &member = members.taxes[i];
            m_levied[member.line][member.place]
                = m_rounding == Rounding::Invoice ? members.exact[i] : Exact(members.parts[i]);
        }
        return {};
    }

    Result<void> shareGroup(Members &members, const std::vector<Exact> &bases)
    {
        const auto parts = shares(members.tax, bases, members.exact);
        if (!parts)
            return passOn(parts);
        members.parts = *parts;
        return {};
    }

    Result<void> roundLines(Members &members)
    {
        MoneySum sum(m_currency);
        for (const Exact &exact : members.exact) {
            const auto tax = exact.toMoney(m_currency);
            if (!tax)
                return passOn(tax);
            members.parts.push_back(*tax);
            sum.add(*tax);
        }
        if (!sum.total())
            return passOn(sum.total());
        members.tax = *sum.total();
        return {};
    }

    /// One rounding for all: the total over the groups, and each group over its lines.
    Result<void> roundInvoice(Groups &groups)
    {
        Exact all;
        std::vector<Exact> ofGroups;
        for (const auto &[key, members] : groups) {
            ofGroups.emplace_back();
            for (const Exact &exact : members.exact)
                ofGroups.back() = ofGroups.back() + exact;
            all = all + ofGroups.back();
        }
        const auto total = all.toMoney(m_currency);
        if (!total)
            return passOn(total);
        const auto taxes = roundTogether(*total, ofGroups);
        if (!taxes)
            return passOn(taxes);
        size_t place = 0;
        for (auto &[key, members] : groups) {
            members.tax = (*taxes)[place++];
            std::vector<Exact> bases;
            for (const Member &member : members.taxes)
                bases.push_back(baseOf(members.component, member));
            // A group's share of the one rounding may lie a unit off its own; then its lines follow their bases.
            auto parts = shares(members.tax, bases, members.exact);
            if (!parts && parts.error().id == u"allocation.parts"_s)
                parts = firstTakesTheRest(members);
            if (!parts)
                return passOn(parts);
            members.parts = *parts;
        }
        return {};
    }

    Result<std::vector<Money>> firstTakesTheRest(const Members &members) const
    {
        std::vector<Money> parts;
        MoneySum rest(m_currency);
        rest.add(members.tax);
        for (const Exact &exact : members.exact) {
            const auto part = exact.toMoney(m_currency);
            if (!part)
                return passOn(part);
            parts.push_back(*part);
            rest.subtract(*part);
        }
        if (!rest.total())
            return passOn(rest.total());
        const auto first = parts.front().plus(*rest.total());
        if (!first)
            return passOn(first);
        parts.front() = *first;
        return parts;
    }

    const std::vector<TaxableLine> &m_lines;
    Currency m_currency;
    Rounding m_rounding;
    std::vector<std::vector<Exact>> m_levied; ///< by line and place: what compound taxes after it are levied on
};

QString ruleOf(const Component &component, Rounding rounding)
{
    const QString base = component.compound ? u"(taxable + taxes before it)"_s : u"taxable"_s;
    const QString percent = component.percent.toShortString();
    switch (rounding) {
    case Rounding::RateGroup:
        return u"%1 × %2 %, rounded once for the group"_s.arg(base, percent);
    case Rounding::Line:
        return u"%1 × %2 %, rounded for each line"_s.arg(base, percent);
    case Rounding::Invoice:
        return u"%1 × %2 %, share of the tax of the invoice, which is rounded once"_s.arg(base, percent);
    }
    Q_UNREACHABLE();
}

void record(pricing::Recorder *recorder, const Members &members, Rounding rounding)
{
    const Component &component = members.component;
    const pricing::Step step(recorder,
                             [&] { return u"%1 %2 %"_s.arg(component.name, component.percent.toShortString()); });
    Exact exact;
    for (const Exact &one : members.exact)
        exact = exact + one;
    recorder->rule(ruleOf(component, rounding));
    recorder->exact(exact);
    recorder->rounded(members.tax);
    recorder->source(u"tax rate of %1"_s.arg(component.jurisdiction));
    recorder->fact(u"Taxable: sum of %1 line nets"_s.arg(members.taxes.size()), members.taxable.toString());
    if (!component.reason.isEmpty())
        recorder->fact(u"Reason"_s, component.reason);
}

} // namespace

Result<TaxResult> computeTax(const std::vector<TaxableLine> &lines, const Currency &currency,
                             pricing::Recorder *recorder, Rounding rounding)
{
    auto groups = grouped(lines);
    if (const auto done = Levy(lines, currency, rounding).compute(groups); !done)
        return passOn(done);
    TaxResult result;
    std::vector<MoneySum> perLine(lines.size(), MoneySum(currency));
    MoneySum total(currency);
    for (const auto &[key, members] : groups) {
        for (size_t i = 0; i < members.taxes.size(); ++i)
            perLine[members.taxes[i].line].add(members.parts[i]);
        total.add(members.tax);
        if (recorder)
            record(recorder, members, rounding);
        result.groups.push_back({members.component, members.taxable, members.tax});
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
