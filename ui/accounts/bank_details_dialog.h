// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/payment_files_desk.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class FormDraft;
class Label;

/// The bank account of a customer and the mandate to collect from it: what is known, masked for those who may not read
/// bank data, and a new one to be recorded. Numbers are checked as they are typed. It counts once another person
/// agreed.
class BankDetailsDialog : public QDialog
{
    Q_OBJECT
public:
    BankDetailsDialog(workspace::Workspace &workspace, const accounts::Account &account, QWidget *parent = nullptr);

    QComboBox *kind() const { return m_kind; }
    QLineEdit *number() const { return m_number; }
    QLineEdit *bankCode() const { return m_bankCode; }
    QLineEdit *mandate() const { return m_mandate; }
    QPushButton *recordButton() const { return m_record; }
    QPushButton *agreeButton() const { return m_agree; }
    QString present() const; ///< what is known now
    QString note() const; ///< what is wrong or missing; empty while nothing is

Q_SIGNALS:
    void changed(const QString &sentence);

private:
    void buildLayout(const QString &name);
    void load();
    void show(const std::optional<storage::BankDetail> &detail);
    void showKind();
    void check();
    storage::BankDetail entered() const;
    void tell(const QString &sentence);
    void record();
    void agree();

    workspace::Workspace &m_workspace;
    QString m_account; ///< number
    Label *m_present;
    QFormLayout *m_form;
    QComboBox *m_kind;
    QLineEdit *m_holder;
    QLineEdit *m_number;
    QLineEdit *m_bankCode;
    QCheckBox *m_savings;
    QLineEdit *m_mandate;
    QDateEdit *m_signed;
    QCheckBox *m_business;
    Label *m_note;
    QPushButton *m_agree;
    QPushButton *m_record;
    FormDraft *m_draft = nullptr;
    jobs::Latest m_load;
};

} // namespace accord::ui
