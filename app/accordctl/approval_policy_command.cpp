// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/approval_parts.h"
#include "app/accordctl/command.h"

#include "core/approvals/policy_json.h"
#include "core/workspace/approval_policies.h"

#include <QtCore/QJsonDocument>

namespace accord::ctl {

using workspace::ApprovalPolicies;

namespace {

Result<approvals::Policy> policyFrom(const QString &file)
{
    return Context::readFile(file).and_then(approvals::readPolicy);
}

/// The version that is named, or the one in force.
Result<approvals::Policy> namedPolicy(Context &context, ApprovalPolicies &policies)
{
    const QString named = context.arguments().positional(1);
    if (named.isEmpty())
        return policies.current();
    const auto version = policies.version(named.toInt());
    return version ? Result<approvals::Policy>(version->policy) : passOn(version);
}

QString stepsInWords(const approvals::PolicyRule &rule)
{
    QStringList said;
    for (const approvals::PolicyStep &step : rule.steps) {
        QString words = approvals::toString(step.mode) + u" of "_s + step.asked.inWords();
        if (step.limit)
            words += u" up to "_s + step.limit->toString();
        said << words;
    }
    return said.join(u"; then "_s);
}

Result<int> show(Context &context, ApprovalPolicies &policies)
{
    const auto policy = namedPolicy(context, policies);
    if (!policy)
        return passOn(policy);
    if (context.output().format() == Format::Json) {
        QJsonObject document = approvals::toJson(*policy);
        document.insert(u"version"_s, policy->version);
        context.output().document(document);
        return Exit::Done;
    }
    QJsonArray rows;
    for (const approvals::PolicyRule &rule : policy->rules)
        rows.append(QJsonObject{
            {u"rule"_s, rule.name},
            {u"asks_for"_s, rule.inWords()},
            {u"steps"_s, stepsInWords(rule)},
            {u"escalates"_s,
             rule.escalation ? u"after %1 h to %2"_s.arg(rule.escalation->afterHours).arg(rule.escalation->to.inWords())
                             : QString()}});
    context.output().note(u"Approval policy, version %1"_s.arg(policy->version));
    const auto written = context.output().records(rows, {u"rule"_s, u"asks_for"_s, u"steps"_s, u"escalates"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> exportPolicy(Context &context, ApprovalPolicies &policies)
{
    const auto policy = namedPolicy(context, policies);
    if (!policy)
        return passOn(policy);
    const auto written = Context::writeFile(context.arguments().value(u"out"_s, u"-"_s),
                                            Output::inJson(QJsonDocument(approvals::toJson(*policy))));
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> versions(Context &context, ApprovalPolicies &policies)
{
    const auto known = policies.versions();
    if (!known)
        return passOn(known);
    QJsonArray rows;
    for (const storage::PolicyVersion &version : *known)
        rows.append(QJsonObject{
            {u"version"_s, version.policy.version},
            {u"rules"_s, int(version.policy.rules.size())},
            {u"proposed_by"_s, version.proposedBy},
            {u"proposed_at"_s, version.proposedAt.toString(Qt::ISODate)},
            {u"published_by"_s, version.isPublished() ? QJsonValue(version.publishedBy) : QJsonValue()},
            {u"published_at"_s,
             version.isPublished() ? QJsonValue(version.publishedAt.toString(Qt::ISODate)) : QJsonValue()}});
    const auto written = context.output().records(
        rows, {u"version"_s, u"rules"_s, u"proposed_by"_s, u"proposed_at"_s, u"published_by"_s, u"published_at"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> propose(Context &context, ApprovalPolicies &policies)
{
    const auto policy = policyFrom(context.arguments().positional(1));
    if (!policy)
        return passOn(policy);
    const auto version = policies.propose(*policy);
    if (!version)
        return passOn(version);
    context.output().document({{u"version"_s, *version}, {u"state"_s, u"proposed"_s}});
    return Exit::Done;
}

QJsonArray toJson(const std::vector<workspace::MovedRequest> &moved)
{
    QJsonArray rows;
    for (const workspace::MovedRequest &one : moved)
        rows.append(QJsonObject{{u"id"_s, one.approval.id.toString()},
                                {u"account"_s, one.accountName},
                                {u"amount"_s, one.approval.amount.toString()},
                                {u"currency"_s, one.approval.amount.currency().code()},
                                {u"asked"_s, one.before},
                                {u"asks_then"_s, one.after.isEmpty() ? u"nobody"_s : one.after},
                                {u"decisions_dropped"_s, int(one.approval.decisions.size())}});
    return rows;
}

Result<int> printMoved(Context &context, const std::vector<workspace::MovedRequest> &moved)
{
    const auto written = context.output().records(
        toJson(moved), {u"id"_s, u"account"_s, u"amount"_s, u"currency"_s, u"asked"_s, u"asks_then"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> publish(Context &context, ApprovalPolicies &policies)
{
    const QString named = context.arguments().positional(1);
    bool isNumber = false;
    const int number = named.toInt(&isNumber);
    const auto policy = isNumber ? policies.version(number).map([](const auto &version) { return version.policy; })
                                 : policyFrom(named);
    if (!policy)
        return passOn(policy);
    if (context.arguments().has(u"dry-run"_s)) {
        const auto moved = policies.moves(*policy);
        return moved ? printMoved(context, *moved) : passOn(moved);
    }
    const auto published = isNumber ? policies.publish(number) : policies.publish(*policy);
    if (!published)
        return passOn(published);
    context.output().note(u"Version %1 is the policy; %2 open request(s) start again."_s.arg(published->version)
                              .arg(published->moved.size()));
    return printMoved(context, published->moved);
}

Result<Period> periodOf(const Context &context, workspace::Services &services)
{
    const auto from = context.date(u"from"_s);
    const auto to = context.date(u"to"_s);
    if (!from || !to)
        return from ? passOn(to) : passOn(from);
    const QDate last = to->isValid() ? *to : services.clock().today();
    const QDate first = from->isValid() ? *from : last.addYears(-1).addDays(1);
    return Period::make(first, last.addDays(1));
}

QJsonObject toJson(const workspace::PolicySimulation &simulation)
{
    QJsonArray documents;
    for (const workspace::SimulatedDocument &one : simulation.documents) {
        if (one.before.isEmpty() && one.after.isEmpty())
            continue;
        documents.append(QJsonObject{{u"kind"_s, approvals::toString(one.document.subject.kind)},
                                     {u"id"_s, one.document.id.toString(QUuid::WithoutBraces)},
                                     {u"number"_s, one.document.number},
                                     {u"account"_s, one.document.accountName},
                                     {u"day"_s, one.document.day.toString(Qt::ISODate)},
                                     {u"amount"_s, one.document.subject.amount.toString()},
                                     {u"asks_today"_s, one.before},
                                     {u"would_ask"_s, one.after},
                                     {u"rule"_s, one.rules},
                                     {u"differs"_s, one.differs}});
    }
    return {{u"from"_s, simulation.period.start.toString(Qt::ISODate)},
            {u"to"_s, simulation.period.lastDay().toString(Qt::ISODate)},
            {u"documents"_s, int(simulation.documents.size())},
            {u"asked_today"_s, simulation.askedBefore},
            {u"would_ask"_s, simulation.askedAfter},
            {u"newly_asked"_s, simulation.newlyAsked},
            {u"no_longer_asked"_s, simulation.noLongerAsked},
            {u"differing"_s, simulation.differing},
            {u"decisions"_s, documents}};
}

Result<int> simulate(Context &context, workspace::Services &services)
{
    const auto policy = policyFrom(context.arguments().positional(1));
    const auto period = periodOf(context, services);
    if (!policy)
        return passOn(policy);
    if (!period)
        return passOn(period);
    const auto simulation = ApprovalPolicies(services).simulate(*policy, *period);
    if (!simulation)
        return passOn(simulation);
    QJsonObject document = toJson(*simulation);
    if (context.output().format() == Format::Json) {
        context.output().document(document);
        return Exit::Done;
    }
    QJsonArray differing;
    for (const QJsonValue &one : document.take(u"decisions"_s).toArray()) {
        if (one[u"differs"_s].toBool())
            differing.append(one);
    }
    context.output().document(document);
    const auto written = context.output().records(
        differing, {u"day"_s, u"number"_s, u"account"_s, u"amount"_s, u"asks_today"_s, u"would_ask"_s, u"rule"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

Result<int> approvalPolicy(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    ApprovalPolicies policies(**services);
    const QString verb = context.arguments().positional(0);
    if (verb == u"show"_s)
        return show(context, policies);
    if (verb == u"export"_s)
        return exportPolicy(context, policies);
    if (verb == u"versions"_s)
        return versions(context, policies);
    if (!QStringList{u"propose"_s, u"publish"_s, u"simulate"_s}.contains(verb))
        return fail(ErrorKind::InvalidInput, u"usage.option_verb"_s, {{u"value"_s, verb}});
    if (context.arguments().positional(1).isEmpty())
        return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"FILE"_s}});
    if (verb == u"propose"_s)
        return propose(context, policies);
    return verb == u"publish"_s ? publish(context, policies) : simulate(context, **services);
}

} // namespace accord::ctl
