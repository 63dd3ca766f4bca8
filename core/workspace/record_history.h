// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// As far as the actor may read the audit trail (\c AuditReading): what was done with an invoice, newest first, at most
/// \a limit acts; the batch that issued it is among them.
Result<std::vector<security::AuditRecord>> historyOf(Services &services, const billing::InvoiceId &invoice, int limit);

/// What was done with a record, newest first, at most \a limit acts. \a reference is the number of an invoice, credit
/// note or contract, the number or name of an account (then with its contracts and invoices), or an id.
/// \returns NotFound "audit.record_not_found".
Result<std::vector<security::AuditRecord>> historyOf(Services &services, const QString &reference, int limit);

} // namespace accord::workspace
