// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"
#include "core/money/money.h"
#include "core/money/ratio.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>

#include <memory>
#include <optional>
#include <vector>

namespace accord::conformance {

/// Reads the members of one object of a vector. Remembers which ones were asked for, so that a member that no model
/// reads is reported instead of being ignored, and keeps the first thing that was wrong.
class Fields
{
public:
    Fields(const QJsonObject &object, const QString &path);

    bool has(const QString &name) const; ///< there and not null
    Exact number(const QString &name, const Exact &otherwise = {});
    Decimal decimal(const QString &name, const Decimal &otherwise = {});
    std::optional<Decimal> optionalDecimal(const QString &name);
    int integer(const QString &name, int otherwise = 0);
    bool flag(const QString &name, bool otherwise = false);
    QString text(const QString &name, const QString &otherwise = {});
    QDate date(const QString &name);
    Money money(const QString &name, const Currency &currency);
    Money minor(const QString &name, const Currency &currency); ///< whole minor units
    std::vector<Exact> numbers(const QString &name);
    QStringList texts(const QString &name);
    Fields object(const QString &name);
    std::vector<Fields> objects(const QString &name); ///< of an array
    std::vector<std::pair<QString, Fields>> namedObjects(const QString &name); ///< of an object, in the order of names
    std::vector<std::pair<QString, Decimal>> namedDecimals(const QString &name); ///< null: left out
    QJsonValue raw(const QString &name);
    /// Numbers are strings or whole numbers; anything else is empty and does not parse.
    static QString textOf(const QJsonValue &value);

    /// The first problem met by this reader or one that it handed out, among them a member that nobody asked for.
    Result<void> status() const;
    /// Keeps the error of \a result for status(), otherwise hands out its value.
    template<typename T> T take(const Result<T> &result)
    {
        if (result)
            return *result;
        keep(result.error());
        return T();
    }
    void keep(const Error &error);

private:
    struct Log
    {
        std::optional<Error> first;
        QSet<QString> asked;
    };
    Fields(const QJsonObject &object, const QString &path, std::shared_ptr<Log> log);
    QString pathOf(const QString &name) const;
    QJsonValue value(const QString &name);
    std::optional<QString> unread(const QJsonObject &object, const QString &path) const;

    QJsonObject m_object;
    QString m_path;
    std::shared_ptr<Log> m_log;
};

/// One case: the inputs that a model is given. What is expected is not here.
struct Vector
{
    QString id;
    QString model;
    bool isOption = false; ///< needs a rule that is not the default
    Currency currency; ///< with the digits of `rounding.scale` where a vector asks for them
    Fields price;
    Fields usage;
    Fields period;
    Fields context;
    Fields rounding;

    Result<void> status() const;
};
Result<Vector> readVector(const QJsonObject &object);

/// What a model answers.
struct Outcome
{
    enum class Status { Ok, Skipped, Error };
    Status status = Status::Ok;
    QJsonObject result;
    QString reason;

    static Outcome ok(const QJsonObject &result) { return {Status::Ok, result, {}}; }
    static Outcome skipped(const QString &reason) { return {Status::Skipped, {}, reason}; }
    static Outcome failed(const Error &error);
    /// A refusal that is the right answer: {"error": name}.
    static Outcome refused(const QString &name) { return ok({{u"error"_s, name}}); }
};

/// "12.5", or "n/d" where no decimal is exact.
QString print(const Exact &value);
QString print(const Decimal &value);
QString print(const Money &value);
QJsonArray print(const std::vector<Money> &values);
/// {"exact": "n/d", "val": "30.0"}, or "pct" for 100 times the ratio; without a value {"value": null, "why": reason}.
QJsonObject print(const Ratio &ratio, const QString &form, int places);

} // namespace accord::conformance
