// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/opening_receivables.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QDateEdit;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// Takes over what is owed on invoices of another system: a file is read and checked at once, what it comes to or what
/// is in its way is shown, and only then it can be kept.
class TakeOverDialog : public QDialog
{
    Q_OBJECT
public:
    TakeOverDialog(workspace::Workspace &workspace, QWidget *parent);

    /// Reads \a path and shows what it comes to.
    void checkFile(const QString &path);

    QLineEdit *sourceField() const { return m_source; }
    QDateEdit *dayField() const { return m_day; }
    QPlainTextEdit *findings() const { return m_findings; }
    QPushButton *button() const { return m_button; }
    QString note() const;

private:
    void build();
    void chooseFile();
    void start(bool isTrial);
    void show(const Result<workspace::TakeOver> &outcome);
    void finish(const Result<workspace::TakeOver> &outcome);
    void say(const QString &text, bool isBad);

    workspace::Workspace &m_workspace;
    QString m_path;
    QLineEdit *m_source;
    QDateEdit *m_day;
    QPushButton *m_choose;
    Label *m_note;
    QPlainTextEdit *m_findings;
    QPushButton *m_button = nullptr;
};

} // namespace accord::ui
