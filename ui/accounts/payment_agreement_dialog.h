// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/payment_agreements.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// What is agreed with a customer about paying: discounts for early payment, and tax that is kept back. It holds for
/// invoices that are issued from then on.
class PaymentAgreementDialog : public QDialog
{
    Q_OBJECT
public:
    PaymentAgreementDialog(workspace::Workspace &workspace, const accounts::Account &account,
                           QWidget *parent = nullptr);

    QLineEdit *days(int step) const { return m_days[size_t(step)]; }
    QLineEdit *percent(int step) const { return m_percents[size_t(step)]; }
    QLineEdit *withholding() const { return m_withholding; }
    QPushButton *agreeButton() const { return m_agree; }
    QString note() const;

Q_SIGNALS:
    void agreed(const QString &sentence);

private:
    static constexpr int steps = 3; ///< as many discounts as anybody offers

    void buildLayout(const QString &name);
    void load();
    void show(const storage::PaymentAgreement &agreement);
    Result<storage::PaymentAgreement> entered() const;
    void agree();

    workspace::Workspace &m_workspace;
    QString m_account;
    std::vector<QLineEdit *> m_days;
    std::vector<QLineEdit *> m_percents;
    QLineEdit *m_withholding;
    QCheckBox *m_onTotal;
    Label *m_note;
    QPushButton *m_agree;
    jobs::Latest m_load;
};

} // namespace accord::ui
