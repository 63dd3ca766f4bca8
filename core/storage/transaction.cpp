// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/transaction.h"

#include "core/storage/session.h"

namespace accord::storage {

Transaction::Transaction(Session &session, Kind kind)
    : m_session(session)
    , m_begun(session.begin(kind == Write))
{ }

Transaction::~Transaction()
{
    if (m_open)
        (void)m_session.leave(false);
}

Result<> Transaction::commit()
{
    if (!m_open)
        return fail(ErrorKind::Internal, u"storage.committed_twice"_s);
    m_open = false;
    return m_session.leave(true);
}

} // namespace accord::storage
