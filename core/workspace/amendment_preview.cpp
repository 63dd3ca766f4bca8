// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/amendment_preview.h"

#include "core/billing/fixed_amounts.h"
#include "core/billing/rating.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/stored_usage.h"

namespace accord::workspace {

using billing::Bill;
using billing::BilledCharge;
using billing::BillLine;
using contracts::Contract;

namespace {

/// The bills of one payer month by month, under one version of a contract.
class Future
{
public:
    Future(Services &services, const Contract &contract, bool isCandidate)
        : m_services(services)
        , m_contract(contract)
        , m_isCandidate(isCandidate)
    { }

    /// The bill that the contract is on; none when nothing of it can be due in the month.
    Result<std::optional<Bill>> bill(const Period &month)
    {
        auto assemblies
            = assemble(m_services, m_contract.account, month, month.lastDay(), m_isCandidate ? &m_contract : nullptr);
        if (!assemblies)
            return passOn(assemblies);
        for (BillAssembly &assembly : *assemblies) {
            const auto &on = assembly.input.contracts;
            if (std::none_of(on.begin(), on.end(), [&](const Contract &one) { return one.id == m_contract.id; }))
                continue;
            remember(assembly.input);
            auto bill = billing::rate(assembly.input, *assembly.usage, m_services.reference().taxRates);
            if (!bill)
                return passOn(bill);
            keep(*bill);
            return std::optional(std::move(*bill));
        }
        return std::optional<Bill>();
    }

private:
    /// Lets \a input know what the months before would have billed.
    void remember(billing::BillInput &input) const
    {
        for (const BilledCharge &charge : m_billed) {
            for (auto *list : {&input.billed, &input.spent})
                for (BilledCharge &known : *list)
                    if (known.key == charge.key)
                        add(known, charge);
            const auto same = [&](const BilledCharge &known) { return known.key == charge.key; };
            if (std::none_of(input.spent.begin(), input.spent.end(), same))
                input.spent.push_back(charge);
        }
        for (const QString &key : m_keys)
            input.billedKeys.insert(key);
        for (const Contract &contract : input.contracts)
            if (const auto taken = billing::fixedTakenOf(contract, m_billed))
                input.fixedTaken.insert(input.fixedTaken.end(), taken->begin(), taken->end());
    }

    /// Adds what \a more adjusts of \a charge.
    static void add(BilledCharge &charge, const BilledCharge &more)
    {
        charge.net = charge.net.plus(more.net).value_or(charge.net);
        charge.lastSequence = std::max(charge.lastSequence, more.lastSequence);
        if (charge.shares && more.shares)
            charge.shares->shares
                = billing::sumOf(charge.shares->shares, more.shares->shares).value_or(charge.shares->shares);
    }

    void keep(const Bill &bill)
    {
        for (const BillLine &line : bill.lines) {
            m_keys.insert(line.key.toString());
            const BilledCharge charge = billing::chargeOf(line, bill.period);
            const auto known = std::find_if(m_billed.begin(), m_billed.end(),
                                            [&](const BilledCharge &one) { return one.key == charge.key; });
            if (known == m_billed.end()) {
                m_billed.push_back(charge);
                continue;
            }
            add(*known, charge);
        }
    }

    Services &m_services;
    const Contract &m_contract;
    bool m_isCandidate;
    std::vector<BilledCharge> m_billed;
    QSet<QString> m_keys;
};

bool isSame(const LinePair &pair, const LinePair &other)
{
    return pair.description == other.description && pair.location == other.location
           && pair.isAdjustment == other.isAdjustment;
}

/// The lines of \a contract on \a bill put beside those that are there.
Result<Money> addLines(InvoicePair &pair, const Bill &bill, const Contract &contract,
                       std::optional<Money> LinePair::*side)
{
    MoneySum net(contract.currency);
    for (const BillLine &line : bill.lines) {
        if (line.key.contract != contract.id)
            continue;
        net.add(line.net);
        LinePair one{line.description, line.locationCode, line.key.sequence > 0, {}, {}};
        const auto known = std::find_if(pair.lines.begin(), pair.lines.end(),
                                        [&](const LinePair &other) { return isSame(other, one) && !(other.*side); });
        LinePair &target = known == pair.lines.end() ? pair.lines.emplace_back(std::move(one)) : *known;
        target.*side = line.net;
    }
    return net.total();
}

Result<InvoicePair> pairOf(const Period &month, const Contract &contract, const std::optional<Bill> &before,
                           const std::optional<Bill> &after)
{
    const Money zero = Money::zero(contract.currency);
    InvoicePair pair{month, {}, zero, zero, zero, zero, zero};
    for (const auto &[bill, side, net, total] :
         {std::tuple(&before, &LinePair::before, &pair.netBefore, &pair.totalBefore),
          std::tuple(&after, &LinePair::after, &pair.netAfter, &pair.totalAfter)}) {
        if (!*bill)
            continue;
        const auto added = addLines(pair, **bill, contract, side);
        if (!added)
            return passOn(added);
        *net = *added;
        *total = (*bill)->total;
    }
    const auto difference = pair.totalAfter.minus(pair.totalBefore);
    if (!difference)
        return passOn(difference);
    pair.difference = *difference;
    return pair;
}

} // namespace

Result<std::vector<InvoicePair>> previewAmendment(Services &services, const Contract &candidate, const QDate &first,
                                                  int count)
{
    Future present(services, candidate, false);
    Future planned(services, candidate, true);
    std::vector<InvoicePair> pairs;
    Period month = Period::monthOf(first);
    for (int i = 0; i < count; ++i, month = Period::monthOf(month.end)) {
        const auto before = present.bill(month);
        if (!before)
            return passOn(before);
        const auto after = planned.bill(month);
        if (!after)
            return passOn(after);
        auto pair = pairOf(month, candidate, *before, *after);
        if (!pair)
            return passOn(pair);
        pairs.push_back(std::move(*pair));
    }
    return pairs;
}

} // namespace accord::workspace
