// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_view.h"

#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/style/painting.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/paged_table_model.h"

#include <QtCore/QTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

namespace accord::ui {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new Label({}, TextRole::Body, Token::Text3, this))
    , m_sentence(new Label({}, TextRole::Title, Token::Text, this))
    , m_more(new Label({}, TextRole::Body, Token::Text2, this))
    , m_command(new QPushButton(this))
    , m_other(new QPushButton(this))
{
    for (Label *label : {m_icon, m_sentence, m_more}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    m_more->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *commands = new QHBoxLayout;
    commands->addStretch();
    commands->addWidget(m_command);
    commands->addWidget(m_other);
    commands->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetPage);
    layout->setSpacing(metrics::inset);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_sentence);
    layout->addWidget(m_more);
    layout->addLayout(commands);
    layout->addStretch(3);
    connect(m_command, &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run();
    });
    connect(m_other, &QPushButton::clicked, this, [this] {
        if (m_runOther)
            m_runOther();
    });
    setCommand({}, {});
    setOther({}, {});
}

void EmptyState::setIcon(const QString &icon)
{
    const Theme &theme = Theme::of(this);
    m_icon->setPixmap(theme.pixmap(icon, 28, devicePixelRatioF(), theme.color(Token::Text3)));
}

void EmptyState::setSentence(const QString &sentence, const QString &more)
{
    m_sentence->setText(sentence);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
}

void EmptyState::setCommand(const QString &title, std::function<void()> run)
{
    m_command->setText(title);
    m_command->setVisible(!title.isEmpty());
    m_run = std::move(run);
}

void EmptyState::setOther(const QString &title, std::function<void()> run)
{
    m_other->setText(title);
    m_other->setVisible(!title.isEmpty());
    m_runOther = std::move(run);
}

QString EmptyState::sentence() const
{
    return m_sentence->text();
}

SkeletonRows::SkeletonRows(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Loading"));
}

void SkeletonRows::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    const int row = theme.rowHeight();
    constexpr int shares[]{26, 12, 18, 10, 14};
    for (int y = metrics::header; y < height(); y += row) {
        int x = metrics::insetLarge;
        for (const int share : shares) {
            const int width = this->width() * share / 100;
            drawRounded(&painter, QRectF(x, y + row / 2.0 - 5, width, 10), metrics::radiusBadge,
                        theme.color(Token::NeutralTint), {});
            x += width + metrics::insetPage;
        }
    }
}

StateView::StateView(QWidget *content, QWidget *parent)
    : QStackedWidget(parent)
    , m_content(content)
    , m_skeleton(new SkeletonRows(this))
    , m_empty(new EmptyState(this))
    , m_delay(new QTimer(this))
{
    addWidget(m_content);
    addWidget(m_skeleton);
    addWidget(m_empty);
    m_delay->setSingleShot(true);
    m_delay->setInterval(metrics::quietMilliseconds);
    connect(m_delay, &QTimer::timeout, this, [this] { setCurrentWidget(m_skeleton); });
}

void StateView::showContent()
{
    m_delay->stop();
    setCurrentWidget(m_content);
}

void StateView::showLoading()
{
    if (!m_delay->isActive())
        m_delay->start();
}

EmptyState *StateView::showEmpty(const QString &sentence, const QString &icon)
{
    m_delay->stop();
    m_empty->setIcon(icon);
    m_empty->setSentence(sentence);
    m_empty->setCommand({}, {});
    m_empty->setOther({}, {});
    setCurrentWidget(m_empty);
    return m_empty;
}

void StateView::showError(const Error &error, std::function<void()> retry)
{
    const ErrorWords words = inWords(error);
    EmptyState *empty = showEmpty(words.happened, error.kind == ErrorKind::Forbidden ? u"ban"_s : u"triangle-alert"_s);
    empty->setSentence(words.happened,
                       u"%1 %2\n%3"_s.arg(words.safe, words.advice, tr("Reference: %1").arg(words.reference)));
    if (retry)
        empty->setCommand(tr("Try again"), std::move(retry));
}

void StateView::follow(PagedTableModelBase *model, std::function<void(StateView &)> whenEmpty)
{
    connect(model, &PagedTableModelBase::loadingChanged, this, [this](bool loading) {
        if (loading)
            showLoading();
    });
    connect(model, &PagedTableModelBase::loaded, this, [this, model, whenEmpty = std::move(whenEmpty)] {
        if (model->rowCount() > 0)
            showContent();
        else
            whenEmpty(*this);
    });
    connect(model, &PagedTableModelBase::failed, this,
            [this, model](const Error &error) { showError(error, [model] { model->reload(); }); });
    connect(model, &QAbstractItemModel::rowsInserted, this, &StateView::showContent);
}

} // namespace accord::ui
