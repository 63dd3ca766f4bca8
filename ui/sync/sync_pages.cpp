// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/sync_pages.h"

#include "ui/sync/sync_page.h"

#include <QtCore/QSettings>

namespace accord::ui {

bool synchronisesByItself(const QSettings &settings)
{
    return settings.value(u"sync/automatic"_s, true).toBool();
}

void addSyncPages(PageFactory &pages, workspace::Workspace &workspace, QSettings *settings)
{
    PageInfo info;
    info.name = u"sync"_s;
    info.title = SyncPage::tr("Synchronisation");
    info.icon = u"refresh-cw"_s;
    info.group = SyncPage::tr("Workspace");
    info.make = [&workspace, settings](const QString &) { return new SyncPage(workspace, settings); };
    pages.add(std::move(info));
}

} // namespace accord::ui
