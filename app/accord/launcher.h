// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accord/single_instance.h"
#include "core/secrets/secret_store.h"
#include "core/workspace/change_watch.h"

#include <QtCore/QPointer>
#include <QtCore/QSettings>

class QMainWindow;

namespace accord::ui {
class MainWindow;
class Theme;
class WelcomePage;
} // namespace accord::ui

namespace accord::app {

/// From the start of the program to the window on a company: the welcome, making the sample or an empty company,
/// opening a file. Files are opened and made on a worker.
class Launcher : public QObject
{
    Q_OBJECT
public:
    Launcher(ui::Theme &theme, QSettings &settings, QObject *parent = nullptr);
    ~Launcher() override;

    void showWelcome();
    void openFile(const QString &path);
    /// Opens the company of the link \a text where it was opened on this machine before, and goes where it leads.
    void openLink(const QString &text);
    /// Opens the sample company, which is made at \a path when there is no such file yet.
    void openSample(const QString &path);
    /// Where the sample company is kept: the user's data folder.
    static QString samplePath();

private:
    using Opened = std::shared_ptr<std::unique_ptr<workspace::Workspace>>;
    template<typename Make> void begin(const QString &sentence, Make make);
    void take(const Result<Opened> &opened);
    void openEmpty(const QString &companyName, const QString &currencyCode);
    /// Open pages are read again when somebody else stored something.
    void watchForChanges();
    /// Notes outside the database which numbers were given, and makes backups that are due, while a window is open.
    void keepSafe();
    void remember(const QString &path);
    /// What is damaged in the file that was opened for reading only, and a way out of it.
    void tellDamage(const Error &damage);
    /// Closes the company and puts \a backup in its place; the damaged file is kept.
    void putBack(const QString &backup);
    void sayProblem(const QString &sentence);
    /// The server of \a error wants a password: from the key store, or from who sits here.
    void findPassword(const Error &error);
    void askForPassword(const QString &url, const QString &problem);
    void connectWith(const QString &url, const QString &password);
    void keepPassword();

    ui::Theme &m_theme;
    QSettings &m_settings;
    SingleInstance m_instance;
    jobs::Runner m_runner{1};
    std::unique_ptr<workspace::Workspace> m_workspace;
    std::unique_ptr<workspace::ChangeWatch> m_watch; ///< looks at the workspace
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<QMainWindow> m_welcomeWindow;
    QPointer<ui::WelcomePage> m_welcome;
    secrets::SecretStore m_secrets;
    QString m_link; ///< to follow once its company is open
    QString m_lookedUp; ///< the address whose password was looked for in the key store
    std::optional<std::pair<QString, QString>> m_toKeep; ///< an address and its password, once it has opened
};

} // namespace accord::app
