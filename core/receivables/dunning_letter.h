// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receivables/customer_statement.h"

namespace accord::receivables {

/// A letter about documents that are late.
struct DunningLetter
{
    accounts::AccountId payer;
    QDate day;
    int level = 1; ///< 1: a reminder; the higher, the more pressing
    QString language; ///< "en", "de", "fr", "es"
    std::vector<StatementItem> items; ///< due and undisputed, the oldest first
    Money received; ///< >= 0: cash that is on account and pays the oldest of them
    Money charges; ///< >= 0: interest and fees for late payment that were charged and not paid yet
    Money due; ///< items and charges together, what was received taken off
    QDate payBy; ///< the day until which payment is asked for
};

} // namespace accord::receivables
