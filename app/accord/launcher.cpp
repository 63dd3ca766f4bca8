// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accord/launcher.h"

#include "core/workspace/sample/sample_company.h"
#include "ui/console/console.h"
#include "ui/errors/error_words.h"
#include "ui/home/welcome_page.h"
#include "ui/shell/main_window.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtCore/QThread>
#include <QtWidgets/QApplication>

namespace accord::app {

using workspace::Workspace;

namespace {

constexpr int recentFiles = 5;

/// Opens on a worker; the workspace then lives in the window's thread.
Result<std::shared_ptr<std::unique_ptr<Workspace>>> handOver(Result<std::unique_ptr<Workspace>> opened)
{
    if (!opened)
        return passOn(opened);
    (*opened)->moveToThread(QCoreApplication::instance()->thread());
    return std::make_shared<std::unique_ptr<Workspace>>(std::move(*opened));
}

} // namespace

Launcher::Launcher(ui::Theme &theme, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_settings(settings)
{
    connect(&m_instance, &SingleInstance::raiseRequested, this, [this] {
        if (!m_window)
            return;
        m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
        m_window->raise();
        m_window->activateWindow();
    });
}

Launcher::~Launcher() = default;

QString Launcher::samplePath()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"sample.accord"_s);
}

void Launcher::showWelcome()
{
    if (!m_welcomeWindow) {
        m_welcomeWindow = std::make_unique<QMainWindow>();
        m_welcomeWindow->setWindowTitle(u"Accord"_s);
        m_welcome = new ui::WelcomePage(m_settings.value(u"recent"_s).toStringList());
        m_welcomeWindow->setCentralWidget(m_welcome);
        m_welcomeWindow->resize(880, 620);
        connect(m_welcome, &ui::WelcomePage::sampleWanted, this, [this] { openSample(samplePath()); });
        connect(m_welcome, &ui::WelcomePage::emptyWanted, this, &Launcher::openEmpty);
        connect(m_welcome, &ui::WelcomePage::fileWanted, this, &Launcher::openFile);
    }
    m_welcomeWindow->show();
}

template<typename Make> void Launcher::begin(const QString &sentence, Make make)
{
    showWelcome();
    m_welcome->setBusy(sentence);
    m_runner.start(
        this, [make](jobs::Progress &progress) { return make(progress); },
        [this](const Result<Opened> &opened) { take(opened); });
}

void Launcher::openFile(const QString &path)
{
    begin(tr("Opening %1 …").arg(Workspace::nameOf(path)),
          [path](jobs::Progress &) { return handOver(Workspace::open(path)); });
}

void Launcher::openSample(const QString &path)
{
    begin(QFileInfo::exists(path) ? tr("Opening the sample company …")
                                  : tr("Making the sample company: two years of usage, bills and payments …"),
          [path](jobs::Progress &progress) -> Result<Opened> {
              QDir().mkpath(QFileInfo(path).absolutePath());
              if (!QFileInfo::exists(path)) {
                  if (const auto made = workspace::createSampleCompany(path, progress); !made)
                      return passOn(made);
              }
              return handOver(Workspace::open(path));
          });
}

void Launcher::openEmpty(const QString &companyName, const QString &currencyCode)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    folder.mkpath(u"."_s);
    // A generated name: what a person types never becomes a path.
    int n = 1;
    while (folder.exists(u"company-%1.accord"_s.arg(n)))
        ++n;
    begin(tr("Making %1 …").arg(companyName),
          [path = folder.filePath(u"company-%1.accord"_s.arg(n)), companyName,
           currencyCode](jobs::Progress &) -> Result<Opened> {
              const auto currency = Currency::fromCode(currencyCode);
              if (!currency)
                  return passOn(currency);
              return handOver(Workspace::create(path, companyName, *currency, u"US"_s));
          });
}

void Launcher::take(const Result<Opened> &opened)
{
    if (!opened)
        return sayProblem(ui::inWords(opened.error()).paragraph());
    if (!m_instance.claim((**opened)->path()))
        return sayProblem(tr("This company is open in another window, which was brought to the front."));
    m_window.reset();
    m_workspace = std::move(**opened);
    remember(m_workspace->path());
    m_window = ui::makeConsole(m_theme, *m_workspace, m_settings);
    m_window->open(u"home"_s);
    m_window->show();
    m_welcomeWindow.reset();
}

void Launcher::sayProblem(const QString &sentence)
{
    if (!m_welcome)
        return;
    m_welcome->setIdle();
    m_welcome->setProblem(sentence);
}

void Launcher::remember(const QString &path)
{
    QStringList recent = m_settings.value(u"recent"_s).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    m_settings.setValue(u"recent"_s, recent.mid(0, recentFiles));
}

} // namespace accord::app
