// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/policy_json.h"

#include "core/base/canonical.h"
#include "core/interchange/json_fields.h"
#include "core/interchange/schemas.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace accord::approvals {

using interchange::JsonFields;

namespace {

QStringList strings(const QJsonObject &object, const QString &name)
{
    QStringList list;
    for (const QJsonValue &value : object.value(name).toArray())
        list << value.toString();
    return list;
}

Circle circleOf(const QJsonObject &object)
{
    return {strings(object, u"roles"_s), strings(object, u"people"_s)};
}

std::optional<Money> amount(JsonFields &fields, const QString &name, const Currency &currency)
{
    return fields.has(name) ? std::optional(fields.money(name, currency)) : std::nullopt;
}

StepMode modeOf(JsonFields &fields)
{
    const QString mode = fields.text(u"mode"_s, u"any"_s);
    for (const StepMode known : {StepMode::Any, StepMode::All, StepMode::Sequence}) {
        if (toString(known) == mode)
            return known;
    }
    fields.keep(u"mode"_s, Error{ErrorKind::InvalidInput, u"approvals.policy_mode"_s, {{u"value"_s, mode}}, {}});
    return StepMode::Any;
}

Conditions readConditions(const QJsonObject &object, const QString &path, const Currency &currency, JsonFields &owner)
{
    JsonFields fields(object, path);
    Conditions when;
    when.above = amount(fields, u"amount_above"_s, currency);
    when.upTo = amount(fields, u"amount_up_to"_s, currency);
    when.department = fields.text(u"department"_s);
    when.costCentre = fields.text(u"cost_center"_s);
    when.discountAbove = fields.optionalDecimal(u"discount_above"_s);
    if (fields.has(u"net_days_above"_s))
        when.netDaysAbove = fields.integer(u"net_days_above"_s);
    if (const auto read = fields.status(); !read)
        owner.keep(u"when"_s, read.error());
    return when;
}

PolicyStep readStep(const QJsonObject &object, const QString &path, const Currency &currency, JsonFields &owner)
{
    JsonFields fields(object, path);
    PolicyStep step{modeOf(fields), circleOf(object), amount(fields, u"limit"_s, currency)};
    if (const auto read = fields.status(); !read)
        owner.keep(u"steps"_s, read.error());
    return step;
}

Result<PolicyRule> readRule(const QJsonObject &object, const QString &path, const Currency &currency)
{
    JsonFields fields(object, path);
    fields.require(u"name"_s);
    fields.require(u"kind"_s);
    PolicyRule rule;
    rule.name = fields.text(u"name"_s);
    rule.kind = fields.take(u"kind"_s, subjectKindFromString(fields.text(u"kind"_s)));
    rule.when = readConditions(fields.object(u"when"_s), fields.pathOf(u"when"_s), currency, fields);
    for (const auto &[step, stepPath] : fields.objects(u"steps"_s))
        rule.steps.push_back(readStep(step, stepPath, currency, fields));
    if (fields.has(u"escalate"_s)) {
        const QJsonObject escalate = fields.object(u"escalate"_s);
        rule.escalation = Escalation{JsonFields(escalate).integer(u"after_hours"_s), circleOf(escalate)};
    }
    const auto read = fields.status();
    return read ? Result<PolicyRule>(rule) : passOn(read);
}

QTime timeOf(JsonFields &fields, const QString &name, const QTime &otherwise)
{
    if (!fields.has(name))
        return otherwise;
    const QTime time = QTime::fromString(fields.text(name), u"HH:mm"_s);
    if (!time.isValid())
        fields.keep(name, Error{ErrorKind::InvalidInput, u"approvals.policy_hours"_s, {}, {}});
    return time;
}

Result<BusinessHours> readHours(const QJsonObject &object, const QString &path)
{
    BusinessHours hours;
    JsonFields fields(object, path);
    hours.opens = timeOf(fields, u"opens"_s, hours.opens);
    hours.closes = timeOf(fields, u"closes"_s, hours.closes);
    if (fields.has(u"weekend"_s)) {
        hours.days.weekend.clear();
        for (const QJsonValue &day : object.value(u"weekend"_s).toArray())
            hours.days.weekend.insert(day.toInt());
    }
    for (const QJsonValue &day : object.value(u"holidays"_s).toArray()) {
        const QDate holiday = QDate::fromString(day.toString(), Qt::ISODate);
        if (!holiday.isValid())
            fields.keep(u"holidays"_s,
                        Error{ErrorKind::InvalidInput, u"date.malformed"_s, {{u"value"_s, day.toString()}}, {}});
        hours.days.holidays.insert(holiday);
    }
    const auto read = fields.status();
    return read ? Result<BusinessHours>(hours) : passOn(read);
}

void insertCircle(QJsonObject &object, const Circle &circle)
{
    if (!circle.roles.isEmpty())
        object.insert(u"roles"_s, QJsonArray::fromStringList(circle.roles));
    if (!circle.people.isEmpty())
        object.insert(u"people"_s, QJsonArray::fromStringList(circle.people));
}

QJsonObject toJson(const Escalation &escalation)
{
    QJsonObject object{{u"after_hours"_s, escalation.afterHours}};
    insertCircle(object, escalation.to);
    return object;
}

QJsonObject toJson(const Conditions &when)
{
    QJsonObject object;
    if (when.above)
        object.insert(u"amount_above"_s, when.above->toString());
    if (when.upTo)
        object.insert(u"amount_up_to"_s, when.upTo->toString());
    if (!when.department.isEmpty())
        object.insert(u"department"_s, when.department);
    if (!when.costCentre.isEmpty())
        object.insert(u"cost_center"_s, when.costCentre);
    if (when.discountAbove)
        object.insert(u"discount_above"_s, when.discountAbove->toShortString());
    if (when.netDaysAbove)
        object.insert(u"net_days_above"_s, *when.netDaysAbove);
    return object;
}

QJsonObject toJson(const PolicyRule &rule)
{
    QJsonArray steps;
    for (const PolicyStep &step : rule.steps) {
        QJsonObject object{{u"mode"_s, toString(step.mode)}};
        insertCircle(object, step.asked);
        if (step.limit)
            object.insert(u"limit"_s, step.limit->toString());
        steps.append(object);
    }
    QJsonObject object{
        {u"name"_s, rule.name}, {u"kind"_s, toString(rule.kind)}, {u"when"_s, toJson(rule.when)}, {u"steps"_s, steps}};
    if (rule.escalation)
        object.insert(u"escalate"_s, toJson(*rule.escalation));
    return object;
}

QJsonObject toJson(const BusinessHours &hours)
{
    QList<int> weekend(hours.days.weekend.begin(), hours.days.weekend.end());
    std::ranges::sort(weekend);
    QJsonArray days;
    for (const int day : weekend)
        days.append(day);
    QList<QDate> holidays(hours.days.holidays.begin(), hours.days.holidays.end());
    std::ranges::sort(holidays);
    QJsonArray closed;
    for (const QDate &day : holidays)
        closed.append(day.toString(Qt::ISODate));
    return {{u"opens"_s, hours.opens.toString(u"HH:mm"_s)},
            {u"closes"_s, hours.closes.toString(u"HH:mm"_s)},
            {u"weekend"_s, days},
            {u"holidays"_s, closed}};
}

} // namespace

