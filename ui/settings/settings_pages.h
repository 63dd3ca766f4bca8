// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/company_section.h"
#include "ui/widgets/page.h"

namespace accord::ui {

class Theme;

/// Adds the settings ("settings", "settings/people", …).
/// \param preview  renders an invoice as an entity would send it, in a worker; without it there is no preview
void addSettingsPages(PageFactory &pages, workspace::Workspace &workspace, Theme &theme, BrandingPreview preview = {});

} // namespace accord::ui
