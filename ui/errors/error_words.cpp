// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_words.h"

#include "ui/errors/error_sentences.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace accord::ui {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Errors)
};

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences fileSentences[] = {
    {"workspace.not_found", S("The file {path} is not there."), S("Choose another file, or create a new company."),
     S("No file was changed.")},
    {"storage.no_file", S("The file {path} is not there."), S("Choose another file, or create a new company."),
     S("No file was changed.")},
    {"storage.file_exists", S("There is already a file {path}."), S("Choose another name, or remove the file first."),
     S("It was left as it is.")},
    {"storage.not_a_workspace", S("{path} is no company file of Accord."), S("Choose a file that ends in .accord."),
     S("It was left as it is.")},
    {"storage.schema_unknown", S("The tables of this file are not those of Accord: somebody changed them."),
     S("Restore the newest backup, or compare the file with it."), S("It was left as it is.")},
    {"storage.newer_schema", S("This file was written by a newer Accord."), S("Update Accord, then open it again."),
     S("It was left as it is.")},
    {"storage.needs_migration", S("This file is from an older Accord and can only be opened for writing."),
     S("Open it without asking for reading only."), S("It was left as it is.")},
    {"storage.damaged", S("The file is damaged: {findings}."),
     S("Restore the newest backup; keep this file for comparison."), S("It was left as it is.")},
    {"storage.busy", S("Another program is writing to the database."),
     S("Wait a moment and try again, or close the other program."), S("What is saved is safe.")},
    {"storage.locked", S("Another program is writing to the database."),
     S("Wait a moment and try again, or close the other program."), S("What is saved is safe.")},
    {"storage.read_only", S("The database can only be read."), S("Save a copy where you may write, and open the copy."),
     S("Drafts stay in memory.")},
    {"storage.network_file", S("The file {path} lies on a network drive, where a database can be destroyed."),
     S("Copy it to this machine's disk and open the copy.")},
    {"storage.disk_full", S("The disk is full."), S("Make room, then try again."),
     S("What is saved is safe; nothing is half done.")},
    {"storage.io", S("The disk could not be read or written."), S("Check the disk, then open the file again."),
     S("What is saved is safe; nothing is half done.")},
    {"storage.commit_unknown", S("The disk failed while saving, so it is not certain that the last change was kept."),
     S("Open the file again and look before you repeat it."), S("It was kept whole or not at all.")},
    {"storage.cannot_open", S("The file {path} cannot be opened."), S("Check that you may read and write it."),
     S("It was left as it is.")},
    {"storage.unique", S("There is already a record with this name or number."), S("Choose another one.")},
    {"storage.changed_meanwhile", S("Someone else saved this record first."), S("Reload, then make your change again."),
     S("Their version is kept.")},
    {"file.unreadable", S("The file {file} cannot be read: {problem}."), S("Check its name and that you may read it.")},
    {"company.not_administrator", S("Changing the company needs the role Administrator."),
     S("Ask an administrator, or let one give you the role.")},
    {"company.name_missing", S("The company needs a legal name."), S("Write the name as it is registered.")},
    {"company.user_incomplete", S("A person needs a name and a user name."), S("Fill in both.")},
    {"company.last_administrator", S("Nobody would be left who may change the company."),
     S("Make somebody else an administrator first.")},
    {"company.logo", S("This picture cannot be used as a logo."),
     S("Choose a PNG or JPEG of at most 2 MB and 4,000 pixels.")},
    {"file.unwritable", S("The file {file} cannot be written: {problem}."),
     S("Check the folder and that you may write there.")},
    {"exports.not_written", S("The workbook could not be made."), S("Check that there is room for temporary files.")},
    {"exports.too_many_rows", S("The list has {rows} rows; a workbook holds {most}."),
     S("Filter the list, or export it as CSV.")},
};

