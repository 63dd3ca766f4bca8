// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/synced_rows_sql.h"

#include "core/storage/accounts_sql.h"
#include "core/storage/attachment_contents_sql.h"
#include "core/storage/attachments_sql.h"
#include "core/storage/contacts_sql.h"
#include "core/storage/notes_sql.h"
#include "core/storage/saved_views_sql.h"
#include "core/storage/search_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/sync_client_sql.h"
#include "core/storage/synced_contracts_sql.h"
#include "core/storage/synced_invoices_sql.h"
#include "core/storage/synced_keys_sql.h"
#include "core/sync/conflict.h"

namespace accord::storage {

using sync::Row;
using sync::RowKey;

namespace {

QString text(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

QString regionScope(const QString &region)
{
    return u"region:"_s + region;
}

Row accountRow(const accounts::Account &account)
{
    return {{u"account"_s, account.id.uuid()},
            regionScope(account.region),
            0,
            {{u"number"_s, account.number},
             {u"name"_s, account.name},
             {u"legal_name"_s, account.legalName},
             {u"status"_s, toString(account.status)},
             {u"segment"_s, account.segment},
             {u"region"_s, account.region},
             {u"currency"_s, account.currency.code()},
             {u"address"_s, toJson(account.address)},
             {u"customer_success_manager"_s, account.customerSuccessManager},
             {u"portal_reference"_s, account.portalReference},
             {u"issuing_entity"_s, text(account.issuingEntity)}},
            false};
}

Result<std::optional<Row>> accountInTable(Session &session, const QUuid &id)
{
    const auto account = AccountsSql(session).find(accounts::AccountId(id));
    if (!account)
        return account.error().kind == ErrorKind::NotFound ? Result<std::optional<Row>>(std::nullopt) : passOn(account);
    auto select = session.statement("SELECT arr_minor, renewal_on FROM account WHERE id = ?");
    return select.bind(id).first([&](Statement &figures) {
        Row row = accountRow(*account);
        row.body.insert(u"arr_minor"_s, figures.read<qint64>());
        row.body.insert(u"renewal_on"_s, figures.read<QDate>().toString(Qt::ISODate));
        return row;
    });
}

/// What contracts and locations come to is counted where all of them are; a copy takes it from there.
Result<std::optional<AccountFigures>> figuresForCopy(Session &session, const QJsonObject &body)
{
    const auto inCopy = isCopy(session);
    if (!inCopy)
        return passOn(inCopy);
    if (!*inCopy || !body.contains(u"arr_minor"_s))
        return std::optional<AccountFigures>();
    return std::optional(AccountFigures{body.value(u"arr_minor"_s).toInteger(),
                                        QDate::fromString(body.value(u"renewal_on"_s).toString(), Qt::ISODate)});
}

Result<> putAccount(Session &session, const Row &row, const QDateTime &now)
{
    accounts::Account account;
    const auto present = AccountsSql(session).find(accounts::AccountId(row.key.id));
    if (present)
        account = *present;
    else if (present.error().kind != ErrorKind::NotFound)
        return passOn(present);
    const auto currency = Currency::fromCode(row.body.value(u"currency"_s).toString());
    const auto status = accounts::accountStatusFromString(row.body.value(u"status"_s).toString());
    if (!currency)
        return passOn(currency);
    if (!status)
        return passOn(status);
    account.id = accounts::AccountId(row.key.id);
    account.number = row.body.value(u"number"_s).toString();
    account.name = row.body.value(u"name"_s).toString();
    account.legalName = row.body.value(u"legal_name"_s).toString();
    account.status = *status;
    account.segment = row.body.value(u"segment"_s).toString();
    account.region = row.body.value(u"region"_s).toString();
    account.currency = *currency;
    account.address = addressFromJson(row.body.value(u"address"_s).toObject());
    account.customerSuccessManager = row.body.value(u"customer_success_manager"_s).toString();
    account.portalReference = row.body.value(u"portal_reference"_s).toString();
    account.issuingEntity = QUuid::fromString(row.body.value(u"issuing_entity"_s).toString());
    const auto figures = figuresForCopy(session, row.body);
    if (!figures)
        return passOn(figures);
    const auto saved = AccountsSql(session).save(account, now, *figures);
    return saved ? Result<>() : passOn(saved);
}

Result<std::optional<Row>> contactInTable(Session &session, const QUuid &id)
{
    auto select
        = session.statement("SELECT account_id, contact.name, title, email, phone, role, account.region FROM contact "
                            "JOIN account ON account.id = account_id WHERE contact.id = ?");
    return select.bind(id).first([&](Statement &row) {
        Row contact{{u"contact"_s, id}, {}, 0, {}, false};
        contact.body.insert(u"account"_s, text(row.read<QUuid>()));
        for (const QString &field : {u"name"_s, u"title"_s, u"email"_s, u"phone"_s, u"role"_s})
            contact.body.insert(field, row.read<QString>());
        contact.scope = regionScope(row.read<QString>());
        return contact;
    });
}

Result<> putContact(Session &session, const Row &row)
{
    const auto field = [&](const QString &name) { return row.body.value(name).toString(); };
    const auto saved = AccountsSql(session).save(
        accounts::Contact{accounts::ContactId(row.key.id), accounts::AccountId(QUuid::fromString(field(u"account"_s))),
                          field(u"name"_s), field(u"title"_s), field(u"email"_s), field(u"phone"_s), field(u"role"_s)});
    return saved ? Result<>() : passOn(saved);
}

Result<std::optional<Row>> noteInTable(Session &session, const QUuid &id)
{
    auto select = session.statement("SELECT account_id, author, text, written_at, account.region FROM note "
                                    "JOIN account ON account.id = account_id WHERE note.id = ?");
    return select.bind(id).first([&](Statement &row) {
        Row note{{u"note"_s, id}, {}, 0, {}, false};
        note.body.insert(u"account"_s, text(row.read<QUuid>()));
        note.body.insert(u"author"_s, row.read<QString>());
        note.body.insert(u"text"_s, row.read<QString>());
        note.body.insert(u"written_at"_s, row.read<QDateTime>().toString(Qt::ISODateWithMs));
        note.scope = regionScope(row.read<QString>());
        return note;
    });
}

Result<> putNote(Session &session, const Row &row, const QDateTime &now)
{
    const auto field = [&](const QString &name) { return row.body.value(name).toString(); };
    const QDateTime written = QDateTime::fromString(field(u"written_at"_s), Qt::ISODateWithMs);
    return NotesSql(session).save({row.key.id, accounts::AccountId(QUuid::fromString(field(u"account"_s))),
                                   field(u"author"_s), field(u"text"_s), written.isValid() ? written : now});
}

Result<std::optional<Attachment>> attachmentThere(Session &session, const QUuid &id)
{
    const auto attachment = AttachmentsSql(session).find(id);
    if (attachment)
        return std::optional(*attachment);
    return attachment.error().kind == ErrorKind::NotFound ? Result<std::optional<Attachment>>(std::nullopt)
                                                          : passOn(attachment);
}

Result<std::optional<Row>> attachmentInTable(Session &session, const QUuid &id)
{
    const auto attachment = attachmentThere(session, id);
    if (!attachment)
        return passOn(attachment);
    if (!*attachment || (*attachment)->isRemoved() || (*attachment)->subjectKind != accountAttachment)
        return std::optional<Row>();
    auto select = session.statement("SELECT region FROM account WHERE id = ?");
    return select.bind((*attachment)->account).first([&](Statement &row) {
        const Attachment &told = **attachment;
        return Row{{u"attachment"_s, id},
                   regionScope(row.read<QString>()),
                   0,
                   {{u"account"_s, text(told.account.uuid())},
                    {u"author"_s, told.addedBy},
                    {u"file_name"_s, told.fileName},
                    {u"media_type"_s, told.mediaType},
                    {u"sha256"_s, told.content.sha256},
                    {u"size"_s, told.content.size},
                    {u"added_at"_s, told.addedAt.toString(Qt::ISODateWithMs)}},
                   false};
    });
}

/// In the team's database the file is there already; a copy begins it, and asks for its parts.
Result<> putAttachment(Session &session, const Row &row, const QDateTime &now)
{
    const auto field = [&](const QString &name) { return row.body.value(name).toString(); };
    const auto present = attachmentThere(session, row.key.id);
    if (!present)
        return passOn(present);
    if (*present)
        return (*present)->isRemoved() ? AttachmentsSql(session).putBack(row.key.id) : Result<>();
    const QDateTime added = QDateTime::fromString(field(u"added_at"_s), Qt::ISODateWithMs);
    Attachment attachment;
    attachment.id = row.key.id;
    attachment.account = accounts::AccountId(QUuid::fromString(field(u"account"_s)));
    attachment.subjectKind = accountAttachment;
    attachment.subject = attachment.account.uuid();
    attachment.fileName = field(u"file_name"_s);
    attachment.mediaType = field(u"media_type"_s);
    attachment.content = {field(u"sha256"_s), row.body.value(u"size"_s).toInteger()};
    attachment.addedBy = field(u"author"_s);
    attachment.addedAt = added.isValid() ? added : now;
    const auto inCopy = isCopy(session);
    if (!inCopy)
        return passOn(inCopy);
    const auto content
        = AttachmentContentsSql(session, *inCopy ? QString() : attachment.addedBy, now).idOf(attachment.content);
    return content ? AttachmentsSql(session).add(attachment, *content) : passOn(content);
}

Result<> withdrawAttachment(Session &session, const QUuid &id, const QDateTime &now)
{
    const auto attachment = attachmentThere(session, id);
    if (!attachment)
        return passOn(attachment);
    if (!*attachment || (*attachment)->isRemoved())
        return {};
    return AttachmentsSql(session).remove(id, (*attachment)->addedBy, now);
}

struct DraftName
{
    QString owner;
    QString name;
};

Result<std::optional<DraftName>> draftNamed(Session &session, const QUuid &id)
{
    const auto read = [](Statement &row) {
        const QString owner = row.read<QString>();
        return DraftName{owner, row.read<QString>()};
    };
    auto known = session.statement("SELECT owner, name FROM sync_draft WHERE entity_id = ?");
    const auto name = known.bind(id).first(read);
    if (!name || *name)
        return name;
    auto select = session.statement("SELECT owner, name FROM saved_view WHERE page = ?");
    const auto drafts = select.bind(contractDraftPage).all(read);
    if (!drafts)
        return passOn(drafts);
    const auto found = std::ranges::find_if(
        *drafts, [&](const DraftName &draft) { return SyncedRowsSql::draftId(draft.owner, draft.name) == id; });
    return found == drafts->end() ? std::optional<DraftName>() : std::optional(*found);
}

Result<std::optional<Row>> draftInTable(Session &session, const QUuid &id)
{
    const auto name = draftNamed(session, id);
    if (!name)
        return passOn(name);
    if (!*name)
        return std::optional<Row>();
    auto select = session.statement("SELECT body FROM saved_view WHERE owner = ? AND page = ? AND name = ?");
    return select.bind(notNull((*name)->owner), contractDraftPage, (*name)->name).first([&](Statement &row) {
        return Row{
            {u"contract_draft"_s, id},
            u"user:"_s + (*name)->owner,
            0,
            {{u"name"_s, (*name)->name}, {u"author"_s, (*name)->owner}, {u"document"_s, row.read<QJsonObject>()}},
            false};
    });
}

Result<> putDraft(Session &session, const Row &row)
{
    const QString owner = row.body.value(u"author"_s).toString();
    const QString name = row.body.value(u"name"_s).toString();
    const auto noted = session.run("INSERT INTO sync_draft (entity_id, owner, name) VALUES (?,?,?) "
                                   "ON CONFLICT (entity_id) DO UPDATE SET name = excluded.name",
                                   row.key.id, notNull(owner), name);
    if (!noted)
        return passOn(noted);
    return SavedViewsSql(session).save({owner, contractDraftPage, name, row.body.value(u"document"_s).toObject()});
}

Row readTold(Statement &row)
{
    Row told;
    told.key.entity = row.read<QString>();
    told.key.id = row.read<QUuid>();
    told.scope = row.read<QString>();
    told.version = row.read<qint64>();
    told.deleted = row.read<bool>();
    told.body = row.read<QJsonObject>();
    return told;
}

#define TOLD_COLUMNS "entity, entity_id, scope, version, deleted, body "

} // namespace

QUuid SyncedRowsSql::draftId(const QString &owner, const QString &name)
{
    static const QUuid drafts(u"{6f1d3c0a-7f0e-4a53-9a0b-6d0e1c6b1a01}"_s);
    return QUuid::createUuidV5(drafts, owner + u'\n' + name);
}

Result<QUuid> SyncedRowsSql::idOfDraft(const QString &owner, const QString &name)
{
    auto known = m_session.statement("SELECT entity_id FROM sync_draft WHERE owner = ? AND name = ?");
    const auto id = known.bind(owner, name).first([](Statement &row) { return row.read<QUuid>(); });
    return id ? Result<QUuid>(id->value_or(draftId(owner, name))) : passOn(id);
}

Result<std::optional<Row>> SyncedRowsSql::inTable(const RowKey &key)
{
    if (key.entity == u"account"_s)
        return accountInTable(m_session, key.id);
    if (key.entity == u"contact"_s)
        return contactInTable(m_session, key.id);
    if (key.entity == u"note"_s)
        return noteInTable(m_session, key.id);
    if (key.entity == u"attachment"_s)
        return attachmentInTable(m_session, key.id);
    if (key.entity == u"contract_draft"_s)
        return draftInTable(m_session, key.id);
    if (key.entity == u"contract"_s)
        return SyncedContractsSql(m_session).find(key.id);
    if (key.entity == u"invoice"_s)
        return SyncedInvoicesSql(m_session).find(key.id);
    return std::optional<Row>();
}

Result<> SyncedRowsSql::putInTable(const Row &row, const QDateTime &now)
{
    if (row.deleted && row.key.entity == u"attachment"_s)
        return withdrawAttachment(m_session, row.key.id, now); // by its author alone
    if (row.deleted)
        return removeFromTable(row.key);
    if (row.key.entity == u"account"_s)
        return putAccount(m_session, row, now);
    if (row.key.entity == u"contact"_s)
        return putContact(m_session, row);
    if (row.key.entity == u"note"_s)
        return putNote(m_session, row, now);
    if (row.key.entity == u"attachment"_s)
        return putAttachment(m_session, row, now);
    if (row.key.entity == u"contract_draft"_s)
        return putDraft(m_session, row);
    if (row.key.entity == u"contract"_s)
        return SyncedContractsSql(m_session).put(row);
    if (row.key.entity == u"invoice"_s)
        return SyncedInvoicesSql(m_session).put(row);
    return {};
}

Result<> SyncedRowsSql::removeFromTable(const RowKey &key)
{
    if (key.entity == u"note"_s)
        return NotesSql(m_session).remove(key.id);
    if (key.entity == u"attachment"_s)
        return AttachmentsSql(m_session).forget(key.id);
    if (key.entity == u"contact"_s)
        return ContactsSql(m_session).remove(accounts::ContactId(key.id));
    if (key.entity == u"contract"_s)
        return SyncedContractsSql(m_session).remove(key.id);
    if (key.entity == u"invoice"_s)
        return SyncedInvoicesSql(m_session).remove(key.id);
    if (key.entity == u"contract_draft"_s) {
        const auto name = draftNamed(m_session, key.id);
        if (!name)
            return passOn(name);
        return *name ? SavedViewsSql(m_session).remove((*name)->owner, contractDraftPage, (*name)->name) : Result<>();
    }
    if (key.entity != u"account"_s)
        return {};
    // Of a copy, where nothing else can hang on a customer. Its parts leave by themselves and are no deletions of
    // anybody, so nothing is noted about them.
    const auto parts = SyncedKeysSql(m_session).ofAccount(key.id);
    if (!parts)
        return passOn(parts);
    for (const RowKey &part : *parts) {
        const auto left = part.entity == u"contract"_s ? SyncedContractsSql(m_session).remove(part.id)
                                                       : SearchSql(m_session).remove(SearchKind::Person, part.id);
        if (!left)
            return left;
    }
    for (const auto &removed : {m_session.run("DELETE FROM contact WHERE account_id = ?", key.id),
                                m_session.run("DELETE FROM note WHERE account_id = ?", key.id)}) {
        if (!removed)
            return passOn(removed);
    }
    if (auto left = AttachmentsSql(m_session).forgetAll(accounts::AccountId(key.id)); !left)
        return left;
    if (auto left = SearchSql(m_session).remove(SearchKind::Account, key.id); !left)
        return left;
    const auto removed = m_session.run("DELETE FROM account WHERE id = ?", key.id);
    return removed ? Result<>() : passOn(removed);
}

Result<std::optional<Row>> SyncedRowsSql::told(const RowKey &key)
{
    auto select = m_session.statement("SELECT " TOLD_COLUMNS "FROM sync_row WHERE entity = ? AND entity_id = ?");
    return select.bind(key.entity, key.id).first(readTold);
}

Result<> SyncedRowsSql::keepTold(const Row &row)
{
    QString entity = u""_s;
    std::optional<QUuid> about;
    if (row.key.entity == u"conflict"_s) {
        entity = row.body.value(u"entity"_s).toString();
        about = QUuid::fromString(row.body.value(u"entity_id"_s).toString());
    }
    const auto kept = m_session.run(
        "INSERT INTO sync_row (entity, entity_id, scope, version, deleted, body, about_entity, about_id) "
        "VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (entity, entity_id) DO UPDATE SET scope = excluded.scope, "
        "version = excluded.version, deleted = excluded.deleted, body = excluded.body",
        row.key.entity, row.key.id, notNull(row.scope), row.version, row.deleted, row.body, notNull(entity), about);
    return kept ? Result<>() : passOn(kept);
}

Result<> SyncedRowsSql::forgetTold(const RowKey &key)
{
    const auto gone = m_session.run("DELETE FROM sync_row WHERE entity = ? AND entity_id = ?", key.entity, key.id);
    return gone ? Result<>() : passOn(gone);
}

Result<std::vector<Row>> SyncedRowsSql::onlyTold(const QString &scope)
{
    auto select = m_session.statement("SELECT " TOLD_COLUMNS "FROM sync_row WHERE scope = ? AND NOT deleted "
                                      "AND entity IN ('conflict', 'orphan_edit') ORDER BY entity, entity_id");
    return select.bind(scope).all(readTold);
}

Result<std::vector<Row>> SyncedRowsSql::conflicts()
{
    return m_session
        .statement("SELECT " TOLD_COLUMNS "FROM sync_row WHERE entity = 'conflict' AND NOT deleted ORDER BY entity_id")
        .bind()
        .all(readTold);
}

Result<std::vector<Row>> SyncedRowsSql::conflictsAbout(const RowKey &key)
{
    auto select = m_session.statement("SELECT " TOLD_COLUMNS
                                      "FROM sync_row WHERE about_entity = ? AND about_id = ? ORDER BY entity_id");
    return select.bind(key.entity, key.id).all(readTold);
}

} // namespace accord::storage
