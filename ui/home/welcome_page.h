// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace accord::ui {

class Label;

/// The first thing that is seen when no company is open: sample company, empty company, open a file.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(const QStringList &recent, QWidget *parent = nullptr);
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
    void askForEmpty();
    void askForFile();

    QWidget *m_choices;
    Label *m_problem;
};

} // namespace accord::ui
