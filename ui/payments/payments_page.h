// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/payments_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

#include <QtCore/QPointer>

class QPushButton;
class QTabBar;

namespace accord::ui {

class ActRights;
class ApplyDialog;
class AskedActs;
class FieldDialog;
class Label;
class MatchView;
class StateView;
class TableView;

/// The entries of the bank: those that wait, those that are applied, and all; what each one pays or could pay stands in
/// the inspector with score and reasons.
class PaymentsPage : public Page
{
    Q_OBJECT
public:
    explicit PaymentsPage(workspace::Workspace &workspace, QWidget *parent = nullptr);
    ~PaymentsPage() override;

    QString title() const override { return tr("Payments"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    /// Reads a bank file on a worker.
    void importFile(const QString &path);
    TableView *table() const { return m_table; }
    MatchView *view() const { return m_view; }
    QString note() const;
    /// The dialog that is open to split an entry; null: none.
    ApplyDialog *applyDialog() const;
    /// The dialog that asks something about the selected entry; null: none.
    FieldDialog *dialog() const;

private:
    using Row = workspace::BankEntrySheet;
    using Model = PagedTableModel<Row>;
    /// What a command does on a worker, with the services of that thread.
    using Act = std::function<Result<>(workspace::PaymentsDesk &)>;

    void buildLayout();
    void buildInspector();
    void buildSource();
    void chooseFile();
    void match();
    void accept();
    void leaveOrUndo();
    void writeOff();
    void split();
    void run(Act act, const QString &sentence);
    void showImport(const QString &fileName, const Result<workspace::BankImportOutcome> &outcome);
    void showCurrent();
    void showEmpty();
    void say(const QString &text, bool isBad);
    void setBusy(bool busy);
    const Row *current() const;
    QString reasonAgainstWork() const;
    QString reasonAgainstAccept() const;
    QString reasonAgainstLeaving() const;
    QString reasonAgainstWriteOff() const;
    QString reasonAgainstSplit() const;
    QString reasonAgainstReturn() const;
    QString reasonAgainstDeposit() const;
    QString reasonAgainstPayingBack() const;
    void askForReturn();
    void askForDeposit();
    void askToPayBack();
    std::vector<Command> correctionCommands();

    workspace::Workspace &m_workspace;
    jobs::Latest m_listing;
    Model *m_model;
    QTabBar *m_tabs;
    TableView *m_table;
    StateView *m_state;
    Label *m_note;
    QPushButton *m_import;
    QPushButton *m_match;
    std::unique_ptr<QWidget> m_side;
    MatchView *m_view = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_leave = nullptr;
    QPushButton *m_writeOff = nullptr;
    QPushButton *m_split = nullptr;
    QPushButton *m_payBack = nullptr; ///< shown for a second payment
    QPointer<ApplyDialog> m_applyDialog;
    AskedActs *m_acts;
    ActRights *m_rights;
    bool m_busy = false;
};

} // namespace accord::ui
