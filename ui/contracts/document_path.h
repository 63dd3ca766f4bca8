// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>

namespace accord::ui {

/// What stands at \a path of \a document: "items[2].price.unit_price". Undefined where there is nothing.
QJsonValue valueAt(const QJsonObject &document, const QString &path);

/// \a document with \a value at \a path; objects and array elements on the way are made. An undefined value removes
/// what is there.
QJsonObject withValue(const QJsonObject &document, const QString &path, const QJsonValue &value);

/// Whether \a path is \a base or lies within it: "items[2].price" within "items[2]".
bool isWithin(const QString &path, const QString &base);

} // namespace accord::ui
