// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/receivables_desk.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace accord::ui {

class Label;

/// Asks what the customer objects to, or how a dispute ended.
class DisputeDialog : public QDialog
{
    Q_OBJECT
public:
    struct Choice
    {
        int line = 0; ///< 0: the whole invoice
        QString name;
    };
    /// \param choices  parts that can be disputed; one alone is not asked about
    DisputeDialog(const QString &title, const QString &verb, const std::vector<Choice> &choices, QWidget *parent);

    int line() const;
    QComboBox *lineBox() const { return m_line; }
    QLineEdit *wordsLine() const { return m_words; }
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void answered(int line, const QString &words);

private:
    std::vector<Choice> m_choices;
    QComboBox *m_line;
    QLineEdit *m_words;
    QPushButton *m_button;
};

/// The disputes of an issued invoice, as a whole or by line: opened and resolved here. Hidden for anything else.
class DisputesBox : public QWidget
{
    Q_OBJECT
public:
    explicit DisputesBox(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void setInvoice(const billing::Invoice &invoice);
    void clear();
    /// Whether something of the shown invoice can be disputed.
    bool canDispute() const;
    DisputeDialog *askToDispute();
    DisputeDialog *askToResolve(const storage::DisputeRow &dispute);
    const std::vector<storage::DisputeRow> &disputes() const { return m_disputes; }

Q_SIGNALS:
    void told(const QString &sentence);
    void refused(const QString &sentence);
    void loaded();

private:
    void load();
    void build();
    void addDispute(const storage::DisputeRow &dispute);
    QString nameOfLine(int line) const;
    void run(std::function<Result<>(workspace::ReceivablesDesk &)> act, const QString &sentence);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    std::optional<billing::Invoice> m_invoice;
    std::vector<storage::DisputeRow> m_disputes;
    QVBoxLayout *m_rows;
    QPushButton *m_open;
};

} // namespace accord::ui
