// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/account_tab.h"
#include "ui/accounts/account_tables.h"

#include <map>

class QStandardItemModel;
class QTreeView;
class QBoxLayout;
class QVBoxLayout;

namespace accord::ui {

class Card;
class FigureLabel;
class StateView;
class TableView;

/// What somebody wants to know before a call: figures, group, latest invoices, findings, purchase orders.
class OverviewTab : public AccountTab
{
    Q_OBJECT
public:
    explicit OverviewTab(const QDate &today, QWidget *parent = nullptr);
    ~OverviewTab() override;

    void showSheet(const workspace::AccountSheet &sheet) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

private:
    QWidget *buildFigures();
    FigureLabel *addFigure(QBoxLayout *layout, const QString &key, const QString &caption);
    void showFamily(const workspace::AccountSheet &sheet);
    void showFindings(const workspace::AccountSheet &sheet);

    std::map<QString, FigureLabel *> m_figures;
    std::map<QString, pricing::Derivation> m_derivations;
    InvoiceListModel *m_invoices;
    TableView *m_invoiceTable;
    StateView *m_invoiceState;
    OrderListModel *m_orders;
    TableView *m_orderTable;
    StateView *m_orderState;
    QStandardItemModel *m_family;
    QTreeView *m_familyTree;
    Card *m_familyCard;
    QVBoxLayout *m_findings;
};

} // namespace accord::ui