constexpr Sentences inputSentences[] = {
    {"json.malformed", S("This is no valid JSON: line {line}, column {column}."), S("Correct the file at that place.")},
    {"json.encoding", S("The file is not UTF-8 text."), S("Save it as UTF-8 and try again.")},
    {"json.depth", S("The file nests deeper than 64 levels."), S("Use the form of the schema in resources/schemas.")},
    {"json.too_large", S("The file is larger than {most} bytes."), S("Split it into several files.")},
    {"json.duplicate_key", S("The field “{key}” stands twice in one object (line {line})."), S("Keep one of them.")},
    {"json.not_an_object", S("The file must hold one JSON object."),
     S("Use the form of the schema in resources/schemas.")},
    {"json.not_an_array", S("The file must hold a JSON array."), S("Use the form of the schema in resources/schemas.")},
    {"json.schema", S("The document does not have the right form: {problems}."),
     S("Correct these fields; the form is in resources/schemas.")},
    {"json.missing", S("The field {path} is missing."), S("Add it.")},
    {"json.unknown_word", S("The field {path} does not know “{value}”."), S("Use one of the words of the schema.")},
    {"json.fraction_as_number", S("The field {path} is a fraction written as a number, which is not exact."),
     S("Write it as text, such as \"12.50\".")},
    {"number.overflow", S("A figure is too large to be exact."), S("Check quantities and prices.")},
    {"decimal.malformed", S("{path}“{value}” is no number."), S("Write digits with a point, such as 12.50.")},
    {"decimal.range", S("{path}“{value}” has more than 38 digits."), S("Check the figure.")},
    {"decimal.scale", S("{path}“{value}” has more than {most} digits after the point."), S("Shorten it.")},
    {"money.too_precise", S("{path}{value} has more digits than {currency} has ({digits})."),
     S("Round it to the currency's own digits.")},
    {"money.currency_mix", S("Two currencies cannot be added."), S("Use one currency for a contract.")},
    {"currency.unknown", S("{path}“{value}” is no currency of ISO 4217."), S("Use a code such as USD or EUR.")},
    {"date.malformed", S("{path}“{value}” is no day."), S("Write a day that exists, such as 2024-02-29.")},
    {"period.malformed", S("“{value}” is no month."), S("Write year and month, such as 2024-01.")},
    {"period.empty", S("{path}The period from {start} to {end} has no day."), S("Let the end come after the start.")},
    {"period.range", S("A date lies outside the years that Accord can compute with (1900 to 2999)."),
     S("Check the dates.")},
    {"pricing.tiers_empty", S("{path}There is no tier."), S("Give at least one.")},
    {"pricing.tier_order", S("{path}Tier {tier} does not lie above the one before."), S("Let the limits rise.")},
    {"pricing.tier_open", S("{path}Only the last tier may be open, and it must be."),
     S("Give every other tier a limit; leave the last one's empty.")},
    {"pricing.tier_negative", S("{path}Tier {tier} has a negative price or limit."), S("Use zero or more.")},
    {"contracts.negative", S("{path}{value} is negative."), S("Use zero or more.")},
    {"contracts.not_positive", S("{path}The value must be above zero."), S("Use a number above zero.")},
    {"contracts.months", S("{path}{value} months are not possible."), S("Use 1 to 120.")},
    {"contracts.net_days", S("{path}{value} days of payment are not possible."), S("Use 0 to 730.")},
    {"contracts.anchor_day", S("{path}{value} is no day of a month."),
     S("Use 1 to 31, or 0 for the day of the start.")},
    {"contracts.model_unknown", S("{path}There is no price model “{value}”."),
     S("Use one of the models of the contract schema, such as per_unit, graduated or tiered_block.")},
    {"contracts.pauses_overlap", S("{path}A pause begins before the one above it ends."),
     S("Order them and let none overlap.")},
    {"pricing.price_negative", S("{path}{value} is negative."), S("Use zero or more.")},
    {"pricing.package_size", S("{path}A package of {value} units is not possible."), S("Use a size above zero.")},
    {"pricing.block_size", S("{path}Tier {tier} has blocks of {value} units."), S("Use a size above zero.")},
    {"pricing.event_limits", S("{path}The least for an event, {least}, is above the most, {most}."),
     S("Exchange the two, or leave one empty.")},
    {"pricing.ramp_order", S("{path}Step {step} of the ramp ({from}) does not come after the one above it."),
     S("Order the steps by their day; a day can have one step only.")},
    {"pricing.index_not_positive", S("{path}The index of rise {step}, or the one before it, is not above zero."),
     S("Enter the index as it is published.")},
    {"contracts.location_code_twice", S("{path}Two locations have the code “{value}”."),
     S("Give each location a code of its own.")},
    {"pricing.index_value", S("{path}{value} is no index."), S("Use a number above zero.")},
    {"pricing.index_order", S("{path}The index of {value} does not come after the one above it."),
     S("List the indices by their days.")},
    {"pricing.escalation_limits", S("{path}A rise of at least {floor} % is above the most, {cap} %."),
     S("Lower the one or raise the other.")},
    {"pricing.escalation_percent", S("{path}A price cannot change by {value} %."), S("Use -100 or more.")},
    {"pricing.escalation_unknown", S("{path}A price cannot rise by “{value}”."),
     S("Use percent, index_from_base, index_from_prior or index_plus_percent.")},
    {"pricing.proration_unknown", S("{path}Part periods cannot be charged by “{value}”."),
     S("Use days, none, seconds or fixed_month_30.")},
    {"pricing.conversion_unknown", S("{path}“{value}” is no way to convert units."),
     S("Use multiply or divide, and none, ceiling, floor or half_up.")},
    {"pricing.interval_unknown", S("“{value}” is no interval."), S("Use day, week, month or year.")},
    {"pricing.interval_count", S("An interval of {value} is not possible."), S("Use 1 to 10000.")},
    {"pricing.invalid_dates", S("The dates contradict each other: from {start} to {end}, looked at on {target}."),
     S("Let the end come after the start.")},
    {"pricing.days_empty", S("A price cannot be weighted over {old} and {new} days."), S("Use days above zero.")},
    {"discount.percent_range", S("{path}{value} % cannot be taken off."), S("Use 0 to 100 %.")},
    {"currency.digits", S("{value} digits after the point are not possible."), S("Use 0 to 12.")},
    {"time.zone_unknown", S("There is no time zone “{value}”."), S("Use a name such as Europe/Berlin.")},
    {"time.instant_invalid", S("The point in time is not valid."), S("Write it as 2024-02-29T08:00:00Z.")},
    {"allocation.weights", S("Shares must be zero or more, and one of them above zero."), S("Correct the shares.")},
    {"usage.file_invalid", S("{problems} places of the usage file cannot be used."),
     S("Correct them and import the whole file again."), S("Nothing of the file was imported.")},
    {"id.malformed", S("“{value}” is no id."), S("Copy the id from a list.")},
};

