// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/style/metrics.h"
#include "ui/style/painting.h"
#include "ui/style/theme.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QBoxLayout>

namespace accord::ui {

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_title(new Label(title, TextRole::Title, Token::Text, this))
    , m_head(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_head->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::inset, 0);
    m_head->addWidget(m_title);
    m_head->addStretch();
    m_title->setVisible(!title.isEmpty());
    layout->addLayout(m_head);
    m_body->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, metrics::insetLarge);
    m_body->setSpacing(metrics::insetSmall);
    layout->addLayout(m_body, 1);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
}

void Card::addToTitle(QWidget *widget)
{
    m_head->addWidget(widget);
}

void Card::setFlush(bool flush)
{
    if (flush)
        m_body->setContentsMargins(1, metrics::insetSmall, 1, metrics::insetSmall);
}

void Card::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    drawRounded(&painter, rect(), metrics::radiusCard, theme.color(Token::Surface), theme.color(Token::BorderSubtle));
}

StatusBadge::StatusBadge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusBadge::setBadge(const Badge &badge)
{
    m_text = badge.text;
    m_tone = static_cast<int>(badge.tone);
    setAccessibleName(badge.text);
    setVisible(!badge.text.isEmpty());
    updateGeometry();
    update();
}

QSize StatusBadge::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {QFontMetrics(theme.font(TextRole::Caption)).horizontalAdvance(m_text) + 16, theme.scaled(20)};
}

void StatusBadge::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintBadge(&painter, rect(), Badge{m_text, static_cast<Tone>(m_tone)}, Theme::of(this));
}

Hairline::Hairline(Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Hairline::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter(this).fillRect(rect(), Theme::of(this).color(Token::BorderSubtle));
}

} // namespace accord::ui
