// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/what_if.h"

#include "core/pricing/period_grid.h"

#include <QtCore/QDate>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSet>

namespace accord::contracts {

namespace {

tl::unexpected<Error> wrongPath(const TriedChange &change, const QString &where)
{
    return fail(ErrorKind::InvalidInput, u"contracts.change_path"_s, {{u"path"_s, change.path}, {u"part"_s, where}});
}

tl::unexpected<Error> wrongValue(const TriedChange &change)
{
    return fail(ErrorKind::InvalidInput, u"contracts.change_value"_s,
                {{u"path"_s, change.path}, {u"value"_s, change.value.left(80)}});
}

/// A value as JSON: objects, lists, true, false and null as they are, whole numbers as numbers, all else as text.
QJsonValue valueOf(const QString &text)
{
    if (text.startsWith(u'{'))
        return QJsonDocument::fromJson(text.toUtf8()).object();
    if (text.startsWith(u'['))
        return QJsonDocument::fromJson(text.toUtf8()).array();
    if (text == u"true"_s || text == u"false"_s)
        return text == u"true"_s;
    return text == u"null"_s ? QJsonValue() : QJsonValue(text);
}

/// Whether the schema wants the member \a name as a whole number.
bool isCount(const QString &name)
{
    static const QSet<QString> counts{u"price_months"_s,     u"billing_months"_s,   u"renewal_months"_s,
                                      u"every_months"_s,     u"months"_s,           u"net_days"_s,
                                      u"notice_days"_s,      u"anchor_day"_s,       u"free_events"_s,
                                      u"response_time_ms"_s, u"version"_s,          u"support_response_hours"_s,
                                      u"window_months"_s,    u"price_notice_days"_s};
    return counts.contains(name);
}

QJsonValue memberValue(const QString &name, const QString &text)
{
    bool isWhole = false;
    const int number = text.toInt(&isWhole);
    return isWhole && isCount(name) ? QJsonValue(number) : valueOf(text);
}

qsizetype indexIn(const QJsonArray &array, const QString &name)
{
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QJsonObject entry = array[i].toObject();
        for (const QString &member : {u"key"_s, u"name"_s, u"entity"_s, u"from"_s, u"location"_s})
            if (entry.value(member).toString() == name)
                return i;
    }
    bool isPlace = false;
    const int place = name.toInt(&isPlace);
    return isPlace && place >= 0 && place < array.size() ? place : -1;
}

/// \a value with what \a parts names set. The last part may be a new member of an object, no other.
Result<QJsonValue> set(const QJsonValue &value, const QStringList &parts, const TriedChange &change)
{
    if (parts.isEmpty())
        return memberValue(change.path.section(u'.', -1), change.value);
    const QString &name = parts.front();
    const QStringList rest = parts.mid(1);
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        const qsizetype index = indexIn(array, name);
        if (index < 0)
            return wrongPath(change, name);
        auto entry = set(array[index], rest, change);
        if (!entry)
            return entry;
        array[index] = *entry;
        return QJsonValue(array);
    }
    QJsonObject object = value.toObject();
    if (!object.contains(name) && !rest.isEmpty())
        return wrongPath(change, name);
    auto member = set(object.value(name), rest, change);
    if (!member)
        return member;
    object.insert(name, *member);
    return QJsonValue(object);
}

Result<QJsonObject> setAt(const QJsonObject &contract, const QString &path, const TriedChange &change)
{
    auto changed = set(contract, path.split(u'.'), change);
    return changed ? Result<QJsonObject>(changed->toObject()) : passOn(changed);
}

QDate dateIn(const QJsonObject &contract, const QString &name)
{
    return QDate::fromString(contract.value(name).toString(), Qt::ISODate);
}

Result<QJsonObject> moveStart(QJsonObject contract, const TriedChange &change)
{
    const QDate start = QDate::fromString(change.value, Qt::ISODate);
    if (!start.isValid())
        return wrongValue(change);
    const QDate before = dateIn(contract, u"start"_s);
    const QDate end = dateIn(contract, u"end"_s);
    const int months = pricing::wholeIntervals(before, end, {});
    const QDate after = start.addMonths(months).addDays(before.addMonths(months).daysTo(end));
    contract.insert(u"end"_s, after.toString(Qt::ISODate));
    contract.insert(u"start"_s, change.value);
    return contract;
}

Result<QJsonObject> setTerm(QJsonObject contract, const TriedChange &change)
{
    bool isWhole = false;
    const int months = change.value.toInt(&isWhole);
    if (!isWhole || months < 1 || months > 1200)
        return wrongValue(change);
    contract.insert(u"end"_s, dateIn(contract, u"start"_s).addMonths(months).toString(Qt::ISODate));
    return contract;
}

Result<QJsonObject> addDiscount(QJsonObject contract, const TriedChange &change)
{
    QJsonArray discounts = contract.value(u"discounts"_s).toArray();
    discounts.prepend(QJsonObject{{u"name"_s, u"Tried discount"_s},
                                  {u"basis"_s, u"percent"_s},
                                  {u"scope"_s, u"everything"_s},
                                  {u"percent"_s, change.value}});
    contract.insert(u"discounts"_s, discounts);
    return contract;
}

Result<QJsonObject> applied(const QJsonObject &contract, const TriedChange &change)
{
    const QString name = change.path.section(u'.', 0, 0);
    const QString item = u"items."_s + change.path.section(u'.', 1) + u'.';
    const bool namesItem = change.path.contains(u'.');
    if (change.path == u"start"_s)
        return moveStart(contract, change);
    if (change.path == u"term"_s)
        return setTerm(contract, change);
    if (change.path == u"discount"_s)
        return addDiscount(contract, change);
    if (name == u"quantity"_s && namesItem)
        return setAt(contract, item + u"quantity"_s, change);
    if (name == u"price"_s && namesItem)
        return setAt(contract, item + u"price"_s,
                     {change.path, u"{\"model\": \"per_unit\", \"unit_price\": \"%1\"}"_s.arg(change.value)});
    if (name == u"model"_s && namesItem)
        return setAt(contract, item + u"price.model"_s, change);
    return setAt(contract, change.path, change);
}

} // namespace

Result<TriedChange> parseChange(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals <= 0 || equals + 1 == text.size())
        return fail(ErrorKind::InvalidInput, u"contracts.change_form"_s, {{u"value"_s, text.left(80)}});
    return TriedChange{text.left(equals).trimmed(), text.mid(equals + 1).trimmed()};
}

Result<QJsonObject> withChanges(const QJsonObject &contract, const std::vector<TriedChange> &changes)
{
    QJsonObject changed = contract;
    for (const TriedChange &change : changes) {
        auto next = applied(changed, change);
        if (!next)
            return next;
        changed = *next;
    }
    return changed;
}

} // namespace accord::contracts
