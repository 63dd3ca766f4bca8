// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/purchase_order_desk.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class ChoiceBox;
class Label;

/// Takes down a customer's purchase order, or changes the amount, days and scope of one.
class OrderDialog : public QDialog
{
    Q_OBJECT
public:
    /// \param order  the one to change; none for a new one
    OrderDialog(workspace::Workspace &workspace, const std::optional<workspace::OrderSheet> &order,
                QWidget *parent = nullptr);

    ChoiceBox *account() const { return m_account; }
    QLineEdit *number() const { return m_number; }
    QLineEdit *amount() const { return m_amount; }
    QLineEdit *currency() const { return m_currency; }
    QComboBox *scope() const { return m_scope; }
    QLineEdit *keys() const { return m_keys; }
    QLineEdit *validFrom() const { return m_validFrom; }
    QLineEdit *expiresOn() const { return m_expiresOn; }
    /// What is wrong; empty while nothing is.
    QString note() const;
    bool isReady() const { return m_isReady; } ///< the accounts are there
    void save();

Q_SIGNALS:
    void saved(const QString &number);

private:
    void buildLayout();
    void loadAccounts();
    void fill(const workspace::OrderSheet &sheet);
    void takeCurrencyOfAccount();
    Result<purchasing::PurchaseOrder> order() const;
    void tell(const QString &sentence);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    std::optional<workspace::OrderSheet> m_known;
    std::vector<accounts::Account> m_accounts;
    bool m_isReady = false;
    ChoiceBox *m_account;
    QLineEdit *m_number;
    QLineEdit *m_amount;
    QLineEdit *m_currency;
    QComboBox *m_scope;
    QLineEdit *m_keys;
    QLineEdit *m_validFrom;
    QLineEdit *m_expiresOn;
    Label *m_note;
    QPushButton *m_save;
};

} // namespace accord::ui
