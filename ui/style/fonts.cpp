// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/fonts.h"

#include "core/base/error.h"

#include <QtCore/QStringList>
#include <QtGui/QFontDatabase>

#include <algorithm>

namespace accord::ui {
namespace {

struct Step
{
    int pixels;
    QFont::Weight weight;
};

Step stepOf(TextRole role)
{
    switch (role) {
    case TextRole::Caption:
        return {11, QFont::Medium};
    case TextRole::Secondary:
        return {12, QFont::Normal};
    case TextRole::Body:
        return {13, QFont::Normal};
    case TextRole::BodyStrong:
        return {13, QFont::Medium};
    case TextRole::Title:
        return {15, QFont::DemiBold};
    case TextRole::Page:
        return {18, QFont::DemiBold};
    case TextRole::Figure:
        return {22, QFont::DemiBold};
    case TextRole::Hero:
        return {28, QFont::DemiBold};
    case TextRole::Mono:
        return {12, QFont::Normal};
    }
    return {13, QFont::Normal};
}

} // namespace

void loadFonts()
{
    for (const QString &weight : {u"Regular"_s, u"Medium"_s, u"SemiBold"_s, u"Bold"_s})
        QFontDatabase::addApplicationFont(u":/accord/fonts/ui/AccordInter-%1.otf"_s.arg(weight));
}

QFont fontFor(TextRole role, int zoom)
{
    const Step step = stepOf(role);
    QFont font;
    if (role == TextRole::Mono) {
        font.setFamilies({u"JetBrains Mono"_s, QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
        font.setStyleHint(QFont::Monospace);
    } else {
        font.setFamilies(
            {u"Accord Inter"_s, u"Noto Sans"_s, QFontDatabase::systemFont(QFontDatabase::GeneralFont).family()});
    }
    font.setPixelSize(std::max(8, (step.pixels * std::clamp(zoom, 80, 200) + 50) / 100));
    font.setWeight(step.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace accord::ui
