// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/semantic_invoice.h"

#include "core/einvoice/code_lists.h"

namespace accord::einvoice {

QString VatKey::toString() const
{
    return rate ? QStringLiteral("%1 %2 %").arg(category, rate->toShortString()) : category;
}

bool SemanticInvoice::isCreditNote() const
{
    return isOnList(CodeList::CreditNoteType, typeCode);
}

} // namespace accord::einvoice
