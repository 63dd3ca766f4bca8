// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/usage_sparks.h"

#include "core/workspace/usage_lines.h"

#include <QtCore/QCoreApplication>

#include <limits>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(UsageSparks)
};

Spark sparkOf(const workspace::UsageLine &line)
{
    Spark spark;
    for (const auto &week : line.weeks) // for drawing only
        spark.points.push_back(week ? week->toString().toDouble() : std::numeric_limits<double>::quiet_NaN());
    const QString last = line.weeks.back() ? decimalText(*line.weeks.back()) : noValue();
    spark.spoken = Tr::tr("%1 over twelve weeks, %2 in the last one").arg(line.meterName, last);
    return spark;
}

} // namespace

Result<QHash<QUuid, Spark>> usageSparks(workspace::Services &services, const std::vector<accounts::AccountId> &accounts)
{
    QHash<QUuid, Spark> sparks;
    for (const accounts::AccountId &account : accounts) {
        const auto line = workspace::usageLineOf(services, account);
        if (!line)
            return passOn(line);
        if (*line)
            sparks.insert(account.uuid(), sparkOf(**line));
    }
    return sparks;
}

} // namespace accord::ui
