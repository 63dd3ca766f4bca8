// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/money/exact.h"
#include "core/payments/dunning_schedule.h"
#include "core/pricing/derivation.h"

namespace accord::payments {

/// A document that may be late; amounts of one account are of one currency.
struct DunnedDocument
{
    QString number;
    QDate due;
    Money open;
    bool isDisputed = false; ///< is not dunned until the dispute is settled
};

/// A customer's word to pay by a day.
struct PaymentPromise
{
    QDate promisedFor;
    bool isKept = false;

    bool isBroken(const QDate &asOf) const { return !isKept && promisedFor < asOf; }
    bool isWaitedFor(const QDate &asOf) const { return !isKept && asOf <= promisedFor; }
};

/// A step that was taken, and for which due date: a document that is late anew starts from the beginning.
struct DunningStepDone
{
    DunningStepKind kind = DunningStepKind::Notify;
    int level = 1;
    QDate due; ///< of the oldest document then
};

struct DunnedAccount
{
    accounts::AccountId account;
    QString segment;
    std::vector<DunnedDocument> documents;
    Money unapplied; ///< >= 0, pays the oldest documents: what was received is never dunned
    std::vector<PaymentPromise> promises;
    std::vector<DunningStepDone> done;
    QDate pausedUntil = {}; ///< the last day of a pause that a person set; null: none
};

/// Why nothing is done at present.
enum class DunningPause { None, Promise, ByHand, Disputed };
/// "none", "promise", "by_hand", "disputed".
QString toString(DunningPause pause);

/// An account of the worklist.
struct DunningState
{
    accounts::AccountId account;
    Money amount; ///< due, undisputed, not covered by unapplied cash
    QDate oldestDue; ///< null where nothing is due
    qint64 daysLate = 0;
    int brokenPromises = 0;
    Exact urgency; ///< amount × days late × (1 + broken promises)
    DunningPause pause = DunningPause::None;
    QDate pausedUntil; ///< the last day of it; null: none
    std::vector<DunningStep> dueSteps; ///< to be taken now; of each kind only the last: no two notices at once
    std::optional<DunningStep> nextStep; ///< the first that is still to come
    QDate nextOn;

    /// Whether something fell due, today or before.
    bool isDue() const { return !oldestDue.isNull(); }
};

/// How \a account stands on \a asOf under \a schedule.
/// \returns InvalidInput "payments.dunning_schedule_missing" when the schedule is of another segment; as check();
///          "money.currency_mix", "number.overflow".
Result<DunningState> dunningStateOf(const DunnedAccount &account, const DunningSchedule &schedule, const QDate &asOf,
                                    pricing::Recorder *recorder = nullptr);

/// Accounts of which something is due, the most urgent first, paused ones after all others; equal ones by the older due
/// date, then by id. Amounts have to be of one currency, that of the company.
/// \returns as dunningStateOf(); an account of a segment without a schedule is "payments.dunning_schedule_missing".
Result<std::vector<DunningState>> dunningWorklist(const std::vector<DunnedAccount> &accounts,
                                                  const std::vector<DunningSchedule> &schedules, const QDate &asOf);

} // namespace accord::payments
