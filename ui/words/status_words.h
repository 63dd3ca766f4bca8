// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/approvals/approval.h"
#include "core/billing/credited_invoice.h"
#include "core/contracts/findings.h"
#include "ui/widgets/values.h"

namespace accord::ui {

/// States as words with a tone, the same on every page.
Badge badgeOf(billing::InvoiceStatus status);
/// A draft is one that was rejected.
Badge badgeOf(billing::CreditNoteState state);
Badge badgeOf(accounts::AccountStatus status);
Badge badgeOf(approvals::ApprovalState state);
Badge badgeOf(contracts::Severity severity);
/// "Invoice", "Credit note", ...
QString nameOf(approvals::SubjectKind kind);
/// The segment of an account; one that the program does not know is shown as it is.
QString segmentName(const QString &segment);
/// "Approver", "Billing", ...; an unknown role is shown as it is.
QString roleName(const QString &role);
/// "June 2026" for a month, "1 Jan 2026 – 31 Mar 2026" for anything else.
QString periodText(const Period &period);
/// "in 12 days", "3 days ago", "today".
QString distanceText(const QDate &today, const QDate &day);

} // namespace accord::ui
