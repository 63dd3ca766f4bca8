// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// What is seen instead of the company while nobody has proved who they are.
class LockWindow : public QWidget
{
    Q_OBJECT
public:
    explicit LockWindow(workspace::Workspace &workspace, QWidget *parent = nullptr);

    /// Reads who there is, and asks for the proof of \a user first.
    void ask(const QString &user);

    QComboBox *person() const { return m_person; }
    QLineEdit *passphrase() const { return m_passphrase; }
    QPushButton *signInButton() const { return m_signIn; }
    QString note() const;

Q_SIGNALS:
    void signedIn(const QString &user);

private:
    struct Person
    {
        QString name;
        QString displayName;
        bool asks = false; ///< has a passphrase
    };

    void buildLayout();
    void showPeople(const std::vector<Person> &people, const QString &user);
    void showPerson();
    void signIn();
    void tell(const QString &sentence);

    workspace::Workspace &m_workspace;
    Label *m_company;
    QComboBox *m_person;
    QLineEdit *m_passphrase;
    Label *m_note;
    QPushButton *m_signIn;
};

} // namespace accord::ui
