// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/customer_records.h"

#include "core/storage/contacts_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/account_record.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using accounts::Contact;
using storage::Note;
using storage::NotesSql;

Result<> CustomerRecords::audited(const QString &kind, const QString &subject, const QString &id,
                                  const QJsonObject &body)
{
    const auto audited = m_services.audit(kind, subject, id, body);
    return audited ? Result<>() : passOn(audited);
}

Result<std::vector<Note>> CustomerRecords::notes(const QString &account)
{
    const auto found = m_services.accounts().findByReference(account);
    if (!found)
        return passOn(found);
    return NotesSql(m_services.session()).of(found->id);
}

Result<Note> CustomerRecords::addNote(const QString &account, const QString &text)
{
    if (auto may = permit(m_services, Act::WriteNote); !may)
        return passOn(may);
    const auto found = m_services.accounts().findByReference(account);
    if (!found)
        return passOn(found);
    if (auto may = permit(m_services, Act::WriteNote, targetOf(*found)); !may)
        return passOn(may);
    if (text.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"notes.empty"_s, {{u"account"_s, found->number}});
    const Note note{m_services.ids().next(), found->id, m_services.actor(), text.trimmed(), m_services.clock().now()};
    storage::Transaction transaction(m_services.session());
    if (auto saved = NotesSql(m_services.session()).save(note); !saved)
        return passOn(saved);
    if (auto kept = audited(u"note.add"_s, u"account"_s, found->id.toString(), {{u"account"_s, found->number}}); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return note; });
}

/// A note that the actor wrote: nobody changes the words of another.
Result<Note> CustomerRecords::ownNote(const QUuid &id)
{
    if (auto may = permit(m_services, Act::WriteNote); !may)
        return passOn(may);
    const auto note = NotesSql(m_services.session()).find(id);
    if (!note)
        return note;
    if (auto may = permitFor(m_services, Act::WriteNote, note->account); !may)
        return passOn(may);
    if (note->author != m_services.actor())
        return fail(ErrorKind::Forbidden, u"sync.not_author"_s, {{u"author"_s, note->author}});
    return note;
}

Result<Note> CustomerRecords::reviseNote(const QUuid &id, const QString &text)
{
    storage::Transaction transaction(m_services.session());
    auto note = ownNote(id);
    if (!note)
        return note;
    if (text.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"notes.empty"_s);
    note->text = text.trimmed();
    if (auto saved = NotesSql(m_services.session()).save(*note); !saved)
        return passOn(saved);
    if (auto kept = audited(u"note.revise"_s, u"account"_s, note->account.toString(), {}); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *note; });
}

Result<> CustomerRecords::withdrawNote(const QUuid &id)
{
    storage::Transaction transaction(m_services.session());
    const auto note = ownNote(id);
    if (!note)
        return passOn(note);
    if (auto removed = NotesSql(m_services.session()).remove(id); !removed)
        return removed;
    if (auto kept = audited(u"note.withdraw"_s, u"account"_s, note->account.toString(), {}); !kept)
        return kept;
    return transaction.commit();
}

Result<Contact> CustomerRecords::saveContact(Contact contact)
{
    if (auto may = permitFor(m_services, Act::SaveContact, contact.account); !may)
        return passOn(may);
    if (contact.name.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"accounts.contact_without_name"_s);
    if (contact.id.isNull())
        contact.id = m_services.ids().next<accounts::ContactId>();
    storage::Transaction transaction(m_services.session());
    if (const auto saved = m_services.accounts().save(contact); !saved)
        return passOn(saved);
    if (auto kept
        = audited(u"contact.save"_s, u"account"_s, contact.account.toString(), {{u"contact"_s, contact.id.toString()}});
        !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return contact; });
}

Result<> CustomerRecords::removeContact(const accounts::ContactId &id)
{
    if (auto may = permit(m_services, Act::SaveContact); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto contact = storage::ContactsSql(m_services.session()).find(id);
    if (!contact)
        return passOn(contact);
    if (auto may = permitFor(m_services, Act::SaveContact, contact->account); !may)
        return may;
    if (auto removed = storage::ContactsSql(m_services.session()).remove(id); !removed)
        return removed;
    if (auto kept
        = audited(u"contact.remove"_s, u"account"_s, contact->account.toString(), {{u"contact"_s, id.toString()}});
        !kept)
        return kept;
    return transaction.commit();
}

Result<accounts::Account> CustomerRecords::editAccount(const QString &reference, const std::optional<QString> &name,
                                                       const std::optional<QString> &segment)
{
    if (auto may = permit(m_services, Act::EditAccount); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    auto account = m_services.accounts().findByReference(reference);
    if (!account)
        return account;
    if (auto may = permit(m_services, Act::EditAccount, targetOf(*account)); !may)
        return passOn(may);
    const accounts::Account before = *account;
    account->name = name.value_or(account->name);
    account->segment = segment.value_or(account->segment);
    if (account->name != before.name) {
        if (auto usable = checkAccountName(account->name); !usable)
            return passOn(usable);
    }
    if (!account->segment.isEmpty() && account->segment != before.segment) {
        if (auto usable = checkAccountName(account->segment); !usable)
            return passOn(usable);
    }
    auto saved = m_services.accounts().save(*account, m_services.clock().now());
    if (!saved)
        return saved;
    if (auto kept = audited(u"account.edit"_s, u"account"_s, account->id.toString(), changeOf(before, *account)); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *saved; });
}

} // namespace accord::workspace
