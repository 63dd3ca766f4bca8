// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/lock_window.h"

#include "core/workspace/sign_in.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

namespace {
constexpr int cardWidth = 420;
constexpr int asksRole = Qt::UserRole + 1;
} // namespace

LockWindow::LockWindow(workspace::Workspace &workspace, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_workspace(workspace)
    , m_company(new Label({}, TextRole::Secondary, Token::Text2, this))
    , m_person(new QComboBox(this))
    , m_passphrase(new QLineEdit(this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_signIn(new QPushButton(tr("Sign in"), this))
{
    setWindowTitle(tr("Accord is locked"));
    setAutoFillBackground(true);
    m_company->setText(workspace::Workspace::nameOf(workspace.path()));
    m_person->setAccessibleName(tr("Who you are"));
    m_passphrase->setAccessibleName(tr("Passphrase"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_note->setWordWrap(true);
    m_note->hide();
    setButtonKind(m_signIn, ButtonKind::Primary);
    buildLayout();
    connect(m_person, &QComboBox::currentIndexChanged, this, &LockWindow::showPerson);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &LockWindow::signIn);
    connect(m_signIn, &QPushButton::clicked, this, &LockWindow::signIn);
}

void LockWindow::buildLayout()
{
    auto *card = new Card(tr("Sign in"), this);
    card->setFixedWidth(cardWidth);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("P&erson"), m_person);
    form->addRow(tr("&Passphrase"), m_passphrase);
    card->body()->addWidget(m_company);
    card->body()->addLayout(form);
    card->body()->addWidget(m_note);
    card->body()->addWidget(m_signIn, 0, Qt::AlignRight);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch();
    layout->addWidget(card, 0, Qt::AlignHCenter);
    layout->addStretch();
}

void LockWindow::ask(const QString &user)
{
    tell({});
    m_passphrase->clear();
    m_passphrase->setEnabled(false); // until it is known who there is
    m_signIn->setEnabled(false);
    m_workspace.start(
        this,
        [](workspace::Services &services, jobs::Progress &) -> Result<std::vector<Person>> {
            const auto users = services.seller().users();
            if (!users)
                return passOn(users);
            std::vector<Person> people;
            for (const storage::User &one : *users) {
                const auto asks = workspace::asksForPassphrase(services, one.name);
                if (!asks)
                    return passOn(asks);
                people.push_back({one.name, one.displayName, *asks});
            }
            return people;
        },
        [this, user](const Result<std::vector<Person>> &people) {
            if (!people)
                return tell(inWords(people.error()).paragraph());
            showPeople(*people, user);
        });
}

void LockWindow::showPeople(const std::vector<Person> &people, const QString &user)
{
    const QSignalBlocker quiet(m_person);
    m_person->clear();
    for (const Person &one : people) {
        m_person->addItem(one.displayName, one.name);
        m_person->setItemData(m_person->count() - 1, one.asks, asksRole);
    }
    m_person->setCurrentIndex(std::max(0, m_person->findData(user)));
    m_signIn->setEnabled(true);
    showPerson();
}

void LockWindow::showPerson()
{
    const bool asks = m_person->currentData(asksRole).toBool();
    m_passphrase->setEnabled(asks);
    m_passphrase->clear();
    m_passphrase->setPlaceholderText(asks ? QString() : tr("None was chosen yet"));
    tell({});
    if (asks)
        m_passphrase->setFocus();
    else
        m_signIn->setFocus();
}

void LockWindow::signIn()
{
    const QString user = m_person->currentData().toString();
    if (user.isEmpty() || !m_signIn->isEnabled())
        return;
    m_signIn->setEnabled(false);
    m_workspace.start(
        this,
        [user, passphrase = m_passphrase->text()](workspace::Services &services, jobs::Progress &) {
            return workspace::signIn(services, user, passphrase);
        },
        [this, user](const Result<> &proved) {
            m_signIn->setEnabled(true);
            m_passphrase->clear();
            if (!proved) {
                m_passphrase->setFocus();
                return tell(inWords(proved.error()).paragraph());
            }
            Q_EMIT signedIn(user);
        });
}

void LockWindow::tell(const QString &sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

QString LockWindow::note() const
{
    return m_note->text();
}

} // namespace accord::ui
