// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fact_grid.h"

#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QFormLayout>

namespace accord::ui {

FactGrid::FactGrid(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(metrics::insetLarge);
    m_form->setVerticalSpacing(metrics::grid + 2);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setFormAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void FactGrid::clear()
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
}

void FactGrid::add(const QString &label, const QString &value)
{
    auto *text = new Label(value.isEmpty() ? noValue() : value, TextRole::Body,
                           value.isEmpty() ? Token::Text3 : Token::Text, this);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addWidget(label, text);
}

void FactGrid::addIfAny(const QString &label, const QString &value)
{
    if (!value.isEmpty())
        add(label, value);
}

void FactGrid::addWidget(const QString &label, QWidget *widget)
{
    auto *caption = new Label(label, TextRole::Body, Token::Text3, this);
    caption->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->addRow(caption, widget);
}

bool FactGrid::isEmpty() const
{
    return m_form->rowCount() == 0;
}

void emptyLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide(); // at once, so that nothing of it is seen or focused meanwhile
            widget->deleteLater();
        } else if (QLayout *inner = item->layout()) {
            emptyLayout(inner);
        }
        delete item;
    }
}

} // namespace accord::ui
