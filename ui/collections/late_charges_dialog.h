// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/late_charges_desk.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QGroupBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace accord::ui {

class FactGrid;
class Label;

/// What late payment costs a payer, and the rule behind it. Charging it makes a document of each charge; what is open
/// of one can be waived.
class LateChargesDialog : public QDialog
{
    Q_OBJECT
public:
    LateChargesDialog(workspace::Workspace &workspace, const accounts::AccountId &payer, const QString &name,
                      QWidget *parent);

    QLineEdit *percent() const { return m_percent; }
    QLineEdit *fee() const { return m_fee; }
    QPushButton *setButton() const { return m_set; }
    QPushButton *chargeButton() const { return m_charge; }
    QComboBox *charges() const { return m_charges; }
    QLineEdit *waivedAmount() const { return m_waivedAmount; }
    QLineEdit *waiveReason() const { return m_waiveReason; }
    QPushButton *waiveButton() const { return m_waive; }
    QString note() const;

Q_SIGNALS:
    void charged(const QString &sentence);

private:
    /// The rule that holds, and what it comes to for the payer.
    struct Sheet
    {
        payments::LateChargeRule rule;
        Currency feeCurrency;
        std::vector<workspace::LateChargeDue> due;
        std::vector<workspace::LateChargeSheet> charged; ///< those that something is open of
    };

    void build(const QString &name);
    void load();
    void show(const Sheet &sheet);
    void setRule();
    void charge();
    void buildWaiver();
    void showCharged(const std::vector<workspace::LateChargeSheet> &charged);
    void showOpen();
    void waive();
    void say(const QString &text, bool isBad);

    workspace::Workspace &m_workspace;
    jobs::Latest m_loading;
    accounts::AccountId m_payer;
    Currency m_feeCurrency;
    QLineEdit *m_percent;
    QLineEdit *m_fee;
    QSpinBox *m_grace;
    QPushButton *m_set;
    FactGrid *m_list;
    Label *m_note;
    QPushButton *m_charge = nullptr;
    QGroupBox *m_waiver;
    QComboBox *m_charges;
    QLineEdit *m_waivedAmount;
    QLineEdit *m_waiveReason;
    QPushButton *m_waive;
    std::vector<Money> m_open; ///< of each of the charges
};

} // namespace accord::ui
