// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/budgets/budget_pages.h"

#include "ui/budgets/budgets_page.h"

namespace accord::ui {

void addBudgetPages(PageFactory &pages, workspace::Workspace &workspace)
{
    PageInfo info;
    info.name = u"budgets"_s;
    info.title = BudgetsPage::tr("Budgets");
    info.icon = u"chart-column"_s;
    info.group = BudgetsPage::tr("Billing");
    info.chord = u"X"_s;
    info.make = [&workspace](const QString &id) { return new BudgetsPage(workspace, id); };
    pages.add(std::move(info));
}

} // namespace accord::ui
