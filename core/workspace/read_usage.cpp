// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/read_usage.h"

#include "core/usage/aggregation.h"

namespace accord::workspace {

namespace {

const QString notReadId = u"usage.not_read"_s;

tl::unexpected<Error> notRead()
{
    return fail(ErrorKind::Unavailable, notReadId);
}

} // namespace

bool isNotRead(const Error &error)
{
    return error.id == notReadId;
}

const catalog::Meter *ReadUsage::meter(const QString &code) const
{
    const auto found = m_meters.constFind(code);
    return found == m_meters.constEnd() ? nullptr : &*found;
}

QStringList ReadUsage::dimensionsOf(const QString &meter) const
{
    QStringList values;
    for (auto known = m_meters.keyBegin(); known != m_meters.keyEnd(); ++known)
        if (known->startsWith(meter + u'/'))
            values << known->mid(meter.size() + 1);
    values.sort();
    return values;
}

Result<> ReadUsage::eachRecord(const catalog::Meter &meter, const std::optional<accounts::LocationId> &location,
                               const Period &period, const std::function<Result<>(const Recorded &)> &take) const
{
    if (period.start < m_covered.start || period.end > m_covered.end)
        return notRead();
    const auto ofMeter = m_usage.constFind(meter.id);
    if (ofMeter == m_usage.constEnd())
        return {};
    const auto only = location ? ofMeter->constFind(*location) : ofMeter->constBegin();
    for (auto place = only; place != ofMeter->constEnd(); ++place) {
        for (const Recorded &one : *place) {
            if (!period.contains(one.day))
                continue;
            if (const auto taken = take(one); !taken)
                return taken;
        }
        if (location)
            break;
    }
    return {};
}

Result<std::map<QDate, Decimal>> ReadUsage::days(const billing::UsageQuestion &question) const
{
    const catalog::Meter *const known = meter(question.meter);
    if (!known)
        return std::map<QDate, Decimal>();
    usage::Readings readings(known->aggregation);
    const auto taken = eachRecord(*known, question.location, question.period,
                                  [&](const Recorded &one) { return readings.add(one.series, one.day, one.reading); });
    return taken ? readings.days() : passOn(taken);
}

Result<std::vector<Decimal>> ReadUsage::events(const billing::UsageQuestion &question) const
{
    return meter(question.meter) ? Result<std::vector<Decimal>>(notRead()) : std::vector<Decimal>();
}

Result<billing::UsageFigure> ReadUsage::quantity(const QString &code,
                                                 const std::optional<accounts::LocationId> &location,
                                                 const Period &period) const
{
    const catalog::Meter *const known = meter(code);
    if (!known || period.isEmpty())
        return billing::UsageFigure{};
    usage::Readings readings(known->aggregation);
    int records = 0;
    qint64 lastImport = 0;
    const auto taken = eachRecord(*known, location, period, [&](const Recorded &one) {
        ++records;
        lastImport = std::max(lastImport, one.import);
        return readings.add(one.series, one.day, one.reading);
    });
    if (!taken)
        return passOn(taken);
    if (records == 0)
        return billing::UsageFigure{};
    const auto quantity = readings.over(period);
    if (!quantity)
        return passOn(quantity);
    return billing::UsageFigure{*quantity, true, u"%1 daily records up to import %2"_s.arg(records).arg(lastImport)};
}

} // namespace accord::workspace
