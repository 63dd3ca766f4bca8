// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/journal.h"
#include "core/jobs/progress.h"
#include "core/storage/invariants_sql.h"
#include "core/storage/ledger_queries_sql.h"
#include "core/workspace/books.h"

namespace accord::workspace {

/// Something that is looked at before a period is closed.
struct CloseCheck
{
    QString id; ///< "over", "verified", "issued", "cash"
    QStringList found; ///< what is in the way; empty: nothing
    bool isInTheWay = false; ///< the period cannot be closed; otherwise it is a warning
};

/// What closing a period would do.
struct ClosePreview
{
    Period period; ///< from the day after the last close up to its last day
    std::vector<CloseCheck> checks;
    Money recognised; ///< deferred revenue that was served, in company currency where that is known
    Money revalued; ///< of monetary items in other currencies, in company currency; below zero: a loss
    std::vector<ledger::RevaluedAccount> revaluedAccounts; ///< by account and currency
    bool carriesResult = false; ///< income and expenses go to retained earnings: a year ends
    bool canClose() const;
};

/// A journal as a file.
struct ExportedJournal
{
    QByteArray bytes;
    int entries = 0;
    bool isRepeated = false; ///< the same bytes were exported before
};

/// The general ledger: what stands in it, whether it holds, and when a period of it is over.
class LedgerDesk
{
public:
    explicit LedgerDesk(Services &services)
        : m_services(services)
    { }

    /// Sums up to and including \a day.
    Result<ledger::TrialBalance> trialBalance(const QDate &day);
    Result<std::vector<storage::PostingRow>> postings(const storage::PostingFilter &filter, int limit);
    Result<std::vector<storage::CloseRow>> closes();
    /// What monetary items in other currencies would be restated by, were \a day the end of a month. Keeps nothing.
    Result<ledger::Revaluation> revaluation(const QDate &day);
    /// Whether the books hold: entries balance, receivables are what is open of documents and of customers, unapplied
    /// cash is what the bank booked, closed periods stayed as they were.
    Result<std::vector<storage::InvariantCheck>> verify();

    /// Looks what closing everything up to the end of \a month would do; keeps nothing.
    Result<ClosePreview> preview(const Period &month);
    /// Closes everything up to the end of \a month: deferred revenue that was served becomes revenue, monetary items in
    /// other currencies are restated at the closing rate until the next day, and with the end of a year the result
    /// goes to retained earnings. From then on nothing is posted before the day after.
    /// \returns Conflict "ledger.close_checks" with what is in the way, "ledger.closed_already"; Forbidden
    ///          "permission.role_missing" unless the actor is a controller.
    Result<storage::CloseRow> close(const Period &month);
    /// Opens the last closed period again, and takes what closing posted back.
    /// \returns NotFound "ledger.not_closed", Conflict "ledger.reopen_last"; Forbidden "permission.role_missing",
    ///          "ledger.reopen_own" for who closed it; InvalidInput "ledger.reopen_reason".
    Result<> reopen(const Period &month, const QString &reason);

    /// The entries of \a period for \a target, with the names that the company gave the accounts there (JournalNames).
    /// Kept as exported, with the digest of the file.
    /// \returns as exports::writeJournal()
    Result<ExportedJournal> exportJournal(exports::JournalFormat format, const Period &period,
                                          const exports::JournalOptions &options);

private:
    Result<storage::LedgerQueriesSql> queries();
    Result<std::vector<CloseCheck>> checks(const Period &period, const QDate &closedThrough);
    Result<> postClosing(const Period &period, const QUuid &id);
    Result<> takeBack(const QString &kind, const QUuid &close);
    Result<ledger::Revaluation> revaluationOf(const QDate &lastDay, const QUuid &close);

    Services &m_services;
};

} // namespace accord::workspace
