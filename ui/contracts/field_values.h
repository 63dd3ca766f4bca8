// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/contracts/field_spec.h"

#include <QtCore/QJsonValue>

namespace accord::ui {

/// A value of the document as a person reads and types it, and back.
QString shownText(FieldKind kind, const QJsonValue &value, const std::vector<Choice> &choices = {});
QJsonValue typedValue(FieldKind kind, const QString &text, const std::vector<Choice> &choices = {});

} // namespace accord::ui
