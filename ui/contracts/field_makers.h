// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/contracts/field_spec.h"

/// Short forms of the fields of the contract editor; \a path is within the form's place in the document.
namespace accord::ui::fields {

FieldSpec heading(const QString &title);
FieldSpec text(const QString &path, const QString &label, const QString &hint = {});
FieldSpec figure(const QString &path, const QString &label, const QString &hint = {});
/// Without a hint, an ISO day stands for how days are written.
FieldSpec day(const QString &path, const QString &label, FieldKind kind = FieldKind::Date, const QString &hint = {});
FieldSpec number(const QString &path, const QString &label, int least, int most, int usual);
FieldSpec box(const QString &path, const QString &label, const QString &words, bool usual = false);
FieldSpec choice(const QString &path, const QString &label, std::vector<Choice> choices, const QString &usual);
FieldSpec cells(const QString &path, const QString &label, std::vector<CellColumn> columns);
/// A box that puts \a initial there, and takes it away.
FieldSpec present(const QString &path, const QString &label, const QString &words, const QJsonObject &initial);

/// \a field while \a path says one of \a values; \a otherwise is what it says where it is empty.
FieldSpec when(FieldSpec field, const QString &path, const QStringList &values, const QString &otherwise = {});
/// \a field while there is an object at \a path.
FieldSpec whenPresent(FieldSpec field, const QString &path);

} // namespace accord::ui::fields
