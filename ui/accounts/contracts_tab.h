// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/account_tab.h"
#include "ui/widgets/paged_table_model.h"

class QComboBox;
class QVBoxLayout;

namespace accord::ui {

class Card;
class FactGrid;
class StateView;
class TableView;

/// The contracts of an account: the list above, the one chosen below with prices, terms, promises and findings.
class ContractsTab : public AccountTab
{
    Q_OBJECT
public:
    explicit ContractsTab(const QDate &today, QWidget *parent = nullptr);

    void showSheet(const workspace::AccountSheet &sheet) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    /// The contract that is chosen; null without one.
    const workspace::ContractSheet *current() const;
    /// Opens the editor on a new contract, on the next version of the chosen one, or on an amendment of it.
    void writeNew();
    void writeNext();
    void amend();
    bool hasCurrent() const;

Q_SIGNALS:
    void whatIfRequested();
    void prepaymentRequested(); ///< before the chosen contract delivers
    void changeRequested(); ///< of a price, a discount or the instalments of the chosen contract

private:
    QWidget *buildBar();
    QWidget *buildDetail();
    void showCurrent();
    void showPrices(const workspace::ContractSheet &sheet);
    void showFindings(const workspace::ContractSheet &sheet);
    void showPapers(const workspace::ContractSheet &sheet);
    QWidget *buildComparison(QWidget *parent);
    void showVersions(const workspace::ContractSheet &sheet);
    void showChanges();

    QDate m_today;
    QString m_account;
    PagedTableModel<workspace::ContractSheet> *m_contracts;
    TableView *m_table;
    StateView *m_state;
    QVBoxLayout *m_prices;
    QVBoxLayout *m_findings;
    FactGrid *m_terms;
    Card *m_levelCard;
    FactGrid *m_level;
    FactGrid *m_papers;
    FactGrid *m_versions;
    QWidget *m_comparison = nullptr;
    QComboBox *m_before = nullptr;
    QComboBox *m_after = nullptr;
    QVBoxLayout *m_changes = nullptr;
};

} // namespace accord::ui
