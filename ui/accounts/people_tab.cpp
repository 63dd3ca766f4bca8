// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/people_tab.h"

#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QComboBox>

namespace accord::ui {

PeopleTab::PeopleTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent)
    : AccountTab(parent)
    , m_workspace(workspace)
    , m_account(account)
    , m_managerName(new Label({}, TextRole::Title, Token::Text, this))
    , m_proposal(new Label({}, TextRole::Body, Token::Text2, this))
    , m_choice(new QComboBox(this))
    , m_assign(new QPushButton(tr("Assign"), this))
    , m_contacts(makeContactModel(this))
    , m_table(new TableView(tr("Contacts"), this))
{
    m_proposal->setWordWrap(true);
    m_choice->setAccessibleName(tr("Customer success manager"));
    m_choice->setMinimumWidth(200);
    m_assign->setAccessibleName(tr("Assign the chosen manager"));
    m_assign->setEnabled(false);
    auto *manager = new Card(tr("Customer success manager"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::insetSmall);
    row->addWidget(m_managerName);
    row->addStretch();
    row->addWidget(m_choice);
    row->addWidget(m_assign);
    manager->body()->addLayout(row);
    manager->body()->addWidget(m_proposal);
    manager->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_table->setPagedModel(m_contacts);
    m_table->setFrameShape(QFrame::NoFrame);
    auto *state = new StateView(m_table, this);
    state->follow(m_contacts, [](StateView &view) {
        EmptyState *empty = view.showEmpty(tr("No contacts yet."), u"users"_s);
        empty->setSentence(tr("No contacts yet."),
                           tr("Contacts arrive with the import of accounts: name, title, role, e-mail and phone."));
    });
    auto *contacts = new Card(tr("Contacts"), this);
    contacts->setFlush(true);
    contacts->body()->addWidget(state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::inset);
    layout->setSpacing(metrics::inset);
    layout->addWidget(manager);
    layout->addWidget(contacts, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        m_assign->setEnabled(!m_workspace.isReadOnly() && m_choice->currentData().toString() != m_manager
                             && m_choice->currentIndex() >= 0);
    });
    connect(m_assign, &QPushButton::clicked, this, &PeopleTab::assign);
}

void PeopleTab::showSheet(const workspace::AccountSheet &sheet)
{
    m_manager = sheet.account.customerSuccessManager;
    m_proposed = sheet.proposedManager;
    m_managerName->setText(sheet.managerName.isEmpty() ? tr("Nobody looks after this account") : sheet.managerName);
    m_proposal->setVisible(!m_proposed.isEmpty());
    m_proposal->setText(tr("Its ARR is above the threshold for a manager of its own. Proposed: %1, who has the fewest "
                           "accounts of the region.")
                            .arg(sheet.proposedManagerName));
    showRows(m_contacts, sheet.contacts);
    if (m_choice->count() > 0)
        m_choice->setCurrentIndex(m_choice->findData(m_proposed.isEmpty() ? m_manager : m_proposed));
}

void PeopleTab::activate()
{
    if (m_choice->count() == 0)
        loadManagers();
}

void PeopleTab::loadManagers()
{
    m_workspace.start(
        this, [](workspace::Services &services, jobs::Progress &) { return services.seller().users(); },
        [this](const Result<std::vector<storage::User>> &users) {
            if (!users)
                return Q_EMIT failed(users.error());
            m_choice->clear();
            for (const storage::User &user : *users) {
                if (user.roles.contains(u"csm"_s))
                    m_choice->addItem(user.displayName, user.name);
            }
            m_choice->setCurrentIndex(m_choice->findData(m_proposed.isEmpty() ? m_manager : m_proposed));
        });
}

void PeopleTab::assign()
{
    const QString user = m_choice->currentData().toString();
    const QString name = m_choice->currentText();
    m_assign->setEnabled(false);
    m_workspace.start(
        this,
        [account = m_account, user](workspace::Services &services, jobs::Progress &) {
            return workspace::AccountDesk(services).assignManager(account, user);
        },
        [this, name](const Result<> &result) {
            if (!result)
                return Q_EMIT failed(result.error());
            Q_EMIT assigned(name);
        });
}

QWidget *PeopleTab::firstFocus()
{
    return m_table;
}

QList<QWidget *> PeopleTab::lists() const
{
    return {m_table};
}

} // namespace accord::ui
