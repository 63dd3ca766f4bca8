// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/exemptions.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/paged_table_model.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;
class QTemporaryDir;

namespace accord::ui {

class Label;
class TableView;

/// The certificates by which a customer need not pay sales tax: which there are, their documents, a new one, and the
/// end of one. A PDF or a picture can be dropped on it.
class ExemptionDialog : public QDialog
{
    Q_OBJECT
public:
    ExemptionDialog(workspace::Workspace &workspace, const accounts::Account &account, QWidget *parent);
    ~ExemptionDialog() override;

    TableView *table() const { return m_table; }
    QLineEdit *number() const { return m_number; }
    QComboBox *kind() const { return m_kind; }
    QLineEdit *places() const { return m_places; }
    QDateEdit *from() const { return m_from; }
    QDateEdit *until() const { return m_until; }
    QCheckBox *noEnd() const { return m_noEnd; }
    QLineEdit *file() const { return m_file; }
    QLineEdit *reason() const { return m_reason; }
    QPushButton *recordButton() const { return m_record; }
    QPushButton *endButton() const { return m_end; }
    QPushButton *openButton() const { return m_open; }
    QPushButton *agreeButton() const { return m_agree; }
    QPushButton *attachButton() const { return m_attach; }
    QString note() const;

    /// Keeps the file at \a path with the chosen certificate, beside the documents that are there.
    void attachFile(const QString &path);
    /// Writes the document of the chosen certificate to \a path, and calls \a then.
    void saveDocument(const QString &path, std::function<void()> then);

Q_SIGNALS:
    void told(const QString &sentence);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    using Row = workspace::ExemptionSheet;

    void buildFields();
    void buildLayout();
    void load();
    void showCurrent();
    const Row *current() const;
    void record();
    void end();
    void agree();
    void chooseAttachment();
    void openDocument();
    void chooseTarget();
    void chooseFile();
    void run(std::function<Result<std::vector<Row>>(workspace::ExemptionDesk &)> act, const QString &sentence);
    void say(const QString &text, bool isBad);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    QString m_account; ///< its number
    PagedTableModel<Row> *m_rows;
    TableView *m_table;
    QLineEdit *m_number;
    QComboBox *m_kind;
    QLineEdit *m_places;
    QDateEdit *m_from;
    QDateEdit *m_until;
    QCheckBox *m_noEnd;
    QLineEdit *m_file;
    QPushButton *m_choose;
    QPushButton *m_record;
    QDateEdit *m_lastDay;
    QLineEdit *m_reason;
    QPushButton *m_end;
    QPushButton *m_agree;
    QPushButton *m_attach;
    QPushButton *m_open;
    QPushButton *m_save;
    Label *m_note;
    std::unique_ptr<QTemporaryDir> m_shown; ///< copies of documents that were opened
};

} // namespace accord::ui
