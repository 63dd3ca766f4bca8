// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/budget_desk.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// Sets what an account, one of its departments or cost centres may spend in a period, and what happens above it.
class BudgetDialog : public QDialog
{
    Q_OBJECT
public:
    /// \param known  the budget that is changed: its owner and period stay; none: a new one
    BudgetDialog(workspace::Workspace &workspace, const std::optional<storage::StoredBudget> &known,
                 QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(const QString &id);

private:
    void save();

    workspace::Workspace &m_workspace;
    std::optional<storage::StoredBudget> m_known;
    QLineEdit *m_account;
    QLineEdit *m_department;
    QLineEdit *m_costCentre;
    QDateEdit *m_from;
    QDateEdit *m_to;
    QLineEdit *m_amount;
    QComboBox *m_cap;
    Label *m_problem;
    QPushButton *m_save;
};

} // namespace accord::ui
