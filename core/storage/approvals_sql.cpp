// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/approvals_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

namespace accord::storage {

using namespace approvals;

namespace {

#define APPROVAL_COLUMNS                                                                                               \
    "SELECT id, kind, subject_id, revision, digest, currency, amount_minor, requested_by, created_by, requested_at, "  \
    "rule_in_words, steps, state FROM approval "

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
    for (const QJsonValue &step : row.read<QJsonArray>())
        approval.steps.push_back(step.toInt());
    approval.superseded = row.read<QString>() == u"superseded"_s;
    return approval;
}

} // namespace

Result<> ApprovalsSql::save(const PolicyRule &rule)
{
    const auto currency = rule.above ? std::optional(rule.above->currency().code()) : std::nullopt;
    const auto changed = m_session.run("INSERT INTO approval_rule (id, kind, above_minor, currency, department, "
                                       "cost_centre, approver_role, step) VALUES (?,?,?,?,?,?,?,?) "
                                       "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, above_minor = "
                                       "excluded.above_minor, currency = excluded.currency, "
                                       "department = excluded.department, cost_centre = excluded.cost_centre, "
                                       "approver_role = excluded.approver_role, step = excluded.step",
                                       rule.id, toString(rule.kind), rule.above, currency, notNull(rule.department),
                                       notNull(rule.costCentre), notNull(rule.approverRole), rule.step);
    return changed ? Result<>() : passOn(changed);
}

Result<std::vector<PolicyRule>> ApprovalsSql::rules() const
{
    auto select
        = m_session.statement("SELECT id, kind, currency, above_minor, department, cost_centre, approver_role, step "
                              "FROM approval_rule ORDER BY kind, step, id");
    return select.bind().all([](Statement &row) {
        PolicyRule rule;
        rule.id = row.read<PolicyRuleId>();
        rule.kind = subjectKindFromString(row.read<QString>()).value_or(SubjectKind::Invoice);
        const auto currency = row.read<std::optional<Currency>>();
        const auto above = row.read<std::optional<qint64>>();
        if (currency && above)
            rule.above = Money(*above, *currency);
        rule.department = row.read<QString>();
        rule.costCentre = row.read<QString>();
        rule.approverRole = row.read<QString>();
        rule.step = row.read<int>();
        return rule;
    });
}

Result<> ApprovalsSql::add(const Approval &approval)
{
    QJsonArray steps;
    for (const int step : approval.steps)
        steps.append(step);
    const auto added = m_session.run(
        "INSERT INTO approval (id, kind, subject_id, revision, digest, amount_minor, currency, requested_by, "
        "created_by, requested_at, "
        "rule_in_words, steps, step_count, state) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,'pending')",
        approval.id, toString(approval.kind), approval.subject, approval.revision, QString::fromLatin1(approval.digest),
        approval.amount, approval.amount.currency(), notNull(approval.requestedBy), notNull(approval.createdBy),
        approval.requestedAt, notNull(approval.ruleInWords), steps, int(steps.size()));
    return added ? Result<>() : passOn(added);
}

Result<> ApprovalsSql::saveDecisions(const Approval &approval)
{
    Transaction transaction(m_session);
    auto insert = m_session.statement(
        "INSERT INTO decision (approval_id, step, decided_by, verdict, reason, decided_at) VALUES (?,?,?,?,?,?) "
        "ON CONFLICT (approval_id, step) DO NOTHING");
    for (const Decision &decision : approval.decisions) {
        insert.bind(approval.id, decision.step, decision.decidedBy, toString(decision.verdict),
                    notNull(decision.reason), decision.decidedAt);
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

Result<std::vector<Approval>> ApprovalsSql::pending() const
{
    return withDecisions(m_session.statement(APPROVAL_COLUMNS "WHERE state = 'pending' ORDER BY requested_at, id")
                             .bind()
                             .all(readApproval));
}

Result<std::vector<Approval>> ApprovalsSql::decided(int limit) const
{
    auto select = m_session.statement(
        APPROVAL_COLUMNS "WHERE state IN ('approved', 'rejected') ORDER BY requested_at DESC, id DESC LIMIT ?");
    return withDecisions(select.bind(limit).all(readApproval));
}

Result<std::vector<Approval>> ApprovalsSql::withDecisions(Result<std::vector<Approval>> approvals) const
{
    if (!approvals)
        return approvals;
    auto select = m_session.statement(
        "SELECT step, decided_by, verdict, reason, decided_at FROM decision WHERE approval_id = ? ORDER BY step");
    for (Approval &approval : *approvals) {
        auto decisions = select.bind(approval.id).all([](Statement &row) {
            Decision decision;
            decision.step = row.read<int>();
            decision.decidedBy = row.read<QString>();
            decision.verdict = row.read<QString>() == u"approve"_s ? Verdict::Approve : Verdict::Reject;
            decision.reason = row.read<QString>();
            decision.decidedAt = row.read<QDateTime>();
            return decision;
        });
        if (!decisions)
            return passOn(decisions);
        approval.decisions = std::move(*decisions);
        if (const auto read = readTalk(approval); !read)
            return passOn(read);
    }
    return approvals;
}

} // namespace accord::storage
