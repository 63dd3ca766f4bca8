// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/storage/work_reach.h"

#include <QtCore/QDate>

namespace accord::storage {

class Session;

/// Something that waits, and what is at stake in it.
struct Stake
{
    QUuid id; ///< of the invoice, credit note, entry, promise, delivery
    accounts::AccountId account; ///< null for an entry of the bank
    Money amount; ///< >= 0
};

/// What somebody said they would pay and did not.
struct BrokenPromise
{
    accounts::AccountId account;
    QString accountName;
    Money missing;
    QDate promisedFor;
};

/// Work of the own people that a step of dunning asked for.
struct DunningTask
{
    QUuid delivery;
    accounts::AccountId account;
    QString accountName;
    QString manager; ///< who is responsible for the account; empty: nobody
    QString step;
    Money amount;
    QDate askedOn;
    QStringList roles; ///< whose work it is; "account_manager"
};

/// Why a document did not arrive.
struct FailedDelivery
{
    accounts::AccountId account;
    QString accountName;
    QString number; ///< of the document; empty for a letter of dunning
    QString note;
    QDate since;
    bool isUnknown = false; ///< nobody knows whether it arrived
};

/// The work that waits for people, read so that what does not wait costs nothing: first what is at stake in each piece,
/// then the facts of those that are shown.
class HomeWorkSql
{
public:
    explicit HomeWorkSql(Session &session)
        : m_session(session)
    { }

    /// Issued invoices that were due before \a today, by what is open of them.
    Result<std::vector<Stake>> overdue(const WorkReach &reach, const QDate &today) const;
    /// Invoices that are approved and not issued.
    Result<std::vector<Stake>> invoicesToIssue() const;
    Result<std::vector<Stake>> creditNotesToIssue() const;
    /// Entries of the bank that nobody decided about for good.
    Result<std::vector<Stake>> bankEntries() const;
    /// What lacks of promises whose day is over, as long as something is overdue and nothing new was promised.
    Result<std::vector<Stake>> brokenPromises(const WorkReach &reach, const QDate &today) const;
    Result<std::vector<Stake>> failedDeliveries() const;

    Result<std::optional<BrokenPromise>> brokenPromise(const Stake &stake) const;
    Result<std::optional<FailedDelivery>> failedDelivery(const QUuid &id) const;
    /// Newest first.
    Result<std::vector<DunningTask>> dunningTasks() const;

private:
    Session &m_session;
};

} // namespace accord::storage
