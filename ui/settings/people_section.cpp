// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/people_section.h"

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
using workspace::PersonRow;
using workspace::ScopeWish;

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

/// Regions, companies and cost centers of a person behind each other, those that are named.
QVariant reached(const PersonRow &person)
{
    QStringList named{person.user.region};
    named << person.entities << person.user.costCentres;
    named.removeAll(QString());
    return named.isEmpty() ? QVariant() : QVariant(named.join(u" · "_s));
}

std::vector<PagedTableModel<PersonRow>::Column> columns()
{
    using Column = PagedTableModel<PersonRow>::Column;
    return {
        Column{{u"display"_s, PeopleSection::tr("Name"), 140, Qt::AlignLeft, false, true},
               [](const PersonRow &p) { return p.user.displayName; }},
        Column{{u"name"_s, PeopleSection::tr("User name"), 100, Qt::AlignLeft, false},
               [](const PersonRow &p) { return p.user.name; }},
        Column{{u"roles"_s, PeopleSection::tr("May act as"), 180, Qt::AlignLeft, false},
               [](const PersonRow &p) { return p.user.roles.isEmpty() ? QVariant() : QVariant(rolesInWords(p.user)); }},
        Column{{u"scope"_s, PeopleSection::tr("Reaches"), 110, Qt::AlignLeft, false},
               [](const PersonRow &p) { return reached(p); }}};
}

/// "regions AMER, only the company LV" for who decides.
QString scopeInWords(const ScopeWish &scope)
{
    QStringList words{scope.region.isEmpty() ? PeopleSection::tr("no region")
                                             : PeopleSection::tr("regions %1").arg(scope.region)};
    words << (scope.entities.isEmpty() ? PeopleSection::tr("all companies")
                                       : PeopleSection::tr("only companies %1").arg(scope.entities.join(u", "_s)));
    words << (scope.costCentres.isEmpty()
                  ? PeopleSection::tr("all cost centers")
                  : PeopleSection::tr("only cost centers %1").arg(scope.costCentres.join(u", "_s)));
    return words.join(u"; "_s);
}

QStringList codesIn(const QLineEdit *field)
{
    QStringList codes;
    for (const QString &code : field->text().split(u',', Qt::SkipEmptyParts)) {
        if (!code.trimmed().isEmpty())
            codes << code.trimmed();
    }
    return codes;
}

} // namespace

PeopleSection::PeopleSection(workspace::Workspace &workspace, QWidget *parent)
    : SettingsSection(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_people(new PagedTableModel<PersonRow>(
          columns(), [](const PersonRow &p) { return p.user.name; }, this))
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
    m_entities = new QLineEdit(card);
    m_costCentres = new QLineEdit(card);
    m_region->setPlaceholderText(tr("none"));
    for (QLineEdit *field : {m_entities, m_costCentres})
        field->setPlaceholderText(tr("all"));
    m_agree = new QPushButton(tr("Agree"), card);
    m_agree->setAccessibleName(tr("Agree to what is proposed for the person"));
    m_refuse = new QPushButton(tr("Refuse"), card);
    m_refuse->setAccessibleName(tr("Refuse what is proposed for the person"));
    connect(m_agree, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_refuse, &QPushButton::clicked, this, [this] { decide(false); });
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("&Name"), m_displayName);
    form->addRow(tr("&User name"), m_name);
    form->addRow(tr("&Region"), m_region);
    form->addRow(tr("&Companies"), m_entities);
    form->addRow(tr("Cost c&enters"), m_costCentres);
    for (QLineEdit *field : fields())
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
    auto *decisions = new QHBoxLayout;
    decisions->setSpacing(metrics::insetSmall);
    decisions->addWidget(m_agree);
    decisions->addWidget(m_refuse);
    decisions->addStretch();
    card->body()->addLayout(decisions);
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
        std::vector<PersonRow> people;
        std::optional<Error> refusal;
        bool mayAgree = false;
    };
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        const auto people = workspace::PeopleDesk(services).list();
        if (!people)
            return passOn(people);
        const bool isReadOnly = services.session().isReadOnly();
        const auto may = isReadOnly ? Result<>(fail(ErrorKind::Unavailable, u"storage.read_only"_s))
                                    : workspace::permit(services, workspace::Act::ChangePeople);
        Read read{*people, may ? std::nullopt : std::optional(may.error()), false};
        read.mayAgree = !isReadOnly && workspace::permit(services, workspace::Act::ApproveRole).has_value();
        return read;
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     if (m_changed)
                         return; // typed while it was read
                     m_refusal = read->refusal;
                     m_mayAgree = read->mayAgree;
                     m_right->setVisible(m_refusal.has_value());
                     if (m_refusal)
                         m_right->setText(u"%1 %2"_s.arg(inWords(*m_refusal).happened, inWords(*m_refusal).advice));
                     for (QCheckBox *box : m_roles)
                         box->setEnabled(!m_refusal);
                     for (QLineEdit *field : fields())
                         field->setReadOnly(m_refusal.has_value());
                     const QString current = m_table->currentId();
                     showRows(m_people, read->people);
                     m_table->selectId(current);
                     showCurrent();
                 });
}

