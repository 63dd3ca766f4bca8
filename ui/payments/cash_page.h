// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/payments/cash_tabs.h"
#include "ui/forms/field_dialog.h"
#include "ui/widgets/page.h"

#include <QtCore/QPointer>

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace accord::ui {

class ActRights;
class AskedActs;
class Label;
class StateView;
class TableView;

/// What goes to the bank and comes from it on paper: refunds, cheques and their deposits, payment files, and the
/// exports that run by themselves.
class CashPage : public Page
{
    Q_OBJECT
public:
    enum Tab { Refunds, Cheques, Files, Exports };

    explicit CashPage(workspace::Workspace &workspace, QWidget *parent = nullptr);
    ~CashPage() override;

    QString title() const override { return tr("Cash desk"); }
    std::vector<Command> commands() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    void showTab(int tab);
    TableView *table(int tab) const { return m_lists[size_t(tab)].table; }
    QPushButton *newButton() const { return m_new; }
    QPushButton *nextButton() const { return m_next; }
    FieldDialog *dialog() const;
    QString note() const;
    /// Writes the payment file that is selected into \a path.
    void saveFile(const QString &path);
    /// The slip of the deposit that the chosen cheque is in, as a page.
    void saveSlip(const QString &path);

private:
    using Model = PagedTableModel<CashRow>;
    /// What a command does on a worker; the sentence says what came of it.
    using Act = std::function<Result<QString>(workspace::Services &)>;

    struct List
    {
        CashTab tab;
        Model *model = nullptr;
        TableView *table = nullptr;
        StateView *state = nullptr;
        std::unique_ptr<jobs::Latest> reading;
    };

    void addList(CashTab tab);
    void buildLayout();
    void showButtons();
    void begin(); ///< a new refund, cheque, file or schedule
    void goOn(); ///< deposits the cheques, saves the file, writes what is due
    void askRefund();
    void askCheque();
    void askFile();
    void askSchedule();
    void askConsent();
    void ask(const QString &form, const QString &title, const QString &sentence,
             const std::vector<FieldDialog::Field> &fields, const QString &verb,
             std::function<Result<QString>(workspace::Services &, FieldDialog::Answers)> act);
    void deposit();
    void chooseFile();
    qint64 chosenDeposit() const; ///< 0: none
    void chooseSlip();
    void writeExports();
    void endExport(); ///< of the selected schedule
    void run(Act act, std::function<void(const Result<> &)> told = {});
    void say(const QString &text, bool isBad);
    int current() const;
    const CashRow *row() const;
    QString reasonAgainstWork() const;
    QString reasonAgainstGoingOn() const;
    QString reasonAgainstEnding() const;

    workspace::Workspace &m_workspace;
    std::vector<List> m_lists;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QPushButton *m_new;
    QPushButton *m_next;
    Label *m_note;
    QPointer<FieldDialog> m_dialog;
    AskedActs *m_acts;
    ActRights *m_rights;
    bool m_busy = false;
};

} // namespace accord::ui
