// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/subject.h"
#include "core/base/business_hours.h"

#include <vector>

namespace accord::approvals {

/// Who may be asked: anybody who holds one of the roles, and the people named.
struct Circle
{
    QStringList roles;
    QStringList people; ///< user names

    bool isEmpty() const { return roles.isEmpty() && people.isEmpty(); }
    /// Whether somebody called \a user who holds \a held belongs to it. A controller stands in for an approver.
    bool contains(const QString &user, const QStringList &held) const;
    QString inWords() const; ///< "approver, legal, ann"
    friend bool operator==(const Circle &, const Circle &) = default;
};

/// Roles that may decide about anything at all: "approver", "controller", "manager", "legal".
const QStringList &decidingRoles();

enum class StepMode {
    Any, ///< one of the circle
    All, ///< every role and person of the circle, in any order
    Sequence ///< every role and person of the circle, one after the other as they are written, roles first
};

/// One step of a rule. Steps are taken one after the other.
struct PolicyStep
{
    StepMode mode = StepMode::Any;
    Circle asked;
    std::optional<Money> limit; ///< > 0: up to it this step is enough, above it the next one has to agree as well

    friend bool operator==(const PolicyStep &, const PolicyStep &) = default;
};

/// Who is asked as well when nobody decides for a while.
struct Escalation
{
    int afterHours = 0; ///< business hours, > 0
    Circle to;

    friend bool operator==(const Escalation &, const Escalation &) = default;
};

/// What a subject has to be for a rule to ask; all of what is given has to hold.
struct Conditions
{
    std::optional<Money> above; ///< in company currency, strictly above
    std::optional<Money> upTo; ///< in company currency, at most
    QString department; ///< empty: any
    QString costCentre; ///< empty: any
    std::optional<Decimal> discountAbove; ///< percent, strictly above
    std::optional<int> netDaysAbove; ///< strictly above

    friend bool operator==(const Conditions &, const Conditions &) = default;
};

struct PolicyRule
{
    QString name; ///< unique within its policy
    SubjectKind kind = SubjectKind::Invoice;
    Conditions when;
    std::vector<PolicyStep> steps;
    std::optional<Escalation> escalation;

    bool asksFor(const Subject &subject) const;
    QString inWords() const; ///< "invoice above 5,000.00 USD, cost centre EU-Operations"
    friend bool operator==(const PolicyRule &, const PolicyRule &) = default;
};

/// The approval matrix of a company. A published version never changes.
struct Policy
{
    int version = 0; ///< 0: none was published, nobody is asked for anything
    Currency currency; ///< of its amounts: company currency
    BusinessHours hours; ///< by which escalation counts
    std::vector<PolicyRule> rules;
};

/// \returns InvalidInput "approvals.policy_rule_name" (none or twice), "approvals.policy_no_steps",
///          "approvals.policy_nobody_asked", "approvals.policy_role" for a role that never decides,
///          "approvals.policy_limit" where limits do not rise from step to step, "approvals.policy_limit_open" where
///          nobody is asked above the last limit, "approvals.policy_amounts", "approvals.policy_hours",
///          "approvals.policy_escalation"; with the rule.
Result<> check(const Policy &policy);

/// One decision that a request needs.
struct Seat
{
    int number = 1; ///< unique within the request
    int stage = 1; ///< those of a stage are decided side by side, stages one after the other
    Circle asked;
    std::optional<Money> limit; ///< up to which those asked decide alone; none: without limit
    std::optional<Escalation> escalation;

    friend bool operator==(const Seat &, const Seat &) = default;
};

/// What a policy asks for a subject; no seats: nothing.
struct Demand
{
    std::vector<Seat> seats; ///< by stage
    QStringList rules; ///< names of those that ask
    QString inWords; ///< which rules ask
};

/// What \a policy asks for what \a subjects are together: an invoice that is also an overrun of a budget is one
/// request. Rules ask side by side; what two of them ask of the same circle at the same stage is asked once.
/// \returns InvalidInput "money.currency_mix" for an amount in another currency than the policy's.
Result<Demand> demandOf(const std::vector<Subject> &subjects, const Policy &policy);

/// Adds to \a demand that somebody agrees to spending over a budget that asks for it, where no rule does: an approver.
void askForOverrun(Demand &demand, const Money &over);

QString toString(StepMode mode);

} // namespace accord::approvals
