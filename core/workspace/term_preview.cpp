// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/term_preview.h"

#include "core/billing/rating.h"
#include "core/contracts/contract_value.h"

namespace accord::workspace {

using billing::Bill;
using contracts::Contract;

namespace {

/// Nothing was used of anything.
class NoUsage final : public billing::UsageLookup
{
public:
    Result<billing::UsageFigure> quantity(const QString &, const std::optional<accounts::LocationId> &,
                                          const Period &) const override
    {
        return billing::UsageFigure{{}, false, u"no usage"_s};
    }
    Result<std::map<QDate, Decimal>> days(const billing::UsageQuestion &) const override
    {
        return std::map<QDate, Decimal>();
    }
    Result<std::vector<Decimal>> events(const billing::UsageQuestion &) const override
    {
        return std::vector<Decimal>();
    }
};

std::vector<Period> monthsOf(const Period &term)
{
    std::vector<Period> months;
    for (Period month = Period::monthOf(term.start); month.start < term.end && int(months.size()) < mostPreviewedMonths;
         month = Period::monthOf(month.end))
        months.push_back(month);
    return months;
}

Result<ItemPreview> previewItem(const Contract &contract, const contracts::PriceItem &item)
{
    auto prices = contracts::priceTable(contract, item);
    if (!prices)
        return passOn(prices);
    ItemPreview preview{item.key, item.description, std::move(*prices), {}, Money::zero(contract.currency)};
    for (const contracts::PriceInterval &interval : preview.prices) {
        const auto rounded = interval.perPeriod.toMoney(contract.currency);
        if (!rounded)
            return passOn(rounded);
        preview.perPeriod.push_back(*rounded);
    }
    return preview;
}

/// Adds up the bills of the months.
class Collector
{
public:
    Collector(TermPreview &preview, const Currency &currency)
        : m_preview(preview)
        , m_total(currency)
        , m_trueUps(currency)
    {
        for (size_t i = 0; i < preview.items.size(); ++i)
            m_items.emplace_back(currency);
    }

    void add(const Bill &bill, const Period &month)
    {
        m_preview.months.push_back({month, bill.subtotal});
        m_total.add(bill.subtotal);
        for (const billing::BillLine &line : bill.lines) {
            if (line.key.kind == u"commitment"_s)
                m_trueUps.add(line.net);
            for (size_t i = 0; i < m_items.size(); ++i)
                if (m_preview.items[i].key == line.key.item)
                    m_items[i].add(line.net);
        }
    }

    Result<void> finish()
    {
        for (size_t i = 0; i < m_items.size(); ++i) {
            const auto total = m_items[i].total();
            if (!total)
                return passOn(total);
            m_preview.items[i].total = *total;
        }
        const auto total = m_total.total();
        const auto trueUps = m_trueUps.total();
        if (!total)
            return passOn(total);
        if (!trueUps)
            return passOn(trueUps);
        m_preview.total = *total;
        m_preview.trueUps = *trueUps;
        return {};
    }

private:
    TermPreview &m_preview;
    MoneySum m_total;
    MoneySum m_trueUps;
    std::vector<MoneySum> m_items;
};

} // namespace

Result<TermPreview> previewTerm(const Contract &contract, const accounts::Account &payer,
                                const std::vector<billing::BilledLocation> &locations, int active,
                                const tax::RateTable &rates)
{
    TermPreview preview;
    for (const contracts::PriceItem &item : contract.items) {
        auto one = previewItem(contract, item);
        if (!one)
            return passOn(one);
        preview.items.push_back(std::move(*one));
    }
    const std::vector<Period> months = monthsOf(contract.term);
    preview.isWhole = months.empty() || months.back().end >= contract.term.end;
    Contract unsplit = contract; // who bears the total does not change it
    unsplit.shares.clear();
    billing::BillInput input{payer, {unsplit}, locations, {}, {}, {}, {}, {}, false, {}, {}};
    Collector collector(preview, contract.currency);
    for (const Period &month : months) {
        input.period = month;
        input.taxDay = month.lastDay();
        const auto bill = billing::rate(input, NoUsage(), rates);
        if (!bill)
            return passOn(bill);
        collector.add(*bill, month);
        for (const billing::BillLine &line : bill->lines)
            input.spent.push_back({line.key, line.net, line.key.sequence});
    }
    if (const auto finished = collector.finish(); !finished)
        return passOn(finished);
    const auto committed = contracts::committedAnnualValue(contract, active);
    if (!committed)
        return passOn(committed);
    preview.committed = *committed;
    preview.stated = contract.statedAnnualValue;
    return preview;
}

} // namespace accord::workspace
