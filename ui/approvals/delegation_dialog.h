// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/approval_desk.h"
#include "core/workspace/stand_ins.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace accord::ui {

class Label;

/// To whom a decision is left: this one only, or everything that waits on some days, up to an amount.
class DelegationDialog : public QDialog
{
    Q_OBJECT
public:
    /// \param subject  what the one decision is about
    DelegationDialog(const QString &subject, const std::vector<workspace::Candidate> &candidates,
                     const Currency &company, const QDate &today, QWidget *parent = nullptr);

Q_SIGNALS:
    void oneChosen(const accord::workspace::Candidate &to, const QString &note);
    void daysChosen(const accord::workspace::StandInWish &wish, const QString &name);

private:
    void showFields();
    void commit();
    void showProblem(const Error &error);

    std::vector<workspace::Candidate> m_candidates;
    Currency m_company;
    QComboBox *m_people;
    QRadioButton *m_one;
    QRadioButton *m_days;
    QDateEdit *m_from;
    QDateEdit *m_to;
    QLineEdit *m_limit;
    QLineEdit *m_note;
    Label *m_problem;
};

} // namespace accord::ui
