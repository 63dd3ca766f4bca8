// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/contract_lines.h"

namespace accord::billing {

using contracts::ItemKind;
using contracts::PriceItem;

namespace {

void locate(BillLine &line, const BilledLocation &location)
{
    line.entity = location.location.account;
    line.entityName = location.entityName;
    line.location = location.location.id;
    line.locationCode = location.location.code;
    line.locationName = location.location.name;
    line.costCentre = location.location.costCentre;
    line.department = location.location.department;
}

} // namespace

QString minimumKind()
{
    return u"minimum"_s;
}

Error inItem(Error error, const contracts::Contract &contract, const QString &item)
{
    error.args.insert(u"contract"_s, contract.number);
    error.args.insert(u"item"_s, item);
    return error;
}

void setAmount(BillLine &line, const Money &amount)
{
    line.quantity = Decimal(1);
    line.gross = line.net = amount;
    line.discount = Money::zero(amount.currency());
}

BillLine ContractLines::lineFor(const PriceItem &item, const Period &served, const BilledLocation *location) const
{
    BillLine line = lineOfContract();
    line.key
        = {m_contract.id, item.key, location ? location->location.code : QString(), served, toString(item.kind), 0};
    if (location)
        locate(line, *location);
    line.unit = item.unit;
    if (!item.purchaseOrder.isEmpty())
        line.purchaseOrder = item.purchaseOrder;
    line.ledgerAccount = item.ledgerAccount;
    line.taxIncluded = item.taxIncluded;
    line.inAdvance = item.timing == contracts::Timing::InAdvance && item.kind == ItemKind::Recurring;
    return line;
}

BillLine ContractLines::lineOfContract() const
{
    BillLine line;
    line.contractNumber = m_contract.number;
    line.contractVersion = m_contract.version;
    line.entity = m_input.payer.id;
    line.entityName = m_input.payer.name;
    line.purchaseOrder = m_contract.terms.purchaseOrder;
    return line;
}

const BilledLocation *ContractLines::locationOf(const QString &code) const
{
    const auto found = std::find_if(m_input.locations.begin(), m_input.locations.end(),
                                    [&](const BilledLocation &l) { return l.location.code == code; });
    return found == m_input.locations.end() ? nullptr : &*found;
}

} // namespace accord::billing
