// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/late_charge.h"

#include <algorithm>

namespace accord::billing {

namespace {

const QString lateChargeKind = u"late_charge"_s;

BillLine lineOf(const LateChargeCost &cost, const QString &item, const QString &description, const Money &amount)
{
    BillLine line;
    // The document stands for itself: there is no contract behind it.
    line.key = {contracts::ContractId(cost.note.uuid()),        item,           {},
                {cost.due.addDays(1), cost.through.addDays(1)}, lateChargeKind, 0};
    line.description = description;
    line.entity = cost.payer;
    line.entityName = cost.payerName;
    line.quantity = Decimal(1);
    line.gross = line.net = amount;
    line.discount = line.tax = Money::zero(amount.currency());
    return line;
}

} // namespace

Result<Bill> lateChargeBill(const LateChargeCost &cost)
{
    const auto total = cost.interest.plus(cost.fee);
    if (!total)
        return passOn(total);
    const bool isCost = !cost.interest.isNegative() && !cost.fee.isNegative() && total->minor() > 0;
    if (!isCost || !cost.due.isValid() || cost.through <= cost.due)
        return fail(ErrorKind::InvalidInput, u"billing.late_charge_amount"_s,
                    {{u"number"_s, cost.invoice},
                     {u"interest"_s, cost.interest.toString()},
                     {u"fee"_s, cost.fee.toString()},
                     {u"due"_s, cost.due.toString(Qt::ISODate)},
                     {u"through"_s, cost.through.toString(Qt::ISODate)}});
    Bill bill;
    bill.payer = cost.payer;
    bill.currency = total->currency();
    bill.period = {cost.due.addDays(1), cost.through.addDays(1)};
    if (!cost.interest.isZero())
        bill.lines.push_back(
            lineOf(cost, u"interest"_s,
                   u"Interest on late payment of %1, due %2"_s.arg(cost.invoice, cost.due.toString(Qt::ISODate)),
                   cost.interest));
    if (!cost.fee.isZero())
        bill.lines.push_back(lineOf(cost, u"fee"_s, u"Fee for late payment of %1"_s.arg(cost.invoice), cost.fee));
    bill.subtotal = bill.total = *total;
    bill.tax = Money::zero(bill.currency);
    bill.netDays = 0;
    return bill;
}

bool isLateCharge(const BillLine &line)
{
    return line.key.kind == lateChargeKind;
}

bool isLateCharge(const Bill &bill)
{
    return !bill.lines.empty()
           && std::ranges::all_of(bill.lines, [](const BillLine &line) { return isLateCharge(line); });
}

} // namespace accord::billing