constexpr Sentences businessSentences[] = {
    {"accounts.not_found", S("There is no account {account}."), S("Use its number, its exact name or its id.")},
    {"contracts.change_form", S("“{value}” does not say what becomes what."),
     S("Write it as PATH=VALUE, such as quantity.base=20.")},
    {"contracts.change_path", S("The contract has no {part} for the change of {path}."),
     S("Use start, term, discount, quantity.KEY, price.KEY, model.KEY, or a path of the contract's document.")},
    {"contracts.change_value", S("{path} cannot become “{value}”."), S("Check the value.")},
    {"contracts.nothing_due", S("Nothing of contract {contract} falls due in {period}."),
     S("Choose a month of its term.")},
    {"contracts.amend_nothing", S("The amendment changes nothing."), S("Choose at least one change.")},
    {"contracts.amend_reason", S("The amendment gives no reason."), S("Say why, as it should be printed.")},
    {"contracts.amend_day", S("{day} is outside the term, which runs from {start} to {last}."),
     S("Choose a day within the term.")},
    {"contracts.amend_item", S("The contract has no item “{key}”."), S("Use the key of one of its items.")},
    {"contracts.amend_pause", S("A pause from {start} to {end} is not possible."),
     S("Let it begin on {day} or later, and not overlap another pause.")},
    {"contracts.amend_cancel", S("Nothing would be left of the contract if it ended on {day}."),
     S("Choose a later day.")},
    {"contracts.amend_renewal", S("The renewal does not end later than the term, which ends before {end}."),
     S("Choose a later end.")},
    {"contracts.number_taken", S("There is already a contract {number}."), S("Choose another number.")},
    {"contracts.unchanged", S("Nothing differs from the version that is saved."), S("Change something first.")},
    {"contracts.not_found", S("There is no contract {contract}."), S("Use its number as it stands in the list.")},
    {"contracts.version_unknown", S("The contract has no version {version}."), S("Versions are numbered from 1 on.")},
    {"billing.invoice_not_found", S("There is no invoice {invoice}."), S("Use its number, or the id of a draft.")},
    {"billing.no_such_line", S("The invoice has {lines} lines; there is no line {line}."),
     S("Use a number from 1 on.")},
    {"billing.state_unknown", S("There is no status “{value}”."),
     S("Use draft, in_approval, approved, issued, partly_paid, paid, overdue, credited or, of credit notes, void.")},
    {"billing.not_approved", S("The invoice for {account} is not approved."),
     S("Have it approved by somebody else first.")},
    {"billing.issued_already", S("Invoice {number} is issued already."), S("Nothing is left to do.")},
    {"billing.invoice_immutable", S("An issued invoice never changes."), S("Correct it with a credit note.")},
    {"billing.billed_already", S("One of these charges stands on another invoice already."),
     S("Look at the invoices of this period.")},
    {"billing.issue_date_before_last",
     S("{date} lies before the last issue date {last}; dates must not fall while numbers rise."),
     S("Discard the draft and run the month again with --issue-date {last} or later.")},
    {"billing.usage_detail_missing",
     S("The price of meter {meter} needs each day or event of {period}, and only sums are known."),
     S("Give usage with days or events instead of months.")},
    {"billing.nothing_to_resume", S("No run of {period} was stopped half way."), S("Start a run.")},
    {"billing.digest_differs", S("What is stored of invoice {invoice} is not what was approved."),
     S("Verify the workspace and compare with a backup."), S("It was not issued.")},
    {"billing.recomputed_differs",
     S("Computed again from its inputs, the invoice comes to other amounts: {stored} is stored, {recomputed} comes "
       "out."),
     S("Verify the workspace and compare with a backup."), S("The document is as it was.")},
    {"billing.shares_not_whole", S("The shares add up to {sum} %."), S("Let them add up to 100 %.")},
    {"tax.rate_missing", S("There is no tax rate for {jurisdiction} on {day}."),
     S("Check the address, or add the rate.")},
    {"exchange.rate_missing", S("There is no exchange rate from {from} to {to} on {day} or before."),
     S("Add the rate, or bill in another currency.")},
    {"approvals.own_request", S("You cannot decide about something you asked for or made yourself."),
     S("Leave it to another approver.")},
    {"approvals.role_missing", S("{user} does not hold the role {role}."),
     S("Ask somebody who does; an administrator grants roles.")},
    {"approvals.decided_before", S("{user} has decided an earlier step of this request."),
     S("Leave this step to another approver.")},
    {"approvals.not_pending", S("This request is {state} already."), S("Reload the queue.")},
    {"approvals.subject_changed", S("What is to be approved has changed since the request."),
     S("Have it submitted again.")},
    {"approvals.reason_missing", S("A rejection needs a reason."), S("Say in a sentence what has to change.")},
    {"approvals.delegate_self", S("A decision is left to somebody else than yourself."), S("Choose another person.")},
    {"approvals.message_missing", S("There is no question to ask."), S("Write what you want to know.")},
    {"approvals.not_found", S("There is no request {approval}."), S("Copy the id from the list of approvals.")},
    {"identity.user_not_found", S("There is no user {user}."), S("Use a user name of this company.")},
    {"catalog.no_price_book", S("No price book is published yet."), S("Import one.")},
    {"documents.glyph_missing", S("The document's fonts have no sign for “{character}” in “{text}”."),
     S("Write it in another way, or add the sign to the fonts.")},
    {"documents.bytes_differ", S("The document does not come out as it did when it was first written."),
     S("Keep the first file; it is the document."), S("The kept digest is unchanged.")},
    {"usage.workspace_missing", S("No company file is named."), S("Add --workspace FILE.accord.")},
    {"usage.period_missing", S("No month is named."), S("Add --period YYYY-MM.")},
    {"usage.option_missing", S("The option {option} is missing."), S("Add it.")},
    {"usage.option_limit", S("“{value}” is no number of rows."), S("Use --limit with 1 to 1000000.")},
    {"search.kind_unknown", S("Search knows no records of the kind “{value}”."),
     S("Use account, location, contract, invoice or person.")},
    {"usage.option_command_issue", S("A bill run under a command id does not issue as well."),
     S("Run it first; then issue with “invoice issue” and a command id of its own.")},
    {"audit.record_not_found", S("Nothing was done with a record “{record}”."),
     S("Use the number of an invoice, credit note, contract or account, or an id.")},
    {"command.reused", S("The command id {command} was used before, by {who} for {kind}, with another content."),
     S("Make a new id for a new act; repeat an old id only with the same content."), S("What it did then stands.")},
    {"billing.run_not_found", S("There is no bill run {run}."), S("Look at the list of runs.")},
    {"usage.option_value", S("The option {option} needs a value."), S("Write it behind the option.")},
};

