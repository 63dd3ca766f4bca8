// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/team_driver.h"

#include "core/storage/session.h"

namespace accord::storage {

TeamDriver::~TeamDriver() = default;

TeamDriver *teamDriver(Session &session)
{
    return dynamic_cast<TeamDriver *>(&session.driver());
}

ApartTransaction::ApartTransaction(Session &session)
    : m_driver(session.inTransaction() ? nullptr : teamDriver(session))
{
    if (m_driver)
        m_driver->beginApart();
    m_transaction.emplace(session);
    m_begun = m_transaction->begun();
    if (!m_driver || !m_begun)
        return;
    const auto before = m_driver->commitsOfOthers();
    if (before)
        m_before = *before;
    else
        m_begun = passOn(before);
}

Result<> ApartTransaction::takeOrder()
{
    if (!m_begun)
        return m_begun;
    if (!m_driver || m_hasOrder)
        return {};
    const auto now = m_driver->takeOrder();
    if (!now)
        return passOn(now);
    m_hasOrder = true;
    return *now == m_before ? Result<>() : fail(ErrorKind::Conflict, u"storage.changed_meanwhile"_s);
}

Result<> ApartTransaction::commit()
{
    if (auto alone = takeOrder(); !alone)
        return alone;
    return m_transaction->commit();
}

Result<> ApartTransaction::commitWithoutOrder()
{
    return m_begun ? m_transaction->commit() : m_begun;
}

} // namespace accord::storage
