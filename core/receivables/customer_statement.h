// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receivables/ageing.h"

namespace accord::receivables {

/// An open document, or a part of it that is due by itself.
struct StatementItem
{
    QString number; ///< empty: interest and fees for late payment, which belong to no document
    QDate issuedOn;
    QDate due;
    Money total; ///< of the document
    Money open; ///< of this part
    qint64 daysLate = 0; ///< 0 before and on the due date
    bool isDisputed = false;
};

/// Money that came in.
struct StatementPayment
{
    QDate receivedOn;
    QString reference;
    Money amount;
    QStringList invoices; ///< numbers of those that it was applied to
};

/// What a payer owes in one currency on a day, and what came in before.
struct CustomerStatement
{
    accounts::AccountId payer;
    QString payerName;
    QDate day;
    QDate paymentsFrom; ///< the first day of which payments are told
    std::vector<StatementItem> items; ///< the oldest due first
    std::vector<StatementPayment> payments; ///< the oldest first
    Ageing ageing;
    std::vector<StatementItem> voided = {}; ///< made void since the first day of the payments: nothing of it is open
};

} // namespace accord::receivables
