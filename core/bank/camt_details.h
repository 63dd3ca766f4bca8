// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/statement.h"
#include "core/bank/xml_element.h"

namespace accord::bank {

/// Adds to \a entry what an element TxDtls says: references, parties, remittance, instructed amount, charges, return.
/// The signed amount and the dates of \a entry are known and stay. What cannot be read here goes to \a warnings: it
/// never makes the money of an entry unusable.
void addCamtDetails(BankEntry &entry, const XmlElement &transaction, Findings &warnings);

/// Adds the charges that \a holder, an Ntry or TxDtls, says were deducted.
void addCamtCharges(BankEntry &entry, const XmlElement &holder, Findings &warnings);

/// "PMNT/RCDT/ESCT", or the bank's own code where there is no domain.
QString camtTypeCode(const XmlElement &holder);

/// \a text, or nothing when it only says that there is no reference.
QString camtReference(const QString &text);

} // namespace accord::bank
