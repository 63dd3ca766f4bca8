// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/home_marks_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

Result<> HomeMarksSql::save(const QString &who, const HomeMark &mark, const QDateTime &now)
{
    const auto changed = m_session.run("INSERT INTO home_mark (who, item, fact, until, marked_at) VALUES (?,?,?,?,?) "
                                       "ON CONFLICT (who, item) DO UPDATE SET fact = excluded.fact, "
                                       "until = excluded.until, marked_at = excluded.marked_at",
                                       notNull(who), mark.item, notNull(mark.fact), mark.until, now);
    return changed ? Result<>() : passOn(changed);
}

Result<> HomeMarksSql::remove(const QString &who, const QString &item)
{
    const auto changed = m_session.run("DELETE FROM home_mark WHERE who = ? AND item = ?", notNull(who), item);
    return changed ? Result<>() : passOn(changed);
}

Result<QHash<QString, HomeMark>> HomeMarksSql::of(const QString &who) const
{
    auto select = m_session.statement("SELECT item, fact, until FROM home_mark WHERE who = ?");
    const auto rows = select.bind(notNull(who)).all([](Statement &row) {
        const auto item = row.read<QString>();
        const auto fact = row.read<QString>();
        return HomeMark{item, fact, row.read<QDate>()};
    });
    if (!rows)
        return passOn(rows);
    QHash<QString, HomeMark> marks;
    for (const HomeMark &mark : *rows)
        marks.insert(mark.item, mark);
    return marks;
}

Result<> HomeMarksSql::save(const QString &who, const HomeVisit &visit)
{
    const auto changed
        = m_session.run("INSERT INTO home_visit (who, before_at, before_items, latest_at, latest_items) "
                        "VALUES (?,?,?,?,?) ON CONFLICT (who) DO UPDATE SET before_at = excluded.before_at, "
                        "before_items = excluded.before_items, latest_at = excluded.latest_at, "
                        "latest_items = excluded.latest_items",
                        notNull(who), visit.beforeAt, visit.before, visit.latestAt, visit.latest);
    return changed ? Result<>() : passOn(changed);
}

Result<HomeVisit> HomeMarksSql::visitOf(const QString &who) const
{
    auto select
        = m_session.statement("SELECT before_at, before_items, latest_at, latest_items FROM home_visit WHERE who = ?");
    const auto visit = select.bind(notNull(who)).first([](Statement &row) {
        HomeVisit visit;
        visit.beforeAt = row.read<QDateTime>();
        visit.before = row.read<QJsonObject>();
        visit.latestAt = row.read<QDateTime>();
        visit.latest = row.read<QJsonObject>();
        return visit;
    });
    if (!visit)
        return passOn(visit);
    return visit->value_or(HomeVisit());
}

} // namespace accord::storage
