// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/restoring.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/paged_table_model.h"

#include <QtWidgets/QDialog>

class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;
class StateView;
class TableView;

/// After a backup was restored: which numbers it has forgotten, by the journal of this machine and by what somebody
/// saw; confirming keeps them from being given again.
class NumberingDialog : public QDialog
{
    Q_OBJECT
public:
    explicit NumberingDialog(workspace::Workspace &workspace, QWidget *parent = nullptr);

    PagedTableModel<storage::IssuedNumber> *forgotten() const { return m_forgotten; }
    QLineEdit *seen() const { return m_seen; }
    QLineEdit *remark() const { return m_remark; }
    QPushButton *confirmButton() const { return m_confirm; }
    QString note() const;

Q_SIGNALS:
    void said(const QString &sentence);

private:
    void buildLayout();
    void load();
    void confirm();

    workspace::Workspace &m_workspace;
    Label *m_about;
    PagedTableModel<storage::IssuedNumber> *m_forgotten;
    TableView *m_table;
    StateView *m_state;
    QLineEdit *m_seen;
    QLineEdit *m_remark;
    Label *m_note;
    QPushButton *m_confirm;
};

} // namespace accord::ui
