// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/account_choice.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QLineEdit>

namespace accord::ui {

AccountChoice::AccountChoice(workspace::Workspace &workspace)
    : m_workspace(workspace)
    , m_load(workspace.runner())
    , m_accounts(new ChoiceBox(tr("Account that pays"), tr("Number or name"), this))
    , m_go(new QPushButton(tr("Write the contract"), this))
{
    auto *card = new Card(tr("New contract"), this);
    setButtonKind(m_go, ButtonKind::Primary);
    card->body()->addWidget(new Label(tr("Which account pays for it?"), TextRole::Body, Token::Text2, card));
    card->body()->addWidget(m_accounts);
    card->body()->addWidget(m_go, 0, Qt::AlignLeft);
    card->setMaximumWidth(metrics::palette);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, metrics::inset);
    layout->addWidget(card);
    layout->addStretch();
    connect(m_go, &QPushButton::clicked, this, &AccountChoice::choose);
    connect(m_accounts->lineEdit(), &QLineEdit::returnPressed, this, &AccountChoice::choose);
    load();
}

void AccountChoice::load()
{
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
        return services.accounts().all();
    }),
                 [this](const Result<std::vector<accounts::Account>> &accounts) {
                     if (!accounts)
                         return Q_EMIT toastRequested({inWords(accounts.error()).paragraph(), Tone::Bad});
                     for (const accounts::Account &account : *accounts)
                         if (!account.payer)
                             m_accounts->addItem(tr("%1 · %2").arg(account.number, account.name), account.number);
                     m_accounts->setCurrentIndex(-1);
                 });
}

void AccountChoice::choose()
{
    const QString account = m_accounts->chosen();
    if (account.isEmpty())
        return Q_EMIT toastRequested(
            {tr("There is no account “%1”.").arg(m_accounts->currentText().trimmed()), Tone::Warning});
    Q_EMIT openRequested(u"contract/new/"_s + account, false);
}

QWidget *AccountChoice::firstFocus()
{
    return m_accounts;
}

} // namespace accord::ui
