// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/inclusive.h"

#include "core/money/allocation.h"

#include <map>
#include <tuple>

namespace accord::tax {

namespace {

/// Lines that carry the same taxes.
struct Bundle
{
    const std::vector<Component> *components = nullptr;
    std::vector<size_t> lines;
};

tl::unexpected<Error> overflow()
{
    return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
}

std::vector<Bundle> bundled(const std::vector<GrossLine> &lines)
{
    std::vector<Bundle> bundles;
    for (size_t i = 0; i < lines.size(); ++i) {
        auto found = std::find_if(bundles.begin(), bundles.end(),
                                  [&](const Bundle &b) { return *b.components == lines[i].components; });
        if (found == bundles.end())
            found = bundles.insert(bundles.end(), {&lines[i].components, {}});
        found->lines.push_back(i);
    }
    return bundles;
}

/// What each component comes to for a net of 1; a compound one is levied on the taxes before it as well.
Result<std::vector<Exact>> factorsOf(const std::vector<Component> &components)
{
    std::vector<Exact> factors;
    Exact before;
    for (const Component &component : components) {
        if (component.percent.isNegative())
            return fail(ErrorKind::InvalidInput, u"tax.rate_negative"_s,
                        {{u"jurisdiction"_s, component.jurisdiction}, {u"value"_s, component.percent.toString()}});
        const Exact base = component.compound ? Exact(1) + before : Exact(1);
        factors.push_back(base * Exact::percent(component.percent));
        before = before + factors.back();
    }
    return factors;
}

/// Takes bundles apart and gathers what they come to.
class Extraction
{
public:
    Extraction(const std::vector<GrossLine> &lines, const Currency &currency, pricing::Recorder *recorder)
        : m_lines(lines)
        , m_currency(currency)
        , m_recorder(recorder)
    {
        m_result.lineNets.assign(lines.size(), Money::zero(currency));
        m_result.tax.perLine.assign(lines.size(), Money::zero(currency));
    }

    Result<void> take(const Bundle &bundle)
    {
        const auto factors = factorsOf(*bundle.components);
        if (!factors)
            return passOn(factors);
        MoneySum sum(m_currency);
        for (const size_t line : bundle.lines)
            sum.add(m_lines[line].gross);
        if (!sum.total())
            return passOn(sum.total());
        const Money gross = *sum.total();
        Exact divisor(1);
        for (const Exact &factor : *factors)
            divisor = divisor + factor;
        const Exact exactNet = Exact(gross) / divisor;
        const auto net = exactNet.toMoney(m_currency);
        if (!net)
            return passOn(net);
        record(*bundle.components, gross, divisor, exactNet, *net);
        if (const auto done = dealNet(bundle, gross, divisor, *net); !done)
            return done;
        return dealTax(bundle, *factors, *gross.minus(*net), *net);
    }

    Result<InclusiveResult> result()
    {
        MoneySum net(m_currency), tax(m_currency), gross(m_currency);
        for (size_t i = 0; i < m_lines.size(); ++i) {
            net.add(m_result.lineNets[i]);
            tax.add(m_result.tax.perLine[i]);
            gross.add(m_lines[i].gross);
        }
        for (const Result<Money> &sum : {net.total(), tax.total(), gross.total()})
            if (!sum)
                return passOn(sum);
        m_result.net = *net.total();
        m_result.tax.total = *tax.total();
        m_result.gross = *gross.total();
        for (const auto &[key, group] : m_groups)
            m_result.tax.groups.push_back(group);
        return std::move(m_result);
    }

private:
    Result<void> dealNet(const Bundle &bundle, const Money &gross, const Exact &divisor, const Money &net)
    {
        std::vector<Exact> exact, weights;
        bool sameSign = !gross.isZero();
        for (const size_t line : bundle.lines) {
            const Money &part = m_lines[line].gross;
            sameSign = sameSign && (part.isZero() || part.isNegative() == gross.isNegative());
            weights.emplace_back(part.isNegative() ? part.negated() : part);
            exact.push_back(Exact(part) / divisor);
        }
        const auto nets = sameSign ? allocate(net, weights) : roundTogether(net, exact);
        if (!nets)
            return passOn(nets);
        for (size_t i = 0; i < bundle.lines.size(); ++i) {
            const size_t line = bundle.lines[i];
            m_result.lineNets[line] = (*nets)[i];
            m_result.tax.perLine[line] = *m_lines[line].gross.minus((*nets)[i]);
        }
        return {};
    }

    Result<void> dealTax(const Bundle &bundle, const std::vector<Exact> &factors, const Money &tax, const Money &net)
    {
        const bool isFree = std::all_of(factors.begin(), factors.end(), [](const Exact &f) { return f.isZero(); });
        const auto parts = isFree
                               ? Result<std::vector<Money>>(std::vector<Money>(factors.size(), Money::zero(m_currency)))
                               : allocate(tax, factors);
        if (!parts)
            return passOn(parts);
        Money before = net;
        for (size_t i = 0; i < factors.size(); ++i) {
            const Component &component = (*bundle.components)[i];
            if (const auto added = addToGroup(component, component.compound ? before : net, (*parts)[i]); !added)
                return added;
            const auto next = before.plus((*parts)[i]);
            if (!next)
                return passOn(next);
            before = *next;
        }
        return {};
    }

    Result<void> addToGroup(const Component &component, const Money &taxable, const Money &tax)
    {
        const auto [group, isNew]
            = m_groups.try_emplace(Key{component.jurisdiction, component.category, component.percent},
                                   TaxGroup{component, Money::zero(m_currency), Money::zero(m_currency)});
        const auto newTaxable = group->second.taxable.plus(taxable);
        const auto newTax = group->second.tax.plus(tax);
        if (!newTaxable || !newTax)
            return overflow();
        group->second.taxable = *newTaxable;
        group->second.tax = *newTax;
        return {};
    }

    void record(const std::vector<Component> &components, const Money &gross, const Exact &divisor,
                const Exact &exactNet, const Money &net) const
    {
        const pricing::Step step(m_recorder, [] { return u"Net of prices that include tax"_s; });
        if (!m_recorder)
            return;
        m_recorder->rule(u"gross / %1, rounded once for the group; tax is the rest"_s.arg(divisor.toString()));
        m_recorder->exact(exactNet);
        m_recorder->rounded(net);
        m_recorder->fact(u"Gross"_s, gross.toString());
        m_recorder->fact(u"Tax"_s, gross.minus(net)->toString());
        for (const Component &component : components)
            m_recorder->fact(component.name, component.percent.toShortString() + u" %"_s,
                             u"tax rate of %1"_s.arg(component.jurisdiction));
    }

    using Key = std::tuple<QString, Category, Decimal>;
    const std::vector<GrossLine> &m_lines;
    Currency m_currency;
    pricing::Recorder *m_recorder;
    std::map<Key, TaxGroup> m_groups;
    InclusiveResult m_result;
};

} // namespace

Result<InclusiveResult> computeInclusiveTax(const std::vector<GrossLine> &lines, const Currency &currency,
                                            pricing::Recorder *recorder)
{
    Extraction extraction(lines, currency, recorder);
    for (const Bundle &bundle : bundled(lines)) {
        if (const auto taken = extraction.take(bundle); !taken)
            return passOn(taken);
    }
    return extraction.result();
}

} // namespace accord::tax
