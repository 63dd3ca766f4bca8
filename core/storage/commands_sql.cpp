// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/commands_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

struct StoredCommand
{
    QString who;
    QString kind;
    QByteArray digest;
    QJsonObject outcome;
};

} // namespace

CommandRequest CommandRequest::part(const QString &name) const
{
    CommandRequest part = *this;
    if (id)
        part.id = CommandId(QUuid::createUuidV5(id->uuid(), name));
    return part;
}

Result<std::optional<QJsonObject>> CommandsSql::outcomeOf(const CommandRequest &request) const
{
    if (!request.id)
        return std::optional<QJsonObject>();
    auto select = m_session.statement("SELECT who, kind, digest, outcome FROM command WHERE id = ?");
    const auto stored = select.bind(*request.id).first([](Statement &row) {
        StoredCommand command;
        command.who = row.read<QString>();
        command.kind = row.read<QString>();
        command.digest = row.read<QString>().toLatin1();
        command.outcome = row.read<QJsonObject>();
        return command;
    });
    if (!stored)
        return passOn(stored);
    if (!*stored)
        return std::optional<QJsonObject>();
    const StoredCommand &command = **stored;
    if (command.who != request.who || command.kind != request.kind || command.digest != request.digest)
        return fail(ErrorKind::Conflict, u"command.reused"_s,
                    {{u"command"_s, request.id->toString()}, {u"who"_s, command.who}, {u"kind"_s, command.kind}});
    return std::optional(command.outcome);
}

Result<> CommandsSql::keep(const CommandRequest &request, const QJsonObject &outcome, const QDateTime &now)
{
    if (!request.id)
        return {};
    if (!m_session.inTransaction())
        return fail(ErrorKind::Internal, u"command.outside_transaction"_s, {{u"kind"_s, request.kind}});
    const auto kept = m_session.run(
        "INSERT INTO command (id, who, kind, digest, outcome, recorded_at) VALUES (?, ?, ?, ?, ?, ?)", *request.id,
        notNull(request.who), request.kind, QString::fromLatin1(request.digest), outcome, now);
    return kept ? Result<>() : passOn(kept);
}

} // namespace accord::storage