constexpr Sentences settlementSentences[] = {
    {"billing.credit_not_consumed", S("{left} of the credit {credit} would be left over."),
     S("Use less of it on this bill.")},
    {"billing.credit_negative", S("The credit {credit} has a balance of {balance}, which is below zero."),
     S("Correct its balance.")},
    {"billing.credit_exceeds", S("{amount} cannot be credited: {left} is left of what was billed."),
     S("Credit at most what is left.")},
    {"billing.credit_history", S("{credited} is said to be credited of {billed}."),
     S("Verify the workspace; no more can be credited than was billed.")},
    {"billing.credit_not_issued", S("The invoice of {account} was not issued, so nothing can be credited of it."),
     S("Discard the draft instead.")},
    {"billing.credit_wish", S("An amount and a percentage were given for one credit note."), S("Give one of them.")},
    {"billing.credit_amount", S("{amount} is nothing that could be credited."), S("Credit an amount above zero.")},
    {"billing.credit_percent", S("{percent} % cannot be credited."), S("Use a percentage above 0 and at most 100.")},
    {"billing.credit_nothing", S("Nothing is left to be credited of invoice {number}, or of the chosen lines."),
     S("Look at its credit notes; those that wait count as well.")},
    {"billing.credit_charges", S("The chosen lines come to {amount}: that would be a charge, not a credit."),
     S("Choose lines that come to more than zero together.")},
    {"billing.credit_reason", S("No reason is given."), S("Say in a sentence why; it stands on the document.")},
    {"billing.credit_adjusted_later",
     S("A charge of invoice {number} was adjusted on invoice {other}; credited in full it would be billed twice."),
     S("Credit or discard invoice {other} first, or credit a part.")},
    {"billing.credit_not_approved", S("The credit note for {account} is not approved."),
     S("Have it approved by somebody who did not ask for it; make a rejected one void and ask anew."),
     S("Nothing was issued.")},
    {"billing.credit_issued_already", S("Credit note {number} is issued; it stays as it is."),
     S("Bill again what was credited by mistake.")},
    {"billing.credit_is_void", S("The credit note was made void: {reason}"), S("Ask for a new one.")},
    {"billing.credit_note_not_found", S("There is no credit note {credit_note}."),
     S("Copy the number or id from the list of credit notes.")},
    {"billing.credit_note_immutable", S("An issued or void credit note, and what one asks for, does not change."),
     S("Make it void while it waits and ask for another one.")},
    {"billing.credit_other_invoice",
     S("A credit note goes to the customer of an issued invoice, by its company and in its currency."),
     S("Credit the invoice that was sent.")},
    {"billing.over_credited", S("More would be credited than was billed."),
     S("Look at the other credit notes of the invoice; those that wait count as well."), S("Nothing was stored.")},
    {"billing.credit_does_not_add_up", S("The lines or taxes of the credit note do not add up to it."),
     S("Verify the workspace.")},
    {"billing.line_not_credited", S("A line can be billed again only when credit notes gave it back in full."),
     S("Credit the rest of it first.")},
    {"billing.correction_blocked", S("The corrected bill of {account} cannot be made: {finding}."),
     S("Settle that first, or credit without a correction."), S("Nothing was credited.")},
    {"billing.tax_shares", S("The taxes of the lines do not add up to the taxes of the invoice."),
     S("Verify the workspace and compare with a backup.")},
    {"usage.option_line", S("“{value}” is no number of a line."), S("Use --line with 1, 2, 3 and so on.")},
    {"usage.option_correct", S("A correction credits the whole invoice."),
     S("Leave out --line, --amount and --percent, or --correct.")},
    {"billing.credit_item", S("Item {item} of the credit gives back more than was billed, or less than nothing."),
     S("Check its {field}.")},
    {"discount.coupon_line", S("The coupon {discount} names a line that is not there, or one line twice."),
     S("Name each line once.")},
    {"tax.rate_negative", S("The tax rate {value} of {jurisdiction} is below zero."), S("Correct the rate.")},
    {"tax.rounding_unknown", S("Tax cannot be rounded by “{value}”."), S("Use rate_group, line or invoice.")},
    {"tax.reason_unknown", S("{value} is not a reason of the VATEX list."), S("Use a code of the list.")},
    {"tax.withholding_percent", S("{value} % cannot be withheld."), S("Use 0 to 100 %.")},
    {"tax.answer_inconsistent", S("The answer of the tax calculator does not fit the document: {what}."),
     S("Ask again, or use the table of rates.")},
    {"billing.credit_overdrawn", S("A prepaid credit would be drawn down further than it was granted."),
     S("Run the bills again: another run used it meanwhile.")},
    {"billing.parts_do_not_add_up", S("The credits or instalments of the invoice do not add up to it."),
     S("Discard the draft and run it again.")},
    {"billing.service_report_billed", S("This period has given back what it earned already."),
     S("Correct it with a credit note.")},
    {"billing.service_report_kept", S("A service level report is kept."), S("Correct it by another one.")},
    {"billing.milestone_billed", S("What waited for this milestone has been billed."),
     S("Correct it with a credit note.")},
    {"billing.milestone_kept", S("A milestone that was reached is kept."), S("Correct its day instead.")},
    {"contracts.milestone_unknown", S("Contract {contract} has no milestone “{milestone}”."),
     S("Use one of: {known}.")},
    {"contracts.milestone_ahead", S("“{milestone}” cannot have been reached on “{day}”."),
     S("Use today or an earlier day, as 2026-06-30.")},
    {"contracts.no_service_credits", S("Contract {contract} has no service level table."),
     S("Add one to the contract first.")},
    {"usage.breach_form", S("“{value}” is no breach count."), S("Write it as NAME=COUNT.")},
    {"billing.instalments_none", S("The plan has no instalments."), S("Add at least one.")},
    {"billing.instalments_sum", S("The instalments come to {sum} instead of {wanted}; the difference is {difference}."),
     S("Let them add up.")},
    {"billing.instalment_when", S("Instalment {part} needs one of days, a day or a milestone."),
     S("Enter one of them.")},
    {"billing.instalment_share", S("Instalment {part} has no amount."), S("Enter a share above zero.")},
    {"billing.cap_negative", S("The budget cap of {entity} is below zero."), S("Enter a cap of zero or more.")},
    {"contracts.sla_percent", S("In the service level table, {path} is outside 0 to 100 %."), S("Correct it.")},
    {"contracts.sla_bands", S("In the service level table, {path} does not follow the band above it."),
     S("Order bands by falling uptime; a lower uptime gives at least as much.")},
    {"contracts.sla_promise", S("In the service level table, {path} is contradictory."),
     S("Give each promise a name of its own, and an amount or a percentage.")},
    {"contracts.sla_report", S("The measured {path} is not possible."), S("Check the report.")},
    {"contracts.sla_unknown_promise", S("The contract has no promise “{value}”."), S("Check the report.")},
    {"recognition.months", S("Revenue cannot be dealt out to {months} months."), S("Use 1 to {most} months.")},
    {"recognition.pattern_unknown", S("Revenue cannot be recognised by “{value}”."),
     S("Use daily, even_months or point_in_time.")},
    {"recognition.change_order", S("The change on {day} lies before {after}."),
     S("Enter changes in their order, from the start on.")},
};

