// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace accord::storage {

class Session;

/// Schedules of dunning as they were saved.
struct DunningPolicyRow
{
    int version = 0; ///< 0: none was saved
    QJsonObject body; ///< of the form `resources/schemas/dunning.schema.json`
};

/// A step that was taken, or is asked for.
struct DunningStepRow
{
    QUuid id;
    accounts::AccountId account;
    QString accountName;
    QDate due; ///< of the oldest document then
    QString kind;
    int level = 1;
    Money amount; ///< that was due
    QStringList documents; ///< numbers of the invoices
    QStringList recipients; ///< roles of an escalation, the address of a letter
    QString state; ///< "done", "in_approval", "rejected"
    int policyVersion = 0;
    QByteArray digest;
    QString takenBy;
    QDate takenOn;
};

/// A customer's word, and what came in for it.
struct PromiseRow
{
    QUuid id;
    accounts::AccountId account;
    Money amount;
    QDate promisedFor;
    QString note;
    QDate madeOn;
    QString recordedBy;
    Money paid; ///< between the two days
};

struct DunningPauseRow
{
    QUuid id;
    accounts::AccountId account;
    QDate until;
    QString reason;
    QString setBy;
    QDate setOn;
};

/// What is done about late payments, and by which schedule.
class DunningSql
{
public:
    explicit DunningSql(Session &session)
        : m_session(session)
    { }

    Result<DunningPolicyRow> policy() const;
    Result<> add(const DunningPolicyRow &policy, const QString &who, const QDateTime &now);

    /// Steps of all accounts, newest first.
    Result<std::vector<DunningStepRow>> steps(int limit) const;
    /// Those of one account.
    Result<std::vector<DunningStepRow>> stepsOf(const accounts::AccountId &account) const;
    /// \returns NotFound "approvals.not_found".
    Result<DunningStepRow> step(const QUuid &id) const;
    /// \returns Conflict "storage.unique" for a step that was taken, "dunning.service_not_approved".
    Result<> add(const DunningStepRow &step);
    Result<> setState(const QUuid &step, const QString &state);
    /// Letters go where invoices go; what the own people do about it waits for them in the same list, addressed to no
    /// customer.
    Result<> queueForSending(const QUuid &id, const DunningStepRow &step, const QDateTime &now);

    /// Of \a account or of all; oldest first.
    Result<std::vector<PromiseRow>> promises(const std::optional<accounts::AccountId> &account = {}) const;
    Result<> add(const PromiseRow &promise);
    Result<std::vector<DunningPauseRow>> pauses() const; ///< those that nobody ended
    /// \returns Conflict "storage.unique" for an account that is paused.
    Result<> add(const DunningPauseRow &pause);
    Result<> end(const QUuid &pause, const QString &who, const QDate &day);

private:
    Result<std::vector<DunningStepRow>> steps(const QUuid &id, const std::optional<accounts::AccountId> &account,
                                              int limit) const;

    Session &m_session;
};

} // namespace accord::storage
