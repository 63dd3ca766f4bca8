// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/derivation.h"

#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTreeView>

namespace accord::ui {

struct DerivationModel::Item
{
    DerivationNode node; // without its children
    Item *parent = nullptr;
    std::vector<std::unique_ptr<Item>> children;

    static std::unique_ptr<Item> of(const DerivationNode &node, Item *parent)
    {
        auto item = std::make_unique<Item>();
        item->node = {node.label, node.rule, node.exact, node.rounded, node.source, {}};
        item->parent = parent;
        for (const DerivationNode &child : node.children)
            item->children.push_back(of(child, item.get()));
        return item;
    }
    int row() const
    {
        for (size_t i = 0; parent && i < parent->children.size(); ++i) {
            if (parent->children[i].get() == this)
                return int(i);
        }
        return 0;
    }
    void write(QString &text, int depth) const
    {
        text += QString(depth * 2, u' ') + node.label;
        if (!node.rounded.isEmpty())
            text += u": "_s + node.rounded;
        if (!node.rule.isEmpty())
            text += u" = "_s + node.rule;
        if (!node.exact.isEmpty())
            text += u" ("_s + node.exact + u')';
        if (!node.source.isEmpty())
            text += u" ["_s + node.source + u']';
        text += u'\n';
        for (const auto &child : children)
            child->write(text, depth + 1);
    }
};

DerivationModel::DerivationModel(QObject *parent)
    : QAbstractItemModel(parent)
{ }
DerivationModel::~DerivationModel() = default;

void DerivationModel::setRoot(const DerivationNode &root)
{
    beginResetModel();
    m_root = Item::of(root, nullptr);
    endResetModel();
}

void DerivationModel::clear()
{
    beginResetModel();
    m_root.reset();
    endResetModel();
}

QString DerivationModel::asText() const
{
    QString text;
    if (m_root)
        m_root->write(text, 0);
    return text;
}

QModelIndex DerivationModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    Item *item = parent.isValid() ? static_cast<Item *>(parent.internalPointer()) : m_root.get();
    return createIndex(row, column, item->children[size_t(row)].get());
}

QModelIndex DerivationModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    Item *parent = static_cast<Item *>(child.internalPointer())->parent;
    return !parent || parent == m_root.get() ? QModelIndex() : createIndex(parent->row(), 0, parent);
}

int DerivationModel::rowCount(const QModelIndex &parent) const
{
    if (!m_root || parent.column() > 0)
        return 0;
    const Item *item = parent.isValid() ? static_cast<Item *>(parent.internalPointer()) : m_root.get();
    return int(item->children.size());
}

int DerivationModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return 1;
}

QVariant DerivationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const DerivationNode &node = static_cast<Item *>(index.internalPointer())->node;
    switch (role) {
    case Qt::DisplayRole:
        return node.label;
    case RuleRole:
        return node.rule;
    case ExactRole:
        return node.exact;
    case RoundedRole:
        return node.rounded;
    case SourceRole:
        return node.source;
    case Qt::AccessibleTextRole: {
        QStringList parts{node.label, node.rounded, node.rule, node.exact, node.source};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    default:
        return {};
    }
}

namespace {

/// Two lines: label and value above; rule, exact value and source below, quieter.
class StepDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.widget);
        return {100, theme.scaled(lower(index).isEmpty() ? 28 : 44)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.widget);
        QStyleOptionViewItem cell = option;
        initStyleOption(&cell, index);
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, option.widget);
        painter->save();
        const QString below = lower(index);
        QRect top = cell.rect.adjusted(2, below.isEmpty() ? 0 : 4, -8, 0);
        if (!below.isEmpty())
            top.setHeight(theme.scaled(19));
        painter->setFont(theme.font(TextRole::BodyStrong));
        painter->setPen(theme.color(Token::Text));
        const QString value = index.data(DerivationModel::RoundedRole).toString();
        const int width = painter->fontMetrics().horizontalAdvance(value);
        painter->drawText(top, Qt::AlignRight | Qt::AlignVCenter, value);
        painter->setFont(theme.font(TextRole::Body));
        const QRect label = top.adjusted(0, 0, -width - 8, 0);
        painter->drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, label.width()));
        if (!below.isEmpty()) {
            painter->setFont(theme.font(TextRole::Secondary));
            painter->setPen(theme.color(Token::Text3));
            const QRect line = cell.rect.adjusted(2, theme.scaled(22), -8, -3);
            painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(below, Qt::ElideRight, line.width()));
        }
        painter->restore();
    }

private:
    static QString lower(const QModelIndex &index)
    {
        QStringList parts;
        if (const QString rule = index.data(DerivationModel::RuleRole).toString(); !rule.isEmpty())
            parts << u"= "_s + rule;
        if (const QString exact = index.data(DerivationModel::ExactRole).toString(); !exact.isEmpty())
            parts << exact;
        if (const QString source = index.data(DerivationModel::SourceRole).toString(); !source.isEmpty())
            parts << QChar(0x2190) + u" "_s + source;
        return parts.join(u"  "_s);
    }
};

} // namespace

DerivationTree::DerivationTree(QWidget *parent)
    : QWidget(parent)
    , m_caption(new Label({}, TextRole::Secondary, Token::Text2, this))
    , m_figure(new Label({}, TextRole::Figure, Token::Text, this))
    , m_rule(new Label({}, TextRole::Secondary, Token::Text2, this))
    , m_tree(new QTreeView(this))
    , m_model(new DerivationModel(this))
{
    m_caption->setWordWrap(true);
    m_rule->setWordWrap(true);
    m_rule->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(16);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setMouseTracking(true);
    m_tree->setItemDelegate(new StepDelegate(m_tree));
    m_tree->setAccessibleName(tr("Steps of the figure"));
    auto *copyButton = new QPushButton(tr("Copy as text"), this);
    setButtonKind(copyButton, ButtonKind::Quiet);
    copyButton->setIcon(Theme::of(this).icon(u"copy"_s));
    connect(copyButton, &QPushButton::clicked, this, &DerivationTree::copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_caption);
    layout->addWidget(m_figure);
    layout->addWidget(m_rule);
    layout->addSpacing(metrics::grid);
    layout->addWidget(m_tree, 1);
    layout->addWidget(copyButton, 0, Qt::AlignLeft);
    clear({});
}

void DerivationTree::showDerivation(const DerivationNode &root)
{
    m_caption->setText(root.label);
    m_figure->setText(root.rounded);
    QStringList rule;
    if (!root.rule.isEmpty())
        rule << u"= "_s + root.rule;
    if (!root.exact.isEmpty())
        rule << root.exact;
    if (!root.source.isEmpty())
        rule << QChar(0x2190) + u" "_s + root.source;
    m_rule->setText(rule.join(u'\n'));
    m_figure->setVisible(!root.rounded.isEmpty());
    m_rule->setVisible(!rule.isEmpty());
    m_model->setRoot(root);
    m_tree->setVisible(!root.children.empty());
    m_tree->expandToDepth(1);
}

void DerivationTree::clear(const QString &hint)
{
    m_caption->setText(hint);
    m_figure->hide();
    m_rule->hide();
    m_tree->hide();
    m_model->clear();
}

void DerivationTree::copy()
{
    QGuiApplication::clipboard()->setText(m_model->asText());
}

} // namespace accord::ui
