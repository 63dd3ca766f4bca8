// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/billing/bill_run_job.h"
#include "ui/billing/bill_run_tables.h"
#include "ui/widgets/page.h"

#include "core/workspace/billing_desk.h"

class QComboBox;
class QDateEdit;
class QPushButton;

namespace accord::ui {

class Label;
class StateView;
class TableView;

/// A month's bills before they are made, exceptions first; the run itself, which goes on in the background; and the
/// runs before.
class BillRunPage : public Page
{
    Q_OBJECT
public:
    /// \param month  "2026-06"; empty: the month of the business day
    BillRunPage(workspace::Workspace &workspace, const QString &month, QWidget *parent = nullptr);
    ~BillRunPage() override;

    QString title() const override { return tr("Billing run"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    TableView *preview() const { return m_table; }
    TableView *runs() const { return m_runs; }
    QComboBox *months() const { return m_months; }
    QPushButton *runButton() const { return m_run; }
    QPushButton *resumeButton() const { return m_resume; }
    QString note() const;

private:
    void buildLayout();
    QWidget *buildControls();
    void buildDetails();
    void buildSources();
    void fillMonths(const QString &month);
    Period period() const;
    void stepMonth(int by);
    void showPreview(const workspace::Preview &preview);
    void showEmptyPreview();
    void showDetails();
    void showPlaces(const workspace::PreviewRow &row);
    void showJob();
    void findUnfinished();
    QString reasonAgainstRun() const;
    QString reasonAgainstResume() const;
    void run();
    /// Bills what is carried forward of the chosen account.
    void billCarried();
    void billInterim();
    QString reasonAgainstInterim() const;
    /// Bills something of the customer of the current row by \a make and says \a done.
    void billOne(
        const QString &done,
        std::function<Result<std::vector<billing::InvoiceId>>(workspace::BillingDesk &, const accounts::AccountId &)>
            make);
    QString reasonAgainstCarried() const;
    void resume();

    workspace::Workspace &m_workspace;
    BillRunJob &m_job;
    jobs::Latest m_previewing;
    jobs::Latest m_listing;
    PreviewModel *m_model;
    RunsModel *m_runModel;
    QComboBox *m_months;
    QDateEdit *m_issueDate;
    QPushButton *m_run;
    QPushButton *m_resume;
    QPushButton *m_cancel;
    Label *m_note;
    Label *m_totals;
    TableView *m_table;
    StateView *m_state;
    TableView *m_runs;
    StateView *m_runsState;
    std::unique_ptr<QWidget> m_details;
    Label *m_detailName = nullptr;
    Label *m_detailFigures = nullptr;
    QVBoxLayout *m_detailPlaces = nullptr; ///< buttons to where what was found is mended
    Label *m_detailWords = nullptr;
    qint64 m_invoicesToMake = 0;
    bool m_hasUnfinished = false;
};

} // namespace accord::ui
