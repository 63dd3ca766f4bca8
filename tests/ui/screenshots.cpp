// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a picture of each page, light and dark, at 1440 x 900: of the widgets alone, and of the pages on a company.
//
//     accord_screenshots DIRECTORY [FILE.accord]
#include "tests/support/bank_files.h"
#include "tests/ui/gallery_page.h"

#include "core/storage/account_queries_sql.h"
#include "core/storage/bank_payments_sql.h"
#include "core/workspace/bank_import.h"
#include "core/workspace/cheques.h"
#include "core/workspace/daily_figures.h"
#include "core/workspace/delivery_desk.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/payments_desk.h"
#include "core/workspace/sample/sample_company.h"
#include "core/workspace/workspace.h"
#include "ui/approvals/approval_window.h"
#include "ui/console/console.h"
#include "ui/lists/list_tools.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/status_line.h"
#include "ui/style/theme.h"
#include "ui/widgets/table_view.h"
#include "ui/words/plurals.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace accord;
using namespace accord::ui;

namespace {

constexpr int settleMilliseconds = 350; // workers answer, charts are drawn

void shoot(QWidget &widget, const QString &path)
{
    QTest::qWait(settleMilliseconds);
    widget.grab().save(path);
}

void shootGallery(Theme &theme, QSettings &settings, const QDir &target, const QString &suffix)
{
    MainWindow window(theme, gallery::galleryPages(), settings);
    window.sidebar().setCompany(u"Meridian Cloud Inc."_s, u"Sample company"_s);
    window.sidebar().setCount(u"invoices"_s, 14);
    window.status().setAsOf(u"As of 30 Jun 2026"_s, {});
    window.setSource(u"Local file"_s);
    window.open(u"gallery"_s);
    window.open(u"gallery/7"_s, true);
    window.resize(1440, 900);
    window.show();
    shoot(window, target.filePath(u"gallery-%1.png"_s.arg(suffix)));
    window.openPalette();
    window.toasts().post({u"Approved INV-0118"_s, Tone::Good, u"Undo"_s, [] { }});
    shoot(window, target.filePath(u"palette-%1.png"_s.arg(suffix)));
}

/// A picture to take: an address, and keys to press before it.
struct Shot
{
    QString name;
    QString address;
    std::function<void(MainWindow &)> prepare = {};
    QString actor = u"operator"_s;
    int settle = settleMilliseconds;
};

void key(MainWindow &window, int code, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::qWait(settleMilliseconds);
    QTest::keyClick(window.currentPage(), Qt::Key(code), modifiers);
}

/// The account that shows most: the one with the largest ARR.
QString richestAccount(workspace::Workspace &workspace)
{
    const auto services = workspace.services();
    if (!services)
        return {};
    const auto rows
        = storage::AccountQueriesSql((*services)->session(), (*services)->companyCurrency().value_or(Currency()))
              .page({}, {storage::AccountSort::Arr, true}, {}, 1, workspace.clock().today());
    return rows && !rows->empty() ? rows->front().id.toString() : QString();
}

QString idOfContract(workspace::Workspace &workspace, const QString &number)
{
    const auto services = workspace.services();
    if (!services)
        return {};
    const auto contract = (*services)->contracts().findByNumber(number);
    return contract ? contract->id.toString() : QString();
}

std::vector<Shot> shots(workspace::Workspace &workspace)
{
    const QString contract = idOfContract(workspace, u"NH-MSA-2025"_s);
    const QString account = u"account/"_s + richestAccount(workspace);
    std::vector<Shot> list{
        {u"home"_s, u"home"_s},
        {u"accounts"_s, u"accounts"_s},
        {u"accounts-grouped"_s, u"accounts"_s, [](MainWindow &window) {
             auto *tools = window.currentPage()->findChild<ListTools *>();
             tools->apply({{u"sort"_s, u"segment"_s},
                           {u"then"_s, QJsonArray{QJsonObject{{u"sort"_s, u"arr"_s}, {u"descending"_s, true}}}},
                           {u"columns"_s,
                            QJsonArray{u"name"_s, u"segment"_s, u"arr"_s, u"renewal"_s, u"locations"_s, u"open"_s}},
                           {u"group"_s, u"manager"_s}});
         }}};
    const QString tabs[]{u"overview"_s, u"contracts"_s, u"usage"_s, u"billing"_s, u"people"_s, u"history"_s};
    for (int i = 0; i < 6; ++i)
        list.push_back({u"account-"_s + tabs[i], account,
                        [i](MainWindow &window) { key(window, Qt::Key_1 + i, Qt::ControlModifier); }});
    list.push_back({u"contract"_s, u"contract/"_s + contract, {}, u"operator"_s, 1500});
    list.push_back({u"amendment"_s, u"amendment/"_s + contract, {}, u"operator"_s, 1500});
    list.push_back({u"approvals"_s, u"approvals"_s, {}, u"approver"_s});
    list.push_back({u"approvals-decided"_s, u"approvals"_s,
                    [](MainWindow &window) { key(window, Qt::Key_3, Qt::ControlModifier); }, u"approver"_s});
    list.push_back({u"approvals-no-right"_s, u"approvals"_s, {}, u"csm"_s});
    list.push_back({u"approval-policy"_s, u"approval-policy"_s, {}, u"controller"_s});
    for (const QString &page : {u"usage"_s, u"meters"_s, u"purchase-orders"_s, u"budgets"_s, u"receivables"_s,
                                u"dunning"_s, u"ledger"_s, u"payments"_s, u"deliveries"_s})
        list.push_back({page, page, {}, u"operator"_s});
    list.push_back({u"payments"_s, u"payments"_s, [](MainWindow &window) {
                        QTest::qWait(settleMilliseconds);
                        window.currentPage()->findChild<TableView *>()->selectRow(1); // a proposal with its reasons
                    }});
    const QString cash[]{u"refunds"_s, u"cheques"_s, u"files"_s, u"exports"_s};
    for (int i = 1; i < 4; ++i)
        list.push_back({u"cash-"_s + cash[i], u"cash"_s,
                        [i](MainWindow &window) { key(window, Qt::Key_1 + i, Qt::ControlModifier); }});
    list.push_back(
        {u"home-approver"_s, u"home"_s, [](MainWindow &window) { window.currentPage()->refresh(); }, u"approver"_s});
    list.push_back({u"home-csm"_s, u"home"_s, [](MainWindow &window) { window.currentPage()->refresh(); }, u"csm"_s});
    list.push_back({u"settings-numbers"_s, u"settings/numbers"_s, {}, u"admin"_s});
    list.push_back({u"settings-terms"_s, u"settings/terms"_s, {}, u"controller"_s});
    list.push_back({u"settings-tax"_s, u"settings/tax"_s, {}, u"admin"_s, 1500});
    list.push_back({u"settings-books"_s, u"settings/books"_s, {}, u"controller"_s});
    list.push_back({u"settings-company"_s, u"settings/company"_s, {}, u"admin"_s, 1500});
    list.push_back({u"settings-appearance"_s, u"settings/appearance"_s, {}, u"admin"_s});
    list.push_back({u"settings-people"_s, u"settings/people"_s, {}, u"admin"_s});
    list.push_back({u"settings-database"_s, u"settings/database"_s,
                    [](MainWindow &window) {
                        QTest::qWait(settleMilliseconds);
                        for (const Command &command : window.currentPage()->commands()) {
                            if (command.id == u"settings.verify"_s)
                                command.run();
                        }
                    },
                    u"admin"_s, 4000});
    return list;
}

void shootPages(Theme &theme, QSettings &settings, workspace::Workspace &workspace, const QDir &target,
                const QString &suffix)
{
    settings.setValue(u"appearance/scheme"_s, suffix); // where the console takes it from
    const auto window = makeConsole(theme, workspace, settings);
    window->resize(1440, 900);
    window->show();
    for (const Shot &shot : shots(workspace)) {
        (void)workspace.setActor(shot.actor);
        window->open(u"home"_s, window->tabCount() == 0); // the page is made anew for its actor
        window->open(shot.address);
        if (shot.prepare)
            shot.prepare(*window);
        QTest::qWait(shot.settle);
        shoot(*window, target.filePath(u"%1-%2.png"_s.arg(shot.name, suffix)));
    }
    // What people look at most, in a small window.
    window->resize(1280, 720);
    for (const Shot &shot : shots(workspace)) {
        if (!QStringList{u"home"_s, u"payments"_s, u"cash-cheques"_s, u"purchase-orders"_s, u"settings-numbers"_s,
                         u"deliveries"_s}
                 .contains(shot.name))
            continue;
        (void)workspace.setActor(shot.actor);
        window->open(u"home"_s);
        window->open(shot.address);
        if (shot.prepare)
            shot.prepare(*window);
        shoot(*window, target.filePath(u"%1-%2-small.png"_s.arg(shot.name, suffix)));
    }
    (void)workspace.setActor(u"approver"_s);
    ApprovalWindow compact(workspace);
    compact.show();
    shoot(compact, target.filePath(u"approvals-compact-%1.png"_s.arg(suffix)));
}

/// A day of the bank: payments that are certain, likely and unknown, cheques, a scheduled export, and a document that
/// did not arrive.
void fillTheDay(workspace::Workspace &workspace)
{
    (void)workspace.setActor(u"operator"_s);
    const auto services = workspace.services();
    if (!services)
        return;
    const auto invoices = storage::BankPaymentsSql((*services)->session()).invoices();
    std::vector<storage::OpenInvoiceRow> open;
    for (const auto &row : invoices.value_or(std::vector<storage::OpenInvoiceRow>())) {
        if (row.due.currency().code() == u"USD"_s && row.paid != row.due && row.due.minor() > 10000)
            open.push_back(row);
    }
    if (open.size() < 6)
        return;
    std::vector<test::Booking> bookings;
    for (int i = 0; i < 3; ++i)
        bookings.push_back({u"C%1"_s.arg(i), open[size_t(i)].due.toString(), u"Invoice "_s + open[size_t(i)].number});
    for (int i = 3; i < 6; ++i)
        bookings.push_back({u"L%1"_s.arg(i),
                            Money(open[size_t(i)].due.minor() - 150, open[size_t(i)].due.currency()).toString(),
                            u"Inv. "_s + open[size_t(i)].number, u"Treasury Services"_s});
    bookings.push_back({u"U1"_s, u"1250.00"_s, u"Thank you for June"_s, u"Kestrel Partners"_s});
    bookings.push_back({u"U2"_s, u"-480.00"_s, u"Returned item"_s, u"First Bank"_s});
    (void)workspace::importBankFile(**services, test::camtOf(u"USD"_s, bookings), u"statement-2026-06-15.xml"_s);
    (void)workspace::PaymentsDesk(**services).match();
    for (int i = 0; i < 3; ++i)
        (void)workspace::recordCheque(**services, {open[size_t(i)].payer.toString(),
                                                   u"10%1"_s.arg(40 + i),
                                                   Money(125000 + 7500 * i, open[0].due.currency()),
                                                   {},
                                                   {}});
    storage::ExportSchedule schedule;
    schedule.name = u"Books for the accountant"_s;
    schedule.what = u"journal"_s;
    schedule.format = u"csv"_s;
    schedule.folder = QDir::tempPath();
    schedule.every = u"month"_s;
    schedule.day = 1;
    (void)workspace::addExportSchedule(**services, schedule);
    if (const auto waiting = workspace::DeliveryDesk(**services).list(u"waiting"_s, 2); waiting && !waiting->empty())
        (void)workspace::DeliveryDesk(**services).mark(waiting->front().number, u"failed"_s, u"The mailbox is full"_s);
}

std::unique_ptr<workspace::Workspace> openCompany(const QString &path)
{
    const bool isNew = !QFileInfo::exists(path);
    if (isNew) {
        jobs::Progress progress;
        if (const auto made = workspace::createSampleCompany(path, progress); !made)
            qFatal("%s", qPrintable(made.error().id));
    }
    auto opened = workspace::Workspace::open(path);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().id));
    jobs::Progress progress;
    if (const auto services = (*opened)->services())
        (void)workspace::refreshDailyFigures(**services, progress);
    if (isNew)
        fillTheDay(**opened);
    return std::move(*opened);
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
    const auto workspace = openCompany(application.arguments().value(2, scratch.filePath(u"sample.accord"_s)));
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        const QString suffix = appearance == Appearance::Light ? u"light"_s : u"dark"_s;
        theme.setAppearance(appearance);
        QSettings settings(scratch.filePath(suffix), QSettings::IniFormat);
        shootGallery(theme, settings, target, suffix);
        shootPages(theme, settings, *workspace, target, suffix);
    }
    return 0;
}
