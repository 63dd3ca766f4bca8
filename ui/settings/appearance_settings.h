// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;

namespace accord::ui {

class Theme;

/// Makes \a theme look as \a settings say, and keeps in them whatever is changed from now on. Both outlive each other's
/// use.
void keepAppearance(Theme &theme, QSettings &settings);

} // namespace accord::ui
