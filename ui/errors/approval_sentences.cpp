// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_sentences.h"

#include <QtCore/QtGlobal>

namespace accord::ui {
namespace {

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences sentences[] = {
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
    {"approvals.delegation_limit",
     S("{for} left decisions up to {limit} {currency} to {user}; this one is over {amount}."),
     S("Leave it to {for}, or to somebody else who may decide it.")},
    {"approvals.delegation_limit_zero", S("A delegation up to nothing lets nobody decide."),
     S("Enter an amount above zero, or none for every amount.")},
    {"approvals.delegation_past", S("The delegation ended on {day}, before today."),
     S("Choose days that are to come.")},
    {"approvals.delegation_days", S("A delegation from {from} to {to} has no day."),
     S("Let it end on its first day or later.")},
    {"approvals.delegation_role", S("{user} decides nothing that could be left to somebody."),
     S("Only approvers, controllers, managers and legal can delegate.")},
    {"approvals.delegate_unfit",
     S("{user} cannot decide in another's place: administrators, auditors and workers "
       "never do."),
     S("Choose another person.")},
    {"approvals.delegation_not_found", S("There is no delegation {delegation}."),
     S("approval delegations shows all of them.")},
    {"approvals.delegation_of_other", S("This is a delegation of {user}."),
     S("Only who gave or holds it takes it back.")},
    {"approvals.delegation_ended", S("This delegation was taken back already."), S("Reload the list.")},
    {"approvals.out_of_order", S("This step is not to be decided yet."), S("The steps before it come first.")},
    {"approvals.limit_too_low", S("Nobody who approved it may decide so large an amount."),
     S("Somebody with a higher limit has to agree as well.")},
    {"approvals.not_escalated", S("This request does not go to anybody further."),
     S("Leave it to those who are asked.")},
    {"approvals.seats_missing", S("A request says for whom it waits."), S("Nothing was stored.")},
    {"approvals.not_decided", S("The request is not decided yet."), S("Every step needs its decision.")},
    {"approvals.immutable", S("What was asked and decided is never changed."), S("Ask again instead.")},
    {"approvals.ask_self", S("You asked for this yourself."), S("Answer what others ask instead.")},
    {"approvals.answer_by_other", S("The question was put to {user}."), S("Leave the answer to them, or ask as well.")},
    {"approvals.no_question", S("Nobody asked anything about this request."), S("Write when there is a question.")},
    {"approvals.kind_unknown", S("“{value}” is nothing that is approved."), S("Use one of {known}.")},
    {"approvals.kind_has_document", S("A request about {kind} comes with its document."),
     S("Run a bill, or ask for a credit note: it is submitted by itself.")},
    {"approvals.field_unknown", S("“{value}” is nothing that a request changes."), S("Use one of {known}.")},
    {"approvals.change_part", S("{record} has no {value}."), S("Use one of {known}.")},
    {"approvals.change_nothing", S("{what} says {value} already."), S("Ask for something else.")},
    {"approvals.change_days", S("“{value}” is no number of days until payment."), S("Use 0 to {most}.")},
    {"approvals.change_limit", S("A credit limit of {value} is below zero."),
     S("Use 0 for nothing on credit, or none to lift the limit.")},
    {"approvals.change_waits", S("{what} is asked about already, by {user}."), S("Let that request be decided first.")},
    {"approvals.change_role", S("{user} holds the role {role} and asks for nothing."),
     S("Somebody who looks after the customer asks.")},
    {"approvals.change_none", S("This request changes no record."), S("Make a new request.")},
    {"approvals.change_by_request", S("The {what} of {record} is changed by a request: the rule “{rule}” asks for it."),
     S("Use “Request a change…” in the console, or: accordctl {how} --to VALUE --reason TEXT")},
    {"approvals.terms_by_request", S("Payment terms and credit limits change by a request: the policy asks for it."),
     S("Use “Request a change…” in the console, or: accordctl approval change")},
    {"approvals.change_outdated",
     S("{record} was changed since the request: it asked about version {asked}, now there "
       "is version {now}."),
     S("Ask again about the record as it is now.")},
    {"approvals.change_returned",
     S("{record} was changed since the request: it asked about version {asked}, now there "
       "is version {now}."),
     S("{user} can ask again about the record as it is now."),
     S("The record was left as it is, and the request went back to {user}.")},
    {"approvals.again_by_other", S("{user} asked for this."), S("Make a request of your own.")},
    {"approvals.again_waits", S("This request is {state}."), S("Only what was rejected or went back is asked again.")},
    {"approvals.no_price_book", S("No price book was published."), S("Import one first.")},
    {"approvals.matter_title", S("The request has no title."), S("Say in a few words what is to be approved.")},
    {"approvals.matter_reason", S("The request gives no reason."), S("Say in a sentence why it should be approved.")},
    {"approvals.matter_not_found", S("What the request was about is gone."), S("Verify the workspace.")},
    {"approvals.policy_rule_name", S("A rule of the policy has no name of its own: “{rule}”."),
     S("Give every rule another name.")},
    {"approvals.policy_no_steps", S("The rule “{rule}” asks nobody."), S("Give it a step.")},
    {"approvals.policy_nobody_asked", S("A step of the rule “{rule}” names neither a role nor a person."),
     S("Name who is asked.")},
    {"approvals.policy_role", S("The rule “{rule}” asks the role {role}, which decides nothing."),
     S("Use one of {known}.")},
    {"approvals.policy_mode", S("“{value}” is no way to ask several people."), S("Use any, all or sequence.")},
    {"approvals.policy_limit", S("The limit {limit} in the rule “{rule}” is not above the one before it."),
     S("Let limits rise from step to step.")},
    {"approvals.policy_limit_open", S("Above {limit} nobody is asked by the rule “{rule}”."),
     S("Add a step without a limit, or let the rule end at that amount (amount_up_to).")},
    {"approvals.policy_amounts", S("The rule “{rule}” asks for no amount at all."),
     S("Let amount_up_to be above amount_above.")},
    {"approvals.policy_hours", S("The business hours of the policy have no hour."),
     S("Write times as 09:00, and let it close after it opens on one day of the week at least.")},
    {"approvals.policy_escalation", S("The rule “{rule}” escalates after {hours} hours."), S("Use 1 to 1000.")},
    {"approvals.policy_currency", S("The policy is in {value}, the company counts in {company}."),
     S("Write its amounts in {company}.")},
    {"approvals.policy_same", S("The policy in force, version {version}, says the same already."),
     S("Change something first.")},
    {"approvals.policy_not_found", S("There is no version {version} of the policy."),
     S("approval policy versions shows all of them.")},
    {"approvals.policy_not_proposed", S("Nobody proposed this policy yet."),
     S("Another person, an administrator or a controller, proposes it first: approval policy propose FILE.")},
    {"approvals.policy_role_missing", S("{user} cannot publish a policy."), S("A controller does.")},
    {"approvals.policy_four_eyes", S("You proposed this policy yourself."), S("Another controller publishes it.")},
    {"approvals.policy_outdated", S("A later policy was published meanwhile."),
     S("Propose it again on top of that one.")},
    {"approvals.policy_immutable", S("A published policy never changes."), S("Propose the next version.")},
    {"approvals.not_found", S("There is no request {approval}."), S("Copy the id from the list of approvals.")},
    {"approvals.change_hold", S("No reason is given for the hold on {account}."),
     S("Say why, or none to lift the hold.")},
    {"approvals.change_held", S("{account} is on hold already: {reason}"), S("Lift that hold first.")},
    {"approvals.change_pass", S("{invoice} is no draft of {account}."), S("Use the id of a draft of this account.")},
};

#undef S

} // namespace

std::span<const Sentences> approvalSentences()
{
    return sentences;
}

} // namespace accord::ui
