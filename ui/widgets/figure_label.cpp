// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figure_label.h"

#include "ui/style/painting.h"
#include "ui/style/theme.h"
#include "ui/widgets/values.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace accord::ui {

FigureLabel::FigureLabel(const QString &caption, TextRole role, QWidget *parent)
    : QWidget(parent)
    , m_caption(caption)
    , m_figure(noValue())
    , m_role(role)
{
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe();
}

void FigureLabel::setFigure(const QString &figure, const QString &note)
{
    m_figure = figure.isEmpty() ? noValue() : figure;
    m_note = note;
    describe();
    updateGeometry();
    update();
}

void FigureLabel::setExplainable(bool explainable)
{
    m_explainable = explainable;
    setFocusPolicy(explainable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(explainable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    describe();
}

void FigureLabel::describe()
{
    setAccessibleName(u"%1: %2"_s.arg(m_caption, m_figure));
    setAccessibleDescription(m_explainable ? tr("%1. Press E to see how it came about.").arg(m_note) : m_note);
}

QSize FigureLabel::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    const QFontMetrics caption(theme.font(TextRole::Caption));
    const QFontMetrics figure(theme.font(m_role));
    const QFontMetrics note(theme.font(TextRole::Secondary));
    const int width = std::max(
        {caption.horizontalAdvance(m_caption), figure.horizontalAdvance(m_figure), note.horizontalAdvance(m_note)});
    return {width + 8, caption.height() + figure.height() + 6 + (m_note.isEmpty() ? 0 : note.height() + 2)};
}

QSize FigureLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 90), sizeHint().height()};
}

bool FigureLabel::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::HoverEnter:
    case QEvent::HoverLeave:
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        update();
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

void FigureLabel::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setFont(theme.font(TextRole::Caption));
    painter.setPen(theme.color(Token::Text3));
    int y = 2;
    const auto line = [&](const QString &text, int height) {
        painter.drawText(QRect(2, y, width() - 4, height), int(Qt::AlignLeft | Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, width() - 4));
    };
    line(m_caption, painter.fontMetrics().height());
    y += painter.fontMetrics().height() + 2;
    painter.setFont(theme.font(m_role));
    painter.setPen(theme.color(m_figure == noValue() ? Token::Text3 : Token::Text));
    const int height = painter.fontMetrics().height();
    line(m_figure, height);
    const bool marked = m_explainable && (underMouse() || hasFocus());
    if (marked) {
        const int underline = y + (height + painter.fontMetrics().ascent()) / 2 + 1;
        const int right = 2 + std::min(width() - 4, painter.fontMetrics().horizontalAdvance(m_figure));
        QPen dots(theme.color(Token::Accent), 1.5, Qt::DotLine);
        painter.setPen(dots);
        painter.drawLine(2, underline, right, underline);
    }
    y += height + 2;
    if (!m_note.isEmpty()) {
        painter.setFont(theme.font(TextRole::Secondary));
        painter.setPen(theme.color(Token::Text2));
        line(m_note, painter.fontMetrics().height());
    }
    if (hasFocus())
        drawFocusRing(&painter, rect(), 4, theme.color(Token::Accent));
}

void FigureLabel::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_explainable && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT explainRequested();
}

void FigureLabel::keyPressEvent(QKeyEvent *event)
{
    const bool asks = event->key() == Qt::Key_E || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_explainable && asks && event->modifiers() == Qt::NoModifier)
        Q_EMIT explainRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace accord::ui
