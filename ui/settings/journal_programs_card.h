// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/journal_programs.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/card.h"

#include <QtCore/QPointer>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class FormDraft;
class Label;

/// What NetSuite and DATEV need to know of the company beside the entries of a journal. What is wrong with a number
/// stands under the fields while it is typed.
class JournalProgramsCard : public Card
{
    Q_OBJECT
public:
    explicit JournalProgramsCard(workspace::Workspace &workspace, QWidget *parent = nullptr);

    /// Shows \a programs; what is being typed stays. \param reason  why they cannot be changed; empty: they can
    void showPrograms(const workspace::JournalPrograms &programs, const QString &reason);
    /// "subsidiary", "consultant", "client", "first_month".
    QLineEdit *field(const QString &key) const { return m_fields.value(key); }
    QPushButton *saveButton() const { return m_save; }
    QString finding() const;

Q_SIGNALS:
    void said(const QString &sentence);

private:
    void addField(QGridLayout *grid, const QString &key, const QString &label, const QString &hint);
    Result<workspace::JournalPrograms> entered() const;
    void check();
    void save();

    workspace::Workspace &m_workspace;
    workspace::JournalPrograms m_known; ///< as they are stored
    QString m_reason;
    bool m_isShown = false;
    QHash<QString, QLineEdit *> m_fields;
    Label *m_finding;
    QPushButton *m_save;
    QPointer<FormDraft> m_draft;
};

} // namespace accord::ui
