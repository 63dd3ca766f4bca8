// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/delivery_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QTabBar;

namespace accord::ui {

class ActRights;
class AskedActs;
class FactGrid;
class FieldDialog;
class Label;
class StateView;
class TableView;

/// Documents and letters on their way to customers, by what became of them: who gets the selected one stands in the
/// inspector.
class DeliveriesPage : public Page
{
    Q_OBJECT
public:
    /// \param chosen  state and id of the one to begin with, as "failed/0190…"; empty: what waits
    DeliveriesPage(workspace::Workspace &workspace, const QString &chosen);
    ~DeliveriesPage() override;

    QString title() const override { return tr("Deliveries"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override { return m_side.get(); }
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    TableView *table() const { return m_table; }
    QTabBar *tabs() const { return m_tabs; }
    FieldDialog *dialog() const;
    /// Everything that the inspector says, as plain text.
    QString sideText() const;

private:
    using Row = storage::DeliveryRow;
    using Model = PagedTableModel<Row>;

    static std::vector<Model::Column> columns();
    void buildLayout();
    void buildSource();
    void showCurrent();
    const Row *current() const;
    QString reasonAgainstMarking(const QString &state) const;
    void mark(const QString &state);
    void askWhyItFailed();
    void markOneRecipient();
    void openDocument();

    workspace::Workspace &m_workspace;
    jobs::Latest m_listing;
    Model *m_model;
    QTabBar *m_tabs;
    TableView *m_table;
    StateView *m_state;
    std::unique_ptr<QWidget> m_side;
    Label *m_name;
    FactGrid *m_facts;
    AskedActs *m_acts;
    ActRights *m_rights;
};

} // namespace accord::ui
