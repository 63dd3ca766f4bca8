// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace accord::ui::metrics {

// Sizes in logical pixels at 100 %; the grid is 4.
constexpr int grid = 4;
constexpr int insetSmall = 8;
constexpr int inset = 12;
constexpr int insetLarge = 16;
constexpr int insetPage = 24;

constexpr int radiusBadge = 4;
constexpr int radiusControl = 6;
constexpr int radiusCard = 8;
constexpr int radiusOverlay = 10;

constexpr int rowCompact = 24;
constexpr int rowStandard = 30;
constexpr int rowRelaxed = 38;

constexpr int header = 30;
constexpr int toolbar = 44;
constexpr int tabStrip = 34;
constexpr int statusBar = 26;
constexpr int control = 30;
constexpr int smallTarget = 24;

constexpr int sidebar = 208;
constexpr int sidebarFolded = 52;
constexpr int inspector = 328;
constexpr int inspectorLeast = 280;
constexpr int inspectorMost = 520;
constexpr int palette = 600;

constexpr int iconSmall = 16;
constexpr int iconToolbar = 20;
constexpr int scrollBar = 8;
constexpr int focusRing = 2;
constexpr int focusGap = 1;

constexpr int columnMoney = 110;
constexpr int columnDate = 104;
constexpr int columnPercent = 64;
constexpr int columnBadge = 92;
constexpr int columnSparkline = 84;
constexpr int columnHealth = 146;

constexpr int toastMilliseconds = 6000;
constexpr int quietMilliseconds = 300; ///< nothing shows progress before

} // namespace accord::ui::metrics
