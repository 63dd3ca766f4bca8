// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/number_series_desk.h"

#include "core/billing/credited_invoice.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::NumberSeries;
using storage::NumberSeriesSql;
using storage::ReservedNumbers;
using storage::SeriesKey;

namespace {

const QStringList seriesNames{u"invoice"_s, u"credit_note"_s};

qint64 nextFree(const NumberSeries &series)
{
    qint64 next = series.next;
    for (const ReservedNumbers &numbers : series.reserved) {
        if (numbers.first <= next && next <= numbers.last)
            next = numbers.last + 1;
    }
    return next;
}

QString formatOf(const billing::IssuingEntity &entity, const QString &series)
{
    return series == u"credit_note"_s ? billing::creditNumberFormat(entity.numberFormat) : entity.numberFormat;
}

QJsonObject bodyOf(const QString &code, const SeriesKey &key, qint64 first, qint64 last, const QString &reason)
{
    return {{u"entity"_s, code}, {u"series"_s, key.series}, {u"year"_s, key.year},
            {u"first"_s, first}, {u"last"_s, last},         {u"reason"_s, reason}};
}

} // namespace

Result<std::vector<SeriesSheet>> NumberSeriesDesk::sheets()
{
    auto all = NumberSeriesSql(m_services.session()).all();
    if (!all)
        return passOn(all);
    const auto entities = m_services.seller().entities();
    if (!entities)
        return passOn(entities);
    const int year = m_services.clock().today().year();
    std::vector<SeriesSheet> sheets;
    for (const billing::IssuingEntity &entity : *entities) {
        for (const QString &name : seriesNames) {
            const SeriesKey present{entity.id, name, year};
            if (std::ranges::find(*all, present, &NumberSeries::key) == all->end())
                all->push_back({present, entity.code, 1, 1, false, {}, {}});
        }
    }
    // By entity; invoices before credit notes, the newest year first.
    std::ranges::sort(*all, [](const NumberSeries &a, const NumberSeries &b) {
        return std::tuple(a.entityCode, b.key.series, b.key.year) < std::tuple(b.entityCode, a.key.series, a.key.year);
    });
    for (NumberSeries &series : *all) {
        const auto entity = std::ranges::find(*entities, series.key.entity, &billing::IssuingEntity::id);
        if (entity == entities->end())
            continue;
        const QString format = formatOf(*entity, series.key.series);
        const auto next = billing::formatNumber(format, series.key.year, nextFree(series));
        if (!next)
            return passOn(next);
        sheets.push_back({std::move(series), format, *next});
    }
    return sheets;
}

Result<SeriesKey> NumberSeriesDesk::keyOf(const QString &code, const QString &series, int year, const QString &reason)
{
    if (auto may = permit(m_services, Act::ChangeNumberSeries); !may)
        return passOn(may);
    if (!seriesNames.contains(series) || year < 2000 || year > 2999)
        return fail(ErrorKind::InvalidInput, u"billing.series_unknown"_s, {{u"series"_s, series}, {u"year"_s, year}});
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"billing.number_reason"_s);
    const auto entity = m_services.seller().entityOf(code);
    return entity ? Result<SeriesKey>(SeriesKey{entity->id, series, year}) : passOn(entity);
}

Result<> NumberSeriesDesk::begin(const QString &code, const QString &series, int year, qint64 first,
                                 const QString &reason)
{
    if (first < 1 || first > highestNumber)
        return fail(ErrorKind::InvalidInput, u"billing.number_range"_s, {{u"first"_s, first}, {u"last"_s, first}});
    storage::Transaction transaction(m_services.session());
    const auto key = keyOf(code, series, year, reason);
    if (!key)
        return passOn(key);
    const auto set = NumberSeriesSql(m_services.session())
                         .setStart(*key, first, reason.trimmed(), m_services.actor(), m_services.clock().now());
    if (!set)
        return set;
    const auto audited = m_services.audit(u"number_series.begin"_s, u"issuing_entity"_s, key->entity.toString(),
                                          bodyOf(code, *key, first, first, reason));
    return audited ? transaction.commit() : passOn(audited);
}

Result<> NumberSeriesDesk::reserve(const QString &code, const QString &series, int year, const ReservedNumbers &numbers)
{
    if (numbers.first < 1 || numbers.last < numbers.first || numbers.last > highestNumber
        || numbers.last - numbers.first >= mostReserved)
        return fail(ErrorKind::InvalidInput, u"billing.number_range"_s,
                    {{u"first"_s, numbers.first}, {u"last"_s, numbers.last}});
    storage::Transaction transaction(m_services.session());
    const auto key = keyOf(code, series, year, numbers.reason);
    if (!key)
        return passOn(key);
    const auto reserved
        = NumberSeriesSql(m_services.session()).reserve(*key, numbers, m_services.actor(), m_services.clock().now());
    if (!reserved)
        return reserved;
    const auto audited = m_services.audit(u"number_series.reserve"_s, u"issuing_entity"_s, key->entity.toString(),
                                          bodyOf(code, *key, numbers.first, numbers.last, numbers.reason));
    return audited ? transaction.commit() : passOn(audited);
}

} // namespace accord::workspace
