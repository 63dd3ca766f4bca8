// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/money/money.h"

#include <QtCore/QDate>
#include <QtCore/QJsonObject>

#include <optional>

namespace accord::interchange {

/// Reads typed fields from a JSON object and keeps the first thing that went wrong, so that a whole record is read in a
/// row of plain statements and checked once at the end. Amounts and quantities are strings or whole numbers, never
/// binary floating point.
class JsonFields
{
public:
    /// \param path  of \a object in its document, for messages: "items[2]"
    explicit JsonFields(const QJsonObject &object, const QString &path = {});

    /// The path of \a name in the document: "items[2].price".
    QString pathOf(const QString &name) const { return m_path.isEmpty() ? name : m_path + u'.' + name; }
    bool has(const QString &name) const { return m_object.contains(name) && !m_object.value(name).isNull(); }
    QString text(const QString &name, const QString &otherwise = {});
    int integer(const QString &name, int otherwise = 0);
    bool boolean(const QString &name, bool otherwise = false);
    QDate date(const QString &name);
    Decimal decimal(const QString &name, const Decimal &otherwise = {});
    std::optional<Decimal> optionalDecimal(const QString &name);
    Money money(const QString &name, const Currency &currency);
    Currency currency(const QString &name);
    /// Fails unless \a name is there.
    void require(const QString &name);
    QJsonObject object(const QString &name) const { return m_object.value(name).toObject(); }
    std::vector<std::pair<QJsonObject, QString>> objects(const QString &name) const; ///< with their paths

    /// Keeps \a result's error with the path of \a name; otherwise hands out the value.
    template<typename T> T take(const QString &name, const Result<T> &result)
    {
        if (result)
            return *result;
        keep(name, result.error());
        return T();
    }
    void keep(const QString &name, const Error &error);

    /// \returns the first error, with "path" among its arguments.
    Result<void> status() const;

private:
    QJsonObject m_object;
    QString m_path;
    std::optional<Error> m_error;
};

} // namespace accord::interchange
