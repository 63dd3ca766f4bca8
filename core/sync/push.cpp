// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/push.h"

#include "core/sync/content_exchange.h"
#include "core/sync/merge.h"
#include "core/sync/server_write.h"

namespace accord::sync {

namespace {

/// One command on its way.
class Answering
{
public:
    Answering(ServerStore &store, const EntityRules &rules, const Person &person)
        : m_store(store)
        , m_rules(rules)
        , m_person(person)
    { }

    /// None while the file that the command names is not all here: \a answer says what is missing of it.
    std::optional<Outcome> outcomeOf(const Command &sent, PushAnswer &answer)
    {
        const EntityRule *rule = m_rules.find(sent.row.entity);
        if (!rule)
            return rejection(u"sync.entity_unknown"_s);
        const Command command = inPresentForm(sent, *rule);
        Met met{.row = m_store.row(command.row)};
        QString scope = met.row ? met.row->scope : m_store.scopeOfNew(command, m_person);
        if (scope.isEmpty())
            return rejection(u"sync.row_unknown"_s);
        if (!m_person.scopes.contains(scope))
            return orphaned(command, scope);
        if (const QString reason = m_store.refusal(command, m_person, met.row); !reason.isEmpty())
            return rejection(reason);
        if (rule->namesContent && command.act == Act::Make && !met.row) {
            if (const auto refused = withoutContent(*rule, command, answer))
                return refused;
            if (answer.state == PushAnswer::State::NeedsContent)
                return std::nullopt;
        }
        met.conflicts = m_store.conflictsOf(command.row);
        for (const Conflict &conflict : met.conflicts) {
            if (conflict.sibling && conflict.isOpen()) {
                if (auto sibling = m_store.row({command.row.entity, *conflict.sibling}))
                    met.siblings.push_back(*sibling);
            }
        }
        return carriedOut(merge(*rule, command, m_person.name, met), met, command, scope);
    }

private:
    static Outcome rejection(const QString &reason) { return {.verdict = Verdict::Rejected, .reason = reason}; }

    /// The refusal of a command that names nothing that could be kept.
    std::optional<Outcome> withoutContent(const EntityRule &rule, const Command &command, PushAnswer &answer)
    {
        QJsonObject body;
        for (const FieldChange &field : command.fields)
            body.insert(field.name, field.after);
        const auto content = contentNamedBy(rule, body);
        ContentStore *contents = m_store.contents(m_person);
        if (!content || !contents)
            return rejection(u"attachments.hash_malformed"_s);
        const auto missing = contents->missingParts(*content);
        if (!missing)
            return rejection(missing.error().id);
        if (!missing->empty()) {
            answer.state = PushAnswer::State::NeedsContent;
            answer.content = *content;
            answer.missingParts = *missing;
        }
        return std::nullopt;
    }

    Outcome carriedOut(const Merged &merged, const Met &met, const Command &command, const QString &scope)
    {
        Outcome outcome{.verdict = merged.verdict, .reason = merged.reason};
        if (merged.verdict == Verdict::Rejected)
            return outcome;
        Written last{scope, 0};
        if (merged.row) {
            Row row = *merged.row;
            row.scope = scope;
            last = write(m_store, row, met.row, m_person.name, command.id);
        }
        for (Row sibling : merged.siblings) {
            sibling.scope = scope;
            last = write(m_store, sibling, m_store.row(sibling.key), m_person.name, command.id);
        }
        for (const Conflict &conflict : merged.conflicts) {
            const Row row = rowOf(conflict, scope);
            last = write(m_store, row, m_store.row(row.key), m_person.name, command.id);
            outcome.conflicts.push_back(conflict.id);
        }
        outcome.scope = last.scope;
        outcome.clock = last.clock;
        return outcome;
    }

    /// An edit of a row that left the regions of whoever made it: for those who have the row now.
    Outcome orphaned(const Command &command, const QString &scope)
    {
        const Row row{.key = {orphanEntity, command.id},
                      .scope = scope,
                      .body = {{u"command"_s, toJson(command)}, {u"who"_s, m_person.name}}};
        write(m_store, row, m_store.row(row.key), m_person.name, command.id);
        return rejection(u"sync.left_region"_s);
    }

