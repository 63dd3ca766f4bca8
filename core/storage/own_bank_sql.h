// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/issuing_entity.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>

#include <optional>

namespace accord::storage {

class Session;

/// The company's own bank accounts as they were recorded once.
struct OwnBankRow
{
    int number = 0; ///< counts up
    QJsonObject fields;
    QString recordedBy;
    QDateTime recordedAt;
    QString agreedBy = {}; ///< another person; empty: nobody yet, and nothing is made with them
    std::optional<billing::IssuingEntityId> company = {}; ///< whose they are; none: of all that have none of their own
};

/// Versions of the company's own bank accounts.
class OwnBankSql
{
public:
    explicit OwnBankSql(Session &session)
        : m_session(session)
    { }

    /// Adds a version; its number is given here.
    Result<> add(const OwnBankRow &row);
    /// Of \a company alone; of those for all where it is none.
    Result<std::optional<OwnBankRow>> newest(const std::optional<billing::IssuingEntityId> &company = {}) const;
    /// The newest of the same that another person agreed to.
    Result<std::optional<OwnBankRow>> usable(const std::optional<billing::IssuingEntityId> &company = {}) const;
    /// \returns Conflict "payments.own_bank_own" for who recorded it.
    Result<> agree(int number, const QString &who, const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
