// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/approval_window.h"

#include "ui/approvals/approval_view.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QToolButton>

namespace accord::ui {

using workspace::ApprovalDesk;
using workspace::ApprovalRow;

namespace {

constexpr QSize windowSize(360, 640);

QToolButton *stepButton(const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(Theme::of(parent).icon(icon));
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    button->setFixedSize(metrics::toolbar, metrics::toolbar);
    setPlainToolTip(button, name);
    return button;
}

} // namespace

ApprovalWindow::ApprovalWindow(workspace::Workspace &workspace, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_workspace(workspace)
    , m_list(workspace.runner())
    , m_item(workspace.runner())
    , m_decisions(new ApprovalDecisions(workspace, this))
    , m_place(new Label({}, TextRole::Title, Token::Text, this))
    , m_note(new Label({}, TextRole::Secondary, Token::Good, this))
    , m_previous(stepButton(u"chevron-left"_s, tr("The one before"), this))
    , m_next(stepButton(u"chevron-right"_s, tr("The next one"), this))
    , m_view(new ApprovalView(this))
    , m_approve(new QPushButton(tr("Approve  A"), this))
    , m_reject(new QPushButton(tr("Reject  R"), this))
{
    setWindowTitle(tr("Approvals"));
    setAccessibleName(tr("Approvals, one at a time"));
    m_note->setWordWrap(true);
    m_note->hide();
    setButtonKind(m_approve, ButtonKind::Primary);
    m_approve->setAccessibleName(tr("Approve"));
    m_reject->setAccessibleName(tr("Reject"));
    for (QPushButton *button : {m_approve, m_reject})
        button->setFixedHeight(metrics::toolbar);
    auto *head = new QHBoxLayout;
    head->setSpacing(0);
    head->addWidget(m_place, 1);
    head->addWidget(m_previous);
    head->addWidget(m_next);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::insetSmall);
    buttons->addWidget(m_approve, 1);
    buttons->addWidget(m_reject, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, metrics::insetLarge);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(head);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
    layout->addLayout(buttons);
    resize(windowSize);
    connect(m_previous, &QToolButton::clicked, this, [this] { go(m_position - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { go(m_position + 1); });
    connect(m_approve, &QPushButton::clicked, this, &ApprovalWindow::approve);
    connect(m_reject, &QPushButton::clicked, this, &ApprovalWindow::reject);
    const auto say = [this](const QString &sentence, Token token) {
        m_note->setText(sentence);
        m_note->setToken(token);
        m_note->show();
    };
    connect(m_decisions, &ApprovalDecisions::decided, this,
            [say](const QString &sentence) { say(sentence, Token::Good); });
    connect(m_decisions, &ApprovalDecisions::refused, this,
            [say](const QString &sentence) { say(sentence, Token::Bad); });
    connect(&m_workspace, &workspace::Workspace::changed, this, &ApprovalWindow::reload);
    addKeys();
    reload();
}

QSize ApprovalWindow::sizeHint() const
{
    return windowSize;
}

void ApprovalWindow::reload()
{
    m_list.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
        return ApprovalDesk(services).queue(workspace::ApprovalQueue::Mine);
    }),
                 [this](const Result<std::vector<ApprovalRow>> &rows) {
                     if (rows)
                         m_rows = *rows;
                     go(m_position);
                     if (!rows)
                         m_view->showNothing(inWords(rows.error()).paragraph());
                     Q_EMIT loaded();
                 });
}

void ApprovalWindow::go(int position)
{
    m_position = std::clamp(position, 0, std::max(0, count() - 1));
    const bool any = count() > 0;
    m_place->setText(any ? tr("%1 of %2").arg(m_position + 1).arg(count()) : tr("Approvals"));
    m_previous->setEnabled(m_position > 0);
    m_next->setEnabled(m_position + 1 < count());
    m_approve->setEnabled(any && !m_workspace.isReadOnly());
    m_reject->setEnabled(any && !m_workspace.isReadOnly());
    showItem();
}

void ApprovalWindow::showItem()
{
    if (m_rows.empty()) {
        m_item.cancel();
        return m_view->showNothing(tr("Nothing waits for you."));
    }
    const auto id = m_rows[size_t(m_position)].approval.id;
    m_item.start(this, m_workspace.onServices([id](workspace::Services &services, jobs::Progress &) {
        return ApprovalDesk(services).item(id);
    }),
                 [this](const Result<workspace::ApprovalItem> &item) {
                     if (item)
                         m_view->showItem(*item, m_workspace.clock().today());
                     else
                         m_view->showNothing(inWords(item.error()).paragraph());
                 });
}

void ApprovalWindow::approve()
{
    if (!m_rows.empty())
        m_decisions->approve(m_rows[size_t(m_position)].approval.id, subjectOf(m_rows[size_t(m_position)]));
}

void ApprovalWindow::reject()
{
    if (!m_rows.empty())
        m_decisions->askAndReject(m_rows[size_t(m_position)].approval.id, subjectOf(m_rows[size_t(m_position)]), this);
}

void ApprovalWindow::addKeys()
{
    const auto add = [this](const QKeySequence &keys, auto run) {
        auto *shortcut = new QShortcut(keys, this); // before the scroll area, which would take the arrows
        connect(shortcut, &QShortcut::activated, this, run);
    };
    add(QKeySequence(Qt::Key_A), [this] { approve(); });
    add(QKeySequence(Qt::Key_R), [this] { reject(); });
    const auto current = [this](auto run) {
        if (!m_rows.empty() && !m_workspace.isReadOnly())
            run(m_rows[size_t(m_position)].approval.id, subjectOf(m_rows[size_t(m_position)]));
    };
    add(QKeySequence(Qt::Key_C), [this, current] {
        current([this](const auto &id, const QString &subject) { m_decisions->askAndSay(id, subject, this); });
    });
    add(QKeySequence(Qt::Key_D), [this, current] {
        current([this](const auto &id, const QString &subject) { m_decisions->askAndDelegate(id, subject, this); });
    });
    add(QKeySequence(Qt::Key_Right), [this] { go(m_position + 1); });
    add(QKeySequence(Qt::Key_Left), [this] { go(m_position - 1); });
    add(QKeySequence(Qt::Key_Escape), [this] { close(); });
}

} // namespace accord::ui
