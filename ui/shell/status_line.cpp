// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_line.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QToolButton>

namespace accord::ui {

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_page(new Label({}, TextRole::Secondary, Token::Text2, this))
    , m_announcement(new Label({}, TextRole::Secondary, Token::Text3, this))
    , m_job(new Label({}, TextRole::Secondary, Token::Text2, this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
    , m_sync(new Label({}, TextRole::Secondary, Token::Text2, this))
    , m_asOf(new Label({}, TextRole::Secondary, Token::Text2, this))
{
    setFixedHeight(metrics::statusBar);
    m_page->setElided(true);
    m_announcement->setElided(true);
    m_announcement->setFocusPolicy(Qt::ClickFocus);
    m_progress->setFixedWidth(110);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setIcon(Theme::of(this).icon(u"x"_s));
    m_cancel->setAutoRaise(true);
    m_cancel->setAccessibleName(tr("Cancel the work under way"));
    setPlainToolTip(m_cancel, tr("Cancel"));
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (m_cancelJob)
            m_cancelJob();
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, 0, metrics::insetLarge, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_page, 4);
    layout->addWidget(m_announcement, 1);
    layout->addWidget(m_job);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    layout->addWidget(m_sync);
    layout->addWidget(m_asOf);
    m_sync->hide();
    hideJob();
}

void StatusLine::setPageText(const QString &text)
{
    m_page->setText(text);
}

void StatusLine::setAsOf(const QString &text, const QString &tip)
{
    m_asOf->setText(text);
    setPlainToolTip(m_asOf, tip);
}

void StatusLine::setSync(const QString &text, const QString &tip)
{
    m_sync->setText(text);
    m_sync->setVisible(!text.isEmpty());
    setPlainToolTip(m_sync, tip);
}

void StatusLine::showJob(const QString &title, int percent, std::function<void()> cancel)
{
    m_job->setText(title);
    m_job->show();
    m_progress->setRange(0, percent < 0 ? 0 : 100);
    m_progress->setValue(percent);
    m_progress->show();
    m_cancelJob = std::move(cancel);
    m_cancel->setVisible(bool(m_cancelJob));
}

void StatusLine::hideJob()
{
    m_job->hide();
    m_progress->hide();
    m_cancel->hide();
    m_cancelJob = {};
}

void StatusLine::announce(const QString &text)
{
    m_announcement->setText(text);
}

void StatusLine::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(this).color(Token::BorderSubtle));
}

} // namespace accord::ui
