// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// The first passphrase of who works, or another one, and when this machine asks for it.
class PassphraseDialog : public QDialog
{
    Q_OBJECT
public:
    /// \param minutes  after which this machine locks by itself; 0: never
    PassphraseDialog(workspace::Workspace &workspace, int minutes, QWidget *parent = nullptr);

    QLineEdit *before() const { return m_before; }
    QLineEdit *next() const { return m_next; }
    QLineEdit *again() const { return m_again; }
    QComboBox *minutes() const { return m_minutes; }
    QPushButton *saveButton() const { return m_save; }
    QString note() const;

Q_SIGNALS:
    void said(const QString &sentence);
    void minutesChosen(int minutes);

private:
    void buildLayout();
    void save();
    void tell(const QString &sentence);

    workspace::Workspace &m_workspace;
    QLineEdit *m_before;
    QLineEdit *m_next;
    QLineEdit *m_again;
    QComboBox *m_minutes;
    Label *m_note;
    QPushButton *m_save;
};

} // namespace accord::ui
