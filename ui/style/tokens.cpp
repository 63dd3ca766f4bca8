// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/tokens.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace accord::ui {
namespace {

constexpr std::array<const char *, tokenCount> names{
    "window",           "surface",     "sidebar",     "raised",   "hover",    "stripe",       "selected",
    "selectedInactive", "text",        "text2",       "text3",    "disabled", "borderSubtle", "border",
    "controlBorder",    "accent",      "accentHover", "onAccent", "good",     "goodTint",     "warning",
    "warningTint",      "bad",         "badTint",     "info",     "infoTint", "neutral",      "neutralTint",
    "fillGood",         "fillWarning", "fillBad",     "shadow",   "paper",    "paperText"};

std::vector<QColor> colorsOf(const QJsonValue &list)
{
    std::vector<QColor> colors;
    for (const QJsonValue value : list.toArray())
        colors.emplace_back(value.toString());
    return colors;
}

} // namespace

QString tokenName(Token token)
{
    return QString::fromLatin1(names[static_cast<size_t>(token)]);
}

Result<Tokens> Tokens::parse(const QByteArray &json, const QString &theme)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object().value(theme).toObject();
    Tokens tokens;
    for (int i = 0; i < tokenCount; ++i) {
        const QString name = tokenName(static_cast<Token>(i));
        const QColor color(object.value(name).toString());
        if (!color.isValid())
            return fail(ErrorKind::InvalidInput, u"style.tokens"_s, {{u"theme"_s, theme}, {u"token"_s, name}});
        tokens.colors[static_cast<size_t>(i)] = color;
    }
    tokens.series = colorsOf(object.value(u"series"_s));
    tokens.movementsUp = colorsOf(object.value(u"movementsUp"_s));
    tokens.movementsDown = colorsOf(object.value(u"movementsDown"_s));
    tokens.heat = colorsOf(object.value(u"heat"_s));
    tokens.heatText = colorsOf(object.value(u"heatText"_s));
    if (tokens.series.empty() || tokens.heat.size() != tokens.heatText.size())
        return fail(ErrorKind::InvalidInput, u"style.tokens"_s, {{u"theme"_s, theme}, {u"token"_s, u"series"_s}});
    return tokens;
}

Tokens Tokens::builtIn(const QString &theme)
{
    QFile file(u":/accord/style/tokens.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    const Result<Tokens> tokens = parse(opened ? file.readAll() : QByteArray(), theme);
    Q_ASSERT_X(tokens, "Tokens::builtIn", "resources/style/tokens.json is broken");
    return tokens.value_or(Tokens{});
}

} // namespace accord::ui
