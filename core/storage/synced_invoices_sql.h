// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/sync/row.h"

#include <QtCore/QDate>

#include <optional>

namespace accord::storage {

class Session;

/// Whether \a row is the header of an invoice that a copy does not keep any more on \a today.
bool isTooOld(const sync::Row &row, const QDate &today);

/// Headers of issued invoices as machines exchange them: who owes how much by when, and what was settled of it, in
/// minor units as decimal digits. Neither lines nor tax, notes or bank data go along; the whole document stays with the
/// team.
class SyncedInvoicesSql
{
public:
    explicit SyncedInvoicesSql(Session &session)
        : m_session(session)
    { }

    /// The header of an issued invoice, in the scope of invoices of its account's region; version 0 of the row.
    Result<std::optional<sync::Row>> find(const QUuid &id);
    /// In a copy: keeps the header.
    Result<> put(const sync::Row &row);
    /// In a copy: the header is not there any more, or not for its person.
    Result<> remove(const QUuid &id);
    /// In a copy: drops the headers that became too old by \a today. \returns how many.
    Result<qint64> dropOld(const QDate &today);
    /// The number of the invoice that \a reference names by its number or id, where only its header is here.
    Result<std::optional<QString>> numberOf(const QString &reference);

private:
    Session &m_session;
};

} // namespace accord::storage
