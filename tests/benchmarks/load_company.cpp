// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/company.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>

#include <cstdio>

// Loads the data into two workspaces through Accord's own repositories, timed apart from every workload:
//
//     load_company DATA_FOLDER OUTPUT_FOLDER
//
// company.accord has accounts, locations, meters and contracts; history.accord has the usage of January, a year of
// invoices and two years of usage besides.

using namespace accord;
using namespace accord::bench;

namespace {

void report(const char *what, QElapsedTimer &timer)
{
    std::printf("load=%s seconds=%.3f\n", what, double(timer.restart()) / 1000);
}

void loadHistory(const QString &path, const QString &folder)
{
    const auto services = must(open(path, folder, today), "open");
    // A long load checkpoints once, at its end.
    must(services->session().driver().setCheckpointInterval(0), "checkpoint");
    QElapsedTimer timer;
    timer.start();
    must(addMonthlyUsage(*services, folder), "usage of the month");
    report("monthly_usage", timer);
    must(addHistory(*services, folder), "history");
    must(services->session().driver().checkpoint(), "checkpoint");
    report("history", timer);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    const QString company = arguments[2] + u"/company.accord"_s;
    const QString history = arguments[2] + u"/history.accord"_s;
    QElapsedTimer timer;
    timer.start();
    must(makeCompany(company, arguments[1]), "company");
    must(must(open(company, arguments[1], today), "open")->session().driver().checkpoint(), "checkpoint");
    report("company", timer);
    if (!QFile::copy(company, history))
        qFatal("the workspace cannot be copied");
    loadHistory(history, arguments[1]);
    return 0;
}