const PersonRow *PeopleSection::current() const
{
    return m_people->rowAt(m_table->currentIndex());
}

QList<QLineEdit *> PeopleSection::fields() const
{
    return {m_displayName, m_name, m_region, m_entities, m_costCentres};
}

void PeopleSection::showCurrent()
{
    const PersonRow *person = current();
    if (!person)
        return;
    const User &user = person->user;
    m_filling = true;
    m_displayName->setText(user.displayName);
    m_name->setText(user.name);
    m_name->setReadOnly(true); // records name people by it
    m_region->setText(user.region);
    m_entities->setText(person->entities.join(u", "_s));
    m_costCentres->setText(user.costCentres.join(u", "_s));
    for (qsizetype i = 0; i < m_roles.size(); ++i)
        m_roles[i]->setChecked(user.roles.contains(knownRoles[i]));
    m_filling = false;
    m_changed = false;
    showProposed(person);
    m_save->setEnabled(false);
    m_workAs->setEnabled(user.name != m_workspace.actor());
    Q_EMIT canSaveChanged();
}

void PeopleSection::showProposed(const PersonRow *person)
{
    QStringList words;
    if (person) {
        for (const auto &one : person->proposed)
            words << roleName(one.role);
        if (person->proposedScope)
            words << scopeInWords(person->proposedScope->scope);
    }
    m_proposed->setVisible(!words.isEmpty());
    m_agree->setVisible(!words.isEmpty() && m_mayAgree);
    m_refuse->setVisible(!words.isEmpty() && m_mayAgree);
    m_proposed->setText(m_mayAgree ? tr("Proposed: %1.").arg(words.join(u", "_s))
                                   : tr("Proposed: %1. A controller has to agree.").arg(words.join(u", "_s)));
}

void PeopleSection::decide(bool agrees)
{
    const PersonRow *person = current();
    if (!person)
        return;
    m_agree->setEnabled(false);
    m_refuse->setEnabled(false);
    m_workspace.start(
        this,
        [one = *person, agrees](workspace::Services &services, jobs::Progress &) -> Result<> {
            workspace::PeopleDesk desk(services);
            for (const auto &proposal : one.proposed) {
                if (auto decided = desk.decide(one.user.name, proposal.role, agrees); !decided)
                    return decided;
            }
            return one.proposedScope ? desk.decideScope(one.user.name, agrees) : Result<>();
        },
        [this, agrees, name = person->user.displayName](const Result<> &decided) {
            m_agree->setEnabled(true);
            m_refuse->setEnabled(true);
            if (!decided)
                Q_EMIT failed(decided.error());
            else
                Q_EMIT said(agrees ? tr("%1 has what was proposed now.").arg(name)
                                   : tr("%1 stays as before.").arg(name));
            m_workspace.announceChange();
        });
}

void PeopleSection::startNew()
{
    showProposed(nullptr);
    m_table->clearSelection();
    m_filling = true;
    for (QLineEdit *field : fields())
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
    User user{m_name->text().trimmed(), m_displayName->text().trimmed(), {}, {}};
    for (qsizetype i = 0; i < m_roles.size(); ++i) {
        if (m_roles[i]->isChecked())
            user.roles << knownRoles[i];
    }
    return user;
}

ScopeWish PeopleSection::editedScope() const
{
    return {m_region->text().trimmed(), codesIn(m_entities), codesIn(m_costCentres)};
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
        [user, scope = editedScope()](workspace::Services &services, jobs::Progress &) {
            return workspace::PeopleDesk(services).save(user, scope);
        },
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
    const PersonRow *person = current();
    if (!person)
        return;
    m_workspace.start(
        this,
        [name = person->user.name](workspace::Services &services, jobs::Progress &) {
            return workspace::asksForPassphrase(services, name);
        },
        [this, name = person->user.name, displayName = person->user.displayName](const Result<bool> &asks) {
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
