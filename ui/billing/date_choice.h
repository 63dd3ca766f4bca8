// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/jobs/runner.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QDateEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// Dates a draft anew: from the first day on which it can be issued.
class DateChoice : public QDialog
{
    Q_OBJECT
public:
    DateChoice(workspace::Workspace &workspace, const billing::InvoiceId &invoice, const QDate &dated,
               QWidget *parent = nullptr);

    QDateEdit *day() const { return m_day; }
    QString note() const;
    QPushButton *button() const { return m_save; }

Q_SIGNALS:
    void dated(const QDate &day);

private:
    void buildLayout();
    void load();
    void save();
    void say(const QString &text, bool isBad);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    billing::InvoiceId m_invoice;
    QDateEdit *m_day;
    Label *m_note;
    QPushButton *m_save;
};

} // namespace accord::ui
