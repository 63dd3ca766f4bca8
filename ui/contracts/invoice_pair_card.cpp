// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/invoice_pair_card.h"

#include "ui/style/metrics.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/labels.h"

#include <QtGui/QStandardItemModel>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>

namespace accord::ui {

using workspace::InvoicePair;
using workspace::LinePair;

namespace {

QString side(const std::optional<Money> &amount)
{
    return amount ? amountText(*amount) : noValue();
}

constexpr int wholeRow = Qt::UserRole; ///< a name that takes the row alone
constexpr int amountWidth = 92;
constexpr int leastRowWidth = 236; ///< where the cards are narrowest
constexpr int leastNameWidth = leastRowWidth - 2 * amountWidth;

void addRow(QStandardItemModel *model, const QString &title, const QString &before, const QString &after)
{
    QList<QStandardItem *> row{new QStandardItem(title), new QStandardItem(before), new QStandardItem(after)};
    for (int i = 1; i < 3; ++i)
        row[i]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    model->appendRow(row);
}

QString titleOf(const LinePair &line)
{
    const QString what = line.location.isEmpty() ? line.description
                                                 : InvoicePairCard::tr("%1, %2").arg(line.description, line.location);
    return what;
}

/// \a text in lines that are no wider than \a width.
QStringList inLines(const QString &text, int width, const QFontMetrics &metrics)
{
    QStringList lines;
    for (const QString &word : text.split(u' ')) {
        const QString longer = lines.isEmpty() ? word : lines.last() + u' ' + word;
        if (lines.isEmpty() || metrics.horizontalAdvance(longer) > width)
            lines << word;
        else
            lines.last() = longer;
    }
    return lines;
}

/// A name that is wider than its column stands in rows above its amounts, whole.
void addNamed(QStandardItemModel *model, const QString &title, const QString &before, const QString &after,
              const QFontMetrics &metrics)
{
    if (metrics.horizontalAdvance(title) <= leastNameWidth)
        return addRow(model, title, before, after);
    for (const QString &line : inLines(title, leastRowWidth, metrics)) {
        addRow(model, line, {}, {});
        model->item(model->rowCount() - 1)->setData(true, wholeRow);
    }
    if (!before.isEmpty())
        addRow(model, {}, before, after);
}

QStandardItemModel *modelOf(const InvoicePair &pair, QTableView *parent)
{
    auto *model = new QStandardItemModel(parent);
    model->setHorizontalHeaderLabels(
        {InvoicePairCard::tr("Line"), InvoicePairCard::tr("As it is"), InvoicePairCard::tr("Amended")});
    for (int i = 1; i < 3; ++i)
        model->horizontalHeaderItem(i)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    model->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const QFontMetrics font = parent->fontMetrics();
    int same = 0;
    for (const LinePair &line : pair.lines) {
        if (line.before == line.after)
            ++same;
        else
            addNamed(model, titleOf(line), side(line.before), side(line.after), font);
    }
    if (same > 0)
        addNamed(model, InvoicePairCard::tr("%n line(s) as before", nullptr, same), {}, {}, font);
    addNamed(model, InvoicePairCard::tr("Net of this contract"), amountText(pair.netBefore), amountText(pair.netAfter),
             font);
    addNamed(model, InvoicePairCard::tr("Invoice with tax"), amountText(pair.totalBefore), amountText(pair.totalAfter),
             font);
    return model;
}

} // namespace

InvoicePairCard::InvoicePairCard(const InvoicePair &pair, QWidget *parent)
    : Card(QLocale().toString(pair.month.start, u"MMM yyyy"_s), parent) // beside the difference, where it is narrow
{
    addToTitle(
        new Label(pair.difference.isZero() ? tr("no difference") : tr("Difference %1").arg(moneyText(pair.difference)),
                  TextRole::BodyStrong, Token::Text, this));
    auto *table = new QTableView(this);
    table->setAccessibleName(
        tr("Invoice of %1 before and after").arg(QLocale().toString(pair.month.start, u"MMMM yyyy"_s)));
    QStandardItemModel *model = modelOf(pair, table);
    table->setModel(model);
    table->setItemDelegate(new CellDelegate(table));
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(metrics::rowCompact);
    table->verticalHeader()->setDefaultSectionSize(metrics::rowCompact);
    table->horizontalHeader()->setFocusPolicy(Qt::NoFocus);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < 3; ++column)
        table->setColumnWidth(column, amountWidth);
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->item(row)->data(wholeRow).toBool())
            table->setSpan(row, 0, 1, model->columnCount());
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() + model->rowCount() * metrics::rowCompact
                          + metrics::grid);
    body()->addWidget(table);
}

} // namespace accord::ui
