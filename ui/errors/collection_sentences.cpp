// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_sentences.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {
namespace {

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences sentences[] = {
    // ---- closed periods
    {"ledger.closed_already", S("{period} is closed already."), S("Close a later month, or reopen it first.")},
    {"ledger.close_checks", S("{period} cannot be closed yet: {found}."),
     S("Settle what was found; “ledger close --dry-run” shows all checks.")},
    {"ledger.close_role", S("Closing and reopening a period needs the role Controller."),
     S("Ask a controller, or let an administrator give you the role.")},
    {"ledger.close_kept", S("Records of closed periods stay as they are."), S("Reopen the period instead.")},
    {"ledger.not_closed", S("{period} is not closed by itself."),
     S("“ledger closes” lists the months up to which the books are closed.")},
    {"ledger.reopen_last", S("A later period is closed."), S("Reopen the last closed period first.")},
    {"ledger.reopen_own", S("Whoever closed a period does not reopen it alone."), S("Ask another controller.")},
    {"ledger.reopen_reason", S("Reopening a period needs a reason."), S("Say why; it stays on record.")},
    {"ledger.history_kept", S("Records of exported journals stay as they are."), S("Export the period again.")},
    // ---- journals for other programs
    {"exports.format_unknown", S("“{value}” is no format of a journal."), S("Use one of {known}.")},
    {"exports.base_missing", S("Entry {document} has no amounts in the currency of the books, which the file needs."),
     S("Export as csv or netsuite, which keep the document's currency.")},
    {"exports.account_number", S("DATEV needs a number of 4 to 8 digits for {account}, not “{number}”."),
     S("Name one in Settings, Books, or with “ledger name-account”.")},
    {"exports.consultant", S("A consultant of DATEV has a number from {least} to {most}, not {value}."),
     S("The tax adviser who reads the files knows it.")},
    {"exports.client", S("A client of DATEV has a number from {least} to {most}, not {value}."),
     S("The tax adviser who reads the files knows it.")},
    {"exports.first_month", S("A fiscal year begins with a month from {least} to {most}, not {value}."),
     S("Enter 1 for January, 7 for July.")},
    {"exports.no_number", S("{field} is a number, not “{value}”."), S("Enter digits alone.")},
    {"exports.account_name", S("A name for {account} is missing."),
     S("Write it behind the format, or take the name back with --none.")},
    {"exports.account_unknown", S("“{account}” is no account of the journal."),
     S("“ledger accounts” lists them; write “revenue/CODE” for a ledger code.")},
    {"exports.accounts_malformed", S("The file of accounts cannot be read at {problem}."),
     S("Write a JSON object with a name for each account: {\"receivable\": \"1200\"}.")},
    // ---- what is sent to customers
    {"delivery.state_unknown", S("“{value}” is no state of a delivery."), S("Write one of {known}.")},
    {"delivery.note_missing", S("A delivery that failed needs a reason."),
     S("Say why; it stands beside the document.")},
    {"delivery.not_found", S("{number} was not put up for sending."), S("Only issued documents are sent.")},
    {"delivery.recipient_unknown", S("{number} does not go to {address}."),
     S("“delivery list” names who gets it; who is entered now gets the next document.")},
    {"delivery.no_such_recipient", S("{address} is no recipient of this account."), S("“account billing” names them.")},
    {"delivery.recipient_role", S("A recipient is not “{value}”."), S("Use one of {known}.")},
    {"delivery.recipient_kinds", S("{address} gets no document, or one that is not known."),
     S("Name some of {known}.")},
    {"delivery.recipient_portal", S("A portal needs the customer's reference there."), S("Enter it, or take it out.")},
    {"delivery.recipient_twice", S("{address} stands among the recipients twice in the same way."),
     S("Name all its documents in one line.")},
    {"delivery.sent_already", S("The document was sent."), S("Send a copy, or say that it is unknown whether it was.")},
    {"delivery.history_kept", S("What was put up for sending stays on record."), S("Say what became of it instead.")},
    // ---- receivables of another system
    {"billing.opening_role", S("Taking over receivables of another system needs the role Controller."),
     S("Ask a controller, or let an administrator give you the role.")},
    {"billing.opening_source", S("The system that issued the invoices has no name."),
     S("Say what it is called; it stands on every document that is taken over.")},
    {"billing.opening_columns", S("The file lacks the columns {columns}."),
     S("Name in its first line number, account, issued_on, due_on, currency and open.")},
    {"billing.opening_file", S("{count} rows of {file} cannot be taken over; nothing was."),
     S("Mend the rows that are listed and take the file over again.")},
    {"billing.opening_number", S("An invoice of the file has no number."),
     S("Give the number that it was issued with.")},
    {"billing.opening_amount", S("{open} cannot be open of {number}, which came to {billed}."),
     S("Give an amount above zero and not above the total.")},
    {"billing.opening_dates", S("{number} was issued on {issued} and due on {due}, taken over on {on}."),
     S("Days of issue lie before those of the due date and of the cut-over.")},
    {"billing.opening_immutable", S("An invoice that was taken over stays as it is."),
     S("Settle it with a payment, or write it off.")},
    {"billing.issued_elsewhere", S("{number} was issued by {source}: it has no document here."),
     S("Look for it in that system; its amount is collected here.")},
    {"billing.credit_issued_elsewhere", S("{number} was issued by {source}, which has to credit it."),
     S("Credit it there, and write off here what is not owed any more.")},
    // ---- receivables that are given up
    {"receivables.nothing_open", S("Nothing is open of {number}."), S("There is nothing to give up.")},
    {"receivables.write_off_amount", S("{amount} cannot be given up of {number}: {open} is open."),
     S("Give up an amount above zero and not above what is open.")},
    {"receivables.write_off_reason", S("Giving up a receivable needs a reason."), S("Say why; it stays on record.")},
    {"receivables.write_off_waits", S("Giving up {number} waits for an approval already."),
     S("Let somebody decide about it first.")},
    {"receivables.write_off_not_approved", S("More would be given up than the limit allows."),
     S("Ask for it: somebody with the role Approver or Controller decides.")},
    {"receivables.write_off_changed", S("{number} was paid or credited since it was to be given up."),
     S("Reject the request; ask again for what is open then.")},
    {"receivables.no_statement", S("{account} has no statement in {currency}."), S("Choose one of its currencies.")},
    {"receivables.no_late_charge", S("Late payment of {number} costs nothing beyond what was charged."),
     S("It has to be open, past its due date and undisputed; “receivables late-rule” tells what late payment costs.")},
    {"receivables.late_charge_note", S("A late charge needs a draft of its own that says the same, and no other line."),
     S("Charge late payment with “receivables charge” or in “Dunning”; on a late charge itself nothing is charged.")},
    {"receivables.late_charge_correct", S("{number} charges late payment: there is nothing to bill anew."),
     S("Waive it with “receivables waive”; what late payment costs then can be charged again.")},
    {"receivables.not_a_late_charge", S("{number} charges no late payment."),
     S("“receivables charges” lists what can be waived; give anything else back by a credit note.")},
    {"receivables.waive_amount", S("{amount} of {number} cannot be waived: {open} is open."),
     S("Enter an amount above zero, at most what is open.")},
    {"receivables.waiver_not_approved", S("The waiver is beyond the limit for which nobody is asked."),
     S("Ask for it with “receivables waive”; it is issued once somebody else approved it.")},
    {"billing.late_charge_amount",
     S("Late payment of {number}, due {due}, through {through} comes to interest of {interest} and a fee of {fee}: "
       "nothing to charge."),
     S("Charge on a day after the due date, an amount above zero.")},
    {"receivables.not_issued", S("{number} was not issued."), S("Choose an issued invoice.")},
    {"receivables.history_kept", S("What was given up stays on record."), S("Collect it as a new charge instead.")},
    {"receivables.no_sales", S("Nothing was sold in the period."), S("Choose a longer one.")},
    // ---- disputes
    {"dispute.no_such_line", S("{number} has no line {line}, or was not issued."),
     S("“invoice show” numbers its lines; leave the line out for the whole invoice.")},
    {"dispute.reason_missing", S("A dispute needs a reason."), S("Say what the customer objects to.")},
    {"dispute.open_already", S("This is disputed already."), S("Resolve that dispute first.")},
    {"dispute.not_open", S("{number} is not disputed there."), S("“dispute list” shows what is.")},
    {"dispute.resolution_missing", S("Resolving a dispute needs a word on how."), S("Say what was agreed.")},
    {"dispute.history_kept", S("Disputes stay on record."), S("Resolve it, or open another one.")},
    // ---- dunning
    {"dunning.promise_amount", S("A promise of {amount} says nothing."), S("Enter an amount above zero.")},
    {"dunning.promise_day", S("A promise for {day} lies in the past."), S("Enter today or a later day.")},
    {"dunning.pause_reason", S("Pausing dunning needs a reason."), S("Say why; it stays on record.")},
    {"dunning.pause_day", S("A pause until {day} is over already."), S("Enter today or a later day.")},
    {"dunning.paused_already", S("Dunning of {account} is paused already."), S("Resume it first.")},
    {"dunning.not_paused", S("Dunning of {account} is not paused by anybody."),
     S("Pauses for promises and disputes end by themselves.")},
    {"dunning.nothing_due", S("{account} owes nothing that is due."), S("There is no letter to write.")},
    {"dunning.language_unknown", S("There are no letters in “{value}”."), S("Use one of {known}.")},
    {"dunning.service_not_approved", S("No service is cut without the decision of another person."),
     S("Let somebody decide about the request.")},
    {"dunning.history_kept", S("Steps, promises and pauses stay on record."), S("Add a new one instead.")},
    {"dunning.subject_unknown", S("There is no account and no issued invoice “{value}”."),
     S("Enter an account's number or name, or the number of an invoice.")},
};

#undef S

} // namespace

std::span<const Sentences> collectionSentences()
{
    return sentences;
}

} // namespace accord::ui
