// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/policy.h"

#include <algorithm>

namespace accord::approvals {

namespace {

QString words(const Money &amount)
{
    return u"%1 %2"_s.arg(amount.toString(), amount.currency().code());
}

Result<> refuse(const QString &id, const PolicyRule &rule, QVariantMap args = {})
{
    args.insert(u"rule"_s, rule.name);
    return fail(ErrorKind::InvalidInput, id, args);
}

Result<> checkCircle(const PolicyRule &rule, const Circle &circle)
{
    if (circle.isEmpty())
        return refuse(u"approvals.policy_nobody_asked"_s, rule);
    for (const QString &role : circle.roles) {
        if (!decidingRoles().contains(role))
            return refuse(u"approvals.policy_role"_s, rule,
                          {{u"role"_s, role}, {u"known"_s, decidingRoles().join(u", "_s)}});
    }
    return {};
}

Result<> checkLimits(const PolicyRule &rule)
{
    std::optional<Money> before;
    for (const PolicyStep &step : rule.steps) {
        const auto &limit = step.limit;
        if (limit && (limit->minor() <= 0 || (before && limit->minor() <= before->minor())))
            return refuse(u"approvals.policy_limit"_s, rule, {{u"limit"_s, limit->toString()}});
        if (limit)
            before = limit;
    }
    const auto &last = rule.steps.back().limit;
    if (last && !(rule.when.upTo && rule.when.upTo->minor() <= last->minor()))
        return refuse(u"approvals.policy_limit_open"_s, rule, {{u"limit"_s, last->toString()}});
    return {};
}

Result<> checkRule(const PolicyRule &rule)
{
    if (rule.steps.empty())
        return refuse(u"approvals.policy_no_steps"_s, rule);
    for (const PolicyStep &step : rule.steps) {
        if (const auto fine = checkCircle(rule, step.asked); !fine)
            return fine;
    }
    if (rule.when.above && rule.when.upTo && rule.when.upTo->minor() <= rule.when.above->minor())
        return refuse(u"approvals.policy_amounts"_s, rule);
    if (rule.escalation) {
        if (rule.escalation->afterHours <= 0 || rule.escalation->afterHours > 1000)
            return refuse(u"approvals.policy_escalation"_s, rule, {{u"hours"_s, rule.escalation->afterHours}});
        if (const auto fine = checkCircle(rule, rule.escalation->to); !fine)
            return fine;
    }
    return checkLimits(rule);
}

/// The circles of one decision each that a step needs.
std::vector<Circle> circlesOf(const PolicyStep &step)
{
    if (step.mode == StepMode::Any)
        return {step.asked};
    std::vector<Circle> circles;
    for (const QString &role : step.asked.roles)
        circles.push_back({{role}, {}});
    for (const QString &person : step.asked.people)
        circles.push_back({{}, {person}});
    return circles;
}

void addSeat(std::vector<Seat> &seats, Seat seat)
{
    const auto same = std::ranges::find_if(seats, [&](const Seat &one) {
        return one.stage == seat.stage && one.asked == seat.asked && one.escalation == seat.escalation;
    });
    if (same == seats.end())
        return seats.push_back(std::move(seat));
    if (seat.limit && same->limit)
        same->limit = Money(std::max(same->limit->minor(), seat.limit->minor()), seat.limit->currency());
    else
        same->limit.reset();
}

void addSeatsOf(const PolicyRule &rule, const Money &amount, std::vector<Seat> &seats)
{
    int stage = 1;
    for (const PolicyStep &step : rule.steps) {
        int own = stage;
        for (const Circle &circle : circlesOf(step)) {
            addSeat(seats, {0, own, circle, step.limit, rule.escalation});
            stage = own + 1;
            if (step.mode == StepMode::Sequence)
                own = stage;
        }
        if (step.limit && amount.minor() <= step.limit->minor())
            return; // those asked so far decide alone
    }
}

void number(std::vector<Seat> &seats)
{
    std::ranges::stable_sort(seats, {}, &Seat::stage);
    int last = 0;
    for (Seat &seat : seats)
        seat.number = ++last;
}

} // namespace

const QStringList &decidingRoles()
{
    static const QStringList roles{u"approver"_s, u"controller"_s, u"manager"_s, u"legal"_s};
    return roles;
}

bool Circle::contains(const QString &user, const QStringList &held) const
{
    return people.contains(user) || std::ranges::any_of(roles, [&](const QString &role) {
               return held.contains(role) || (role == u"approver"_s && held.contains(u"controller"_s));
           });
}

QString Circle::inWords() const
{
    return (roles + people).join(u", "_s);
}

bool PolicyRule::asksFor(const Subject &subject) const
{
    return kind == subject.kind && (!when.above || subject.amount.minor() > when.above->minor())
           && (!when.upTo || subject.amount.minor() <= when.upTo->minor())
           && (when.department.isEmpty() || subject.departments.contains(when.department))
           && (when.costCentre.isEmpty() || subject.costCentres.contains(when.costCentre))
           && (!when.discountAbove || (subject.discountPercent && *subject.discountPercent > *when.discountAbove))
           && (!when.netDaysAbove || (subject.netDays && *subject.netDays > *when.netDaysAbove));
}

QString PolicyRule::inWords() const
{
    QString said = toString(kind).replace(u'_', u' ');
    if (when.above)
        said += u" above "_s + words(*when.above);
    if (when.upTo)
        said += u" up to "_s + words(*when.upTo);
    if (when.discountAbove)
        said += u", discount above %1 %"_s.arg(when.discountAbove->toShortString());
    if (when.netDaysAbove)
        said += u", terms above net %1"_s.arg(*when.netDaysAbove);
    if (!when.department.isEmpty())
        said += u", department "_s + when.department;
    if (!when.costCentre.isEmpty())
        said += u", cost centre "_s + when.costCentre;
    return said;
}

Result<> check(const Policy &policy)
{
    QStringList names;
    if (policy.hours.opens >= policy.hours.closes || policy.hours.days.weekend.size() >= 7)
        return fail(ErrorKind::InvalidInput, u"approvals.policy_hours"_s);
    for (const PolicyRule &rule : policy.rules) {
        if (rule.name.trimmed().isEmpty() || names.contains(rule.name))
            return refuse(u"approvals.policy_rule_name"_s, rule);
        names << rule.name;
        if (const auto fine = checkRule(rule); !fine)
            return fine;
    }
    return {};
}

Result<Demand> demandOf(const std::vector<Subject> &subjects, const Policy &policy)
{
    Demand demand;
    QStringList said;
    for (const Subject &subject : subjects) {
        for (const PolicyRule &rule : policy.rules) {
            if (rule.kind != subject.kind)
                continue;
            if (subject.amount.currency() != policy.currency)
                return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                            {{u"one"_s, policy.currency.code()}, {u"other"_s, subject.amount.currency().code()}});
            if (!rule.asksFor(subject) || demand.rules.contains(rule.name))
                continue;
            demand.rules << rule.name;
            said << rule.inWords();
            addSeatsOf(rule, subject.amount, demand.seats);
        }
    }
    number(demand.seats);
    demand.inWords = said.join(u"; "_s);
    return demand;
}

void askForOverrun(Demand &demand, const Money &over)
{
    addSeat(demand.seats, {0, 1, {{u"approver"_s}, {}}, {}, {}});
    number(demand.seats);
    const QString said = u"spending over a budget by "_s + words(over);
    demand.inWords += demand.inWords.isEmpty() ? said : u"; "_s + said;
}

QString toString(StepMode mode)
{
    switch (mode) {
    case StepMode::Any:
        return u"any"_s;
    case StepMode::All:
        return u"all"_s;
    case StepMode::Sequence:
        return u"sequence"_s;
    }
    Q_UNREACHABLE();
}

} // namespace accord::approvals
