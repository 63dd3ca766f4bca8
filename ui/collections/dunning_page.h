// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/dunning_desk.h"
#include "core/workspace/workspace.h"
#include "ui/printing/document_view.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QComboBox;
class QPushButton;

namespace accord::ui {

class FactGrid;
class Label;
class StateView;
class TableView;

/// The worklist of dunning, the most urgent first, and beside it the letter that would be sent; promises, pauses and
/// the steps that were taken stand in the inspector.
class DunningPage : public Page
{
    Q_OBJECT
public:
    explicit DunningPage(workspace::Workspace &workspace, QWidget *parent = nullptr);
    ~DunningPage() override;

    QString title() const override { return tr("Dunning"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override { return m_side.get(); }
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    TableView *table() const { return m_table; }
    DocumentView *letter() const { return m_letter; }
    QComboBox *language() const { return m_language; }
    QString note() const;
    /// Everything that the inspector says, as plain text.
    QString sideText() const;

private:
    using Row = workspace::DunningCase;
    using Model = PagedTableModel<Row>;
    /// What a command does on a worker, with the services of that thread.
    using Act = std::function<Result<QString>(workspace::DunningDesk &)>;

    static std::vector<Model::Column> columns();
    void buildLayout();
    void buildSide();
    void buildSource();
    void showCurrent();
    void showLetter();
    void run(Act act);
    void takeSteps();
    void promise();
    void pauseOrResume();
    void chargeLate();
    void say(const QString &text, bool isBad);
    const Row *current() const;
    QString reasonAgainstWork() const;
    QString reasonAgainstAccount() const;

    workspace::Workspace &m_workspace;
    jobs::Latest m_listing;
    jobs::Latest m_rendering;
    Model *m_model;
    TableView *m_table;
    StateView *m_state;
    DocumentView *m_letter;
    QComboBox *m_language;
    QPushButton *m_take;
    QPushButton *m_promise;
    QPushButton *m_pause;
    Label *m_note;
    std::unique_ptr<QWidget> m_side;
    Label *m_name = nullptr;
    FactGrid *m_facts = nullptr;
    bool m_busy = false;
};

} // namespace accord::ui
