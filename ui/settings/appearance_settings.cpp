// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearance_settings.h"

#include "ui/style/theme.h"

#include <QtCore/QSettings>

namespace accord::ui {

namespace {

constexpr QLatin1StringView schemeKey("appearance/scheme");
constexpr QLatin1StringView densityKey("appearance/density");
constexpr QLatin1StringView zoomKey("appearance/zoom");

const QString schemes[]{u"system"_s, u"light"_s, u"dark"_s};
const QString densities[]{u"compact"_s, u"standard"_s, u"relaxed"_s};

template<typename Choice, size_t Count>
Choice chosen(const QString (&words)[Count], const QString &word, Choice otherwise)
{
    const auto found = std::find(std::begin(words), std::end(words), word);
    return found == std::end(words) ? otherwise : Choice(found - std::begin(words));
}

} // namespace

void keepAppearance(Theme &theme, QSettings &settings)
{
    theme.setAppearance(chosen(schemes, settings.value(schemeKey).toString(), Appearance::System));
    theme.setDensity(chosen(densities, settings.value(densityKey).toString(), Density::Standard));
    theme.setZoom(settings.value(zoomKey, theme.zoom()).toInt());
    // One connection per theme, however many windows ask for it.
    static constexpr const char *kept = "accord.appearance.kept";
    if (theme.property(kept).toBool())
        return;
    theme.setProperty(kept, true);
    QObject::connect(&theme, &Theme::changed, &settings, [&theme, &settings] {
        settings.setValue(schemeKey, schemes[int(theme.appearance())]);
        settings.setValue(densityKey, densities[int(theme.density())]);
        settings.setValue(zoomKey, theme.zoom());
    });
}

} // namespace accord::ui
