// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/statement.h"
#include "core/bank/xml_element.h"

namespace accord::bank {

/// A booking of camt.053 or camt.054 with its transactions; `parts` is empty unless there are two or more.
struct CamtBooking
{
    BankEntry entry;
    std::vector<BankEntry> parts;
    Findings warnings;
};

/// \param ntry  an element Ntry
/// \returns a finding when amount, mark, status or dates cannot be read.
Checked<CamtBooking> camtBooking(const XmlElement &ntry);

/// The amount of \a holder's child Amt with the sign of its CdtDbtInd, as in Ntry and Bal.
Checked<Money> camtSignedAmount(const XmlElement &holder);
/// An amount element with its attribute Ccy.
Checked<Money> camtAmount(const XmlElement &amount);
/// The day of a choice of Dt and DtTm.
QDate camtDay(const XmlElement *choice);

} // namespace accord::bank
