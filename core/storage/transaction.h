// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/qglobal.h>

namespace accord::storage {

class Session;

/// All or nothing: rolls back unless committed. A nested one joins the outer; when an inner one is left without
/// commit, everything up to the outermost is refused and rolled back.
///
/// When the begin itself fails (another process holds the lock), statements fail with that error instead of running
/// outside of a transaction, and so does commit().
class Transaction
{
public:
    enum Kind {
        Write, ///< takes the write lock at once, so that read-then-write cannot fail half way
        Read, ///< several queries see the same state
    };
    explicit Transaction(Session &session, Kind kind = Write);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)

    /// Whether it could begin; asking is optional.
    const Result<> &begun() const { return m_begun; }
    /// \returns Unavailable "storage.commit_unknown" when the disk or connection failed while committing: the caller
    /// looks up its
    ///          command id to learn whether it is there.
    [[nodiscard]] Result<> commit();

private:
    Session &m_session;
    Result<> m_begun;
    bool m_open = true;
};

} // namespace accord::storage
