// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/field_values.h"

#include "core/base/error.h"

#include <QtCore/QDate>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>

namespace accord::ui {

QString plainNumber(const QString &text)
{
    static const QRegularExpression grouped(u"^[-+]?\\d{1,3}(,\\d{3})+(\\.\\d+)?$"_s);
    QString plain = text.trimmed();
    for (const QChar &space : {QChar(u' '), QChar(QChar::Nbsp), QChar(0x202F), QChar(u'\'')})
        plain.remove(space);
    plain.replace(QChar(0x2212), u'-');
    return grouped.match(plain).hasMatch() ? plain.remove(u',') : plain;
}

QString shiftedDay(const QString &iso, int days)
{
    const QDate day = QDate::fromString(iso.trimmed(), Qt::ISODate);
    return day.isValid() ? day.addDays(days).toString(Qt::ISODate) : iso;
}

namespace {

QString limitsText(const QJsonObject &limits)
{
    QStringList parts;
    for (auto limit = limits.begin(); limit != limits.end(); ++limit)
        parts << limit.key() + u'=' + limit.value().toString();
    return parts.join(u", "_s);
}

QJsonObject limitsValue(const QString &text)
{
    QJsonObject limits;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts))
        limits.insert(part.section(u'=', 0, 0).trimmed(), plainNumber(part.section(u'=', 1)));
    return limits;
}

QString pricesText(const QJsonObject &prices)
{
    QStringList lines;
    for (auto price = prices.begin(); price != prices.end(); ++price) {
        const QJsonObject model = price.value().toObject();
        const bool isOneFigure = model.size() == 2 && model.value(u"model"_s) == u"per_unit"_s;
        lines << price.key() + u" = "_s
                     + (isOneFigure ? model.value(u"unit_price"_s).toString()
                                    : QString::fromUtf8(QJsonDocument(model).toJson(QJsonDocument::Compact)));
    }
    return lines.join(u'\n');
}

QJsonObject pricesValue(const QString &text)
{
    QJsonObject prices;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const QString name = line.section(u'=', 0, 0).trimmed();
        const QString figure = line.section(u'=', 1).trimmed();
        const QJsonObject model = QJsonDocument::fromJson(figure.toUtf8()).object();
        if (!name.isEmpty())
            prices.insert(name, model.isEmpty()
                                    ? QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, plainNumber(figure)}}
                                    : model);
    }
    return prices;
}

/// The one figure of a price that has one; the model of another.
QString stepPriceText(const QJsonObject &price)
{
    for (const QString &name : {u"unit_price"_s, u"amount"_s})
        if (price.contains(name) && !price.contains(u"commitment"_s))
            return price.value(name).toString();
    return price.value(u"model"_s).toString();
}

QStringList wordsOf(const QString &text, QChar between)
{
    QStringList words;
    for (const QString &word : text.split(between, Qt::SkipEmptyParts))
        if (!word.trimmed().isEmpty())
            words << word.trimmed();
    return words;
}

/// The choice whose title begins with \a text; the text itself where none does.
QString chosen(const QString &text, const std::vector<Choice> &choices)
{
    for (const Choice &choice : choices)
        if (!text.isEmpty() && choice.title.startsWith(text, Qt::CaseInsensitive))
            return choice.value;
    return text;
}

} // namespace

QString shownText(FieldKind kind, const QJsonValue &value, const std::vector<Choice> &choices)
{
    if (kind == FieldKind::Words || kind == FieldKind::Sentences) {
        QStringList words;
        for (const QJsonValue &word : value.toArray())
            words << word.toString();
        return words.join(kind == FieldKind::Words ? u", "_s : u"\n"_s);
    }
    if (kind == FieldKind::PricesByName)
        return pricesText(value.toObject());
    if (kind == FieldKind::Limits)
        return limitsText(value.toObject());
    if (kind == FieldKind::StepPrice)
        return stepPriceText(value.toObject());
    const QString text = value.isDouble() ? QString::number(value.toInteger()) : value.toString();
    if (kind == FieldKind::LastDay)
        return shiftedDay(text, -1);
    for (const Choice &choice : choices)
        if (kind == FieldKind::Choice && choice.value == text)
            return choice.title;
    return text;
}

QJsonValue typedValue(FieldKind kind, const QString &text, const std::vector<Choice> &choices)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return kind == FieldKind::NullableDecimal ? QJsonValue() : QJsonValue(QJsonValue::Undefined);
    switch (kind) {
    case FieldKind::Decimal:
    case FieldKind::NullableDecimal:
        return plainNumber(trimmed);
    case FieldKind::Integer: {
        bool isNumber = false;
        const int number = plainNumber(trimmed).toInt(&isNumber);
        return isNumber ? QJsonValue(number) : QJsonValue(trimmed);
    }
    case FieldKind::LastDay:
        return shiftedDay(trimmed, 1);
    case FieldKind::Words:
        return QJsonArray::fromStringList(wordsOf(trimmed, u','));
    case FieldKind::Sentences:
        return QJsonArray::fromStringList(wordsOf(trimmed, u'\n'));
    case FieldKind::PricesByName:
        return pricesValue(trimmed);
    case FieldKind::Limits:
        return limitsValue(trimmed);
    case FieldKind::StepPrice:
        return QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, plainNumber(trimmed)}};
    case FieldKind::Choice:
        return chosen(trimmed, choices);
    default:
        return kind == FieldKind::Text ? text : trimmed;
    }
}

} // namespace accord::ui
