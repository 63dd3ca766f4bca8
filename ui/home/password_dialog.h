// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

/// Asks for the password of a server, and whether the key store of the machine is to keep it.
class PasswordDialog : public QDialog
{
    Q_OBJECT
public:
    /// \param server   as people call it
    /// \param problem  why the password of before was not taken; empty when there was none
    PasswordDialog(const QString &server, const QString &problem, QWidget *parent = nullptr);

    QLineEdit *password() const { return m_password; }
    QCheckBox *remember() const { return m_remember; }
    QPushButton *button() const { return m_connect; }

Q_SIGNALS:
    void answered(const QString &password, bool isRemembered);

private:
    QLineEdit *m_password;
    QCheckBox *m_remember;
    QPushButton *m_connect;
};

} // namespace accord::ui
