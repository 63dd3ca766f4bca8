// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/received_einvoice.h"
#include "core/workspace/workspace.h"
#include "ui/billing/received_einvoice_tables.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QMimeData;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace accord::ui {

class FactGrid;
class Label;
class TableView;

/// The one file that \a data carries, where it can be an electronic invoice (XML or PDF); empty otherwise.
QString electronicInvoiceIn(const QMimeData &data);

/// An electronic invoice that came from outside: what it says, which rules it breaks, and how it compares with the
/// document of ours that it names. Another file can be dropped on it. Nothing is stored.
class ReceivedEinvoiceDialog : public QDialog
{
    Q_OBJECT
public:
    ReceivedEinvoiceDialog(workspace::Workspace &workspace, const QString &path, QWidget *parent);

    /// Shows \a path in place of what is shown.
    void check(const QString &path);
    /// All that is shown as plain text, tables with tabs.
    QString asText() const;

    QTabBar *tabs() const { return m_tabs; }
    TableView *findings() const { return m_findings; }
    TableView *terms() const { return m_terms; }
    QCheckBox *onlyDifferent() const { return m_onlyDifferent; }
    QString note() const;

Q_SIGNALS:
    void checked();
    /// The document of ours that it names is to be shown: "invoices/0190…".
    void openRequested(const QString &address);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildTables();
    void buildLayout();
    void show(const workspace::ReceivedEinvoice &received);
    void showFacts();
    void showComparison();
    void showDetail();
    void chooseFile();
    void say(const QString &text, bool isBad);

    workspace::Workspace &m_workspace;
    jobs::Latest m_checking;
    std::optional<workspace::ReceivedEinvoice> m_received;
    Label *m_title;
    Label *m_note;
    FactGrid *m_facts;
    FactGrid *m_totals;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    FindingsModel *m_findingsModel;
    ComparedTermsModel *m_termsModel;
    TableView *m_findings;
    TableView *m_terms;
    QCheckBox *m_onlyDifferent;
    Label *m_detail; ///< the chosen row in full
    QPushButton *m_open;
    QPushButton *m_copy;
    QPushButton *m_other;
};

} // namespace accord::ui
