// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_sentences.h"

#include <QtCore/QtGlobal>

namespace accord::ui {
namespace {

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences sentences[] = {
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
    {"contracts.location_code_twice", S("{path}Two locations have the code “{value}”."),
     S("Give each location a code of its own.")},
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
    {"contracts.milestone_unknown", S("Contract {contract} has no milestone “{milestone}”."),
     S("Use one of: {known}.")},
    {"contracts.milestone_ahead", S("“{milestone}” cannot have been reached on “{day}”."),
     S("Use today or an earlier day, as 2026-06-30.")},
    {"contracts.no_service_credits", S("Contract {contract} has no service level table."),
     S("Add one to the contract first.")},
    {"contracts.sla_percent", S("In the service level table, {path} is outside 0 to 100 %."), S("Correct it.")},
    {"contracts.sla_bands", S("In the service level table, {path} does not follow the band above it."),
     S("Order bands by falling uptime; a lower uptime gives at least as much.")},
    {"contracts.activation_waits", S("Version {version} of {number} waits for approval already, asked for by {user}."),
     S("Let that request be decided first.")},
    {"contracts.sla_promise", S("In the service level table, {path} is contradictory."),
     S("Give each promise a name of its own, and an amount or a percentage.")},
    {"contracts.sla_report", S("The measured {path} is not possible."), S("Check the report.")},
    {"contracts.sla_unknown_promise", S("The contract has no promise “{value}”."), S("Check the report.")},
    {"pricing.tiers_empty", S("{path}There is no tier."), S("Give at least one.")},
    {"pricing.tier_order", S("{path}Tier {tier} does not lie above the one before."), S("Let the limits rise.")},
    {"pricing.tier_open", S("{path}Only the last tier may be open, and it must be."),
     S("Give every other tier a limit; leave the last one's empty.")},
    {"pricing.tier_negative", S("{path}Tier {tier} has a negative price or limit."), S("Use zero or more.")},
    {"pricing.price_negative", S("{path}{value} is negative."), S("Use zero or more.")},
    {"pricing.package_size", S("{path}A package of {value} units is not possible."), S("Use a size above zero.")},
    {"pricing.block_size", S("{path}Tier {tier} has blocks of {value} units."), S("Use a size above zero.")},
    {"pricing.event_limits", S("{path}The least for an event, {least}, is above the most, {most}."),
     S("Exchange the two, or leave one empty.")},
    {"pricing.ramp_order", S("{path}Step {step} of the ramp ({from}) does not come after the one above it."),
     S("Order the steps by their day; a day can have one step only.")},
    {"pricing.index_not_positive", S("{path}The index of rise {step}, or the one before it, is not above zero."),
     S("Enter the index as it is published.")},
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
    {"discount.coupon_line", S("The coupon {discount} names a line that is not there, or one line twice."),
     S("Name each line once.")},
    {"catalog.meter_code", S("“{value}” is no code of a meter."),
     S("Begin with a lower-case letter and go on with letters, digits and “_”, as in api_calls.")},
    {"catalog.meter_name", S("The meter {meter} has no name or no unit."), S("Say what it is called and counted in.")},
    {"catalog.meter_exists", S("There is a meter {meter} already."), S("Change that one, or choose another code.")},
    {"catalog.meter_in_use", S("Usage of {meter} was counted already, as {aggregation}."),
     S("Add a meter of another code to add it up in another way.")},
    {"catalog.no_price_book", S("No price book is published yet."), S("Import one.")},
    {"recognition.months", S("Revenue cannot be dealt out to {months} months."), S("Use 1 to {most} months.")},
    {"recognition.pattern_unknown", S("Revenue cannot be recognised by “{value}”."),
     S("Use daily, even_months or point_in_time.")},
    {"recognition.change_order", S("The change on {day} lies before {after}."),
     S("Enter changes in their order, from the start on.")},
};

#undef S

} // namespace

std::span<const Sentences> contractSentences()
{
    return sentences;
}

} // namespace accord::ui
