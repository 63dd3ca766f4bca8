// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

namespace accord::ui {

class Theme;

/// Tells \a theme whether the desktop prefers dark, now and whenever it changes: by the settings portal where there is
/// one, otherwise by the lightness of the platform's own palette. Never waits for an answer.
void followSystemScheme(Theme &theme);

} // namespace accord::ui
