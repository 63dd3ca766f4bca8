// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/late_charge.h"
#include "core/storage/late_charges_sql.h"
#include "core/workspace/cash_book.h"
#include "core/workspace/credit_desk.h"

namespace accord::workspace {

using billing::CreditNote;
using billing::CreditNoteState;
using billing::Invoice;
using billing::InvoiceId;

Result<bool> CreditDesk::isWaivedBeyondLimit(const CreditNote &note, const Invoice &invoice)
{
    if (!billing::isLateCharge(invoice.bill))
        return false;
    const auto limit = writeOffLimit(m_services);
    const auto before = storage::LateChargesSql(m_services.session()).waivedUnasked(invoice.id);
    if (!limit)
        return passOn(limit);
    return before ? Result<bool>(*before + note.companyTotal.minor() > *limit) : passOn(before);
}

Result<> CreditDesk::giveBackLateCharges(const Invoice &voided)
{
    const auto notes = storage::LateChargesSql(m_services.session()).notesOf(voided.id);
    if (!notes)
        return passOn(notes);
    for (const InvoiceId &id : *notes) {
        const auto charge = m_services.invoices().find(id);
        const auto earlier = m_services.creditNotes().ofInvoice(id);
        if (!charge)
            return passOn(charge);
        if (!earlier)
            return passOn(earlier);
        qint64 left = charge->bill.total.minor() - charge->writtenOff.minor();
        for (const CreditNote &one : *earlier)
            left -= one.state == CreditNoteState::Void ? 0 : one.total.minor();
        if (left <= 0)
            continue;
        const auto note
            = store(id, {{}, Money(left, charge->bill.currency), {}},
                    u"%1 is void: late payment of it was never due"_s.arg(voided.number), Purpose::NeverDue);
        if (!note)
            return passOn(note);
        if (const auto issued = issueNow(note->id); !issued)
            return passOn(issued);
    }
    return {};
}

} // namespace accord::workspace
