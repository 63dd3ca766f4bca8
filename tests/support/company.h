// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "tests/support/databases.h"

#include <QtCore/QTemporaryDir>

namespace accord::test {

/// The day on which the company of the tests lives.
inline QDate companyToday()
{
    return QDate(2026, 6, 30);
}

/// A policy that asks one approver about each of \a aboveMinor: a kind, and the amount in US cents above which it asks.
approvals::Policy policyOf(const std::vector<std::pair<approvals::SubjectKind, qint64>> &aboveMinor);

/// A small company in a workspace of its own: customers with subsidiaries, contracts in two currencies, bills of
/// three months of which some are paid, some overdue and some wait for approval. June 2026 is still to be billed.
class Company
{
public:
    /// Builds it; a failure stops the program with its reason, since no test can go on.
    Company();

    workspace::Workspace &workspace() { return *m_workspace; }
    const QString &path() const { return m_path; }
    /// Services as \a user, in the calling thread.
    std::unique_ptr<workspace::Services> as(const QString &user);
    accounts::AccountId account(const QString &number);
    /// The administrator proposes \a policy and the controller publishes it.
    void use(const approvals::Policy &policy);
    /// The administrator adds a person and proposes the roles, and the controller agrees.
    void addPerson(const QString &name, const QStringList &roles, const QString &region = {});
    /// Saves \a seller as it is, and the operator agrees to payment instructions that are other ones.
    void save(const billing::IssuingEntity &seller);
    FixedClock &clock() { return *m_clock; }

private:
    void build();
    void importAccounts();
    void importContracts();
    void billMonth(const Period &month, bool approve);
    void pay();

    QTemporaryDir m_dir;
    QString m_path = freshPlace(m_dir.filePath(u"company.accord"_s));
    std::shared_ptr<FixedClock> m_clock;
    std::shared_ptr<IdSource> m_ids;
    std::shared_ptr<const workspace::ReferenceData> m_reference;
    std::unique_ptr<workspace::Workspace> m_workspace;
};

} // namespace accord::test
