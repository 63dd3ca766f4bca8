// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/session.h"

#include "core/storage/postgresql_driver.h"
#include "core/storage/sqlite_error.h"

namespace accord::storage {

Result<std::unique_ptr<Session>> Session::open(const QString &path, Access access)
{
    auto driver = isServerUrl(path) ? openPostgreSql(path, access) : openSqlite(path, access);
    if (!driver)
        return passOn(driver);
    return std::make_unique<Session>(std::move(*driver), path);
}

Result<std::unique_ptr<Session>> Session::openInMemory()
{
    auto driver = openSqliteInMemory();
    if (!driver)
        return passOn(driver);
    return std::make_unique<Session>(std::move(*driver));
}

Session::Session(std::unique_ptr<Driver> driver, const QString &path)
    : m_driver(std::move(driver))
    , m_path(path)
    , m_dialect(m_driver->database())
{ }

Session::~Session()
{
    m_cache.clear();
}

Statement Session::statement(Sql sql)
{
    return prepared(sql.text());
}

Statement Session::statement(const ComposedSql &sql)
{
    return prepared(*m_composed.insert(sql.text()).first);
}

Statement Session::prepared(std::string_view sql)
{
    if (m_doom)
        return Statement(*this, *m_doom);
    if (auto cached = takeFromCache(sql))
        return Statement(*this, sql, std::move(cached));
    auto made = m_driver->prepare(sql);
    if (!made) {
        if (made.error().id == u"storage.damaged"_s)
            nameDamage(made.error(), m_path);
        return Statement(*this, made.error());
    }
    return Statement(*this, sql, std::move(*made));
}

std::unique_ptr<DriverStatement> Session::takeFromCache(std::string_view sql)
{
    const auto found = m_cache.find(sql);
    if (found == m_cache.end() || found->second.empty())
        return nullptr;
    auto statement = std::move(found->second.back());
    found->second.pop_back();
    return statement;
}

void Session::giveBack(std::string_view sql, std::unique_ptr<DriverStatement> statement)
{
    statement->reset();
    m_cache[sql].push_back(std::move(statement)); // literals live as long as the program, so a view may be the key
}

Result<> Session::begin(bool forWriting)
{
    if (m_depth++ > 0) {
        if (forWriting && !m_writing)
            doom({ErrorKind::Internal, u"storage.write_inside_read"_s, {}, {}});
        return m_doom ? Result<>(tl::unexpected(*m_doom)) : Result<>();
    }
    m_writing = forWriting;
    const auto begun = m_driver->begin(forWriting);
    if (!begun)
        doom(begun.error());
    return begun;
}

Result<> Session::leave(bool committed)
{
    if (!committed && !m_doom)
        doom({ErrorKind::Conflict, u"storage.rolled_back"_s, {}, u"an inner transaction was not committed"_s});
    if (--m_depth > 0)
        return m_doom ? Result<>(tl::unexpected(*m_doom)) : Result<>();
    const std::optional<Error> doomed = std::exchange(m_doom, std::nullopt);
    if (doomed) {
        m_driver->rollback();
        return tl::unexpected(*doomed);
    }
    auto done = m_driver->commit();
    if (!done) {
        // With a failing disk or connection the transaction may be there afterwards: only the command id can tell.
        if (done.error().id == u"storage.io" || done.error().id == u"storage.connection_lost")
            done.error().id = u"storage.commit_unknown"_s;
        m_driver->rollback();
    }
    return done;
}

void Session::doom(const Error &error)
{
    if (!m_doom)
        m_doom = error;
}

} // namespace accord::storage
