// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/usage_lookup.h"

namespace accord::billing {

namespace {
tl::unexpected<Error> missing(const UsageQuestion &question)
{
    return fail(ErrorKind::InvalidInput, u"billing.usage_detail_missing"_s,
                {{u"meter"_s, question.meter}, {u"period"_s, question.period.toString()}});
}
} // namespace

QStringList UsageLookup::dimensionsOf(const QString &) const
{
    return {};
}

QString meterOf(const QString &meter, const QString &dimension)
{
    return dimension.isEmpty() ? meter : meter + u'/' + dimension;
}

Result<std::map<QDate, Decimal>> UsageLookup::days(const UsageQuestion &question) const
{
    return missing(question);
}

Result<std::vector<Decimal>> UsageLookup::events(const UsageQuestion &question) const
{
    return missing(question);
}

} // namespace accord::billing
