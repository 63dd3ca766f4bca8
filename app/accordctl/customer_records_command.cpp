// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/records_commands.h"

#include "core/storage/contacts_sql.h"
#include "core/workspace/customer_records.h"

namespace accord::ctl {

namespace {

using accounts::Contact;
using workspace::CustomerRecords;

QJsonObject toJson(const storage::Note &note)
{
    return {{u"id"_s, note.id.toString(QUuid::WithoutBraces)},
            {u"author"_s, note.author},
            {u"written"_s, note.writtenAt.toString(Qt::ISODate)},
            {u"text"_s, note.text}};
}

QJsonObject toJson(const Contact &contact)
{
    return {{u"id"_s, contact.id.toString()}, {u"name"_s, contact.name},   {u"title"_s, contact.title},
            {u"email"_s, contact.email},      {u"phone"_s, contact.phone}, {u"role"_s, contact.role}};
}

Result<QUuid> idOf(const QString &text)
{
    const QUuid id = QUuid::fromString(text);
    if (id.isNull())
        return fail(ErrorKind::InvalidInput, u"id.malformed"_s, {{u"value"_s, text}});
    return id;
}

Result<int> listNotes(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto notes = CustomerRecords(**services).notes(context.arguments().positional(0));
    if (!notes)
        return passOn(notes);
    QJsonArray rows;
    for (const auto &note : *notes)
        rows.append(toJson(note));
    const auto written = context.output().records(rows, {u"written"_s, u"author"_s, u"text"_s, u"id"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> addNote(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto note
        = CustomerRecords(**services).addNote(context.arguments().positional(0), context.arguments().positional(1));
    if (!note)
        return passOn(note);
    context.output().document(toJson(*note));
    return Exit::Done;
}

Result<int> reviseNote(Context &context)
{
    const auto id = idOf(context.arguments().positional(0));
    const auto services = context.services();
    if (!id)
        return passOn(id);
    if (!services)
        return passOn(services);
    const auto note = CustomerRecords(**services).reviseNote(*id, context.arguments().positional(1));
    if (!note)
        return passOn(note);
    context.output().document(toJson(*note));
    return Exit::Done;
}

Result<int> withdrawNote(Context &context)
{
    const auto id = idOf(context.arguments().positional(0));
    const auto services = context.services();
    if (!id)
        return passOn(id);
    if (!services)
        return passOn(services);
    const auto gone = CustomerRecords(**services).withdrawNote(*id);
    return gone ? Result<int>(Exit::Done) : passOn(gone);
}

Result<int> listContacts(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto account = (*services)->accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    const auto contacts = (*services)->accounts().contactsOf(account->id);
    if (!contacts)
        return passOn(contacts);
    QJsonArray rows;
    for (const Contact &contact : *contacts)
        rows.append(toJson(contact));
    const auto written
        = context.output().records(rows, {u"name"_s, u"title"_s, u"email"_s, u"phone"_s, u"role"_s, u"id"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// What the options say of a person.
Contact changed(Contact contact, const Arguments &arguments)
{
    contact.name = arguments.value(u"name"_s, contact.name);
    contact.title = arguments.value(u"title"_s, contact.title);
    contact.email = arguments.value(u"email"_s, contact.email);
    contact.phone = arguments.value(u"phone"_s, contact.phone);
    contact.role = arguments.value(u"role"_s, contact.role);
    return contact;
}

Result<int> saved(Context &context, workspace::Services &services, const Contact &contact)
{
    const auto done = CustomerRecords(services).saveContact(changed(contact, context.arguments()));
    if (!done)
        return passOn(done);
    context.output().document(toJson(*done));
    return Exit::Done;
}

Result<int> addContact(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto account = (*services)->accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    Contact contact;
    contact.account = account->id;
    return saved(context, **services, contact);
}

Result<int> editContact(Context &context)
{
    const auto id = accounts::ContactId::parse(context.arguments().positional(0));
    const auto services = context.services();
    if (!id)
        return passOn(id);
    if (!services)
        return passOn(services);
    const auto contact = storage::ContactsSql((*services)->session()).find(*id);
    if (!contact)
        return passOn(contact);
    return saved(context, **services, *contact);
}

Result<int> removeContact(Context &context)
{
    const auto id = accounts::ContactId::parse(context.arguments().positional(0));
    const auto services = context.services();
    if (!id)
        return passOn(id);
    if (!services)
        return passOn(services);
    const auto gone = CustomerRecords(**services).removeContact(*id);
    return gone ? Result<int>(Exit::Done) : passOn(gone);
}

std::optional<QString> given(const Arguments &arguments, const QString &option)
{
    return arguments.has(option) ? std::optional(arguments.value(option)) : std::nullopt;
}

Result<int> editAccount(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const Arguments &arguments = context.arguments();
    const auto account
        = CustomerRecords(**services)
              .editAccount(arguments.positional(0), given(arguments, u"name"_s), given(arguments, u"segment"_s));
    if (!account)
        return passOn(account);
    context.output().document(
        {{u"number"_s, account->number}, {u"name"_s, account->name}, {u"segment"_s, account->segment}});
    return Exit::Done;
}

} // namespace

std::vector<Command> customerRecordsCommands()
{
    const QStringList contactOptions{u"name"_s, u"title"_s, u"email"_s, u"phone"_s, u"role"_s};
    return {
        {u"note"_s,
         u"list"_s,
         u"note list ACCOUNT"_s,
         u"Lists the notes about an account, newest first."_s,
         1,
         {},
         listNotes},
        {u"note"_s, u"add"_s, u"note add ACCOUNT TEXT"_s, u"Writes a note about an account."_s, 2, {}, addNote},
        {u"note"_s, u"revise"_s, u"note revise ID TEXT"_s, u"Changes a note of one's own."_s, 2, {}, reviseNote},
        {u"note"_s, u"withdraw"_s, u"note withdraw ID"_s, u"Takes a note of one's own away."_s, 1, {}, withdrawNote},
        {u"contact"_s, u"list"_s, u"contact list ACCOUNT"_s, u"Lists the people of an account."_s, 1, {}, listContacts},
        {u"contact"_s, u"add"_s, u"contact add ACCOUNT --name NAME [--title T] [--email E] [--phone P] [--role R]"_s,
         u"Adds a person to an account."_s, 1, contactOptions, addContact},
        {u"contact"_s, u"edit"_s, u"contact edit ID [--name NAME] [--title T] [--email E] [--phone P] [--role R]"_s,
         u"Changes a person; what is not given stays."_s, 1, contactOptions, editContact},
        {u"contact"_s, u"remove"_s, u"contact remove ID"_s, u"Takes a person away."_s, 1, {}, removeContact},
        {u"account"_s,
         u"edit"_s,
         u"account edit ACCOUNT [--name NAME] [--segment S]"_s,
         u"Changes what nothing is computed from."_s,
         1,
         {u"name"_s, u"segment"_s},
         editAccount}};
}

} // namespace accord::ctl
