// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_sentences.h"

#include <QtCore/QtGlobal>

namespace accord::ui {
namespace {

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences sentences[] = {
    // ---- the file as a whole
    {"bank.empty", S("The bank file is empty."), S("Fetch it from the bank again.")},
    {"bank.too_large", S("The bank file has {value} bytes."), S("Use {expected}; ask the bank for shorter periods.")},
    {"bank.not_text", S("Line {line} of the bank file is no text."),
     S("Choose the statement itself, not an archive or a picture.")},
    {"bank.format_unknown", S("This is no bank file that Accord can read; it begins with “{value}”."),
     S("Use {expected}.")},
    {"bank.no_statement", S("The bank file holds no statement ({field})."), S("It needs {expected}.")},
    {"bank.missing", S("Line {line} of the bank file lacks the {field}."), S("It needs {expected}.")},
    {"bank.currency_former", S("The entry in line {line} is in {value}, which was withdrawn."),
     S("It is kept for the record; it is matched to nothing and stands in no books.")},
    {"bank.currency", S("“{value}” in line {line} is no currency that can be used."), S("Use {expected}.")},
    {"bank.currency_mixed", S("Line {line} has amounts in “{value}”, another currency than its account."),
     S("Use {expected}.")},
    {"bank.date", S("“{value}” in line {line} is no {field}."), S("Use {expected}.")},
    {"bank.amount", S("“{value}” in line {line} is no amount ({field})."), S("Use {expected}.")},
    {"bank.amount_too_precise", S("“{value}” in line {line} has more digits than its currency ({field})."),
     S("Use {expected}.")},
    {"bank.amount_too_large", S("“{value}” in line {line} is larger than any amount that can be kept ({field})."),
     S("Use {expected}.")},
    {"bank.mark", S("“{value}” in line {line} says neither credit nor debit ({field})."), S("Use {expected}.")},
    {"bank.entry_status", S("“{value}” in line {line} is no status of an entry ({field})."), S("Use {expected}.")},
    {"bank.exchange_rate", S("“{value}” in line {line} is no exchange rate ({field})."),
     S("Use {expected}; the entry is used without it."), S("The entry was kept.")},
    {"bank.charges", S("The charges in line {line} cannot be used ({field})."),
     S("Use {expected}; the entry is used without them."), S("The entry was kept.")},
    // ---- what does not add up
    {"bank.does_not_reconcile", S("The statement in line {line} does not come to its {field} of {value}."),
     S("Expected is {expected}; ask the bank whether entries are missing."), S("Its entries were kept.")},
    {"bank.batch_does_not_add_up", S("The {value} transactions of the booking in line {line} do not come to it."),
     S("Expected is {expected}; the booking is used as one entry."), S("The booking was kept.")},
    {"bank.control_total", S("The {field} in line {line} is {value}."),
     S("Counted was {expected}; compare the file with the bank's."), S("The entries were kept.")},
    {"bank.record_count", S("The number in line {line} ({field}) is {value}."),
     S("Counted was {expected}; compare the file with the bank's."), S("The entries were kept.")},
    {"bank.entry_hash", S("The entry hash in line {line} is {value}."),
     S("Counted was {expected}; compare the file with the bank's."), S("The entries were kept.")},
    {"bank.lockbox_total", S("The checks of the deposit in line {line} do not come to {value} ({field})."),
     S("Expected is {expected}."), S("The checks were kept.")},
    {"bank.statement_repeated", S("The statement in line {line} stands in the file twice ({value})."),
     S("Expected is {expected}; it counts once."), S("Its entries were kept once.")},
    // ---- single formats
    {"bank.bai2_record", S("Line {line} is no record of BAI2: “{value}”."), S("Use {expected}.")},
    {"bank.bai2_order", S("A record of BAI2 may not stand in line {line} ({field})."), S("It needs {expected}.")},
    {"bank.bai2_group_status", S("“{value}” in line {line} is no status of a group."), S("Use {expected}.")},
    {"bank.bai2_type_code", S("The type code {value} in line {line} says neither credit nor debit."),
     S("Use {expected}.")},
    {"bank.bai2_funds_type", S("The funds type in line {line} cannot be read ({field}: “{value}”)."),
     S("Use {expected}.")},
    {"bank.camt_version", S("“{value}” is no version of a statement that Accord can read."), S("Use {expected}.")},
    {"bank.xml_malformed", S("Line {line} of the bank file is not well-formed XML: {value}."),
     S("Fetch the file from the bank again; it may be cut off.")},
    {"bank.xml_doctype", S("The bank file declares a document type in line {line}."), S("Use {expected}.")},
    {"bank.xml_too_deep", S("The elements in line {line} are nested too deeply."), S("Use {expected}.")},
    {"bank.mt940_balance", S("“{value}” in line {line} is no balance of MT940 ({field})."), S("Use {expected}.")},
    {"bank.mt940_entry", S("“{value}” in line {line} is no entry of MT940 ({field})."), S("Use {expected}.")},
    {"bank.ofx_malformed", S("Line {line} of the OFX file cannot be read ({field}: “{value}”)."), S("Use {expected}.")},
    {"bank.nacha_record", S("Line {line} is no record of NACHA: “{value}”."), S("Use {expected}.")},
    {"bank.nacha_field", S("“{value}” in line {line} is no {field}."), S("Use {expected}.")},
    {"bank.nacha_trace", S("“{value}” in line {line} is no {field}."), S("Use {expected}.")},
    {"bank.nacha_return", S("“{value}” in line {line} is no reason for a return."), S("Use {expected}.")},
    {"bank.nacha_change", S("“{value}” in line {line} is no notification of change."), S("Use {expected}.")},
    {"bank.csv_columns", S("Line {line} has other columns than the first one ({field}: “{value}”)."),
     S("Use {expected}.")},
    {"bank.csv_quote", S("The quotes in line {line} do not close: “{value}”."), S("Use {expected}.")},
    {"bank.lockbox_header", S("“{value}” in line {line} is no heading of a lockbox file that can be used."),
     S("Use {expected}.")},
    {"bank.lockbox_duplicate", S("Check {value} in line {line} stands in the file twice."),
     S("Expected is {expected}.")},
    // ---- numbers of accounts and references
    {"bank.iban_country", S("No length of account numbers is registered for the country of “{value}”."),
     S("Use {expected}.")},
    {"bank.iban_length", S("“{value}” has the wrong length for an IBAN."), S("Use {expected}.")},
    {"bank.iban_characters", S("“{value}” holds characters that an IBAN cannot have."), S("Use {expected}.")},
    {"bank.iban_check_digits", S("The check digits of the IBAN “{value}” are wrong."),
     S("Compare it with the letter of the bank: expected is {expected}.")},
    {"bank.routing_number", S("“{value}” is no routing number."), S("Use {expected}.")},
    {"bank.reference_kind", S("“{value}” is no creditor reference."), S("Use {expected}.")},
    {"bank.reference_length", S("The reference “{value}” has the wrong length."), S("Use {expected}.")},
    {"bank.reference_characters", S("The reference “{value}” holds characters that it cannot have."),
     S("Use {expected}.")},
    {"bank.reference_check_digits", S("The check digits of the reference “{value}” are wrong."),
     S("Compare it with the invoice: expected is {expected}.")},
    // ---- entries that are stored
    {"bank.identity_conflict", S("The entry in line {line} is known, but with other facts: {value}."),
     S("Expected is {expected}. Ask the bank which one is right."), S("What was imported before stays.")},
    {"bank.batch_known",
     S("The transaction in line {line} belongs to a booking that was imported without it: {value}."),
     S("Expected is {expected}."), S("The money was not counted twice.")},
    {"bank.entry_not_found", S("There is no bank entry {entry}."), S("List them with “bank entries”.")},
    {"bank.state_unknown", S("“{value}” is no state of a bank entry."), S("Use one of {known}.")},
    {"bank.entry_immutable", S("What the bank said about an entry cannot be changed."),
     S("Import the bank's correction instead.")},
    {"bank.history_kept", S("Imported files and decisions stay on record."), S("Decide again instead.")},
    // ---- payments made of entries
    {"payments.beyond_entry", S("More would be applied than the bank entry comes to."), S("Apply less.")},
    {"payments.currency", S("A payment cannot be applied to an invoice in another currency."),
     S("Choose invoices in the currency of the payment.")},
    {"payments.document_unknown", S("There is no issued invoice {number} with an amount to pay."),
     S("Check the number; drafts and invoices paid by credit cannot be paid.")},
    {"payments.not_open", S("Bank entry {entry} is not waiting for a decision: it is “{state}”."),
     S("Take its application back first, or choose another entry.")},
    {"payments.nothing_open", S("Nothing is open of {number} for bank entry {entry}."),
     S("Choose other invoices, or leave the entry unapplied.")},
    {"payments.nothing_proposed", S("Nothing is proposed for bank entry {entry}."),
     S("Name the invoices that it pays.")},
    {"payments.no_second_payment", S("Bank entry {entry} is not proposed as a second payment."),
     S("Match the open entries first; credit of a customer is paid back by a refund.")},
    {"payments.nothing_to_write_off", S("The invoices of bank entry {entry} are paid whole."),
     S("There is nothing to give up.")},
    {"payments.write_off_limit", S("{rest} lacks, and at most {limit} may be given up."),
     S("Accept the partial payment and collect the rest, or raise the limit.")},
    {"payments.beyond_write_off_limit", S("More would be given up than the limit allows."),
     S("Accept the partial payment and collect the rest, or raise the limit.")},
    {"payments.limit_negative", S("A write-off limit of {amount} is below zero."),
     S("Enter zero or more; zero: nothing is given up.")},
    {"payments.history_kept", S("Payments and what they were applied to stay on record."),
     S("Take an application back with “payment unapply”.")},
    {"payments.state_without_payment", S("A bank entry is applied exactly when it has a payment."),
     S("Apply it, or take its application back.")},
    {"payments.payer_unknown", S("Nobody knows whose credit bank entry {entry} is."), S("Name the invoices it pays.")},
    {"ledger.entry_not_found", S("The ledger entry ({kind}) is missing."), S("Verify the workspace.")},
};

#undef S

} // namespace

std::span<const Sentences> bankSentences()
{
    return sentences;
}

} // namespace accord::ui