constexpr Sentences receivableSentences[] = {
    {"date.invalid", S("A date is missing."), S("Enter it as year, month and day.")},
    {"date.unreadable", S("“{value}” is no day."), S("Write “{field}” as 2026-12-31, or leave it empty.")},
    {"purchasing.order_account", S("There is no account “{value}”."), S("Choose one by its number or name.")},
    {"receivables.due_missing", S("{number} has no due date."), S("Give it one; without it nothing can be aged.")},
    {"receivables.unapplied_negative", S("Unapplied cash of {amount} is below zero."),
     S("Verify the workspace; more was applied than came in.")},
    {"receivables.days", S("A period of {days} days has no sales."), S("Choose a period of a day or more.")},
    {"receivables.paid_amount", S("A payment of {amount} cannot be weighed."), S("Only amounts above zero count.")},
    {"purchasing.order_not_found", S("There is no purchase order {number}."),
     S("purchase-order list shows all of them.")},
    {"purchasing.order_currency", S("Purchase order {number} is in {is}, not in {value}."),
     S("Keep its currency, or add an order with another number.")},
    {"purchasing.order_number", S("A purchase order has no number."), S("Enter the number that the customer gave it.")},
    {"purchasing.order_amount", S("Purchase order {number} is over {amount}."), S("Its amount has to be above zero.")},
    {"purchasing.order_dates", S("Purchase order {number} expires before it is valid."), S("Check its dates.")},
    {"purchasing.order_keys", S("Purchase order {number} does not say what it is for."),
     S("Name its locations or lines, or make it a blanket order and name none.")},
    {"purchasing.scope_unknown", S("“{value}” is no kind of purchase order."), S("Use blanket, locations or lines.")},
    {"purchasing.cap_unknown", S("“{value}” is nothing that a budget can do."), S("Use notify, approve or block.")},
    {"purchasing.committed_negative", S("Less than nothing is committed to purchase order {number}."),
     S("Check the drafts that name it.")},
    {"purchasing.budget_negative", S("A budget of {amount} is below zero."), S("Enter zero or more.")},
    {"purchasing.period_not_begun", S("The period {period} has not begun on {day}."),
     S("A forecast by the run rate needs a day of it.")},
    {"payments.terms_net_days", S("Payment terms of {days} days are out of range."), S("Use 0 to 3650 days.")},
    {"payments.early_payment", S("A discount of {percent} % for early payment cannot be taken."),
     S("Percentages lie above 0 and up to 100, and fall while the days rise.")},
    {"payments.due_rule_unknown", S("“{value}” is no way to count a due date."),
     S("Use net, net_from_end_of_month or end_of_month_after_net.")},
    {"payments.late_rates", S("The rate of {percent} % from {from} on does not fit."),
     S("Rates lie between 0 and 100 %, each from a later day than the one before.")},
    {"payments.year_days", S("A year of {days} days is unknown for interest."), S("Use 360 or 365.")},
    {"payments.open_history", S("The open amounts are not in order at {from}."), S("Their days have to rise.")},
    {"payments.credit_limit_negative", S("A credit limit of {limit} is below zero."),
     S("Enter zero or more, or none.")},
    {"payments.document_amount", S("{open} cannot be open of {number} over {total}."),
     S("What is open lies between nothing and the total, in its currency.")},
    {"payments.applied_already", S("Payment {payment} was applied already."), S("Undo it first."),
     S("Nothing was applied twice.")},
    {"payments.over_applied", S("Only {open} is open of {number}."),
     S("Apply less; the rest can stay on the customer's account.")},
    {"payments.not_applied", S("Payment {payment} is not applied, or it came back since."), S("Look at its history.")},
    {"payments.no_such_match", S("Payment {payment} has no such proposal."),
     S("Match it again and choose one of them.")},
    {"payments.certificate_missing", S("Tax was withheld from payment {payment}, and there is no certificate."),
     S("Enter the number of the certificate.")},
    {"payments.rate_missing", S("Payment {payment} is in another currency than its documents."),
     S("Enter what it is worth in theirs.")},
    {"payments.dunning_step_unknown", S("“{value}” is no step of dunning."),
     S("Use retry, notify, outreach, escalate, degrade or suspend.")},
    {"payments.dunning_segment", S("A dunning schedule names no segment."), S("Say whose late payments it is for.")},
    {"payments.dunning_segment_repeated", S("There are two dunning schedules for {segment}."), S("Keep one of them.")},
    {"payments.dunning_days", S("The days of the dunning schedule for {segment} are not in order."),
     S("Use 0 to 3650 days after the due date, each list rising.")},
    {"payments.dunning_order", S("The dunning schedule for {segment} goes too far too early."),
     S("Cut a service down after the grace period, and stop it only after that.")},
    {"payments.dunning_schedule_missing", S("There is no dunning schedule for {segment}."),
     S("Add one, or move the account to another segment.")},
    {"ledger.unbalanced", S("A ledger entry ({kind}) does not come to zero in {currency}."), S("Verify the workspace."),
     S("It was not posted.")},
    {"ledger.one_side", S("A ledger entry ({kind}) has only one side."), S("Verify the workspace."),
     S("It was not posted.")},
    {"ledger.posting_zero", S("A ledger entry ({kind}) has a posting of zero."), S("Verify the workspace."),
     S("It was not posted.")},
    {"ledger.base_differs", S("A posting in {currency} is worth another amount in the same currency."),
     S("Verify the workspace."), S("It was not posted.")},
    {"ledger.amount_negative", S("{amount} is below zero."), S("Post the reverse entry instead."),
     S("It was not posted.")},
    {"ledger.receipt_sum", S("The parts of a payment come to {parts}, and {received} was received."),
     S("Correct what is applied."), S("It was not posted.")},
    {"ledger.carrying", S("A document is carried in {found}, and the books are in {wanted}."),
     S("Verify the workspace."), S("It was not posted.")},
    {"ledger.rate", S("{rate} is no exchange rate for {currency}."),
     S("Use a rate above zero, and 1 for the currency of the books."), S("It was not posted.")},
    {"ledger.rate_missing", S("There is no closing rate for {currency}."), S("Enter the rate of the last day.")},
    {"ledger.period_closed", S("The period of {date} is closed."),
     S("Date it {first_open} or later, or reopen the period."), S("It was not posted.")},
};

