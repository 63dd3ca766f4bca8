// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/statement.h"
#include "core/storage/ach_notices_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What an import of NACHA returns and notifications told of our own entries.
struct AchNotices
{
    int prenotesReturned = 0; ///< accounts that do not exist, or take no debits
    int changes = 0; ///< new bank data of customers
};

/// Keeps what \a statements say of entries of ours that moved no money: prenotes that came back, and new bank data.
/// Money that came back is matched by its trace number as every return. In the caller's transaction.
Result<AchNotices> noteAchNotices(Services &services, const std::vector<bank::BankStatement> &statements);

/// Keeps that the payer of \a invoice, who stopped its debit, agreed on \a day to another one.
/// \returns NotFound; Conflict "payments.consent_needless" unless a debit of it came back as stopped; InvalidInput
///          "payments.consent_day" for a day before that debit or after today, "payments.consent_note" without a word
///          on how it was given.
Result<storage::DebitConsent> recordDebitConsent(Services &services, const QString &invoice, const QDate &day,
                                                 const QString &note);

} // namespace accord::workspace
