// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_sentences.h"

#include <QtCore/QtGlobal>

namespace accord::ui {
namespace {

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences sentences[] = {
    {"identity.passphrase_wrong", S("That is not the passphrase of {user}."),
     S("Try again; an administrator can take a forgotten one away: accordctl person passphrase --remove {user}")},
    {"identity.passphrase_pause", S("After five wrong passphrases nobody can try for a minute."),
     S("Try again in {seconds} seconds.")},
    {"identity.passphrase_length", S("A passphrase has {least} to {most} characters; this one has {length}."),
     S("Take a few words that do not belong together.")},
    {"identity.passphrase_name", S("A name, or one character again and again, is guessed first."),
     S("Take a few words that do not belong together.")},
    {"identity.passphrase_of_team", S("In the database of a team the login proves who somebody is."),
     S("Change the password of the login there.")},
    {"identity.no_passphrase", S("{user} has no passphrase."), S("Nothing has to be removed.")},
    {"identity.user_not_found", S("There is no user {user}."), S("Use a user name of this company.")},
    {"identity.login_unknown", S("The login {login} belongs to nobody of this company."),
     S("Let the owner of the database add the person and run: accordctl workspace secure URL")},
    {"identity.login_is_another", S("You are {person} here, as your login says, and cannot work as {user}."),
     S("Log in as {user}, or let an approver delegate to you.")},
    {"identity.login_there", S("There is a login {login} on the server already."),
     S("If it is the person's own, say so: --login {user}={login}, or --existing for all of them.")},
    {"identity.login_bound", S("{user} has another login, and it stays theirs."),
     S("Add another person for another login.")},
    {"identity.login_powerful", S("The login {login} may change the server itself and is nobody's of the company."),
     S("Give {user} a login of their own: --login {user}=OTHER")},
    {"identity.nobody_controls", S("Nobody holds the role {role}, so that no role could be given later."),
     S("Give the role to somebody first: person propose-role.")},
    {"identity.user_exists", S("There is a person with the user name {user} already."), S("Choose another user name.")},
    {"identity.not_proposed", S("Nobody proposed the role {role} for {user}, or it is decided already."),
     S("person list shows what waits.")},
    {"identity.proposed_already", S("The role {role} is proposed for {user} already."),
     S("A controller approves it: person approve-role.")},
    {"identity.role_not_held", S("{user} does not hold the role {role}."), S("person list shows what they hold.")},
    {"identity.role_not_approved", S("This role was not approved."),
     S("An administrator proposes it, and a controller approves it.")},
    {"identity.propose_role", S("Only an administrator proposes roles."), S("Ask one to propose it.")},
    {"identity.approve_role", S("Only a controller approves roles."), S("Ask one to approve it.")},
    {"identity.own_role", S("Nobody approves a role that they proposed or that is theirs."),
     S("Leave it to another controller.")},
    {"identity.proposal_kept", S("What was proposed about roles stays as it was."), S("Propose the role anew.")},
    {"identity.last_controller", S("Nobody would be left who may approve roles and close periods."),
     S("Give somebody else the role Controller first.")},
    {"permission.role_missing", S("{user} may not {operation}."), S("Ask somebody with the role {roles}.")},
    {"permission.other_region", S("{user} may not {operation} in the region {region}: it is not one of theirs."),
     S("Ask somebody who works in that region, or with the role {roles} for all of them.")},
    {"permission.not_responsible", S("{user} may {operation} of their own only; {owner} is responsible for this one."),
     S("Ask {owner}, or somebody with the role {roles}.")},
    {"permission.own_work", S("{user} may not {operation} that they made or asked for themselves."),
     S("Leave it to another person with the role {roles}.")},
    {"permission.role_unknown", S("There is no role {role}."), S("Choose one of {roles}.")},
    {"permission.roles_conflict", S("Nobody holds the roles {role} and {other} together."),
     S("Take one of them away first, or give it to somebody else.")},
    {"permission.matrix", S("Line {line} of the permission matrix cannot be read: {found}."),
     S("A cell is none, own, region or all, perhaps with \"not own\", \"four eyes\", \"to limit\" or a number of "
       "rows.")},
    {"company.number_format_begun", S("Numbers of {year} were given as {value}."),
     S("Let the year end with them, and change the form before the first number of {next} is given.")},
    {"company.number_format_taken", S("{company} gives its numbers as {value} too."),
     S("Choose another form: two documents must never have the same number.")},
    {"company.name_missing", S("The company needs a legal name."), S("Write the name as it is registered.")},
    {"company.code", S("“{value}” is no code of a company."),
     S("Use up to twelve capital letters, digits and hyphens, such as DE or EU-2.")},
    {"company.code_taken", S("{company} has the code {value} already."), S("Choose another one.")},
    {"company.country", S("“{value}” is no country."), S("Use the two letters of ISO 3166, such as DE or US.")},
    {"company.vat_seat", S("The company is at home in {value}: its tax number is registered there."),
     S("Enter other countries in which it is registered.")},
    {"company.vat_registered", S("The company is registered in {value} already."), S("End it first, or leave it.")},
    {"company.vat_id", S("“{value}” is no tax number."),
     S("Write it as it is registered; a VAT number begins with the letters of its country.")},
    {"company.compound_tax", S("No tax of “{value}” is known."),
     S("Write the jurisdiction as in the table of tax rates: US-CA, or US-CA/Alameda for a city.")},
    {"company.user_incomplete", S("A person needs a name and a user name."), S("Fill in both.")},
    {"company.last_administrator", S("Nobody would be left who may change the company."),
     S("Make somebody else an administrator first.")},
    {"company.logo", S("This picture cannot be used as a logo."),
     S("Choose a PNG or JPEG of at most 2 MB and 4,000 pixels.")},
    {"notes.empty", S("The note says nothing."), S("Write its text.")},
    {"notes.not_found", S("There is no note {note}."), S("List the notes of the account: accordctl note list ACCOUNT")},
    {"attachments.empty", S("The file is empty."), S("Choose a file with something in it.")},
    {"attachments.too_large", S("The file has {size} bytes; at most {most} (25 MiB) are kept."),
     S("Make it smaller, or keep it elsewhere and note where.")},
    {"attachments.not_found", S("There is no attached file {attachment}."),
     S("List the files of the account: accordctl attachment list ACCOUNT")},
    {"attachments.removed", S("{person} removed the file {file}."), S("Ask {person} for it, and add it again.")},
    {"attachments.not_author", S("{author} added this file."),
     S("Ask {author}, or somebody who looks after billing data, to remove it.")},
    {"attachments.damaged", S("An attached file is not what it was: its content does not have its hash {sha256}."),
     S("Add the file again, or take it out of a backup.")},
    {"attachments.incomplete", S("Not all parts of the attached file are here."), S("Add the file again.")},
    {"attachments.immutable", S("Attached files stay as they were added."),
     S("Add the new file, and remove this one.")},
    {"attachments.part_missing", S("Not all of the attached file has arrived here yet."),
     S("Synchronise, and try again.")},
    {"attachments.hash_malformed", S("“{value}” is no SHA-256."), S("Write 64 lower-case hexadecimal digits.")},
    {"attachments.by_desktop", S("{file} is of a kind that could run something."),
     S("Save it, look at where it comes from, and open it yourself.")},
    {"accounts.email", S("“{value}” is no address of mail."), S("Write one address as payables@customer.example.")},
    {"accounts.not_found", S("There is no account {account}."), S("Use its number, its exact name or its id.")},
    {"accounts.issuing_entity_unknown", S("There is no issuing company {code}."),
     S("Use one of {known}, or leave it out for the first.")},
    {"accounts.contact_not_found", S("There is no contact {contact}."),
     S("List the people of the account: accordctl contact list ACCOUNT")},
    {"accounts.contact_without_name", S("A contact needs a name."), S("Write how the person is called.")},
};

#undef S

} // namespace

std::span<const Sentences> peopleSentences()
{
    return sentences;
}

} // namespace accord::ui
