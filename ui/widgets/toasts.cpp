// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toasts.h"

#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/painting.h"
#include "ui/style/theme.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/labels.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace accord::ui {
namespace {

constexpr int most = 4;
constexpr int cardWidth = 380;

class ToastCard final : public QWidget
{
public:
    ToastCard(const Tone tone, QWidget *parent)
        : QWidget(parent)
        , m_tone(tone)
    { }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        drawRounded(&painter, rect(), metrics::radiusOverlay, theme.color(Token::Raised), theme.color(Token::Border));
        drawRounded(&painter, QRectF(6, 8, 3, height() - 16), 1.5, theme.color(toneFill(m_tone)), {});
    }

private:
    Tone m_tone;
};

} // namespace

ToastStack::ToastStack(QWidget *window)
    : QWidget(window)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::insetSmall);
    window->installEventFilter(this);
    hide();
}

void ToastStack::keepClearOf(QWidget *panel)
{
    m_panel = panel;
    panel->installEventFilter(this);
}

void ToastStack::post(const Toast &toast)
{
    auto *card = new ToastCard(toast.tone, this);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(metrics::insetLarge + 2, metrics::insetSmall, metrics::insetSmall, metrics::insetSmall);
    auto *text = new Label(toast.text, TextRole::Body, Token::Text, card);
    text->setWordWrap(true);
    row->addWidget(text, 1);
    if (toast.action) {
        auto *button = new QPushButton(toast.actionTitle, card);
        connect(button, &QPushButton::clicked, this, [this, card, action = toast.action] {
            remove(card);
            action();
        });
        row->addWidget(button);
    }
    auto *close = new QToolButton(card);
    close->setIcon(Theme::of(this).icon(u"x"_s));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close the message"));
    connect(close, &QToolButton::clicked, this, [this, card] { remove(card); });
    row->addWidget(close);
    m_layout->addWidget(card);
    card->show(); // a layout passes over what is hidden, so the stack would be too low for it
    while (m_layout->count() > most)
        remove(m_layout->itemAt(0)->widget());
    if (toast.tone != Tone::Bad)
        QTimer::singleShot(metrics::toastMilliseconds, card, [this, card] { remove(card); });
    m_latest = toast.text;
    show();
    raise();
    place();
    Q_EMIT announced(toast.text);
}

int ToastStack::count() const
{
    return m_layout->count();
}

bool ToastStack::eventFilter(QObject *watched, QEvent *event)
{
    const bool isMoved = event->type() == QEvent::Resize || event->type() == QEvent::Move
                         || event->type() == QEvent::Show || event->type() == QEvent::Hide;
    if (isMoved && (watched == parent() || watched == m_panel))
        place();
    return QWidget::eventFilter(watched, event);
}

void ToastStack::place()
{
    const bool isBeside = m_panel && m_panel->isVisible();
    const int right = isBeside ? m_panel->mapTo(parentWidget(), QPoint()).x() : parentWidget()->width();
    const int wide = std::min(cardWidth, right - 2 * metrics::insetLarge);
    m_layout->activate();
    const int high
        = m_layout->hasHeightForWidth() ? m_layout->totalHeightForWidth(wide) : m_layout->totalSizeHint().height();
    setGeometry(right - wide - metrics::insetLarge,
                parentWidget()->height() - high - metrics::statusBar - metrics::inset, wide, high);
}

void ToastStack::remove(QWidget *card)
{
    m_layout->removeWidget(card);
    card->hide();
    card->deleteLater();
    if (m_layout->count() == 0)
        hide();
    else
        place();
}

} // namespace accord::ui
