// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/import.h"
#include "core/workspace/workspace.h"
#include "ui/usage/usage_tables.h"
#include "ui/widgets/page.h"

class QPushButton;

namespace accord::ui {

class FieldDialog;
class Label;
class QuarantineCures;
class StateView;
class TableView;

/// The usage files that were taken in, and what of them has no home yet. Files are imported here, whole or not at all;
/// every row that cannot be used is listed in the inspector.
class UsagePage : public Page
{
    Q_OBJECT
public:
    explicit UsagePage(workspace::Workspace &workspace, QWidget *parent = nullptr);
    ~UsagePage() override;

    QString title() const override { return tr("Usage"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    /// Takes the file in on a worker.
    void importFile(const QString &path);
    TableView *imports() const { return m_imports; }
    TableView *quarantine() const { return m_quarantine; }
    TableView *problems() const { return m_problemTable; }
    QString note() const;
    /// The dialog that asks what a code stands for; null: none.
    FieldDialog *dialog() const;

private:
    /// What came of an import; the problems are kept beside a refusal.
    struct Outcome
    {
        Result<usage::ImportReport> report;
        usage::Problems problems;
    };

    void buildLayout();
    void buildInspector();
    void buildSources();
    void chooseFile();
    void adopt();
    void map();
    void makeMeter();
    const storage::QuarantineRow *waitingRow() const;
    void showOutcome(const QString &fileName, const Outcome &outcome);
    void showProblems(const QString &fileName, const usage::Problems &problems);
    void setBusy(bool busy);
    QString reasonAgainstImport() const;

    workspace::Workspace &m_workspace;
    jobs::Latest m_listing;
    jobs::Latest m_waiting;
    ImportsModel *m_importModel;
    QuarantineModel *m_quarantineModel;
    ProblemsModel *m_problemModel;
    TableView *m_imports;
    StateView *m_importState;
    TableView *m_quarantine;
    StateView *m_quarantineState;
    QPushButton *m_import;
    QPushButton *m_adopt;
    QPushButton *m_map;
    QuarantineCures *m_cures;
    std::vector<catalog::Meter> m_meters; ///< that a code can stand for
    Label *m_note;
    std::unique_ptr<QWidget> m_inspector;
    Label *m_problemTitle = nullptr;
    TableView *m_problemTable = nullptr;
    bool m_busy = false;
};

} // namespace accord::ui
