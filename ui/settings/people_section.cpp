// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/people_section.h"

#include "core/workspace/people_desk.h"
#include "core/workspace/sign_in.h"
#include "core/workspace/permit.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"
#include "ui/words/status_words.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

using storage::User;

namespace {

const QString knownRoles[]{u"billing"_s, u"approver"_s, u"controller"_s, u"csm"_s,   u"rep"_s,
                           u"manager"_s, u"legal"_s,    u"auditor"_s,    u"admin"_s, u"worker"_s};

QString rolesInWords(const User &user)
{
    QStringList words;
    for (const QString &role : user.roles)
        words << roleName(role);
    return words.join(u", "_s);
}

std::vector<PagedTableModel<User>::Column> columns()
{
    using Column = PagedTableModel<User>::Column;
    return {Column{{u"display"_s, PeopleSection::tr("Name"), 140, Qt::AlignLeft, false, true},
                   [](const User &u) { return u.displayName; }},
            Column{{u"name"_s, PeopleSection::tr("User name"), 100, Qt::AlignLeft, false},
                   [](const User &u) { return u.name; }},
            Column{{u"roles"_s, PeopleSection::tr("May act as"), 180, Qt::AlignLeft, false},
                   [](const User &u) { return u.roles.isEmpty() ? QVariant() : QVariant(rolesInWords(u)); }},
            Column{{u"region"_s, PeopleSection::tr("Region"), 70, Qt::AlignLeft, false},
                   [](const User &u) { return u.region.isEmpty() ? QVariant() : QVariant(u.region); }}};
}

} // namespace

PeopleSection::PeopleSection(workspace::Workspace &workspace, QWidget *parent)
    : SettingsSection(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_people(new PagedTableModel<User>(
          columns(), [](const User &u) { return u.name; }, this))
    , m_table(new TableView(tr("People"), this))
    , m_right(new Label({}, TextRole::Body, Token::Warning, this))
{
    m_right->setWordWrap(true);
    m_right->hide();
    m_table->setPagedModel(m_people);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_table, 3);
    layout->addWidget(buildForm(), 2);
    connect(m_table, &TableView::currentIdChanged, this, &PeopleSection::showCurrent);
}

QWidget *PeopleSection::buildForm()
{
    auto *card = new Card(tr("Person"), this);
    m_displayName = new QLineEdit(card);
    m_name = new QLineEdit(card);
    m_region = new QLineEdit(card);
    m_proposed = new Label({}, TextRole::Body, Token::Text, card);
    m_proposed->setWordWrap(true);
    m_agree = new QPushButton(tr("Give these roles"), card);
    m_agree->setAccessibleName(tr("Give the proposed roles"));
    connect(m_agree, &QPushButton::clicked, this, &PeopleSection::agree);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("&Name"), m_displayName);
    form->addRow(tr("&User name"), m_name);
    form->addRow(tr("&Region"), m_region);
    for (QLineEdit *field : {m_displayName, m_name, m_region})
        connect(field, &QLineEdit::textChanged, this, &PeopleSection::fieldsChanged);
    auto *roles = new QVBoxLayout;
    roles->setSpacing(metrics::grid);
    for (const QString &role : knownRoles) {
        auto *box = new QCheckBox(roleName(role), card);
        connect(box, &QCheckBox::toggled, this, &PeopleSection::fieldsChanged);
        m_roles << box;
        roles->addWidget(box);
    }
    form->addRow(tr("May act as"), roles);
    m_save = new QPushButton(tr("Save"), card);
    m_save->setAccessibleName(tr("Save the person"));
    setButtonKind(m_save, ButtonKind::Primary);
    auto *add = new QPushButton(tr("New person"), card);
    m_workAs = new QPushButton(tr("Work as this person"), card);
    m_workAs->setVisible(m_workspace.hasFixedClock()); // trying out roles belongs to the sample company only
    connect(m_save, &QPushButton::clicked, this, &PeopleSection::save);
    connect(add, &QPushButton::clicked, this, &PeopleSection::startNew);
    connect(m_workAs, &QPushButton::clicked, this, &PeopleSection::workAs);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::insetSmall);
    buttons->addWidget(m_save);
    buttons->addWidget(add);
    buttons->addStretch();
    card->body()->addWidget(m_right);
    card->body()->addLayout(form);
    card->body()->addLayout(buttons);
    card->body()->addWidget(m_proposed);
    card->body()->addWidget(m_agree, 0, Qt::AlignLeft);
    card->body()->addWidget(m_workAs, 0, Qt::AlignLeft);
    card->body()->addStretch();
    return card;
}

void PeopleSection::reload()
{
    if (m_changed)
        return; // what is being typed is not lost
    struct Read
    {
        std::vector<User> people;
        std::optional<Error> refusal;
        QHash<QString, QStringList> proposed;
        bool mayAgree = false;
    };
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        const auto people = workspace::PeopleDesk(services).list();
        if (!people)
            return passOn(people);
        const bool isReadOnly = services.session().isReadOnly();
        const auto may = isReadOnly ? Result<>(fail(ErrorKind::Unavailable, u"storage.read_only"_s))
                                    : workspace::permit(services, workspace::Act::ChangePeople);
        Read read{{}, may ? std::nullopt : std::optional(may.error()), {}, false};
        read.mayAgree = !isReadOnly && workspace::permit(services, workspace::Act::ApproveRole).has_value();
        for (const workspace::PersonRow &one : *people) {
            read.people.push_back(one.user);
            for (const auto &proposal : one.proposed)
                read.proposed[one.user.name] << proposal.role;
        }
        return read;
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     if (m_changed)
                         return; // typed while it was read
                     m_refusal = read->refusal;
                     m_proposals = read->proposed;
                     m_mayAgree = read->mayAgree;
                     m_right->setVisible(m_refusal.has_value());
                     if (m_refusal)
                         m_right->setText(u"%1 %2"_s.arg(inWords(*m_refusal).happened, inWords(*m_refusal).advice));
                     for (QCheckBox *box : m_roles)
                         box->setEnabled(!m_refusal);
                     for (QLineEdit *field : {m_displayName, m_name, m_region})
                         field->setReadOnly(m_refusal.has_value());
                     const QString current = m_table->currentId();
                     showRows(m_people, read->people);
                     m_table->selectId(current);
                     showCurrent();
                 });
}

