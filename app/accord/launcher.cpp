// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accord/launcher.h"

#include "core/storage/postgresql_address.h"
#include "core/storage/server_passwords.h"
#include "core/workspace/backup_plan.h"
#include "core/workspace/issue_journal.h"
#include "core/workspace/restoring.h"
#include "core/workspace/sample/sample_company.h"
#include "core/workspace/saved_servers.h"
#include "ui/console/console.h"
#include "ui/console/deep_links.h"
#include "ui/errors/error_words.h"
#include "ui/home/password_dialog.h"
#include "ui/home/welcome_page.h"
#include "ui/shell/main_window.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

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
    connect(&m_instance, &SingleInstance::raiseRequested, this, [this](const QString &link) {
        if (!m_window)
            return;
        if (!link.isEmpty())
            ui::followLink(*m_window, link);
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
        m_welcome = new ui::WelcomePage(m_settings.value(u"recent"_s).toStringList(),
                                        workspace::SavedServers(m_settings).all());
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

void Launcher::openLink(const QString &text)
{
    const auto place = ui::DeepLinks::placeOf(text, m_settings);
    if (!place) {
        showWelcome();
        return sayProblem(ui::inWords(place.error()).paragraph());
    }
    m_link = text;
    openFile(*place);
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
    if (!opened) {
        const QString url = opened.error().args.value(u"path"_s).toString();
        const bool isRefused = opened.error().id == u"storage.server_refused"_s && storage::serverPassword(url);
        if (isRefused || opened.error().id == u"storage.password_needed"_s)
            return findPassword(opened.error());
        m_link.clear();
        return sayProblem(ui::inWords(opened.error()).paragraph());
    }
    const QString link = std::exchange(m_link, {});
    if (!m_instance.claim((**opened)->path(), link))
        return sayProblem(tr("This company is open in another window, which was brought to the front."));
    m_window.reset();
    m_watch.reset();
    m_workspace = std::move(**opened);
    remember(m_workspace->path());
    m_window = ui::makeConsole(m_theme, *m_workspace, m_settings);
    m_window->open(u"home"_s);
    if (!link.isEmpty())
        ui::followLink(*m_window, link);
    ui::showConsole(*m_window, *m_workspace);
    m_welcomeWindow.reset();
    watchForChanges();
    keepSafe();
    keepPassword();
    if (m_workspace->damage())
        tellDamage(*m_workspace->damage());
}

void Launcher::tellDamage(const Error &damage)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Damaged file"), ui::inWords(damage).paragraph(),
                                QMessageBox::NoButton, m_window.get());
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QString backup = damage.args.value(u"backup"_s).toString();
    if (!backup.isEmpty()) {
        const auto *restore = box->addButton(tr("Put the backup back"), QMessageBox::AcceptRole);
        // Later: the window that the box belongs to goes away then.
        connect(restore, &QAbstractButton::clicked, this, [this, backup] { putBack(backup); }, Qt::QueuedConnection);
    }
    box->setDefaultButton(box->addButton(tr("Look at it"), QMessageBox::RejectRole));
    box->open();
}

void Launcher::putBack(const QString &backup)
{
    const QString path = m_workspace->path();
    showWelcome();
    m_window.reset();
    m_watch.reset();
    m_workspace.reset();
    m_instance.release();
    begin(tr("Putting the backup back …"), [backup, path](jobs::Progress &progress) -> Result<Opened> {
        workspace::IssueJournal journal(workspace::IssueJournal::usualFolder(), path);
        if (const auto restored = workspace::restoreWorkspace(backup, path, journal, progress); !restored)
            return passOn(restored);
        return handOver(Workspace::open(path));
    });
}

