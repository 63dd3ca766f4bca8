// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usage_pages.h"

#include "ui/usage/usage_page.h"

namespace accord::ui {

void addUsagePages(PageFactory &pages, workspace::Workspace &workspace)
{
    PageInfo info;
    info.name = u"usage"_s;
    info.title = UsagePage::tr("Usage");
    info.icon = u"gauge"_s;
    info.group = UsagePage::tr("Billing");
    info.chord = u"D"_s;
    info.make = [&workspace](const QString &) { return new UsagePage(workspace); };
    pages.add(std::move(info));
}

} // namespace accord::ui
