// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/notes_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

namespace accord::storage {

namespace {

Note readNote(Statement &row)
{
    Note note;
    note.id = row.read<QUuid>();
    note.account = row.read<accounts::AccountId>();
    note.author = row.read<QString>();
    note.text = row.read<QString>();
    note.writtenAt = row.read<QDateTime>();
    return note;
}

} // namespace

Result<> NotesSql::save(const Note &note)
{
    Transaction transaction(m_session);
    SyncedChange change(m_session, sync::RowKey{u"note"_s, note.id});
    const auto saved = m_session.run("INSERT INTO note (id, account_id, author, text, written_at) VALUES (?,?,?,?,?) "
                                     "ON CONFLICT (id) DO UPDATE SET text = excluded.text",
                                     note.id, note.account, notNull(note.author), notNull(note.text), note.writtenAt);
    if (!saved)
        return passOn(saved);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<> NotesSql::remove(const QUuid &id)
{
    Transaction transaction(m_session);
    SyncedChange change(m_session, sync::RowKey{u"note"_s, id});
    if (const auto removed = m_session.run("DELETE FROM note WHERE id = ?", id); !removed)
        return passOn(removed);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<std::vector<Note>> NotesSql::of(const accounts::AccountId &account) const
{
    auto select = m_session.statement("SELECT id, account_id, author, text, written_at FROM note WHERE account_id = ? "
                                      "ORDER BY written_at DESC, id");
    return select.bind(account).all(readNote);
}

Result<Note> NotesSql::find(const QUuid &id) const
{
    auto select = m_session.statement("SELECT id, account_id, author, text, written_at FROM note WHERE id = ?");
    const auto note = select.bind(id).first(readNote);
    if (!note)
        return passOn(note);
    if (!*note)
        return fail(ErrorKind::NotFound, u"notes.not_found"_s, {{u"note"_s, id.toString(QUuid::WithoutBraces)}});
    return **note;
}

} // namespace accord::storage
