// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_pages.h"

#include "ui/settings/settings_page.h"

namespace accord::ui {

void addSettingsPages(PageFactory &pages, workspace::Workspace &workspace, Theme &theme, BrandingPreview preview)
{
    PageInfo info;
    info.name = u"settings"_s;
    info.title = SettingsPage::tr("Settings");
    info.icon = u"settings"_s;
    info.group = SettingsPage::tr("Workspace");
    info.make = [&workspace, &theme, preview = std::move(preview)](const QString &section) {
        return new SettingsPage(workspace, theme, preview, section);
    };
    pages.add(std::move(info));
}

} // namespace accord::ui
