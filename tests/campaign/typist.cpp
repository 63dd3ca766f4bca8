// SPDX-License-Identifier: GPL-3.0-or-later
// Types into a real form until it is killed, and says on standard output how far it has come: into a new contract on
// its page, or into the billing details of an account in their dialog.
//
//     accord_typist WORKSPACE ACCOUNT contract|dialog
#include "core/workspace/workspace.h"
#include "tests/support/page_host.h"
#include "ui/accounts/billing_details_dialog.h"
#include "ui/contracts/contract_pages.h"
#include "ui/contracts/field_form.h"

#include <QtWidgets/QLineEdit>

#include <cstdio>

using namespace accord;
using namespace accord::ui;

namespace {

constexpr int keyMilliseconds = 25; // a fast typist, without a pause
constexpr int mostKeys = 4'000;

QWidget *numberField(const Page *page)
{
    for (FieldForm *form : page->findChildren<FieldForm *>()) {
        if (form->base().isEmpty() && form->editor(u"number"_s))
            return form->editor(u"number"_s);
    }
    return nullptr;
}

QWidget *dialogField(workspace::Workspace &workspace, const QString &number, QWidget *window)
{
    const auto services = workspace.services();
    const auto account
        = services ? (*services)->accounts().findByReference(number) : Result<accounts::Account>(passOn(services));
    if (!account)
        return nullptr;
    auto *dialog = new BillingDetailsDialog(workspace, *account, window);
    dialog->open();
    return dialog->portal();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 2;
    auto workspace = workspace::Workspace::open(arguments[1]);
    if (!workspace) {
        std::fprintf(stderr, "%s\n", qPrintable(workspace.error().id));
        return 1;
    }
    PageFactory pages;
    addContractPages(pages, **workspace);
    test::PageHost host(std::move(pages));
    QWidget *field = nullptr;
    if (arguments[3] == u"dialog"_s) {
        field = dialogField(**workspace, arguments[2], &host.window());
    } else {
        host.freshTab(u"contract/new/"_s + arguments[2]);
        (void)QTest::qWaitFor([&] { return (field = numberField(host.window().currentPage())) != nullptr; }, 20'000);
    }
    if (!field)
        return 1;
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    for (int keys = 1; keys <= mostKeys; ++keys) {
        QTest::keyClick(field, char('a' + keys % 26), Qt::NoModifier, keyMilliseconds);
        std::printf("%d\n", keys);
        std::fflush(stdout);
    }
    return 0;
}
