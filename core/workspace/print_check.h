// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"
#include "core/billing/issuing_entity.h"

namespace accord::workspace {

/// What keeps \a bill from being printed: a "billing.glyph_missing" for each field with characters that no font of the
/// documents has, with "field", "text", "character", "code", and "record" and "number" where it is mended.
std::vector<billing::BillException> unprintable(const billing::Bill &bill, const accounts::Account &payer,
                                                const billing::IssuingEntity &seller);

} // namespace accord::workspace
