// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/inspector.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QToolButton>

namespace accord::ui {

Inspector::Inspector(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_nothing(new Label(tr("Nothing is selected."), TextRole::Body, Token::Text3, this))
{
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(tr("Inspector"), TextRole::Caption, Token::Text3, this));
    head->addStretch();
    auto *close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(Theme::of(this).icon(u"x"_s));
    close->setAccessibleName(tr("Close the inspector"));
    setPlainToolTip(close, tr("Close (Space)"));
    connect(close, &QToolButton::clicked, this, &Inspector::closeRequested);
    head->addWidget(close);
    m_layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetSmall, metrics::insetSmall);
    m_layout->addLayout(head);
    m_layout->addWidget(m_nothing, 1, Qt::AlignTop);
    setMinimumWidth(metrics::inspectorLeast);
    setMaximumWidth(metrics::inspectorMost);
    setAccessibleName(tr("Inspector"));
}

Inspector::~Inspector()
{
    if (m_content)
        m_content->setParent(nullptr); // its page owns it
}

void Inspector::setContent(QWidget *content)
{
    if (m_content == content)
        return;
    if (m_content) {
        m_layout->removeWidget(m_content);
        m_content->hide();
        m_content->setParent(nullptr);
    }
    m_content = content;
    if (content) {
        m_layout->addWidget(content, 1);
        content->show();
    }
    m_nothing->setVisible(!content);
}

void Inspector::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Surface));
    painter.fillRect(QRect(0, 0, 1, height()), theme.color(Token::BorderSubtle));
}

} // namespace accord::ui
