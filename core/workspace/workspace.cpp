// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"

#include "core/storage/postgresql_address.h"
#include "core/storage/team_security.h"
#include "core/storage/transaction.h"
#include "core/storage/unfinished_workspace.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/backup_plan.h"
#include "core/workspace/copy_lock.h"
#include "core/workspace/soundness.h"
#include "core/workspace/workspace_clock.h"

namespace accord::workspace {

Workspace::Workspace(const QString &path, Mode mode)
    : m_path(path)
    , m_mode(mode)
    , m_clock(std::make_shared<SystemClock>())
{ }

Result<void> Workspace::initialise(storage::Session &session)
{
    auto reference = ReferenceData::load();
    if (!reference)
        return passOn(reference);
    m_reference = *reference;
    const auto person = storage::personOfLogin(session);
    if (!person)
        return passOn(person);
    storage::SellerSql seller(session);
    const auto own = clockOf(session);
    if (!own)
        return passOn(own);
    m_clock = own->clock;
    m_hasFixedClock = own->isFixed;
    if (!person->isEmpty()) {
        m_actor = *person;
        m_isActorOfLogin = true;
        return {};
    }
    const auto users = seller.users();
    if (!users)
        return passOn(users);
    const auto chosen = seller.setting(u"default_user"_s, users->empty() ? u"owner"_s : users->front().name);
    if (!chosen)
        return passOn(chosen);
    m_actor = *chosen;
    return {};
}

Result<std::unique_ptr<Workspace>> Workspace::open(const QString &path, Mode mode)
{
    const auto access = mode == Mode::ReadOnly ? storage::Access::ReadOnly : storage::Access::ReadWrite;
    auto session = storage::openWorkspace(path, access, SystemClock());
    if (!session)
        return passOn(session);
    const auto sound = checkSoundness(**session, Soundness::AtOpening);
    if (!sound && sound.error().id != u"storage.damaged"_s)
        return passOn(sound);
    if (!sound && mode == Mode::ReadWrite) { // nothing is written to it any more, not even by closing it
        session->reset();
        session = storage::openWorkspace(path, storage::Access::ReadOnly, SystemClock());
        if (!session)
            return passOn(session);
    }
    std::unique_ptr<Workspace> workspace(new Workspace(path, sound ? mode : Mode::ReadOnly));
    if (const auto ready = workspace->initialise(**session); !ready)
        return passOn(ready);
    if (!sound) {
        workspace->m_damage = sound.error();
        workspace->offerBackup();
    }
    return workspace;
}

void Workspace::offerBackup()
{
    const auto own = services();
    const auto backup = own ? newestWholeBackup(**own) : std::nullopt;
    if (!backup)
        return;
    m_damage->id = u"storage.damaged_with_backup"_s;
    m_damage->args.insert(u"backup"_s, backup->path);
}

namespace {

Result<> makeCompany(const QString &place, const QString &name, const Currency &currency, const QString &country)
{
    const SystemClock clock;
    auto session = storage::createWorkspace(place, clock);
    if (!session)
        return passOn(session);
    storage::Transaction transaction(**session);
    storage::SellerSql seller(**session);
    billing::IssuingEntity entity;
    entity.id = IdSource(clock).next<billing::IssuingEntityId>();
    entity.code = u"MAIN"_s;
    entity.legalName = name;
    entity.currency = currency;
    entity.address.country = country;
    for (const auto &saved :
         {seller.save(entity),
          seller.save(storage::User{u"owner"_s, u"Owner"_s, {u"billing"_s, u"csm"_s, u"rep"_s, u"admin"_s}, {}}),
          seller.setSetting(u"company_name"_s, name), seller.setSetting(u"company_currency"_s, currency.code()),
          seller.setSetting(u"default_user"_s, u"owner"_s), seller.setSetting(u"separation"_s, u"enforced"_s)}) {
        if (!saved)
            return passOn(saved);
    }
    return transaction.commit();
}

} // namespace

Result<std::unique_ptr<Workspace>> Workspace::create(const QString &path, const QString &companyName,
                                                     const Currency &currency, const QString &country)
{
    const auto place = storage::placeToMake(path);
    if (!place)
        return passOn(place);
    auto made = makeCompany(*place, companyName, currency, country);
    if (made)
        made = storage::putInPlace(*place, path);
    if (!made) {
        storage::discardWorkspace(*place);
        return passOn(made);
    }
    auto session = storage::openCheckedWorkspace(path, storage::Access::ReadWrite);
    if (!session)
        return passOn(session);
    std::unique_ptr<Workspace> workspace(new Workspace(path, Mode::ReadWrite));
    if (const auto ready = workspace->initialise(**session); !ready)
        return passOn(ready);
    return workspace;
}

QString Workspace::nameOf(const QString &path)
{
    return storage::placeName(path);
}

QString Workspace::actor() const
{
    const QMutexLocker locker(&m_actorGuard);
    return m_actor;
}

Result<void> Workspace::setActor(const QString &user)
{
    if (m_isActorOfLogin && user != actor())
        return fail(ErrorKind::Forbidden, u"identity.login_is_another"_s, {{u"user"_s, user}, {u"person"_s, actor()}});
    const auto own = services();
    if (!own)
        return passOn(own);
    const auto found = (*own)->seller().user(user);
    if (!found)
        return passOn(found);
    const QMutexLocker locker(&m_actorGuard);
    m_actor = found->name;
    return {};
}

Result<std::unique_ptr<Services>> Workspace::services() const
{
    const auto access = m_mode == Mode::ReadOnly ? storage::Access::ReadOnly : storage::Access::ReadWrite;
    auto session = storage::openCheckedWorkspace(m_path, access);
    if (!session)
        return passOn(session);
    if (!PastCopyLock::isOpen()) {
        if (const auto open = checkCopyLock(**session, m_clock->now()); !open)
            return passOn(open);
    }
    auto ids = std::make_shared<IdSource>(*m_clock);
    return std::make_unique<Services>(std::move(*session), m_clock, std::move(ids), m_reference, actor(),
                                      m_accountNames);
}

} // namespace accord::workspace
