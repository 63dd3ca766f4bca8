// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/document_path.h"

#include <QtCore/QJsonArray>
#include <QtCore/QStringList>

namespace accord::ui {

namespace {

/// The steps of a path: names, and places of arrays as "[2]".
QStringList stepsOf(const QString &path)
{
    QStringList steps;
    for (const QString &part : path.split(u'.', Qt::SkipEmptyParts)) {
        const QStringList pieces = part.split(u'[');
        steps << pieces.front();
        for (qsizetype i = 1; i < pieces.size(); ++i)
            steps << u'[' + pieces[i];
    }
    return steps;
}

qsizetype placeOf(const QString &step)
{
    return step.mid(1).chopped(1).toLongLong();
}

QJsonValue changed(const QJsonValue &old, const QStringList &steps, qsizetype at, const QJsonValue &value)
{
    if (at == steps.size())
        return value;
    const QString &step = steps[at];
    if (step.startsWith(u'[')) {
        QJsonArray array = old.toArray();
        const qsizetype place = placeOf(step);
        const QJsonValue inside = changed(array.at(place), steps, at + 1, value);
        if (inside.isUndefined() && place < array.size())
            array.removeAt(place);
        else if (place < array.size())
            array[place] = inside;
        else if (!inside.isUndefined())
            array.append(inside);
        return array;
    }
    QJsonObject object = old.toObject();
    const QJsonValue inside = changed(object.value(step), steps, at + 1, value);
    if (inside.isUndefined())
        object.remove(step);
    else
        object.insert(step, inside);
    return object;
}

} // namespace

QJsonValue valueAt(const QJsonObject &document, const QString &path)
{
    QJsonValue value = document;
    for (const QString &step : stepsOf(path))
        value = step.startsWith(u'[') ? value.toArray().at(placeOf(step)) : value.toObject().value(step);
    return value;
}

QJsonObject withValue(const QJsonObject &document, const QString &path, const QJsonValue &value)
{
    return changed(document, stepsOf(path), 0, value).toObject();
}

bool isWithin(const QString &path, const QString &base)
{
    return path == base || path.startsWith(base + u'.') || path.startsWith(base + u'[');
}

} // namespace accord::ui
