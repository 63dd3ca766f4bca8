// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/saved_servers.h"

#include <QtWidgets/QWidget>

namespace accord::ui {

class Label;

/// The first thing that is seen when no company is open: sample company, empty company, open a file, or
/// a server that has a name.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    /// \a recent: files and addresses that were open last; \a servers: those that have a name on this machine.
    explicit WelcomePage(const QStringList &recent, const std::vector<workspace::SavedServer> &servers = {},
                         QWidget *parent = nullptr);
    /// Shows that something is being made; the choices wait.
    void setBusy(const QString &sentence);
    void setIdle();
    /// What went wrong, under the choices.
    void setProblem(const QString &sentence);

Q_SIGNALS:
    void sampleWanted();
    void emptyWanted(const QString &companyName, const QString &currency);
    void fileWanted(const QString &path);

private:
    QWidget *makeChoice(const QString &icon, const QString &title, const QString &text, const QString &command,
                        bool primary, const std::function<void()> &run);
    void addPlace(const QString &icon, const QString &text, const QString &path);
    void askForEmpty();
    void askForFile();

    QWidget *m_choices;
    Label *m_problem;
};

} // namespace accord::ui
