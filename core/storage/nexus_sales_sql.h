// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"

namespace accord::storage {

class Session;

/// What an issued document brought into a US state, or gave back.
struct StateSale
{
    billing::IssuingEntityId seller;
    QString state; ///< "TX"
    QUuid document; ///< of an invoice or a credit note
    QString number;
    QString account; ///< the name of the customer
    QDate day; ///< of issue
    Money amount; ///< without tax, taxed or not; < 0 on a credit note
    bool isCreditNote = false;
};

/// Sales by state of the United States, by the place where the service was received as the tax of each document was
/// found. Receivables that were taken over from another system have no tax and are not among them.
class NexusSalesSql
{
public:
    explicit NexusSalesSql(Session &session)
        : m_session(session)
    { }

    /// Issued on the days of \a period, by day and number.
    /// \param state  empty: all
    Result<std::vector<StateSale>> sales(const Period &period, const QString &state = {}) const;

private:
    Session &m_session;
};

} // namespace accord::storage
