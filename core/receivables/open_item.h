// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace accord::receivables {

/// An issued document and what became of its amount so far.
struct OpenItem
{
    QString number; ///< as printed: "LV-2024-000001"
    accounts::AccountId payer;
    QDate due;
    Money total; ///< with tax
    Money paid; ///< >= 0; more than the total where it was paid twice
    Money credited; ///< >= 0, by credit notes
    bool isDisputed = false; ///< the customer objects: it is owed, but nobody collects it
};

/// Days from the due date to \a asOf: zero on the due date, negative before it.
qint64 daysPastDue(const QDate &due, const QDate &asOf);

/// What is left of \a item: total − paid − credited; below zero where too much was paid.
/// \returns "money.currency_mix", "number.overflow".
Result<Money> openAmount(const OpenItem &item);

} // namespace accord::receivables
