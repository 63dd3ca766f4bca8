// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console.h"

#include "core/workspace/approval_desk.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/account_pages.h"
#include "ui/approvals/approval_pages.h"
#include "ui/billing/billing_pages.h"
#include "ui/console/record_search.h"
#include "ui/home/home_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/status_line.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Console)
};

/// What the frame of the window says about the company.
struct Frame
{
    QString company;
    int waitingApprovals = 0;
};

Result<Frame> readFrame(workspace::Services &services)
{
    const auto name = services.seller().setting(u"company_name"_s);
    const auto pending = workspace::ApprovalDesk(services).pending();
    if (!name)
        return passOn(name);
    if (!pending)
        return passOn(pending);
    return Frame{*name, int(pending->size())};
}

void refreshFrame(workspace::Workspace &workspace, MainWindow *window)
{
    workspace.start(
        window, [](workspace::Services &services, jobs::Progress &) { return readFrame(services); },
        [window, &workspace](const Result<Frame> &frame) {
            if (!frame)
                return;
            window->sidebar().setCompany(frame->company, workspace.hasFixedClock() ? Tr::tr("Sample company") : Tr::tr("Working as %1").arg(workspace.actor()));
            window->sidebar().setCount(u"approvals"_s, frame->waitingApprovals);
        });
}

} // namespace

PageFactory consolePages(workspace::Workspace &workspace, Theme &theme, QSettings &settings)
{
    Q_UNUSED(theme)
    Q_UNUSED(settings)
    PageFactory pages;
    addHomePage(pages, workspace);
    addAccountPages(pages, workspace);
    addBillingPages(pages, workspace);
    addApprovalPages(pages, workspace);
    return pages;
}

std::unique_ptr<MainWindow> makeConsole(Theme &theme, workspace::Workspace &workspace, QSettings &settings)
{
    auto window = std::make_unique<MainWindow>(theme, consolePages(workspace, theme, settings), settings);
    window->setSource(workspace.isReadOnly() ? Tr::tr("%1, for reading only").arg(QFileInfo(workspace.path()).fileName())
                                             : QFileInfo(workspace.path()).fileName());
    window->status().setAsOf(Tr::tr("As of %1").arg(dateText(workspace.clock().today())),
                             workspace.hasFixedClock() ? Tr::tr("The sample company always lives on this day.") : Tr::tr("Today by the clock of this machine."));
    window->setRecordSearch(recordSearch(workspace, *window));
    QObject::connect(&workspace, &workspace::Workspace::changed, window.get(), [&workspace, target = window.get()] { refreshFrame(workspace, target); });
    refreshFrame(workspace, window.get());
    return window;
}

} // namespace accord::ui
