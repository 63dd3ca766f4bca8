// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/what_if.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/paged_table_model.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

class QFormLayout;
class QGridLayout;
class QLineEdit;

namespace accord::ui {

class Label;
class TableView;

/// Tries other terms of a contract: on the left what could be different, on the right what the month and the term come
/// to now and then. Follows the typing; saves nothing.
class WhatIfDialog : public QDialog
{
    Q_OBJECT
public:
    WhatIfDialog(workspace::Workspace &workspace, const contracts::Contract &contract, QWidget *parent = nullptr);

    /// What is tried at the moment.
    std::vector<contracts::TriedChange> changes() const;

private:
    /// A field and the path of the contract that it changes.
    struct Field
    {
        QLineEdit *edit;
        QString path;
        QString original;
    };
    QWidget *buildFields();
    QWidget *buildComparison();
    QLineEdit *addField(QFormLayout *form, const QString &label, const QString &path, const QString &value);
    void addItem(QFormLayout *form, const contracts::PriceItem &item);
    void compare();
    void show(const workspace::WhatIf &whatIf);
    void showTotals(const workspace::WhatIf &whatIf);
    void showFailure(const Error &error);

    workspace::Workspace &m_workspace;
    contracts::Contract m_contract;
    std::vector<Field> m_fields;
    QLineEdit *m_month;
    QGridLayout *m_totals;
    PagedTableModel<workspace::ComparedLine> *m_lines;
    TableView *m_table;
    Label *m_notes;
    QTimer m_pause;
    jobs::Latest m_latest;
};

} // namespace accord::ui
