// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/invoice_facts.h"
#include "core/jobs/runner.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// How a customer gets its electronic invoices: profile, syntax, address and references.
class EinvoiceDialog : public QDialog
{
    Q_OBJECT
public:
    /// \param account  its number
    EinvoiceDialog(workspace::Workspace &workspace, const QString &account, const QString &name,
                   QWidget *parent = nullptr);

    QComboBox *profile() const { return m_profile; }
    QComboBox *syntax() const { return m_syntax; }
    QComboBox *scheme() const { return m_scheme; }
    QLineEdit *address() const { return m_address; }
    QLineEdit *buyerReference() const { return m_buyerReference; }
    QString note() const; ///< what is wrong; empty while nothing is
    bool isReady() const { return m_isReady; } ///< what was entered before is shown
    void save();

Q_SIGNALS:
    void saved();

private:
    void buildLayout(const QString &name);
    void load();
    void fill(const einvoice::CustomerProfile &customer);
    void profileChosen();
    einvoice::CustomerProfile entered() const;
    void tell(const QString &sentence);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    QString m_account;
    bool m_isReady = false;
    QComboBox *m_profile;
    QComboBox *m_syntax;
    QComboBox *m_scheme;
    QLineEdit *m_address;
    QLineEdit *m_buyerReference;
    QLineEdit *m_accountingReference;
    QLineEdit *m_registration;
    Label *m_note;
    QPushButton *m_save;
};

} // namespace accord::ui
