// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/ledger_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QDateEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace accord::ui {

class Label;
class LedgerView;
class StateView;
class TableView;

/// The general ledger: the trial balance of a day, the entries of an account down to their documents, and the periods
/// that were closed; the inspector says what closing the next month would do.
class LedgerPage : public Page
{
    Q_OBJECT
public:
    explicit LedgerPage(workspace::Workspace &workspace, QWidget *parent = nullptr);
    ~LedgerPage() override;

    QString title() const override { return tr("Ledger"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override { return m_side.get(); }
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    TableView *balances() const { return m_balances; }
    TableView *entries() const { return m_entries; }
    TableView *closes() const { return m_closes; }
    QTabBar *tabs() const { return m_tabs; }
    LedgerView *view() const { return m_view; }
    QPushButton *closeButton() const { return m_close; }
    QPushButton *exportButton() const { return m_export; }
    /// Writes the journal of the month of the shown day to \a path.
    void exportJournal(const QString &path, exports::JournalFormat format);
    QString note() const;

private:
    using BalanceModel = PagedTableModel<ledger::TrialBalanceRow>;
    using EntryModel = PagedTableModel<storage::PostingRow>;
    using CloseModel = PagedTableModel<storage::CloseRow>;

    void buildLayout();
    void buildSources();
    void showTab(int tab);
    void showAccount(const QString &account);
    void loadPreview();
    void closePeriod();
    void reopenPeriod();
    void chooseJournal();
    void run(std::function<Result<QString>(workspace::LedgerDesk &)> act);
    void say(const QString &text, bool isBad);
    QString reasonAgainstWork() const;
    QString reasonAgainstClosing() const;
    QString reasonAgainstReopening() const;

    workspace::Workspace &m_workspace;
    jobs::Latest m_balanceReading;
    jobs::Latest m_entryReading;
    jobs::Latest m_closeReading;
    jobs::Latest m_previewing;
    BalanceModel *m_balanceModel;
    EntryModel *m_entryModel;
    CloseModel *m_closeModel;
    QTabBar *m_tabs;
    QDateEdit *m_day;
    QStackedWidget *m_stack;
    TableView *m_balances;
    TableView *m_entries;
    TableView *m_closes;
    QPushButton *m_close;
    QPushButton *m_reopen;
    QPushButton *m_export;
    Label *m_note;
    std::unique_ptr<QWidget> m_side;
    LedgerView *m_view;
    QString m_account; ///< whose entries are shown; empty: all
    std::optional<workspace::ClosePreview> m_preview;
    bool m_busy = false;
};

} // namespace accord::ui
