// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/mt940_fields.h"
#include "core/bank/statement.h"

namespace accord::bank {

/// Adds what field 86 says to \a entry. Three forms are known: the German one of "?20" sub-fields (DFÜ agreement of
/// the Deutsche Kreditwirtschaft, annex 3, chapter 8), the Dutch one of "/EREF/…" code words, and free text.
void addMt940Details(BankEntry &entry, const Mt940Field &field);

} // namespace accord::bank
