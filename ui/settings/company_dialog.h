// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// Adds a company that issues invoices: what cannot be changed later, and what it needs to issue at all.
class CompanyDialog : public QDialog
{
    Q_OBJECT
public:
    explicit CompanyDialog(workspace::Workspace &workspace, QWidget *parent = nullptr);

    QLineEdit *code() const { return m_code; }
    QLineEdit *name() const { return m_name; }
    QLineEdit *currency() const { return m_currency; }
    QLineEdit *country() const { return m_country; }
    QLineEdit *numbers() const { return m_numbers; }
    QPushButton *addButton() const { return m_add; }
    QString note() const; ///< what is wrong; empty while nothing is

Q_SIGNALS:
    /// The company is there; its code.
    void added(const QString &code);

private:
    void buildLayout();
    void proposeNumbers();
    void add();

    workspace::Workspace &m_workspace;
    QLineEdit *m_code;
    QLineEdit *m_name;
    QLineEdit *m_currency;
    QLineEdit *m_country;
    QLineEdit *m_numbers;
    Label *m_note;
    QPushButton *m_add;
};

} // namespace accord::ui
