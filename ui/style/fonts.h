// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QFont>

namespace accord::ui {

/// What a piece of text is for; the type scale of the program.
enum class TextRole { Caption, Secondary, Body, BodyStrong, Title, Page, Figure, Hero, Mono };

/// Registers "Accord Inter" from the resources. Call once per program, after QGuiApplication was made.
void loadFonts();

/// The font of \a role at \a zoom percent (80 to 200).
QFont fontFor(TextRole role, int zoom = 100);

} // namespace accord::ui
