// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/purchase_order_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace accord::ui {

class DerivationTree;
class OrderDialog;
class OrderView;
class StateView;
class TableView;

/// The purchase orders of customers: what is left of each, how fast it goes and when it ends; those that need somebody
/// come first.
class PurchaseOrdersPage : public Page
{
    Q_OBJECT
public:
    /// \a wanted: what the filter says at first, the number of an order for instance.
    explicit PurchaseOrdersPage(workspace::Workspace &workspace, const QString &wanted = {}, QWidget *parent = nullptr);
    ~PurchaseOrdersPage() override;

    QString title() const override { return tr("Purchase orders"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    TableView *table() const { return m_table; }
    OrderView *view() const { return m_view; }
    DerivationTree *derivation() const { return m_derivation; }
    /// Asks for a new order, or for what is changed of the current one.
    OrderDialog *ask(bool isNew);

private:
    using Row = workspace::OrderSheet;
    using Model = PagedTableModel<Row>;

    void buildLayout();
    void buildInspector();
    void buildSource();
    bool isWanted(const Row &row) const;
    void showCurrent();
    void showEmpty();
    void explain();
    const Row *current() const;
    QString reasonAgainstChange() const;

    workspace::Workspace &m_workspace;
    jobs::Latest m_listing;
    jobs::Latest m_explaining;
    Model *m_model;
    QTabBar *m_tabs;
    QLineEdit *m_filter;
    QPushButton *m_new;
    TableView *m_table;
    StateView *m_state;
    std::unique_ptr<QStackedWidget> m_side;
    OrderView *m_view = nullptr;
    DerivationTree *m_derivation = nullptr;
};

} // namespace accord::ui
