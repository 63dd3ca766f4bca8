// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/own_bank.h"
#include "core/workspace/workspace.h"
#include "ui/style/tokens.h"

#include <QtCore/QPointer>
#include <QtWidgets/QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class FormDraft;
class Label;

/// The own bank accounts of one issuing company, or of all that have none, by which files for the bank are made.
/// Numbers are checked as they are typed; who may not read bank data sees their last four characters and cannot change
/// them. What is recorded counts once another person agrees.
class OwnBankDialog : public QDialog
{
    Q_OBJECT
public:
    /// \param company  the code of the one whose accounts are shown first; empty: those for all
    explicit OwnBankDialog(workspace::Workspace &workspace, QWidget *parent = nullptr, const QString &company = {});

    /// The field of \a key: "name", "iban", "bic", "creditor_id", "routing", …
    QLineEdit *field(const QString &key) const { return m_fields.value(key); }
    QPushButton *saveButton() const { return m_save; }
    QPushButton *agreeButton() const { return m_agree; }
    QString note() const;
    /// The code of the company whose accounts are shown; empty: those for all.
    QString company() const;
    void chooseCompany(const QString &code);
    /// Who recorded the accounts, and whether they count.
    QString state() const;

Q_SIGNALS:
    /// With what is to be said about it.
    void saved(const QString &sentence);

private:
    void load();
    void showCompanies(const std::vector<billing::IssuingEntity> &companies);
    void show(const workspace::OwnBankSheet &sheet);
    void check();
    void tell(const QString &sentence, Token token);
    workspace::OwnBank entered() const;
    void save();
    void agree();

    workspace::Workspace &m_workspace;
    QComboBox *m_company;
    QPointer<FormDraft> m_draft; ///< of what is shown
    QHash<QString, QLineEdit *> m_fields;
    workspace::OwnBank m_known; ///< as it was read
    Label *m_state;
    Label *m_note;
    QPushButton *m_agree;
    QPushButton *m_save;
    bool m_isReadable = false;
    jobs::Latest m_load;
};

} // namespace accord::ui
