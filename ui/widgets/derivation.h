// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractItemModel>
#include <QtWidgets/QWidget>

#include <memory>
#include <vector>

class QTreeView;

namespace accord::ui {

class Label;

/// One step of how a figure came about, ready to be shown: an input, a rule applied to its children, or a rounding.
struct DerivationNode
{
    QString label; ///< "Storage overage"
    QString rule; ///< "250 GB × 3.00"
    QString exact; ///< the value before rounding, where it differs
    QString rounded; ///< the value as shown: "750.00"
    QString source; ///< where an input comes from: "contract NW-3 §2", "import of 1 Feb 07:10"
    std::vector<DerivationNode> children;
};

/// A derivation as a model of one column; ValueRole and the roles below give the parts.
class DerivationModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role { RuleRole = Qt::UserRole + 20, ExactRole, RoundedRole, SourceRole };

    explicit DerivationModel(QObject *parent = nullptr);
    ~DerivationModel() override;
    void setRoot(const DerivationNode &root);
    void clear();
    /// The whole derivation as indented text.
    QString asText() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Item;
    std::unique_ptr<Item> m_root;
};

/// Shows a derivation in the inspector: the figure on top, below it the steps; can be copied as text.
class DerivationTree : public QWidget
{
    Q_OBJECT
public:
    explicit DerivationTree(QWidget *parent = nullptr);
    void showDerivation(const DerivationNode &root);
    void clear(const QString &hint);
    const DerivationModel &model() const { return *m_model; }

public Q_SLOTS:
    void copy();

private:
    Label *m_caption;
    Label *m_figure;
    Label *m_rule;
    QTreeView *m_tree;
    DerivationModel *m_model;
};

} // namespace accord::ui
