// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/journal.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// An account of the journal, and where it goes.
struct JournalAccount
{
    QString account; ///< of the chart: "cash", "tax_payable/DE", "revenue/4010" for what has that code
    QHash<QString, QString> named; ///< by format: what the company calls it there; none: nothing was said
    QHash<QString, QString> used; ///< by format: what a file says
};

/// What the company calls the accounts of the journal, and the general-ledger codes of its price items, in each of the
/// bookkeeping programs that get it. Said once, it holds for every export. Kept in the setting "journal_accounts".
class JournalNames
{
public:
    explicit JournalNames(Services &services)
        : m_services(services)
    { }

    /// Every account of the chart, every jurisdiction and code that was posted, is drafted or has a name, in the order
    /// of the chart.
    Result<std::vector<JournalAccount>> accounts();
    /// \a options with the names of \a format and what journalPrograms() says; what they say themselves goes before.
    Result<exports::JournalOptions> with(exports::JournalFormat format, exports::JournalOptions options);

    /// \returns Forbidden unless the actor is a controller.
    Result<> mayName();
    /// Says what \a account is called in files of \a format; an empty \a name takes it back.
    /// \returns InvalidInput "exports.account_unknown" with the known ones, "exports.account_number" for a name that
    ///          is no account of DATEV.
    Result<> name(const QString &account, exports::JournalFormat format, const QString &name);
    /// Several of them at once: all or none.
    Result<> name(const QString &account, const std::vector<std::pair<exports::JournalFormat, QString>> &names);

private:
    Result<QJsonObject> stored();

    Services &m_services;
};

} // namespace accord::workspace
