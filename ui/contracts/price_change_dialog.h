// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/announced_prices.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/paged_table_model.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;
class QTimer;

namespace accord::ui {

class Label;
class TableView;

/// Another price of an item from a day on, in one contract or in every one that has the item: what it does to each is
/// shown before it is agreed on, and all of them change or none.
class PriceChangeDialog : public QDialog
{
    Q_OBJECT
public:
    /// \param item  of \a contract, chosen at first
    PriceChangeDialog(workspace::Workspace &workspace, const contracts::Contract &contract, const QString &item,
                      const QDate &today, QWidget *parent = nullptr);

    QComboBox *item() const { return m_item; }
    QComboBox *kind() const { return m_kind; }
    QComboBox *reach() const { return m_reach; }
    QLineEdit *value() const { return m_value; }
    QLineEdit *reason() const { return m_reason; }
    QDateEdit *from() const { return m_from; }
    TableView *table() const { return m_table; }
    QPushButton *agreeButton() const { return m_agree; }
    QString note() const;

private:
    void lookSoon();
    void look();
    void show(const std::vector<workspace::PriceNotice> &notices);
    void agree();
    void tell(const QString &sentence);
    /// \returns what is wrong with what is typed, or nothing is typed yet.
    Result<workspace::AnnouncedPrice> typed() const;

    workspace::Workspace &m_workspace;
    QString m_contract;
    QComboBox *m_item;
    QComboBox *m_reach;
    QComboBox *m_kind;
    QLineEdit *m_value;
    QDateEdit *m_from;
    QLineEdit *m_reason;
    PagedTableModel<workspace::PriceNotice> *m_rows;
    TableView *m_table;
    Label *m_note;
    QPushButton *m_agree;
    QTimer *m_pause;
    jobs::Latest m_latest;
};

} // namespace accord::ui
