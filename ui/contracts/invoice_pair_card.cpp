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

QStandardItemModel *modelOf(const InvoicePair &pair, QObject *parent)
{
    auto *model = new QStandardItemModel(parent);
    model->setHorizontalHeaderLabels(
        {InvoicePairCard::tr("Line"), InvoicePairCard::tr("As it is"), InvoicePairCard::tr("Amended")});
    for (int i = 1; i < 3; ++i)
        model->horizontalHeaderItem(i)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    model->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    int same = 0;
    for (const LinePair &line : pair.lines) {
        if (line.before == line.after)
            ++same;
        else
            addRow(model, titleOf(line), side(line.before), side(line.after));
    }
    if (same > 0)
        addRow(model, InvoicePairCard::tr("%n line(s) as before", nullptr, same), {}, {});
    addRow(model, InvoicePairCard::tr("Net of this contract"), amountText(pair.netBefore), amountText(pair.netAfter));
    addRow(model, InvoicePairCard::tr("Invoice with tax"), amountText(pair.totalBefore), amountText(pair.totalAfter));
    return model;
}

} // namespace

InvoicePairCard::InvoicePairCard(const InvoicePair &pair, QWidget *parent)
    : Card(QLocale().toString(pair.month.start, u"MMMM yyyy"_s), parent)
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
        table->setColumnWidth(column, metrics::columnMoney);
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() + model->rowCount() * metrics::rowCompact
                          + metrics::grid);
    body()->addWidget(table);
}

} // namespace accord::ui
