// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

namespace accord::billing {

/// Makes lines of one contract without their amounts.
class ContractLines
{
public:
    /// \a input and \a contract must outlive it.
    ContractLines(const BillInput &input, const contracts::Contract &contract)
        : m_input(input)
        , m_contract(contract)
    { }

    /// Of a charge of \a item on the days \a served; \a location none: for the contract as a whole.
    BillLine lineFor(const contracts::PriceItem &item, const Period &served, const BilledLocation *location) const;
    BillLine lineOfContract() const;
    /// None: it is not among those of the payer any more.
    const BilledLocation *locationOf(const QString &code) const;

private:
    const BillInput &m_input;
    const contracts::Contract &m_contract;
};

/// One of \a amount, nothing taken off.
void setAmount(BillLine &line, const Money &amount);

/// Kind of the line that tops a charge up to the minimum spend.
QString minimumKind();

/// \a error with the contract and the item that it is about.
Error inItem(Error error, const contracts::Contract &contract, const QString &item);

} // namespace accord::billing
