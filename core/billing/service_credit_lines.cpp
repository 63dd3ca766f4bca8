// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/service_credit_lines.h"

#include "core/billing/item_rating.h"

#include <map>

namespace accord::billing {

using contracts::Contract;
using contracts::ServiceFee;

namespace {

const QString creditKind = u"service_credit"_s;

/// The part of \a net that a charge of \a charged takes for the days of \a reported.
Exact feeWithin(const Money &net, const Period &charged, const Period &reported)
{
    const Period common = charged.intersected(reported);
    if (common.isEmpty())
        return {};
    return Exact(net) * Exact::ratio(common.days(), charged.days());
}

/// What each item charges for the days of a report.
class Fees
{
public:
    explicit Fees(const Period &reported)
        : m_reported(reported)
    { }

    void add(const LineKey &key, const Money &net)
    {
        if (key.kind == u"recurring"_s || key.kind == u"usage"_s || key.kind == u"minimum"_s)
            m_byItem[key.item] = m_byItem[key.item] + feeWithin(net, key.period, m_reported);
    }

    Result<std::vector<ServiceFee>> rounded(const Currency &currency) const
    {
        std::vector<ServiceFee> fees;
        for (const auto &[item, exact] : m_byItem) {
            const auto net = exact.toMoney(currency);
            if (!net)
                return passOn(net);
            fees.push_back({item, *net});
        }
        return fees;
    }

private:
    Period m_reported;
    std::map<QString, Exact> m_byItem;
};

Result<std::vector<ServiceFee>> feesOf(const Bill &bill, const ServiceReport &report, size_t firstLine)
{
    Fees fees(report.report.period);
    for (const BilledCharge &charge : report.billed)
        fees.add(charge.key, charge.net);
    for (size_t i = firstLine; i < bill.lines.size(); ++i)
        fees.add(bill.lines[i].key, bill.lines[i].net);
    return fees.rounded(bill.currency);
}

BillLine lineFor(const contracts::ServiceLevelCredit &credit, const ServiceReport &report, const BillInput &input,
                 const Contract &contract)
{
    BillLine line;
    line.key = {contract.id, credit.reason, {}, report.report.period, creditKind, 0};
    line.contractNumber = contract.number;
    line.contractVersion = contract.version;
    line.description = u"Service credit, %1 - %2"_s.arg(credit.reason, nameOf(report.report.period));
    line.entity = input.payer.id;
    line.entityName = input.payer.name;
    line.purchaseOrder = contract.terms.purchaseOrder;
    line.quantity = Decimal(1);
    line.gross = line.net = credit.amount.negated();
    line.discount = Money::zero(contract.currency);
    return line;
}

} // namespace

Result<void> addServiceCredits(Bill &bill, const BillInput &input, const Contract &contract, size_t firstLine,
                               pricing::Recorder *recorder)
{
    if (!contract.serviceCredits)
        return {};
    for (const ServiceReport &report : input.serviceReports) {
        if (report.contract != contract.id)
            continue;
        const pricing::Step step(recorder, [&] { return u"Service level of "_s + nameOf(report.report.period); });
        const auto fees = feesOf(bill, report, firstLine);
        if (!fees)
            return passOn(fees);
        const auto result = contracts::serviceLevelCredits(*contract.serviceCredits, *fees, report.report,
                                                           contract.currency, recorder);
        if (!result)
            return passOn(result);
        for (const contracts::ServiceLevelCredit &credit : result->credits) {
            BillLine line = lineFor(credit, report, input, contract);
            if (input.billedKeys.contains(line.key.toString()))
                continue;
            if (recorder)
                recorder->explains(line.key.toString());
            bill.lines.push_back(std::move(line));
        }
    }
    return {};
}

} // namespace accord::billing
