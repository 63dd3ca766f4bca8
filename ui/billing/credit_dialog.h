// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/paged_table_model.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QTimer;

namespace accord::ui {

class Label;
class TableView;

/// Asks which lines of an issued invoice are given back, how much of them and why, and shows at once what that comes to
/// and what remains open.
class CreditDialog : public QDialog
{
    Q_OBJECT
public:
    CreditDialog(workspace::Workspace &workspace, const billing::InvoiceId &invoice, const QString &number,
                 QWidget *parent = nullptr);

    TableView *table() const { return m_table; }
    QComboBox *scope() const { return m_scope; }
    QComboBox *measure() const { return m_measure; }
    QLineEdit *value() const { return m_value; }
    QLineEdit *reason() const { return m_reason; }
    QCheckBox *correct() const { return m_correct; }
    QPushButton *requestButton() const { return m_request; }
    /// What the dialog says: the refusal, or what happens next.
    QString note() const;
    /// The figure of the preview named \a key: "net", "tax", "total", "before", "after".
    QString figure(const QString &key) const;

Q_SIGNALS:
    void requested(const workspace::CreditOutcome &outcome);

private:
    void buildLayout(const QString &number);
    void loadLines();
    void changed();
    Result<billing::CreditWish> wish() const;
    void preview();
    void show(const workspace::CreditPreview &preview);
    void refuse(const Error &error);
    void request();

    workspace::Workspace &m_workspace;
    billing::InvoiceId m_invoice;
    std::optional<Currency> m_currency; ///< known with the lines
    PagedTableModel<workspace::LineLeft> *m_lines;
    TableView *m_table;
    QComboBox *m_scope;
    QComboBox *m_measure;
    QLineEdit *m_value;
    QLineEdit *m_reason;
    QCheckBox *m_correct;
    QHash<QString, Label *> m_figures;
    Label *m_note;
    QPushButton *m_request;
    QTimer *m_settle; ///< waits until typing rests
    jobs::Latest m_load;
    jobs::Latest m_preview;
    bool m_isPossible = false; ///< the preview that is shown can be asked for
};

} // namespace accord::ui
