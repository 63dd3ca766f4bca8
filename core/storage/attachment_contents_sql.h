// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/invariants_sql.h"
#include "core/storage/sql_values.h"
#include "core/sync/content.h"

#include <QtCore/QDateTime>
#include <QtCore/QUuid>

#include <optional>

namespace accord::storage {

class Session;

/// The contents of attached files, each once by its SHA-256, in parts. In a team's database a person finds what they
/// brought, and what an attachment names that they may see.
class AttachmentContentsSql : public sync::ContentStore
{
public:
    /// \param person  user name, of who brings what is kept here; empty in a copy for what the team sends
    AttachmentContentsSql(Session &session, const QString &person, const QDateTime &now)
        : m_session(session)
        , m_person(notNull(person))
        , m_now(now)
    { }

    Result<std::vector<int>> missingParts(const sync::ContentKey &content) override;
    Result<QByteArray> part(const sync::ContentKey &content, int part) override;
    Result<> keepPart(const sync::ContentKey &content, int part, const QByteArray &bytes) override;
    Result<> close(const sync::ContentKey &content) override;
    Result<> drop(const sync::ContentKey &content) override;

    /// The id of the content, begun empty when nothing of it is here.
    Result<QUuid> idOf(const sync::ContentKey &content);
    /// Whether the parts of every content that counts as whole have its hash.
    Result<InvariantCheck> check();

private:
    struct Place
    {
        QUuid id;
        bool isWhole = false;
    };
    Result<std::optional<Place>> find(const sync::ContentKey &content);

    Session &m_session;
    QString m_person;
    QDateTime m_now;
};

} // namespace accord::storage