constexpr Sentences einvoiceSentences[] = {
    {"einvoice.xml_malformed", S("The XML breaks off or is not well formed in line {line}, column {column}."),
     S("Ask for the file again; it may have been cut off.")},
    {"einvoice.xml_doctype", S("The XML declares a document type in line {line}, which no invoice does."),
     S("Do not open it: such files are used for attacks. Ask the sender.")},
    {"einvoice.xml_too_large", S("The file is larger than an invoice can be; the limit is {limit}."),
     S("Ask the sender for attachments apart from the invoice.")},
    {"einvoice.xml_too_deep", S("The elements of the XML stand more than {limit} deep in one another."),
     S("Ask the sender; this is no invoice.")},
    {"einvoice.not_an_invoice", S("The file is not an electronic invoice: it begins with “{element}”."),
     S("Choose a UBL Invoice or CreditNote, or a CII CrossIndustryInvoice.")},
    {"einvoice.value", S("In line {line}, “{value}” in {element} cannot be read."), S("It has to be {expected}.")},
    {"einvoice.missing", S("{element} has no {value}, without which the invoice says nothing."),
     S("Ask the sender for {expected}.")},
    {"einvoice.currency", S("The amount in line {line} is in {value}, the invoice in {expected}."),
     S("Ask the sender to use one currency.")},
    {"einvoice.character", S("{element} has a character {code} that XML cannot hold."), S("Remove it from the text.")},
    {"einvoice.syntax_unknown", S("“{value}” is no syntax of electronic invoices."), S("Use ubl or cii.")},
    {"einvoice.profile_unknown", S("“{value}” is no profile of electronic invoices."), S("Use one of {expected}.")},
    {"einvoice.profile_syntax", S("The profile {profile} is not written in {syntax}."),
     S("Use the other syntax, or another profile.")},
    {"einvoice.not_issued",
     S("The invoice of {account} is not issued, so it has no number yet; nothing else is missing."),
     S("Issue it first.")},
    {"einvoice.several_taxes", S("Line {line} has {value} taxes; an electronic invoice has one VAT a line."),
     S("Send the PDF instead.")},
    {"einvoice.sales_tax", S("Line {line} bears the sales tax of {jurisdiction}; electronic invoices are about VAT."),
     S("Send the PDF instead.")},
    {"einvoice.line_amount", S("Line {line} comes to {value} by the standard, but {expected} was billed."),
     S("Send the PDF instead, and report the line.")},
    {"einvoice.totals_differ", S("{term} comes to {value} by the standard, but {expected} was billed."),
     S("Round the tax by rate, or send the PDF instead.")},
    {"einvoice.credit_lines", S("{value} credits do not fit the {expected} lines of the invoice."),
     S("Give one for each line.")},
    {"einvoice.base_quantity", S("The price of line {line} is for a quantity of zero."), S("Correct the quantity.")},
    {"documents.factur_x_level", S("“{value}” is no level of Factur-X."), S("Use another profile.")},
    {"documents.factur_x_name", S("The invoice inside the PDF cannot be called {value}."), S("Call it {expected}.")},
    {"documents.factur_x_empty", S("The invoice to embed is empty."), S("Write it first.")},
    {"documents.factur_x_none", S("No electronic invoice is embedded in the PDF."),
     S("Choose an XML file, or ask the sender for it.")},
    {"documents.pdf_unreadable", S("The PDF is damaged or needs a password."), S("Ask for the file again.")},
    {"documents.pdf_too_large", S("What is embedded in the PDF is larger than {limit} bytes."),
     S("Ask the sender; this is no invoice.")},
};

