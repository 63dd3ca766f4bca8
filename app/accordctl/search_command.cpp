// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/storage/search_sql.h"

namespace accord::ctl {

namespace {

QJsonObject toJson(const storage::SearchHit &hit)
{
    return {{u"kind"_s, storage::toString(hit.kind)},
            {u"number"_s, hit.number},
            {u"title"_s, hit.title},
            {u"detail"_s, hit.detail},
            {u"account"_s, hit.accountName},
            {u"id"_s, hit.record.toString(QUuid::WithoutBraces)}};
}

Result<std::vector<storage::SearchKind>> kindsOf(const QString &names)
{
    std::vector<storage::SearchKind> kinds;
    for (const QString &name : names.split(u',', Qt::SkipEmptyParts)) {
        const auto kind = storage::searchKindFromString(name.trimmed());
        if (!kind)
            return passOn(kind);
        kinds.push_back(*kind);
    }
    return kinds;
}

Result<int> search(Context &context)
{
    const auto kinds = kindsOf(context.arguments().value(u"kind"_s));
    const auto most = context.limit(20);
    const auto services = context.services();
    if (!kinds)
        return passOn(kinds);
    if (!most)
        return passOn(most);
    if (!services)
        return passOn(services);
    QStringList words;
    for (int i = 0; i < context.arguments().positionalCount(); ++i)
        words << context.arguments().positional(i);
    const auto hits = storage::SearchSql((*services)->session()).find({words.join(u' '), *kinds, false, *most});
    if (!hits)
        return passOn(hits);
    QJsonArray rows;
    for (const auto &hit : *hits)
        rows.append(toJson(hit));
    context.output().records(rows, {u"kind"_s, u"number"_s, u"title"_s, u"detail"_s, u"account"_s});
    return Exit::Done;
}

} // namespace

std::vector<Command> searchCommands()
{
    return {{u"search"_s,
             u"records"_s,
             u"search TEXT [--kind account,location,contract,invoice,person] [--limit N]"_s,
             u"Finds records by the starts of words, best first; at most N of each kind (20)."_s,
             1,
             {u"kind"_s, u"limit"_s},
             search}};
}

} // namespace accord::ctl
