// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/document_recipients_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// "to", "copy", "portal".
const QStringList &recipientRoles();
/// "invoice", "credit_note", "reminder", "statement".
const QStringList &documentKinds();

/// Who is entered for documents of \a account, apart from its billing details.
Result<std::vector<storage::DocumentRecipient>> documentRecipientsOf(Services &services,
                                                                     const accounts::AccountId &account);

/// Enters who gets documents of \a account in place of those before. One audit record with before and after, none where
/// nothing differs.
/// \returns Forbidden unless the matrix lets the actor "account.bill"; InvalidInput "accounts.email" for a "to" or
///          "copy" without a usable address, "delivery.recipient_portal" for a portal without a reference,
///          "delivery.recipient_role", "delivery.recipient_kinds" for none or an unknown one,
///          "delivery.recipient_twice".
Result<> setDocumentRecipients(Services &services, const accounts::AccountId &account,
                               std::vector<storage::DocumentRecipient> recipients);

} // namespace accord::workspace
