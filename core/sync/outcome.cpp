// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/outcome.h"

#include "core/base/canonical.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace accord::sync {

namespace {

const std::pair<Verdict, QString> verdicts[] = {{Verdict::Applied, u"applied"_s},
                                                {Verdict::Unchanged, u"unchanged"_s},
                                                {Verdict::Conflict, u"conflict"_s},
                                                {Verdict::Rejected, u"rejected"_s}};

} // namespace

QString toString(Verdict verdict)
{
    return std::ranges::find(verdicts, verdict, &std::pair<Verdict, QString>::first)->second;
}

QByteArray answersWith(const QByteArray &before, const QUuid &command, const Outcome &outcome)
{
    CanonicalForm form;
    form.add(before).add(command.toByteArray()).add(toString(outcome.verdict)).add(outcome.reason);
    for (const QUuid &id : outcome.conflicts)
        form.add(id.toByteArray());
    form.add(outcome.scope).add(outcome.clock);
    return form.digest();
}

QJsonObject toJson(const Outcome &outcome)
{
    QJsonArray conflicts;
    for (const QUuid &id : outcome.conflicts)
        conflicts.append(id.toString(QUuid::WithoutBraces));
    return {{u"verdict"_s, toString(outcome.verdict)},
            {u"reason"_s, outcome.reason},
            {u"conflicts"_s, conflicts},
            {u"scope"_s, outcome.scope},
            {u"clock"_s, outcome.clock}};
}

Result<Outcome> outcomeFromJson(const QJsonObject &json)
{
    const auto verdict
        = std::ranges::find(verdicts, json.value(u"verdict"_s).toString(), &std::pair<Verdict, QString>::second);
    if (verdict == std::end(verdicts))
        return fail(ErrorKind::InvalidInput, u"sync.outcome_malformed"_s);
    Outcome outcome{verdict->first,
                    json.value(u"reason"_s).toString(),
                    {},
                    json.value(u"scope"_s).toString(),
                    json.value(u"clock"_s).toInteger()};
    for (const QJsonValue &id : json.value(u"conflicts"_s).toArray())
        outcome.conflicts.push_back(QUuid::fromString(id.toString()));
    return outcome;
}

} // namespace accord::sync
