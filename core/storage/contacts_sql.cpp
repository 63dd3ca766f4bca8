// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/contacts_sql.h"

#include "core/storage/accounts_sql.h"
#include "core/storage/search_sql.h"
#include "core/storage/session.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

namespace accord::storage {

using namespace accounts;

Contact readContact(Statement &row)
{
    Contact contact;
    contact.id = row.read<ContactId>();
    contact.account = row.read<AccountId>();
    contact.name = row.read<QString>();
    contact.title = row.read<QString>();
    contact.email = row.read<QString>();
    contact.phone = row.read<QString>();
    contact.role = row.read<QString>();
    return contact;
}

Result<Contact> ContactsSql::find(const ContactId &id) const
{
    auto select
        = m_session.statement("SELECT id, account_id, name, title, email, phone, role FROM contact WHERE id = ?");
    const auto contact = select.bind(id).first(readContact);
    if (!contact)
        return passOn(contact);
    if (!*contact)
        return fail(ErrorKind::NotFound, u"accounts.contact_not_found"_s, {{u"contact"_s, id.toString()}});
    return **contact;
}

Result<> ContactsSql::remove(const ContactId &id)
{
    Transaction transaction(m_session);
    const auto present = find(id);
    if (!present)
        return present.error().kind == ErrorKind::NotFound ? transaction.commit() : passOn(present);
    SyncedChange change(m_session, sync::RowKey{u"contact"_s, id.uuid()});
    if (const auto removed = m_session.run("DELETE FROM contact WHERE id = ?", id); !removed)
        return passOn(removed);
    if (auto left = SearchSql(m_session).remove(SearchKind::Person, id.uuid()); !left)
        return left;
    const auto account = AccountsSql(m_session).find(present->account);
    const auto contacts = AccountsSql(m_session).contactsOf(present->account);
    if (!account)
        return passOn(account);
    if (!contacts)
        return passOn(contacts);
    if (auto entered = SearchSql(m_session).put(searchEntryOf(*account, *contacts)); !entered)
        return entered;
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

} // namespace accord::storage
