// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/receivables_desk.h"
#include "core/workspace/workspace.h"
#include "ui/printing/document_view.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

#include <QtCore/QPointer>

class QDateEdit;

namespace accord::ui {

class FigureLabel;
class FieldDialog;
class StateView;
class TableView;

/// What payers owe by age on a day, with totals and days sales outstanding; the statement of the selected one stands in
/// the inspector as it would be sent.
class ReceivablesPage : public Page
{
    Q_OBJECT
public:
    explicit ReceivablesPage(workspace::Workspace &workspace, QWidget *parent = nullptr);
    ~ReceivablesPage() override;

    QString title() const override { return tr("Receivables"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override { return m_side.get(); }
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    TableView *table() const { return m_table; }
    QDateEdit *day() const { return m_day; }
    FigureLabel *total() const { return m_total; }
    FigureLabel *outstanding() const { return m_outstanding; }
    DocumentView *statement() const { return m_statement; }
    /// The dialog that asks for a month; null: none.
    FieldDialog *dialog() const;

private:
    /// A payer, or the sum of a currency at the end.
    struct Row
    {
        workspace::PayerAgeing payer;
        bool isTotal = false;
    };
    using Model = PagedTableModel<Row>;

    static std::vector<Model::Column> columns();
    void buildLayout();
    void buildSource();
    void show(const workspace::AgeingReport &report);
    void showStatement();
    /// Asks for a month, and shows what the payer was billed for it.
    void askForPeriod();
    void showPeriod(const Period &period, const std::function<void(const Result<> &)> &told);
    const Row *current() const;

    workspace::Workspace &m_workspace;
    jobs::Latest m_listing;
    jobs::Latest m_rendering;
    Model *m_model;
    QDateEdit *m_day;
    FigureLabel *m_total;
    FigureLabel *m_sales;
    FigureLabel *m_outstanding;
    TableView *m_table;
    StateView *m_state;
    std::unique_ptr<QWidget> m_side;
    DocumentView *m_statement = nullptr;
    QPointer<FieldDialog> m_dialog;
};

} // namespace accord::ui
