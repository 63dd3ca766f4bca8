// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the pages of billing, light and dark, at 1440 x 900:
//
//     accord_billing_screenshots FOLDER [WORKSPACE.accord]
//
// The sample company is made first where no file is given.
#include "core/workspace/sample/sample_company.h"
#include "core/workspace/workspace.h"
#include "ui/billing/bill_run_job.h"
#include "ui/billing/billing_pages.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/status_line.h"
#include "ui/style/theme.h"
#include "ui/words/plurals.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace accord;
using namespace accord::ui;

namespace {

constexpr int midwayMilliseconds = 250;
constexpr int settleMilliseconds = 2500; // the document is rendered, its derivation computed

void shoot(MainWindow &window, const QString &address, const QString &path,
           const std::function<void(Page &)> &prepare = {})
{
    window.open(address, true);
    QTest::qWait(settleMilliseconds);
    if (prepare) {
        prepare(*window.currentPage());
        QTest::qWait(settleMilliseconds);
    }
    window.grab().save(path);
}

void shootAll(Theme &theme, workspace::Workspace &workspace, QSettings &settings, const QDir &target,
              const QString &suffix)
{
    PageFactory pages;
    addBillingPages(pages, workspace);
    MainWindow window(theme, std::move(pages), settings);
    window.sidebar().setCompany(u"Meridian Cloud Inc."_s, u"Sample company"_s);
    window.status().setAsOf(u"As of 30 Jun 2026"_s, {});
    window.setSource(u"Local file"_s);
    window.resize(1440, 900);
    window.show();
    shoot(window, u"invoices"_s, target.filePath(u"invoices-%1.png"_s.arg(suffix)));
    shoot(window, u"invoices"_s, target.filePath(u"invoices-empty-%1.png"_s.arg(suffix)),
          [](Page &page) { page.restore({{u"view"_s, QVariantMap{{u"text"_s, u"nothing like it"_s}}}}); });
    shoot(window, u"invoices"_s, target.filePath(u"invoices-grouped-%1.png"_s.arg(suffix)), [](Page &page) {
        page.restore(
            {{u"view"_s, QVariantMap{{u"sort"_s, u"total"_s}, {u"descending"_s, true}, {u"group"_s, u"status"_s}}}});
    });
    shoot(window, u"billing-run"_s, target.filePath(u"billing-run-%1.png"_s.arg(suffix)));
    if (suffix != u"dark"_s)
        return;
    BillRunJob::of(workspace).run(Period::monthOf(workspace.clock().today()), {});
    QTest::qWait(midwayMilliseconds);
    window.grab().save(target.filePath(u"billing-run-running-dark.png"_s));
    QTest::qWait(2 * settleMilliseconds);
    window.grab().save(target.filePath(u"billing-run-done-dark.png"_s));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const QDir target(application.arguments().value(1, u"."_s));
    target.mkpath(u"."_s);
    QTemporaryDir scratch;
    Theme theme;
    theme.install(application);
    installPlurals(application);
    const QString file = application.arguments().value(2, scratch.filePath(u"sample.accord"_s));
    jobs::Progress progress;
    if (application.arguments().size() < 3 && !workspace::createSampleCompany(file, progress))
        return 1;
    const auto workspace = workspace::Workspace::open(file);
    if (!workspace)
        return 1;
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        const QString suffix = appearance == Appearance::Light ? u"light"_s : u"dark"_s;
        theme.setAppearance(appearance);
        QSettings settings(scratch.filePath(suffix), QSettings::IniFormat);
        shootAll(theme, **workspace, settings, target, suffix);
    }
    return 0;
}
