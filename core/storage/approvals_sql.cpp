// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/approvals_sql.h"

#include "core/storage/approval_policies_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

#include <algorithm>
#include <map>

namespace accord::storage {

using namespace approvals;

namespace {

#define APPROVAL_COLUMNS                                                                                               \
    "SELECT id, kind, subject_id, revision, digest, currency, amount_minor, requested_by, created_by, requested_at, "  \
    "rule_in_words, state, beneficiary, policy_version, facts, over_budget_minor FROM approval "

Approval readApproval(Statement &row)
{
    Approval approval;
    approval.id = row.read<ApprovalId>();
    approval.kind = subjectKindFromString(row.read<QString>()).value_or(SubjectKind::Invoice);
    approval.subject = row.read<QUuid>();
    approval.revision = row.read<int>();
    approval.digest = row.read<QString>().toLatin1();
    const auto currency = row.read<Currency>();
    approval.amount = row.readMoney(currency);
    approval.requestedBy = row.read<QString>();
    approval.createdBy = row.read<QString>();
    approval.requestedAt = row.read<QDateTime>();
    approval.ruleInWords = row.read<QString>();
    approval.superseded = row.read<QString>() == u"superseded"_s;
    approval.beneficiary = row.read<QString>();
    approval.policyVersion = row.read<int>();
    approval.facts = row.read<QJsonObject>();
    if (const auto over = row.read<std::optional<qint64>>())
        approval.overBudget = Money(*over, currency);
    return approval;
}

} // namespace

Result<> ApprovalsSql::addSeat(const ApprovalId &id, const Seat &seat)
{
    const auto hours = seat.escalation ? std::optional(seat.escalation->afterHours) : std::nullopt;
    const auto added = m_session.run(
        "INSERT INTO approval_seat (approval_id, step, stage, limit_minor, escalate_hours) VALUES (?,?,?,?,?)", id,
        seat.number, seat.stage, seat.limit, hours);
    if (!added)
        return passOn(added);
    auto insert = m_session.statement(
        "INSERT INTO approval_holder (approval_id, step, after_escalation, kind, name, n) VALUES (?,?,?,?,?,?) "
        "ON CONFLICT (approval_id, step, after_escalation, kind, name) DO NOTHING");
    const auto put = [&](const Circle &circle, bool later) -> Result<> {
        int n = 0;
        for (const auto &[kind, names] : {std::pair(u"role"_s, circle.roles), std::pair(u"person"_s, circle.people)}) {
            for (const QString &name : names) {
                insert.bind(id, seat.number, later, kind, name, ++n);
                if (const auto run = insert.run(); !run)
                    return passOn(run);
            }
        }
        return {};
    };
    if (const auto asked = put(seat.asked, false); !asked)
        return asked;
    return seat.escalation ? put(seat.escalation->to, true) : Result<>();
}

Result<> ApprovalsSql::add(const Approval &approval)
{
    Transaction transaction(m_session);
    for (const Seat &seat : approval.seats) {
        if (const auto added = addSeat(approval.id, seat); !added)
            return added;
    }
    const auto added = m_session.run(
        "INSERT INTO approval (id, kind, subject_id, revision, digest, amount_minor, currency, requested_by, "
        "created_by, requested_at, rule_in_words, step_count, state, beneficiary, policy_version, facts, "
        "over_budget_minor) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,'pending',?,?,?,?)",
        approval.id, toString(approval.kind), approval.subject, approval.revision, QString::fromLatin1(approval.digest),
        approval.amount, approval.amount.currency(), notNull(approval.requestedBy), notNull(approval.createdBy),
        approval.requestedAt, notNull(approval.ruleInWords), int(approval.seats.size()), notNull(approval.beneficiary),
        approval.policyVersion, approval.facts, approval.overBudget);
    if (!added)
        return passOn(added);
    return transaction.commit();
}

Result<> ApprovalsSql::noteEscalation(const ApprovalId &id, int seat, const QDateTime &now)
{
    const auto noted = m_session.run("INSERT INTO approval_escalation (approval_id, step, escalated_at) VALUES (?,?,?) "
                                     "ON CONFLICT (approval_id, step) DO NOTHING",
                                     id, seat, now);
    return noted ? Result<>() : passOn(noted);
}

Result<> ApprovalsSql::saveDecisions(const Approval &approval)
{
    Transaction transaction(m_session);
    const auto stored = m_session.statement("SELECT step FROM decision WHERE approval_id = ?")
                            .bind(approval.id)
                            .all([](Statement &row) { return row.read<int>(); });
    if (!stored)
        return passOn(stored);
    auto insert = m_session.statement("INSERT INTO decision (approval_id, step, decided_by, verdict, reason, "
                                      "decided_at, on_behalf_of, escalated) VALUES (?,?,?,?,?,?,?,?)");
    for (const Decision &decision : approval.decisions) {
        if (std::ranges::find(*stored, decision.step) != stored->end())
            continue;
        if (decision.escalated) {
            if (const auto noted = noteEscalation(approval.id, decision.step, decision.decidedAt); !noted)
                return noted;
        }
        insert.bind(approval.id, decision.step, decision.decidedBy, toString(decision.verdict),
                    notNull(decision.reason), decision.decidedAt, notNull(decision.onBehalfOf), decision.escalated);
        if (const auto run = insert.run(); !run)
            return passOn(run);
    }
    if (approval.state() != ApprovalState::Pending) {
        const auto moved
            = m_session.run("UPDATE approval SET state = ? WHERE id = ?", toString(approval.state()), approval.id);
        if (!moved)
            return passOn(moved);
    }
    return transaction.commit();
}

Result<> ApprovalsSql::add(const ApprovalId &id, const Delegation &delegation)
{
    const auto added = m_session.run(
        "INSERT INTO approval_delegation (approval_id, n, step, from_user, to_user, note, "
        "delegated_at) VALUES (?1, (SELECT count(*) + 1 FROM approval_delegation WHERE approval_id = "
        "?1), ?2, ?3, ?4, ?5, ?6)",
        id, delegation.step, delegation.from, delegation.to, notNull(delegation.note), delegation.delegatedAt);
    return added ? Result<>() : passOn(added);
}

Result<> ApprovalsSql::add(const ApprovalId &id, const Message &message)
{
    const auto added
        = m_session.run("INSERT INTO approval_message (approval_id, n, who, message, written_at) VALUES (?1, "
                        "(SELECT count(*) + 1 FROM approval_message WHERE approval_id = ?1), ?2, ?3, ?4)",
                        id, message.who, message.text, message.writtenAt);
    return added ? Result<>() : passOn(added);
}

Result<> ApprovalsSql::readTalk(Approval &approval) const
{
    auto delegations = m_session.statement("SELECT step, from_user, to_user, note, delegated_at FROM "
                                           "approval_delegation WHERE approval_id = ? ORDER BY n");
    auto delegated = delegations.bind(approval.id).all([](Statement &row) {
        Delegation delegation;
        delegation.step = row.read<int>();
        delegation.from = row.read<QString>();
        delegation.to = row.read<QString>();
        delegation.note = row.read<QString>();
        delegation.delegatedAt = row.read<QDateTime>();
        return delegation;
    });
    if (!delegated)
        return passOn(delegated);
    auto messages
        = m_session.statement("SELECT who, message, written_at FROM approval_message WHERE approval_id = ? ORDER BY n");
    auto written = messages.bind(approval.id).all([](Statement &row) {
        Message message;
        message.who = row.read<QString>();
        message.text = row.read<QString>();
        message.writtenAt = row.read<QDateTime>();
        return message;
    });
    if (!written)
        return passOn(written);
    approval.delegations = std::move(*delegated);
    approval.messages = std::move(*written);
    return {};
}

Result<> ApprovalsSql::supersede(SubjectKind kind, const QUuid &subject)
{
    const auto moved = m_session.run(
        "UPDATE approval SET state = 'superseded' WHERE kind = ? AND subject_id = ? AND state = 'pending'",
        toString(kind), subject);
    return moved ? Result<>() : passOn(moved);
}

Result<Approval> ApprovalsSql::find(const ApprovalId &id) const
{
    auto select = m_session.statement(APPROVAL_COLUMNS "WHERE id = ?");
    auto found = withDecisions(select.bind(id).all(readApproval));
    if (!found)
        return passOn(found);
    if (found->empty())
        return fail(ErrorKind::NotFound, u"approvals.not_found"_s, {{u"approval"_s, id.toString()}});
    return found->front();
}

Result<std::optional<Approval>> ApprovalsSql::latestFor(SubjectKind kind, const QUuid &subject) const
{
    auto select
        = m_session.statement(APPROVAL_COLUMNS "WHERE kind = ? AND subject_id = ? ORDER BY revision DESC LIMIT 1");
    auto found = withDecisions(select.bind(toString(kind), subject).all(readApproval));
    if (!found)
        return passOn(found);
    return found->empty() ? std::nullopt : std::optional(found->front());
}

Result<std::vector<Approval>> ApprovalsSql::earlierThan(const Approval &approval) const
{
    auto select = m_session.statement(APPROVAL_COLUMNS "WHERE kind = ? AND subject_id = ? AND id <> ? AND requested_at "
                                                       "<= ? ORDER BY revision DESC, requested_at DESC, id DESC");
    return withDecisions(
        select.bind(toString(approval.kind), approval.subject, approval.id, approval.requestedAt).all(readApproval));
}

Result<std::vector<Approval>> ApprovalsSql::pending() const
{
    return withDecisions(m_session.statement(APPROVAL_COLUMNS "WHERE state = 'pending' ORDER BY requested_at, id")
                             .bind()
                             .all(readApproval));
}

Result<std::vector<Approval>> ApprovalsSql::decided(int limit) const
{
    auto select = m_session.statement(
        APPROVAL_COLUMNS "WHERE state IN ('approved', 'rejected') OR (state = 'superseded' "
                         "AND EXISTS (SELECT 1 FROM asked_change WHERE matter_id = approval.subject_id) "
                         "AND NOT EXISTS (SELECT 1 FROM approval AS later WHERE later.subject_id = approval.subject_id "
                         "AND later.state <> 'superseded') "
                         "AND NOT EXISTS (SELECT 1 FROM done_change WHERE matter_id = approval.subject_id)) "
                         "ORDER BY requested_at DESC, id DESC LIMIT ?");
    return withDecisions(select.bind(limit).all(readApproval));
}

Result<> ApprovalsSql::readSeats(Approval &approval) const
{
    auto seats = m_session.statement("SELECT step, stage, limit_minor, escalate_hours FROM approval_seat WHERE "
                                     "approval_id = ? ORDER BY stage, step");
    auto read = seats.bind(approval.id).all([&](Statement &row) {
        Seat seat;
        seat.number = row.read<int>();
        seat.stage = row.read<int>();
        if (const auto limit = row.read<std::optional<qint64>>())
            seat.limit = Money(*limit, approval.amount.currency());
        if (const auto hours = row.read<std::optional<int>>())
            seat.escalation = Escalation{*hours, {}};
        return seat;
    });
    if (!read)
        return passOn(read);
    approval.seats = std::move(*read);
    auto holders = m_session.statement("SELECT step, after_escalation, kind, name FROM approval_holder "
                                       "WHERE approval_id = ? ORDER BY step, n");
    holders.bind(approval.id);
    while (holders.next()) {
        const auto seat = std::ranges::find(approval.seats, holders.read<int>(), &Seat::number);
        if (seat == approval.seats.end())
            continue; // the foreign key holds that there is one
        const bool later = holders.read<bool>();
        if (later && !seat->escalation)
            continue;
        Circle &circle = later ? seat->escalation->to : seat->asked;
        (holders.read<QString>() == u"role"_s ? circle.roles : circle.people) << holders.read<QString>();
    }
    return holders.finish();
}

Result<> ApprovalsSql::readDecisions(Approval &approval) const
{
    auto select = m_session.statement("SELECT step, decided_by, verdict, reason, decided_at, on_behalf_of, escalated "
                                      "FROM decision WHERE approval_id = ? ORDER BY decided_at, step");
    auto decisions = select.bind(approval.id).all([](Statement &row) {
        Decision decision;
        decision.step = row.read<int>();
        decision.decidedBy = row.read<QString>();
        decision.verdict = row.read<QString>() == u"approve"_s ? Verdict::Approve : Verdict::Reject;
        decision.reason = row.read<QString>();
        decision.decidedAt = row.read<QDateTime>();
        decision.onBehalfOf = row.read<QString>();
        decision.escalated = row.read<bool>();
        return decision;
    });
    if (!decisions)
        return passOn(decisions);
    approval.decisions = std::move(*decisions);
    return {};
}

Result<std::vector<Approval>> ApprovalsSql::withDecisions(Result<std::vector<Approval>> approvals) const
{
    if (!approvals)
        return approvals;
    std::map<int, BusinessHours> hours;
    for (Approval &approval : *approvals) {
        if (const auto read = readSeats(approval); !read)
            return passOn(read);
        if (const auto read = readDecisions(approval); !read)
            return passOn(read);
        if (const auto read = readTalk(approval); !read)
            return passOn(read);
        if (approval.policyVersion > 0 && !hours.contains(approval.policyVersion)) {
            const auto version = ApprovalPoliciesSql(m_session).version(approval.policyVersion);
            if (!version)
                return passOn(version);
            hours.emplace(approval.policyVersion, version->policy.hours);
        }
        approval.hours = hours[approval.policyVersion];
    }
    return approvals;
}

} // namespace accord::storage