constexpr Sentences kindSentences[] = {
    {"InvalidInput", S("Something in the input cannot be used."), S("Correct it and try again.")},
    {"NotFound", S("The record is not there any more."), S("Go back and refresh the list.")},
    {"Conflict", S("Someone else saved this record first."), S("Reload, then make your change again."),
     S("Their version is kept; yours is still on screen.")},
    {"Forbidden", S("A rule does not allow this."), S("Ask someone who holds the right, or an administrator.")},
    {"Cancelled", S("The work was cancelled."), S("Start it again to go on from there."),
     S("Everything finished before that is kept.")},
    {"Unavailable", S("The database cannot be reached."), S("Check the file or the connection, then try again."),
     S("What is saved is safe.")},
    {"Internal", S("Accord met a fault of its own."),
     S("Try again; if it happens again, send the reference to support."), S("What is saved is safe.")},
};

#undef S

const Sentences *find(const QString &id)
{
    static const QHash<QString, const Sentences *> table = [] {
        QHash<QString, const Sentences *> all;
        const auto add = [&all](const auto &sentences) {
            for (const Sentences &one : sentences)
                all.insert(QString::fromLatin1(one.id), &one);
        };
        add(fileSentences);
        add(inputSentences);
        add(businessSentences);
        add(settlementSentences);
        add(receivableSentences);
        add(einvoiceSentences);
        add(bankSentences());
        return all;
    }();
    return table.value(id, nullptr);
}