Result<Policy> policyFromJson(const QJsonObject &document)
{
    JsonFields fields(document);
    fields.require(u"currency"_s);
    Policy policy;
    policy.currency = fields.currency(u"currency"_s);
    if (const auto read = fields.status(); !read)
        return passOn(read);
    const auto hours = readHours(fields.object(u"business_hours"_s), u"business_hours"_s);
    if (!hours)
        return passOn(hours);
    policy.hours = *hours;
    for (const auto &[object, path] : fields.objects(u"rules"_s)) {
        const auto rule = readRule(object, path, policy.currency);
        if (!rule)
            return passOn(rule);
        policy.rules.push_back(*rule);
    }
    const auto fine = check(policy);
    return fine ? Result<Policy>(policy) : passOn(fine);
}

Result<Policy> readPolicy(const QByteArray &utf8)
{
    const auto document = interchange::readDocument(utf8, u"approval-policy"_s);
    return document ? policyFromJson(*document) : Result<Policy>(passOn(document));
}

QJsonObject toJson(const Policy &policy)
{
    QJsonArray rules;
    for (const PolicyRule &rule : policy.rules)
        rules.append(toJson(rule));
    return {{u"format"_s, u"accord.approval-policy/1"_s},
            {u"currency"_s, policy.currency.code()},
            {u"business_hours"_s, toJson(policy.hours)},
            {u"rules"_s, rules}};
}

QByteArray digestOf(const Policy &policy)
{
    return sha256Hex(QJsonDocument(toJson(policy)).toJson(QJsonDocument::Compact));
}

QJsonArray toJson(const std::vector<Seat> &seats)
{
    QJsonArray array;
    for (const Seat &seat : seats) {
        QJsonObject object{{u"step"_s, seat.number}, {u"stage"_s, seat.stage}};
        insertCircle(object, seat.asked);
        if (seat.limit)
            object.insert(u"limit"_s, seat.limit->toString());
        if (seat.escalation)
            object.insert(u"escalate"_s, toJson(*seat.escalation));
        array.append(object);
    }
    return array;
}

} // namespace accord::approvals