void PeopleSection::showCurrent()
{
    const User *user = m_people->rowAt(m_table->currentIndex());
    if (!user)
        return;
    m_filling = true;
    m_displayName->setText(user->displayName);
    m_name->setText(user->name);
    m_name->setReadOnly(true); // records name people by it
    m_region->setText(user->region);
    for (qsizetype i = 0; i < m_roles.size(); ++i)
        m_roles[i]->setChecked(user->roles.contains(knownRoles[i]));
    m_filling = false;
    m_changed = false;
    showProposed(user->name);
    m_save->setEnabled(false);
    m_workAs->setEnabled(user->name != m_workspace.actor());
    Q_EMIT canSaveChanged();
}

void PeopleSection::showProposed(const QString &user)
{
    QStringList words;
    for (const QString &role : m_proposals.value(user))
        words << roleName(role);
    m_proposed->setVisible(!words.isEmpty());
    m_agree->setVisible(!words.isEmpty() && m_mayAgree);
    m_proposed->setText(m_mayAgree ? tr("Proposed: %1.").arg(words.join(u", "_s))
                                   : tr("Proposed: %1. A controller has to agree.").arg(words.join(u", "_s)));
}

void PeopleSection::agree()
{
    const User *user = m_people->rowAt(m_table->currentIndex());
    if (!user)
        return;
    m_agree->setEnabled(false);
    m_workspace.start(
        this,
        [name = user->name, roles = m_proposals.value(user->name)](workspace::Services &services,
                                                                   jobs::Progress &) -> Result<> {
            for (const QString &role : roles) {
                if (auto given = workspace::PeopleDesk(services).decide(name, role, true); !given)
                    return given;
            }
            return {};
        },
        [this, name = user->displayName](const Result<> &given) {
            m_agree->setEnabled(true);
            if (!given)
                Q_EMIT failed(given.error());
            else
                Q_EMIT said(tr("%1 has the roles now.").arg(name));
            m_workspace.announceChange();
        });
}

void PeopleSection::startNew()
{
    showProposed({});
    m_table->clearSelection();
    m_filling = true;
    for (QLineEdit *field : {m_displayName, m_name, m_region})
        field->clear();
    for (QCheckBox *box : m_roles)
        box->setChecked(false);
    m_filling = false;
    m_name->setReadOnly(m_refusal.has_value());
    m_workAs->setEnabled(false);
    m_displayName->setFocus();
}

User PeopleSection::edited() const
{
    User user{m_name->text().trimmed(), m_displayName->text().trimmed(), {}, m_region->text().trimmed()};
    for (qsizetype i = 0; i < m_roles.size(); ++i) {
        if (m_roles[i]->isChecked())
            user.roles << knownRoles[i];
    }
    return user;
}

void PeopleSection::fieldsChanged()
{
    if (m_filling)
        return;
    m_changed = true;
    m_save->setEnabled(reasonAgainstSaving().isEmpty());
    Q_EMIT canSaveChanged();
}

QString PeopleSection::reasonAgainstSaving() const
{
    if (m_refusal)
        return inWords(*m_refusal).happened;
    if (!m_changed)
        return tr("Nothing was changed.");
    const User user = edited();
    return user.name.isEmpty() || user.displayName.isEmpty() ? tr("A person needs a name and a user name.") : QString();
}

void PeopleSection::save()
{
    if (!reasonAgainstSaving().isEmpty())
        return;
    m_save->setEnabled(false);
    const User user = edited();
    m_workspace.start(
        this,
        [user](workspace::Services &services, jobs::Progress &) { return workspace::PeopleDesk(services).save(user); },
        [this, user](const Result<> &saved) {
            if (!saved) {
                m_save->setEnabled(true);
                return Q_EMIT failed(saved.error());
            }
            m_changed = false;
            Q_EMIT said(tr("%1 is saved.").arg(user.displayName));
            m_workspace.announceChange();
        });
}

void PeopleSection::workAs()
{
    const User *user = m_people->rowAt(m_table->currentIndex());
    if (!user)
        return;
    m_workspace.start(
        this,
        [name = user->name](workspace::Services &services, jobs::Progress &) {
            return workspace::asksForPassphrase(services, name);
        },
        [this, name = user->name, displayName = user->displayName](const Result<bool> &asks) {
            if (!asks)
                return Q_EMIT failed(asks.error());
            if (*asks)
                return Q_EMIT said(
                    tr("%1 has a passphrase: choose them in the menu of people, at the top.").arg(displayName));
            putToWork(name, displayName);
        });
}

void PeopleSection::putToWork(const QString &name, const QString &displayName)
{
    if (const auto changed = m_workspace.setActor(name); !changed)
        return Q_EMIT failed(changed.error());
    Q_EMIT said(tr("You work as %1 now.").arg(displayName));
    m_workspace.announceChange();
}

QWidget *PeopleSection::firstFocus()
{
    return m_table;
}

QList<QWidget *> PeopleSection::lists() const
{
    return {m_table};
}

} // namespace accord::ui
