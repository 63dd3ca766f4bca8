// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/final_act.h"

#include "core/base/error.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>

namespace accord::ui {

namespace {
constexpr qsizetype mostRecords = 8;
constexpr int textWidth = 420;
} // namespace

FinalAct::FinalAct(const QString &title, const QString &consequence, const QStringList &records, const QString &verb,
                   QWidget *parent)
    : QDialog(parent)
    , m_button(new QPushButton(verb, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto *heading = new Label(title, TextRole::Title, Token::Text, this);
    auto *words = new Label(consequence, TextRole::Body, Token::Text2, this);
    words->setWordWrap(true);
    words->setMinimumWidth(textWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(heading);
    for (const QString &record : records.mid(0, mostRecords))
        layout->addWidget(new Label(record, TextRole::BodyStrong, Token::Text, this));
    if (records.size() > mostRecords)
        layout->addWidget(new Label(tr("and %n more", nullptr, int(records.size() - mostRecords)), TextRole::Body,
                                    Token::Text2, this));
    layout->addWidget(words);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    setButtonKind(m_button, ButtonKind::Primary);
    m_button->setAutoDefault(false); // Enter alone is pressed too easily
    cancel->setAutoDefault(false);
    setPlainToolTip(m_button, tr("Ctrl+Enter"));
    auto *confirm = new QAction(verb, this);
    confirm->setShortcuts({QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)});
    addAction(confirm);
    connect(confirm, &QAction::triggered, this, &QDialog::accept);
    connect(m_button, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(new Label(tr("Ctrl+Enter confirms"), TextRole::Caption, Token::Text3, this));
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_button);
    layout->addSpacing(metrics::insetSmall);
    layout->addLayout(buttons);
    cancel->setFocus();
}

} // namespace accord::ui
