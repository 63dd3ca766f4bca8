// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings_section.h"

class QComboBox;
class QSlider;

namespace accord::ui {

class Label;
class Theme;

/// Light, dark or as the system; density; zoom. Everything takes effect at once.
class AppearanceSection : public SettingsSection
{
    Q_OBJECT
public:
    explicit AppearanceSection(Theme &theme, QWidget *parent = nullptr);
    QWidget *firstFocus() override;

private:
    void showTheme();

    Theme &m_theme;
    QComboBox *m_scheme;
    QComboBox *m_density;
    QSlider *m_zoom;
    Label *m_percent;
};

} // namespace accord::ui
