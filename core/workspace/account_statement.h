// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/statement.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What a payer owes for a billing period, by the entities it was billed for.
struct AccountStatement
{
    QString account;
    Period period;
    QStringList invoices; ///< numbers of the issued invoices that it adds up
    billing::Statement statement; ///< paid: payments, credit notes and prepaid credit
};

/// One statement for each currency of the issued invoices of \a payer for \a period.
/// \returns "number.overflow" and what reading can fail with.
Result<std::vector<AccountStatement>> statementsOf(Services &services, const accounts::Account &payer,
                                                   const Period &period);

} // namespace accord::workspace
