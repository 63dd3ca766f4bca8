// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/opening_receivables_sql.h"

#include "core/storage/invoices_sql.h"
#include "core/storage/session.h"

namespace accord::storage {

Result<> OpeningReceivablesSql::add(const billing::Invoice &invoice, const billing::TakenOver &origin,
                                    const QString &by, const QDateTime &now)
{
    InvoicesSql invoices(m_session);
    billing::Invoice draft = invoice;
    draft.state = billing::InvoiceState::Draft;
    draft.number.clear();
    if (const auto added = invoices.add(draft); !added)
        return added;
    const auto noted = m_session.run("INSERT INTO opening_receivable (invoice_id, source, billed_minor, cut_over_on, "
                                     "taken_over_by, taken_over_at) VALUES (?,?,?,?,?,?)",
                                     invoice.id, origin.source, origin.billed, origin.on, by, now);
    if (!noted)
        return passOn(noted);
    return invoices.markIssued(invoice);
}

} // namespace accord::storage
