// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/tax_shares.h"

#include "core/money/allocation.h"

namespace accord::billing {

namespace {

tl::unexpected<Error> inconsistent()
{
    return fail(ErrorKind::Internal, u"billing.tax_shares"_s);
}

/// The shares of a bill while they are made to fit lines and groups.
class Shares
{
public:
    explicit Shares(const Bill &bill)
        : m_bill(bill)
    { }

    Result<std::vector<std::vector<Money>>> compute()
    {
        if (!findGroups())
            return inconsistent();
        if (const auto rated = findRates(); !rated)
            return passOn(rated);
        for (size_t line = 0; line < m_bill.lines.size(); ++line) {
            auto shares = dealt(line);
            if (!shares)
                return passOn(shares);
            m_shares.push_back(std::move(*shares));
        }
        if (!fitGroups())
            return inconsistent();
        return m_shares;
    }

private:
    bool findGroups()
    {
        for (const BillLine &line : m_bill.lines) {
            m_groups.emplace_back();
            for (const tax::Component &component : line.taxes) {
                const auto group = taxGroupOf(m_bill.taxGroups, component);
                if (!group)
                    return false;
                m_groups.back().push_back(*group);
            }
        }
        return true;
    }

    /// What each tax comes to of the nets it is levied on: of a compound or included tax not its percentage.
    Result<void> findRates()
    {
        std::vector<MoneySum> nets(m_bill.taxGroups.size(), MoneySum(m_bill.currency));
        for (size_t line = 0; line < m_groups.size(); ++line) {
            for (const size_t group : m_groups[line])
                nets[group].add(m_bill.lines[line].net);
        }
        for (size_t group = 0; group < nets.size(); ++group) {
            const auto &net = nets[group].total();
            if (!net)
                return passOn(net);
            Exact rate = Exact::percent(m_bill.taxGroups[group].component.percent);
            if (!net->isZero())
                rate = Exact(m_bill.taxGroups[group].tax) / Exact(*net);
            m_rates.push_back(rate.isNegative() ? -rate : rate);
        }
        return {};
    }

    Result<std::vector<Money>> dealt(size_t line) const
    {
        const Money &tax = m_bill.lines[line].tax;
        std::vector<Exact> weights;
        bool isTaxed = false;
        for (const size_t group : m_groups[line]) {
            weights.push_back(m_rates[group]);
            isTaxed = isTaxed || !m_rates[group].isZero();
        }
        if (isTaxed)
            return allocate(tax, weights);
        if (!tax.isZero() && weights.empty())
            return inconsistent();
        std::vector<Money> shares(weights.size(), Money::zero(m_bill.currency));
        if (!shares.empty())
            shares.front() = tax;
        return shares;
    }

    /// The cents that a group has too many, moved to groups that lack them over lines that bear both.
    bool fitGroups()
    {
        m_excess.assign(m_bill.taxGroups.size(), 0);
        for (size_t group = 0; group < m_excess.size(); ++group)
            m_excess[group] = -m_bill.taxGroups[group].tax.minor();
        for (size_t line = 0; line < m_shares.size(); ++line) {
            for (size_t place = 0; place < m_shares[line].size(); ++place)
                m_excess[m_groups[line][place]] += m_shares[line][place].minor();
        }
        while (moveDirectly()) { }
        for (size_t from = 0; from < m_excess.size(); ++from) {
            while (m_excess[from] > 0) {
                if (!moveAlong(wayOut(from)))
                    return false;
            }
        }
        return std::ranges::all_of(m_excess, [](std::int64_t minor) { return minor == 0; });
    }

    /// One tax of a line that gives to another one of the same line.
    struct Hop
    {
        size_t line;
        size_t from; ///< place among the line's taxes
        size_t to;
    };

    /// A cent on each line from a group that has too many to one that lacks some. \returns whether there was any.
    bool moveDirectly()
    {
        bool moved = false;
        for (size_t line = 0; line < m_groups.size(); ++line) {
            for (size_t from = 0; from < m_groups[line].size(); ++from) {
                for (size_t to = 0; to < m_groups[line].size(); ++to) {
                    if (m_excess[m_groups[line][from]] <= 0 || m_excess[m_groups[line][to]] >= 0)
                        continue;
                    move({line, from, to});
                    moved = true;
                }
            }
        }
        return moved;
    }

    /// The shortest way from \a from over lines that bear two groups to a group that lacks cents; empty without one.
    std::vector<Hop> wayOut(size_t from) const
    {
        std::vector<std::optional<Hop>> reachedBy(m_excess.size());
        std::vector<size_t> waiting{from};
        for (size_t next = 0; next < waiting.size(); ++next) {
            if (m_excess[waiting[next]] < 0)
                return wayTo(waiting[next], from, reachedBy);
            for (size_t line = 0; line < m_groups.size(); ++line) {
                const auto &groups = m_groups[line];
                const auto place = std::ranges::find(groups, waiting[next]);
                for (size_t to = 0; place != groups.end() && to < groups.size(); ++to) {
                    if (groups[to] == from || reachedBy[groups[to]])
                        continue;
                    reachedBy[groups[to]] = Hop{line, size_t(place - groups.begin()), to};
                    waiting.push_back(groups[to]);
                }
            }
        }
        return {};
    }

    std::vector<Hop> wayTo(size_t group, size_t from, const std::vector<std::optional<Hop>> &reachedBy) const
    {
        std::vector<Hop> way;
        while (group != from) {
            way.push_back(*reachedBy[group]);
            group = m_groups[way.back().line][way.back().from];
        }
        return way;
    }

    bool moveAlong(const std::vector<Hop> &way)
    {
        for (const Hop &hop : way)
            move(hop);
        return !way.empty();
    }

    void move(const Hop &hop)
    {
        Money &source = m_shares[hop.line][hop.from];
        Money &target = m_shares[hop.line][hop.to];
        source = Money(source.minor() - 1, source.currency());
        target = Money(target.minor() + 1, target.currency());
        --m_excess[m_groups[hop.line][hop.from]];
        ++m_excess[m_groups[hop.line][hop.to]];
    }

    const Bill &m_bill;
    std::vector<std::vector<size_t>> m_groups; ///< of each line, by its taxes
    std::vector<Exact> m_rates; ///< of each group
    std::vector<std::vector<Money>> m_shares;
    std::vector<std::int64_t> m_excess; ///< of each group, in minor units
};

} // namespace

std::optional<size_t> taxGroupOf(const std::vector<tax::TaxGroup> &groups, const tax::Component &component)
{
    for (size_t i = 0; i < groups.size(); ++i) {
        const tax::Component &group = groups[i].component;
        if (group.jurisdiction == component.jurisdiction && group.category == component.category
            && group.percent == component.percent)
            return i;
    }
    return std::nullopt;
}

Result<std::vector<std::vector<Money>>> taxSharesOf(const Bill &bill)
{
    return Shares(bill).compute();
}

} // namespace accord::billing
