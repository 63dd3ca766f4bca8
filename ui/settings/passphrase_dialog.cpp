// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/passphrase_dialog.h"

#include "core/workspace/sign_in.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

namespace {

void fillMinutes(QComboBox *box, int minutes)
{
    box->addItem(PassphraseDialog::tr("Only when asked to"), 0);
    for (const int choice : {5, 15, 30, 60})
        box->addItem(PassphraseDialog::tr("After %n minute(s) without a touch", nullptr, choice), choice);
    if (box->findData(minutes) < 0)
        box->addItem(PassphraseDialog::tr("After %n minute(s) without a touch", nullptr, minutes), minutes);
    box->setCurrentIndex(box->findData(minutes));
}

} // namespace

PassphraseDialog::PassphraseDialog(workspace::Workspace &workspace, int minutes, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_before(new QLineEdit(this))
    , m_next(new QLineEdit(this))
    , m_again(new QLineEdit(this))
    , m_minutes(new QComboBox(this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Passphrase"));
    for (QLineEdit *field : {m_before, m_next, m_again})
        field->setEchoMode(QLineEdit::Password);
    m_before->setPlaceholderText(tr("Empty for the first one"));
    m_next->setPlaceholderText(tr("A few words that do not belong together"));
    fillMinutes(m_minutes, minutes);
    m_note->setWordWrap(true);
    m_note->hide();
    setButtonKind(m_save, ButtonKind::Primary);
    buildLayout();
    connect(m_save, &QPushButton::clicked, this, &PassphraseDialog::save);
}

void PassphraseDialog::buildLayout()
{
    auto *hint
        = new Label(tr("With a passphrase, nobody else works under your name in Accord on this file. It cannot be "
                       "read by anybody; an administrator can only take it away, and that stays on record."),
                    TextRole::Body, Token::Text2, this);
    hint->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Until &now"), m_before);
    form->addRow(tr("N&ew passphrase"), m_next);
    form->addRow(tr("The same &again"), m_again);
    form->addRow(tr("&Lock this machine"), m_minutes);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Passphrase of %1").arg(m_workspace.actor()), TextRole::Title, Token::Text, this));
    layout->addWidget(hint);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(520, sizeHint().height());
}

void PassphraseDialog::tell(const QString &sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

QString PassphraseDialog::note() const
{
    return m_note->text();
}

void PassphraseDialog::save()
{
    tell({});
    Q_EMIT minutesChosen(m_minutes->currentData().toInt());
    if (m_before->text().isEmpty() && m_next->text().isEmpty())
        return accept(); // only the time was of interest
    if (m_next->text() != m_again->text())
        return tell(tr("The two new passphrases differ; type the same twice."));
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [before = m_before->text(), next = m_next->text()](workspace::Services &services, jobs::Progress &) {
            return workspace::setPassphrase(services, before, next);
        },
        [this](const Result<> &saved) {
            m_save->setEnabled(true);
            if (!saved)
                return tell(inWords(saved.error()).paragraph());
            Q_EMIT said(tr("The passphrase is saved; it is asked for when Accord starts or was locked."));
            accept();
        });
}

} // namespace accord::ui
