// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QJsonObject>

#include <optional>
#include <vector>

namespace accord::payments {

/// What is done about a late payment, in the order of severity.
enum class DunningStepKind {
    Retry, ///< collect once more, where there is a mandate or a card
    Notify, ///< a letter or mail to the customer
    Outreach, ///< the account manager calls
    Escalate, ///< the people of the schedule are told
    Degrade, ///< the service is cut down
    Suspend ///< the service is stopped
};
/// "retry", "notify", "outreach", "escalate", "degrade", "suspend".
QString toString(DunningStepKind kind);
/// \returns InvalidInput "payments.dunning_step_unknown".
Result<DunningStepKind> dunningStepFromString(const QString &text);

/// What happens to the late payers of one segment; days are counted from the due date.
struct DunningSchedule
{
    QString segment; ///< "enterprise", "team"
    int gracePeriodDays = 0; ///< escalation begins after them
    std::vector<int> retryDays; ///< ascending
    std::vector<int> notifyDays; ///< ascending; 0: on the due date
    QStringList escalateTo; ///< roles: "billing", "admin", "account_manager"
    std::optional<int> degradeAfterDays;
    std::optional<int> suspendAfterDays;
    std::optional<int> accountManagerOutreachDays;

    friend bool operator==(const DunningSchedule &, const DunningSchedule &) = default;
};

/// One step of a schedule.
struct DunningStep
{
    DunningStepKind kind = DunningStepKind::Notify;
    int day = 0; ///< days past due on which it falls due
    int level = 1; ///< which notice, which retry; 1 for the others
    QStringList recipients; ///< roles of the own people: of an escalation, and "account_manager" of an outreach
    bool needsApproval = false; ///< service actions: nobody's service is cut without somebody's decision

    friend bool operator==(const DunningStep &, const DunningStep &) = default;
};

/// The steps of \a schedule by day, the milder first on the same day.
std::vector<DunningStep> stepsOf(const DunningSchedule &schedule);

/// \returns InvalidInput with the segment: "payments.dunning_days" unless days are 0 to 3650 and rise,
///          "payments.dunning_order" when the service would be stopped before it is cut down, or either within the
///          grace period; "payments.dunning_segment" without a segment.
Result<void> check(const DunningSchedule &schedule);

/// The schedules of a document of the form `resources/schemas/dunning.schema.json`.
/// \returns InvalidInput as check() with the "path"; "payments.dunning_segment_repeated".
Result<std::vector<DunningSchedule>> dunningSchedulesFromJson(const QJsonObject &document);
/// Reads such a document strictly. \returns also what interchange::readDocument() can fail with.
Result<std::vector<DunningSchedule>> readDunningSchedules(const QByteArray &utf8);
/// Reading it back gives equal schedules, and equal schedules give equal bytes.
QJsonObject toJson(const std::vector<DunningSchedule> &schedules);

} // namespace accord::payments
