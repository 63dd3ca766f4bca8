// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/usage/code.h"

#include <QtCore/QDateTime>

#include <optional>
#include <vector>

namespace accord::storage {

class Session;

/// A code of usage files and what somebody said that it stands for.
struct UsageCodeRow
{
    usage::Code code;
    QUuid target; ///< an account, a location or a meter, as the kind of the code says
    QString targetCode; ///< number of the account, code of the location or meter
    QString targetName;
    QString mappedBy;
    QDateTime mappedAt;
};

/// Codes of usage files that stand for an account, a location or a meter of another name.
class UsageCodesSql
{
public:
    explicit UsageCodesSql(Session &session)
        : m_session(session)
    { }

    /// By kind and code.
    Result<std::vector<UsageCodeRow>> all() const;
    Result<std::optional<UsageCodeRow>> find(const usage::Code &code) const;
    /// What has \a code for its own: a number of an account, a code of a location or of a meter.
    Result<std::optional<QUuid>> known(const usage::Code &code) const;
    /// \returns Conflict "storage.unique" when the code is mapped already.
    Result<> add(const UsageCodeRow &row);
    Result<> remove(const usage::Code &code);

private:
    Session &m_session;
};

} // namespace accord::storage