    ServerStore &m_store;
    const EntityRules &m_rules;
    const Person &m_person;
};

class Pushing
{
public:
    Pushing(ServerStore &store, const EntityRules &rules, const Person &person, const QUuid &device)
        : m_store(store)
        , m_rules(rules)
        , m_person(person)
        , m_device(device)
    { }

    /// \returns whether the next command may follow.
    Result<bool> take(const Command &command, PushAnswer &answer)
    {
        std::optional<Outcome> outcome;
        const auto done = m_store.atOnce([&]() -> Result<> {
            auto device = m_store.device(m_device);
            if (!device)
                return m_store.failure() ? Result<>(tl::unexpected(*m_store.failure()))
                                         : fail(ErrorKind::Forbidden, u"sync.device_unknown"_s);
            outcome = outcomeFor(command, *device, answer);
            if (outcome && command.sequence == device->lastSequence + 1)
                moveOn(*device, command, *outcome);
            if (const auto failed = m_store.failure())
                return tl::unexpected(*failed);
            return {};
        });
        if (!done) {
            if (!isRefusal(done.error()))
                return passOn(done);
            outcome = Outcome{.verdict = Verdict::Rejected, .reason = done.error().id};
            if (const auto kept = keepRefusal(command, *outcome); !kept)
                return passOn(kept);
        }
        if (outcome)
            answer.outcomes.emplace_back(command.id, *outcome);
        return outcome.has_value();
    }

private:
    /// Whether the database refused what the command wants, instead of failing: sent again, it would refuse again.
    bool isRefusal(const Error &error) const
    {
        return error.id != u"sync.device_unknown"_s
               && (error.kind == ErrorKind::InvalidInput || error.kind == ErrorKind::Conflict
                   || error.kind == ErrorKind::Forbidden);
    }

    Result<> keepRefusal(const Command &command, const Outcome &outcome)
    {
        m_store.forgetFailure();
        return m_store.atOnce([&]() -> Result<> {
            if (auto device = m_store.device(m_device)) {
                m_store.keep(command, m_person, m_device, outcome);
                moveOn(*device, command, outcome);
            }
            return m_store.failure() ? Result<>(tl::unexpected(*m_store.failure())) : Result<>();
        });
    }

    void moveOn(Device device, const Command &command, const Outcome &outcome)
    {
        const auto before = m_store.answersUpTo(m_device, device.lastSequence).value_or(QByteArray());
        device.lastSequence = command.sequence;
        m_store.save(device);
        m_store.saveAnswers(m_device, command.sequence, answersWith(before, command.id, outcome));
    }

    std::optional<Outcome> outcomeFor(const Command &command, const Device &device, PushAnswer &answer)
    {
        if (const auto known = m_store.answered(command.id)) {
            if (known->person == m_person.name && known->digest == digestOf(command))
                return known->outcome;
            return Outcome{.verdict = Verdict::Rejected, .reason = u"sync.command_reused"_s};
        }
        if (command.sequence <= device.lastSequence) {
            answer.state = PushAnswer::State::Fork;
            return std::nullopt;
        }
        if (command.sequence > device.lastSequence + 1) {
            answer.state = PushAnswer::State::Gap;
            return std::nullopt;
        }
        const auto outcome = Answering(m_store, m_rules, m_person).outcomeOf(command, answer);
        if (outcome)
            m_store.keep(command, m_person, m_device, *outcome);
        return outcome;
    }

    ServerStore &m_store;
    const EntityRules &m_rules;
    const Person &m_person;
    QUuid m_device;
};

} // namespace

Result<PushAnswer> push(ServerStore &store, const EntityRules &rules, const Person &person, const PushRequest &request)
{
    const auto known = store.atOnce([&] { return meetDevice(store, person, request.device); });
    if (!known)
        return passOn(known);
    PushAnswer answer{.device = request.device};
    Pushing pushing(store, rules, person, request.device);
    for (const Command &command : request.commands) {
        const auto goesOn = pushing.take(command, answer);
        if (!goesOn)
            return passOn(goesOn);
        if (!*goesOn)
            break;
    }
    return answer;
}

} // namespace accord::sync
