// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/contract_record.h"

#include "core/contracts/contract_json.h"

#include <QtCore/QJsonArray>
#include <QtCore/QSet>

namespace accord::workspace {

namespace {

/// Names and free text, which the trail does not keep.
const QSet<QString> unsaid{u"signatures"_s, u"custom_terms"_s, u"change_reason"_s};
/// What the version is known by anyway.
const QSet<QString> known{u"format"_s, u"number"_s, u"version"_s};

QJsonObject byKey(const QJsonValue &items)
{
    QJsonObject keyed;
    for (const QJsonValue &item : items.toArray())
        keyed.insert(item.toObject().value(u"key"_s).toString(), item);
    return keyed;
}

/// The members of two objects that differ: before and after, null where there was none.
QJsonObject differences(const QJsonObject &before, const QJsonObject &after)
{
    QJsonObject changed;
    QStringList names = before.keys() + after.keys();
    names.removeDuplicates();
    for (const QString &name : names) {
        const QJsonValue old = before.value(name), next = after.value(name);
        if (known.contains(name) || old == next)
            continue;
        if (unsaid.contains(name))
            changed.insert(name, u"changed"_s);
        else if (name == u"items"_s)
            changed.insert(name, differences(byKey(old), byKey(next)));
        else
            changed.insert(name, QJsonObject{{u"before"_s, old.isUndefined() ? QJsonValue() : old},
                                             {u"after"_s, next.isUndefined() ? QJsonValue() : next}});
    }
    return changed;
}

} // namespace

QJsonObject recordOf(const std::optional<contracts::Contract> &earlier, const contracts::Contract &contract)
{
    QJsonObject record{{u"number"_s, contract.number}, {u"version"_s, contract.version}};
    const QJsonObject before = earlier ? contracts::toJson(*earlier) : QJsonObject();
    record.insert(u"changed"_s, differences(before, contracts::toJson(contract)));
    return record;
}

} // namespace accord::workspace
