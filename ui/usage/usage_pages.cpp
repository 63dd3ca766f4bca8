// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usage_pages.h"

#include "ui/usage/meters_page.h"
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
    PageInfo meters;
    meters.name = u"meters"_s;
    meters.title = MetersPage::tr("Meters");
    meters.icon = u"calculator"_s;
    meters.group = UsagePage::tr("Billing");
    meters.make = [&workspace](const QString &) { return new MetersPage(workspace); };
    pages.add(std::move(meters));
}

} // namespace accord::ui