void Launcher::findPassword(const Error &error)
{
    const QString url = error.args.value(u"path"_s).toString();
    const bool wasWrong = storage::serverPassword(url).has_value();
    storage::setServerPassword(url, {});
    m_toKeep.reset();
    const QString problem = wasWrong ? ui::inWords(error).happened : QString();
    if (std::exchange(m_lookedUp, url) == url)
        return askForPassword(url, problem);
    m_secrets.find(secrets::SecretStore::nameOfServer(url), [this, url, problem](const std::optional<QString> &found) {
        found ? connectWith(url, *found) : askForPassword(url, problem);
    });
}

void Launcher::askForPassword(const QString &url, const QString &problem)
{
    auto *dialog = new ui::PasswordDialog(Workspace::nameOf(url), problem, m_welcomeWindow.get());
    connect(dialog, &ui::PasswordDialog::answered, this, [this, url](const QString &password, bool isRemembered) {
        if (isRemembered)
            m_toKeep = {url, password};
        else
            m_secrets.forget(secrets::SecretStore::nameOfServer(url), [](const Result<> &) { });
        connectWith(url, password);
    });
    connect(dialog, &QDialog::rejected, this, [this, problem] { sayProblem(problem); });
    dialog->open();
}

void Launcher::connectWith(const QString &url, const QString &password)
{
    storage::setServerPassword(url, password);
    openFile(url);
}

void Launcher::keepPassword()
{
    const auto kept = std::exchange(m_toKeep, std::nullopt);
    if (!kept)
        return;
    m_secrets.keep(secrets::SecretStore::nameOfServer(kept->first), kept->second, [this](secrets::Keeping keeping) {
        if (keeping == secrets::Keeping::ThisRun && m_window)
            m_window->toasts().post(
                {tr("There is no key store on this machine that takes the password. It is known until "
                    "Accord ends, and asked for again then."),
                 ui::Tone::Warning});
    });
}

void Launcher::watchForChanges()
{
    m_watch = std::make_unique<workspace::ChangeWatch>(*m_workspace);
    connect(m_watch.get(), &workspace::ChangeWatch::stored, m_workspace.get(), &workspace::Workspace::announceChange);
    connect(m_watch.get(), &workspace::ChangeWatch::reachableChanged, this, [this](bool isReachable) {
        const QString name = Workspace::nameOf(m_workspace->path());
        m_window->toasts().post(isReachable ? ui::Toast{tr("%1 can be reached again.").arg(name), ui::Tone::Good}
                                            : ui::Toast{tr("%1 cannot be reached. What is stored there is safe; "
                                                           "Accord goes on as soon as it answers.")
                                                            .arg(name),
                                                        ui::Tone::Bad});
    });
}

void Launcher::keepSafe()
{
    if (m_workspace->isReadOnly())
        return;
    const auto note = [this] {
        m_workspace->start(
            m_window.get(),
            [path = m_workspace->path()](workspace::Services &services, jobs::Progress &) {
                return workspace::IssueJournal(workspace::IssueJournal::usualFolder(), path).catchUp(services);
            },
            [this](const Result<qint64> &kept) {
                if (!kept)
                    m_window->toasts().post({ui::inWords(kept.error()).paragraph(), ui::Tone::Bad});
            });
    };
    const auto backUp = [this] {
        m_workspace->start(
            m_window.get(),
            [](workspace::Services &services, jobs::Progress &progress) {
                return workspace::backUpIfDue(services, progress);
            },
            [this](const Result<std::optional<workspace::BackupFile>> &made) {
                if (!made)
                    m_window->toasts().post(
                        {tr("No backup was made. %1").arg(ui::inWords(made.error()).paragraph()), ui::Tone::Bad});
                else if (*made)
                    m_window->toasts().post({tr("A backup was made and verified."), ui::Tone::Good});
            });
    };
    connect(m_workspace.get(), &Workspace::changed, m_window.get(), note);
    auto *timer = new QTimer(m_window.get());
    constexpr std::chrono::minutes betweenLooks(10);
    timer->setInterval(betweenLooks);
    connect(timer, &QTimer::timeout, m_window.get(), backUp);
    timer->start();
    note();
    backUp();
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
