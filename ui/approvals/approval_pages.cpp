// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/approval_pages.h"

#include "ui/approvals/approvals_page.h"
#include "ui/approvals/policy_page.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Approvals)
};
} // namespace

void addApprovalPages(PageFactory &pages, workspace::Workspace &workspace)
{
    PageInfo info;
    info.name = u"approvals"_s;
    info.title = Tr::tr("Approvals");
    info.icon = u"list-checks"_s;
    info.chord = u"O"_s;
    info.make = [&workspace](const QString &id) { return new ApprovalsPage(workspace, id); };
    pages.add(std::move(info));
    PageInfo policy;
    policy.name = u"approval-policy"_s;
    policy.title = Tr::tr("Approval policy");
    policy.icon = u"scroll-text"_s;
    policy.group = Tr::tr("Workspace");
    policy.make = [&workspace](const QString &) { return new PolicyPage(workspace); };
    pages.add(std::move(policy));
}

} // namespace accord::ui
