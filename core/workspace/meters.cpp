// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/meters.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace accord::workspace {

namespace {

Result<> check(const catalog::Meter &meter)
{
    static const QRegularExpression code(u"^(?=.{1,64}$)[a-z][a-z0-9_]*(/[a-z0-9_]+)*$"_s);
    if (!code.match(meter.code).hasMatch())
        return fail(ErrorKind::InvalidInput, u"catalog.meter_code"_s, {{u"value"_s, meter.code}});
    if (meter.name.trimmed().isEmpty() || meter.unit.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"catalog.meter_name"_s, {{u"meter"_s, meter.code}});
    return {};
}

QJsonObject recordOf(const catalog::Meter &meter)
{
    return {{u"code"_s, meter.code},
            {u"name"_s, meter.name},
            {u"unit"_s, meter.unit},
            {u"aggregation"_s, toString(meter.aggregation)}};
}

} // namespace

Result<std::vector<storage::MeterUse>> metersInUse(Services &services)
{
    constexpr int months = 13;
    return storage::meterUse(services.session(), services.clock().today().addMonths(-months));
}

Result<catalog::Meter> saveMeter(Services &services, catalog::Meter meter)
{
    if (auto may = permit(services, Act::SaveMeter); !may)
        return passOn(may);
    if (const auto fine = check(meter); !fine)
        return passOn(fine);
    storage::Transaction transaction(services.session());
    const auto meters = services.seller().meters();
    if (!meters)
        return passOn(meters);
    const auto known = std::ranges::find(*meters, meter.code, &catalog::Meter::code);
    meter.id = known == meters->end() ? services.ids().next<catalog::MeterId>() : known->id;
    if (known != meters->end() && known->aggregation != meter.aggregation) {
        const auto used = services.seller().isUsed(meter.id);
        if (!used)
            return passOn(used);
        if (*used)
            return fail(ErrorKind::Conflict, u"catalog.meter_in_use"_s,
                        {{u"meter"_s, meter.code}, {u"aggregation"_s, toString(known->aggregation)}});
    }
    if (const auto saved = services.seller().save(meter); !saved)
        return passOn(saved);
    QJsonObject record = recordOf(meter);
    if (known != meters->end())
        record.insert(u"before"_s, recordOf(*known));
    const auto audited = services.audit(u"meter.save"_s, u"meter"_s, meter.id.toString(), record);
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return meter; });
}

} // namespace accord::workspace
