// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/approval_policies_sql.h"

#include "core/approvals/policy_json.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

namespace accord::storage {

using approvals::Policy;

namespace {

#define POLICY_COLUMNS                                                                                                 \
    "SELECT version, body, digest, proposed_by, proposed_at, published_by, published_at FROM approval_policy "

/// The policy of a stored document. What was checked when it was stored is not refused when it is read.
Result<PolicyVersion> read(Statement &row)
{
    PolicyVersion version;
    const int number = row.read<int>();
    const auto policy = approvals::policyFromJson(row.read<QJsonObject>());
    if (!policy)
        return passOn(policy);
    version.policy = *policy;
    version.policy.version = number;
    version.digest = row.read<QString>().toLatin1();
    version.proposedBy = row.read<QString>();
    version.proposedAt = row.read<QDateTime>();
    version.publishedBy = row.read<QString>();
    version.publishedAt = row.read<QDateTime>();
    return version;
}

} // namespace

Result<Policy> ApprovalPoliciesSql::current(const Currency &company) const
{
    auto select = m_session.statement(POLICY_COLUMNS "WHERE published_by IS NOT NULL ORDER BY version DESC LIMIT 1");
    const auto found = select.bind().first(read);
    if (!found)
        return passOn(found);
    if (!*found) {
        Policy none;
        none.currency = company;
        return none;
    }
    return (**found).map([](const PolicyVersion &version) { return version.policy; });
}

Result<PolicyVersion> ApprovalPoliciesSql::version(int number) const
{
    auto select = m_session.statement(POLICY_COLUMNS "WHERE version = ?");
    const auto found = select.bind(number).first(read);
    if (!found)
        return passOn(found);
    if (!*found)
        return fail(ErrorKind::NotFound, u"approvals.policy_not_found"_s, {{u"version"_s, number}});
    return **found;
}

Result<std::vector<PolicyVersion>> ApprovalPoliciesSql::versions() const
{
    const auto rows = m_session.statement(POLICY_COLUMNS "ORDER BY version DESC").bind().all(read);
    if (!rows)
        return passOn(rows);
    std::vector<PolicyVersion> versions;
    for (const auto &row : *rows) {
        if (!row)
            return passOn(row);
        versions.push_back(*row);
    }
    return versions;
}

Result<int> ApprovalPoliciesSql::add(const Policy &policy, const QString &who, const QDateTime &now, bool published)
{
    Transaction transaction(m_session);
    const auto last
        = m_session.statement("SELECT coalesce(max(version), 0) FROM approval_policy").bind().first([](Statement &row) {
              return row.read<int>();
          });
    if (!last)
        return passOn(last);
    const int number = last->value_or(0) + 1;
    const auto added = m_session.run(
        "INSERT INTO approval_policy (version, body, digest, proposed_by, proposed_at, published_by, published_at) "
        "VALUES (?,?,?,?,?,?,?)",
        number, approvals::toJson(policy), QString::fromLatin1(approvals::digestOf(policy)), who, now,
        published ? who : QString(), published ? now : QDateTime());
    if (!added)
        return passOn(added);
    auto kinds = m_session.statement("INSERT INTO approval_policy_kind (version, kind) VALUES (?,?) "
                                     "ON CONFLICT (version, kind) DO NOTHING");
    for (const approvals::PolicyRule &rule : policy.rules) {
        if (const auto noted = kinds.bind(number, toString(rule.kind)).run(); !noted)
            return passOn(noted);
    }
    return transaction.commit().map([&] { return number; });
}

Result<> ApprovalPoliciesSql::begin(const Policy &policy, const QString &who, const QDateTime &now)
{
    const auto added = add(policy, who, now, true);
    return added ? Result<>() : passOn(added);
}

Result<int> ApprovalPoliciesSql::propose(const Policy &policy, const QString &who, const QDateTime &now)
{
    return add(policy, who, now, false);
}

Result<> ApprovalPoliciesSql::publish(int version, const QString &who, const QDateTime &now)
{
    const auto changed = m_session.run(
        "UPDATE approval_policy SET published_by = ?, published_at = ? WHERE version = ?", who, now, version);
    if (!changed)
        return passOn(changed);
    if (*changed == 0)
        return fail(ErrorKind::NotFound, u"approvals.policy_not_found"_s, {{u"version"_s, version}});
    return {};
}

} // namespace accord::storage
