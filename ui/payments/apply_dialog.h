// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/payments_desk.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QTimer;

namespace accord::ui {

class Label;

/// Splits an entry of the bank over open documents: an amount for each, "=" for all that is open of it, and at once
/// what is left of the money. Works from the keyboard alone: Tab goes from amount to amount, Ctrl+Enter applies.
class ApplyDialog : public QDialog
{
    Q_OBJECT
public:
    ApplyDialog(workspace::Workspace &workspace, const storage::BankEntryRow &entry, QWidget *parent = nullptr);

    QLineEdit *account() const { return m_account; }
    QLineEdit *certificate() const { return m_certificate; }
    QCheckBox *writeOff() const { return m_writeOff; }
    QPushButton *applyButton() const { return m_apply; }
    /// The field for \a document; null where it is not in the list.
    QLineEdit *amountOf(const QString &document) const { return m_amounts.value(document); }
    QString rest() const; ///< what stays on account, as it is shown
    QString note() const;

Q_SIGNALS:
    void applied(const QString &sentence);

private:
    using Sheets = std::vector<workspace::OpenDocumentSheet>;

    void buildLayout();
    void load();
    void showDocuments(const Result<Sheets> &sheets);
    void addRow(QGridLayout *grid, int row, const workspace::OpenDocumentSheet &sheet);
    void changed();
    Result<workspace::HandWish> wish() const;
    void preview();
    void show(const QJsonObject &match);
    void refuse(const Error &error);
    void say(const QString &text, bool isBad);
    void apply();

    workspace::Workspace &m_workspace;
    storage::BankEntryRow m_entry;
    QLineEdit *m_account;
    QScrollArea *m_documents;
    QLineEdit *m_certificate;
    QCheckBox *m_writeOff;
    Label *m_rest;
    Label *m_fee;
    Label *m_note;
    QPushButton *m_apply;
    QTimer *m_settle; ///< waits until typing rests
    QStringList m_order; ///< the documents as they are listed
    QHash<QString, QLineEdit *> m_amounts;
    jobs::Latest m_load;
    jobs::Latest m_preview;
};

} // namespace accord::ui
