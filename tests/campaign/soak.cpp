// SPDX-License-Identifier: GPL-3.0-or-later
// Works in the real window without a pause: opens and closes every page, scrolls its lists, types into a form, previews
// a bill run. After each round, with every page closed again, it says in one line of JSON what it holds and how long at
// most it stood still, so that no key was taken.
//
//     accord_soak WORKSPACE SECONDS [STEP…]
//
// A step is the address of a page, "form" or "run"; all by default. Chosen ones tell which of them keeps what it took.
#include "core/storage/account_queries_sql.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/change_watch.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/billing_details_dialog.h"
#include "ui/console/console.h"
#include "ui/shell/main_window.h"
#include "ui/style/theme.h"
#include "ui/widgets/table_view.h"
#include "ui/words/plurals.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cstdio>
#include <malloc.h>

using namespace accord;
using namespace accord::ui;

namespace {

constexpr int settleMilliseconds = 40; // workers answer
const QString formStep = u"form"_s;
const QString runStep = u"run"_s;

/// Kibibytes of the line \a name in the status of this process.
qint64 ofStatus(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name + ':'))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return -1;
}

class Soak
{
public:
    Soak(workspace::Workspace &workspace, MainWindow &window, const QStringList &steps)
        : m_workspace(workspace)
        , m_window(window)
        , m_steps(steps)
    {
        watchTheLoop();
    }

    void round()
    {
        for (const QString &step : m_steps) {
            if (step == formStep)
                typeIntoAForm();
            else if (step == runStep)
                previewARun();
            else
                visit(step);
        }
        m_window.open(u"home"_s);
        QTest::qWait(settleMilliseconds);
    }
    bool isSound() const { return m_isSound; }
    qint64 longestStandstill() const { return m_longestStandstill; }

private:
    /// The longest time between two turns of the event loop while something is done in it.
    void watchTheLoop()
    {
        m_beat.setTimerType(Qt::PreciseTimer);
        m_sinceBeat.start();
        QObject::connect(&m_beat, &QTimer::timeout, &m_beat,
                         [this] { m_longestStandstill = std::max(m_longestStandstill, m_sinceBeat.restart()); });
        m_beat.start(1);
    }
    void visit(const QString &address)
    {
        m_window.open(address, true);
        QTest::qWait(settleMilliseconds);
        if (Page *page = m_window.currentPage())
            scroll(*page);
        m_window.closeTab();
    }
    void scroll(Page &page)
    {
        for (QWidget *list : page.lists()) {
            auto *table = qobject_cast<TableView *>(list);
            if (!table || !table->isVisible())
                continue;
            for (int turn = 0; turn < 3; ++turn) {
                table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum()); // fetches more
                QTest::qWait(settleMilliseconds / 2);
            }
            table->verticalScrollBar()->setValue(0);
            QTest::keyClick(table, Qt::Key_Down);
        }
    }
    void typeIntoAForm()
    {
        const auto services = m_workspace.services();
        if (!services)
            return void(m_isSound = false);
        const auto accounts = (*services)->accounts().all();
        if (!accounts || accounts->empty())
            return void(m_isSound = false);
        const QPointer dialog(new BillingDetailsDialog(m_workspace, accounts->front(), &m_window));
        dialog->open();
        QTest::keyClicks(dialog->portal(), u"Typed, and not saved"_s);
        QTest::qWait(settleMilliseconds);
        dialog->reject();
        (void)QTest::qWaitFor([&] { return !dialog; });
    }
    void previewARun()
    {
        const Period month = Period::monthOf(m_workspace.clock().today());
        bool isDone = false;
        m_workspace.start(
            &m_window,
            [month](workspace::Services &services, jobs::Progress &progress) {
                return workspace::BillingDesk(services).preview(month, month.lastDay(), progress);
            },
            [&](const auto &preview) {
                m_isSound = m_isSound && preview.has_value();
                isDone = true;
            });
        (void)QTest::qWaitFor([&] { return isDone; }, 120'000);
    }

    workspace::Workspace &m_workspace;
    MainWindow &m_window;
    QStringList m_steps;
    bool m_isSound = true;
    QTimer m_beat;
    QElapsedTimer m_sinceBeat;
    qint64 m_longestStandstill = 0; ///< in milliseconds
};

/// Each kind of page, those of one record, a form and a run.
QStringList stepsOf(workspace::Workspace &workspace, const PageFactory &pages)
{
    QStringList steps{formStep, runStep};
    for (const PageInfo &page : pages.pages())
        steps << page.name;
    const auto services = workspace.services();
    const auto accounts = services ? (*services)->accounts().all() : Result<std::vector<accounts::Account>>();
    if (accounts && !accounts->empty()) {
        steps << u"account/"_s + accounts->front().id.toString();
        steps << u"contract/new/"_s + accounts->front().id.toString();
    }
    return steps;
}

void sample(qint64 milliseconds, int rounds, qint64 standstill)
{
    malloc_trim(0); // so that what is resident is what is held
    const struct mallinfo2 heap = mallinfo2();
    std::printf("{\"seconds\": %.1f, \"rounds\": %d, \"resident_kib\": %lld, \"heap_kib\": %zu, \"handles\": %lld, "
                "\"threads\": %lld, \"stall_ms\": %lld}\n",
                double(milliseconds) / 1000, rounds, static_cast<long long>(ofStatus("VmRSS")),
                (heap.uordblks + heap.hblkhd) / 1024,
                static_cast<long long>(
                    QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size()),
                static_cast<long long>(ofStatus("Threads")), static_cast<long long>(standstill));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    auto workspace = workspace::Workspace::open(arguments[1]);
    if (!workspace) {
        std::fprintf(stderr, "%s\n", qPrintable(workspace.error().id));
        return 1;
    }
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    Theme theme;
    theme.install(application);
    installPlurals(application);
    workspace::ChangeWatch watch(**workspace);
    QObject::connect(&watch, &workspace::ChangeWatch::stored, workspace->get(), &workspace::Workspace::announceChange);
    const auto window = makeConsole(theme, **workspace, settings);
    window->resize(1440, 900);
    window->show();
    window->open(u"home"_s);
    const QStringList chosen = arguments.mid(3);
    Soak soak(**workspace, *window,
              chosen.isEmpty() ? stepsOf(**workspace, consolePages(**workspace, theme, settings)) : chosen);
    QElapsedTimer time;
    time.start();
    const qint64 end = arguments[2].toLongLong() * 1000;
    for (int rounds = 1; time.elapsed() < end && soak.isSound(); ++rounds) {
        soak.round();
        sample(time.elapsed(), rounds, soak.longestStandstill());
    }
    return soak.isSound() ? 0 : 1;
}
