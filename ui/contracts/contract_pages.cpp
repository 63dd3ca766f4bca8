// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contract_pages.h"

#include "ui/contracts/account_choice.h"
#include "ui/contracts/amendment_page.h"
#include "ui/contracts/contract_page.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Contracts)
};
} // namespace

void addContractPages(PageFactory &pages, workspace::Workspace &workspace)
{
    PageInfo one;
    one.name = u"contract"_s;
    one.title = Tr::tr("Contract");
    one.icon = u"scroll-text"_s;
    one.inSidebar = false;
    one.make = [&workspace](const QString &reference) -> Page * {
        if (reference.isEmpty() || reference == "new"_L1)
            return new AccountChoice(workspace);
        return new ContractPage(workspace, reference);
    };
    pages.add(std::move(one));
    PageInfo amendment;
    amendment.name = u"amendment"_s;
    amendment.title = Tr::tr("Amendment");
    amendment.icon = u"file-plus"_s;
    amendment.inSidebar = false;
    amendment.make = [&workspace](const QString &contract) { return new AmendmentPage(workspace, contract); };
    pages.add(std::move(amendment));
}

} // namespace accord::ui
