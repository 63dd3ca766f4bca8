// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/opening_receivable.h"

namespace accord::storage {

class Session;

/// Invoices that another system issued and that are collected here.
class OpeningReceivablesSql
{
public:
    explicit OpeningReceivablesSql(Session &session)
        : m_session(session)
    { }

    /// Stores \a invoice as issued under its number, for ever; in the caller's transaction.
    /// \returns Forbidden "billing.opening_role" unless \a by is a controller, Conflict "storage.unique" for a number
    ///          that its company has given already.
    Result<> add(const billing::Invoice &invoice, const billing::TakenOver &origin, const QString &by,
                 const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
