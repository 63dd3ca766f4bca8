// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accord/launcher.h"
#include "tests/benchmarks/floor_store.h"
#include "tests/benchmarks/measures.h"
#include "ui/style/theme.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QProcess>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QTableView>

#include <cstdio>

// Workload 1: from the start of the process until the list of accounts is drawn.
//
//     bench_start WORKSPACE
//
// Each measurement is a process of its own: this program again, as the console does it or as the floor, which is a
// window with a menu bar and a table over the first 200 rows of the same file. Both must show the same first account.

using namespace accord;
using namespace accord::bench;

namespace {

QByteArray workspacePath;
QByteArray program;

/// Says when a table with rows has been painted, with its first row and the peak of memory, and ends the process.
class DrawnWatch : public QObject
{
public:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        auto *view = event->type() == QEvent::Paint && watched->parent()
                         ? qobject_cast<QAbstractItemView *>(watched->parent())
                         : nullptr;
        const bool isTable = view && watched == view->viewport() && view->model() && view->model()->columnCount() > 3;
        if (m_seen || !isTable || view->model()->rowCount() == 0)
            return false;
        m_seen = true;
        const QString first = view->model()->index(0, 0).data().toString();
        QTimer::singleShot(0, this, [first] {
            std::printf("drawn\t%s\t%.1f\n", qPrintable(first), peakMegabytes());
            std::fflush(stdout);
            QCoreApplication::quit();
        });
        return false;
    }

private:
    bool m_seen = false;
};

int runConsole(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"Accord"_s);
    QApplication::setApplicationName(u"accord"_s);
    DrawnWatch watch;
    application.installEventFilter(&watch);
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"Accord"_s, u"accord"_s);
    ui::Theme theme;
    theme.install(application);
    app::Launcher launcher(theme, settings);
    launcher.openFile(QString::fromLocal8Bit(argv[2]));
    return QApplication::exec();
}

/// Nine columns of two hundred rows.
class PlainModel : public QAbstractTableModel
{
public:
    explicit PlainModel(const QString &path)
    {
        RawDatabase database(path);
        sqlite3_stmt *select = database.prepare("SELECT name, customer_success_manager, arr_minor, renewal_on, "
                                                "location_count, status, segment, region, country "
                                                "FROM account ORDER BY name_folded, id LIMIT 200");
        while (sqlite3_step(select) == SQLITE_ROW) {
            QStringList row;
            for (int column = 0; column < 9; ++column)
                row << QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(select, column)));
            m_rows << row;
        }
    }
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 9; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        return role == Qt::DisplayRole ? QVariant(m_rows[index.row()][index.column()]) : QVariant();
    }

private:
    QList<QStringList> m_rows;
};

int runFloor(int argc, char **argv)
{
    QApplication application(argc, argv);
    DrawnWatch watch;
    application.installEventFilter(&watch);
    PlainModel model(QString::fromLocal8Bit(argv[2]));
    QMainWindow window;
    for (const QString &menu : {u"File"_s, u"View"_s, u"Help"_s})
        window.menuBar()->addMenu(menu)->addAction(u"Action"_s);
    auto *table = new QTableView(&window);
    table->setModel(&model);
    window.setCentralWidget(table);
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}

struct Start
{
    double seconds = 0;
    double peakMegabytes = 0;
    QByteArray first;
};

Start startOnce(const QString &kind)
{
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.insert(name, home.path());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const Stopwatch watch;
    process.start(QString::fromLocal8Bit(program), {kind, QString::fromLocal8Bit(workspacePath)});
    while (!process.canReadLine() && process.waitForReadyRead(60000)) { }
    const double seconds = watch.seconds();
    const QByteArrayList line = process.readLine().trimmed().split('\t');
    process.waitForFinished();
    if (line.size() != 3)
        qFatal("%s drew no list", qPrintable(kind));
    return {seconds, line[2].toDouble(), line[1]};
}

void starts(benchmark::State &state, const QString &kind)
{
    const Start shown = startOnce(u"--floor"_s); // warms the file as well
    std::vector<double> seconds;
    double peak = 0;
    for (auto _ : state) {
        const Start start = startOnce(kind);
        if (start.first != shown.first)
            state.SkipWithError("the first account differs");
        state.SetIterationTime(start.seconds);
        seconds.push_back(start.seconds);
        peak = std::max(peak, start.peakMegabytes);
    }
    countPercentiles(state, seconds);
    state.counters["peak_mb"] = peak;
}

BENCHMARK_CAPTURE(starts, floor, u"--floor"_s)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(15);
BENCHMARK_CAPTURE(starts, accord, u"--console"_s)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(15);

} // namespace

int main(int argc, char *argv[])
{
    if (argc == 3 && qstrcmp(argv[1], "--console") == 0)
        return runConsole(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--floor") == 0)
        return runFloor(argc, argv);
    program = argv[0];
    benchmark::Initialize(&argc, argv);
    if (argc != 2)
        return 2;
    workspacePath = argv[1];
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
