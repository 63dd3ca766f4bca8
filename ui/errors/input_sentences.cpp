// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_sentences.h"

#include <QtCore/QtGlobal>

namespace accord::ui {
namespace {

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences sentences[] = {
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
    {"link.no_link", S("This is no link of Accord."),
     S("A link begins with accord:// and is copied with Ctrl+Shift+L from the page that it shows.")},
    {"link.too_long", S("The link is longer than 4,096 characters."), S("Copy it again from the page that it shows.")},
    {"link.address", S("The link does not name a page."), S("Copy it again, whole, from the page that it shows.")},
    {"link.view", S("What the link says of filter and choice cannot be read."),
     S("Copy it again, whole, or leave out everything from the question mark on.")},
    {"link.other_company", S("The link leads to another company than the one that is open."),
     S("Open that company, and the link then.")},
    {"link.company_unknown", S("The link leads to a company that was never opened on this machine."),
     S("Open its file or its server once, and the link then.")},
    {"link.page_unknown", S("There is no page “{page}” in this version of Accord."),
     S("Ask for a link that was copied with the same version.")},
    {"date.range", S("{path}“{value}” lies outside the years that Accord can compute with (1900 to 2999)."),
     S("Write a day within them; a contract without an end is renewed.")},
    {"date.malformed", S("{path}“{value}” is no day."), S("Write a day that exists, such as 2024-02-29.")},
    {"date.invalid", S("A date is missing."), S("Enter it as year, month and day.")},
    {"date.unreadable", S("“{value}” is no day."), S("Write “{field}” as 2026-12-31, or leave it empty.")},
    {"time.zone_unknown", S("There is no time zone “{value}”."), S("Use a name such as Europe/Berlin.")},
    {"time.instant_invalid", S("The point in time is not valid."), S("Write it as 2024-02-29T08:00:00Z.")},
    {"period.malformed", S("“{value}” is no month."), S("Write year and month, such as 2024-01.")},
    {"period.empty", S("{path}The period from {start} to {end} has no day."), S("Let the end come after the start.")},
    {"period.range", S("A date lies outside the years that Accord can compute with (1900 to 2999)."),
     S("Check the dates.")},
    {"money.too_precise", S("{path}{value} has more digits than {currency} has ({digits})."),
     S("Round it to the currency's own digits.")},
    {"money.currency_mix", S("Two currencies cannot be added."), S("Use one currency for a contract.")},
    {"currency.unknown", S("{path}“{value}” is no currency of ISO 4217."), S("Use a code such as USD or EUR.")},
    {"currency.digits", S("{value} digits after the point are not possible."), S("Use 0 to 12.")},
    {"allocation.weights", S("Shares must be zero or more, and one of them above zero."), S("Correct the shares.")},
    {"exchange.rate_missing", S("There is no exchange rate from {from} to {to} on {day} or before."),
     S("Add the rate, or bill in another currency.")},
    {"usage.password_file_open", S("Others may read the file {file}, which holds a password."),
     S("Keep it to yourself: chmod 600 {file}")},
    {"usage.secret_missing", S("A passphrase is needed, and there is no terminal to ask on."),
     S("Set it in the environment as {variable}.")},
    {"usage.file_invalid", S("Mistakes found in the usage file: {problems}."),
     S("Correct them and import the whole file again."), S("Nothing of the file was imported.")},
    {"usage.code_kind", S("“{value}” is nothing that a code of usage files names."),
     S("Write account, location or meter.")},
    {"usage.code_missing", S("The usage names nothing there."),
     S("Correct the file: a code is needed to say what it is.")},
    {"usage.code_known", S("There is an own {kind} {code}."), S("It stands for itself; map codes that nothing has.")},
    {"usage.code_mapped", S("The {kind} {code} of usage files stands for {to} already."),
     S("Take that back first, if it is wrong.")},
    {"usage.code_not_mapped", S("Nobody said what the {kind} {code} of usage files stands for."),
     S("Look at the list of codes.")},
    {"usage.location_not_found", S("There is no location {location}."), S("Use the code of a location.")},
    {"usage.workspace_missing", S("No company file is named."), S("Add --workspace FILE.accord.")},
    {"usage.period_missing", S("No month is named."), S("Add --period YYYY-MM.")},
    {"usage.option_missing", S("The option {option} is missing."), S("Add it.")},
    {"usage.option_choice", S("“{value}” is nothing for {option}."), S("Write one of {known}.")},
    {"usage.option_verb", S("“{value}” is nothing that a policy can do."),
     S("Use show, export, versions, propose, publish or simulate.")},
    {"usage.option_login", S("“{value}” is no person and login."), S("Write --login PERSON=LOGIN.")},
    {"usage.option_limit", S("“{value}” is no number of rows."), S("Use --limit with 1 to 1000000.")},
    {"usage.option_share_issue", S("A run that workers do does not issue as well."),
     S("Leave --issue out, and issue when accordctl worker status says that all is done.")},
    {"usage.option_command_issue", S("A bill run under a command id does not issue as well."),
     S("Run it first; then issue with “invoice issue” and a command id of its own.")},
    {"usage.option_value", S("The option {option} needs a value."), S("Write it behind the option.")},
    {"usage.option_number", S("“{value}” behind {option} is no number."), S("Write a whole number.")},
    {"usage.option_line", S("“{value}” is no number of a line."), S("Use --line with 1, 2, 3 and so on.")},
    {"usage.option_correct", S("A correction credits the whole invoice."),
     S("Leave out --line, --amount and --percent, or --correct.")},
    {"usage.breach_form", S("“{value}” is no breach count."), S("Write it as NAME=COUNT.")},
};

#undef S

} // namespace

std::span<const Sentences> inputSentences()
{
    return sentences;
}

} // namespace accord::ui