const Sentences &ofKind(ErrorKind kind)
{
    // In the order of ErrorKind.
    return kindSentences[size_t(kind)];
}

/// \a sentence with {name} replaced by the argument of that name, once: what stands in an argument is never looked at
/// again.
QString filled(const char *sentence, const QVariantMap &args)
{
    const QString text = Tr::tr(sentence);
    QString result;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text[at] == u'{' ? text.indexOf(u'}', at) : -1;
        if (end < 0) {
            result += text[at++];
            continue;
        }
        const QString name = text.mid(at + 1, end - at - 1);
        const QString value = args.value(name).toString();
        // A leading {path} says where; a sentence that begins with it is whole without.
        const bool leads = at == 0 && name == u"path"_s && !text.startsWith(u"{path} "_s);
        if (leads)
            result += value.isEmpty() ? QString() : Tr::tr("In %1: ").arg(value);
        else
            result += value.isEmpty() ? u"?"_s : value;
        at = end + 1;
    }
    return result;
}

} // namespace

QString ErrorWords::paragraph() const
{
    return QStringList{happened, safe, advice}.join(u' ');
}

ErrorWords inWords(const Error &error)
{
    const Sentences *found = find(error.id);
    const Sentences &sentences = found ? *found : ofKind(error.kind);
    const QString safe = sentences.safe ? filled(sentences.safe, error.args) : Tr::tr("Nothing was changed.");
    return {filled(sentences.happened, error.args), safe, filled(sentences.advice, error.args), error.id};
}

} // namespace accord::ui
