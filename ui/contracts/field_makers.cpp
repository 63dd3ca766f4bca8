// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/field_makers.h"

#include "core/base/error.h"

namespace accord::ui::fields {

FieldSpec heading(const QString &title)
{
    return {.path = {}, .label = title, .kind = FieldKind::Heading};
}

FieldSpec text(const QString &path, const QString &label, const QString &hint)
{
    return {.path = path, .label = label, .kind = FieldKind::Text, .hint = hint};
}

FieldSpec figure(const QString &path, const QString &label, const QString &hint)
{
    return {.path = path, .label = label, .kind = FieldKind::Decimal, .hint = hint};
}

FieldSpec day(const QString &path, const QString &label, FieldKind kind, const QString &hint)
{
    return {.path = path, .label = label, .kind = kind, .hint = hint.isEmpty() ? u"2026-01-31"_s : hint};
}

FieldSpec number(const QString &path, const QString &label, int least, int most, int usual)
{
    return {.path = path, .label = label, .kind = FieldKind::Integer, .least = least, .most = most, .usual = usual};
}

FieldSpec box(const QString &path, const QString &label, const QString &words, bool usual)
{
    return {.path = path,
            .label = label,
            .kind = FieldKind::Check,
            .hint = words,
            .otherwise = usual ? u"true"_s : u"false"_s};
}

FieldSpec choice(const QString &path, const QString &label, std::vector<Choice> choices, const QString &usual)
{
    return {.path = path, .label = label, .kind = FieldKind::Choice, .choices = std::move(choices), .otherwise = usual};
}

FieldSpec cells(const QString &path, const QString &label, std::vector<CellColumn> columns)
{
    return {.path = path, .label = label, .kind = FieldKind::Cells, .columns = std::move(columns)};
}

FieldSpec when(FieldSpec field, const QString &path, const QStringList &values, const QString &otherwise)
{
    field.when = path;
    field.is = values;
    if (!otherwise.isEmpty())
        field.otherwise = otherwise;
    return field;
}

FieldSpec present(const QString &path, const QString &label, const QString &words, const QJsonObject &initial)
{
    return {.path = path, .label = label, .kind = FieldKind::Present, .hint = words, .initial = initial};
}

FieldSpec whenPresent(FieldSpec field, const QString &path)
{
    return when(std::move(field), path, {u"present"_s});
}

} // namespace accord::ui::fields
