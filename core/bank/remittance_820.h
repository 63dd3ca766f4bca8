// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/statement.h"

namespace accord::bank {

/// The documents that an X12 820 names in its RMR segments (ASC X12 004010; NACHA STP 820):
/// `RMR*IV*invoice**paid*total*discount\`. Segments end with a backslash, a tilde or a line end; with an envelope ISA
/// the two separators are those it shows.
///
/// \param text  the payment related information of all addenda of an entry, joined
/// \param line  of the entry, for \a warnings: a segment whose amounts cannot be read still names its document
std::vector<RemittanceItem> remittanceItems820(const QString &text, const Currency &currency, qint64 line,
                                               Findings &warnings);

} // namespace accord::bank
