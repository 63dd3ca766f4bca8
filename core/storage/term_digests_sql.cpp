// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/term_digests_sql.h"

#include "core/approvals/policy_json.h"
#include "core/base/canonical.h"
#include "core/storage/session.h"

#include <QtCore/QJsonDocument>

namespace accord::storage {

namespace {

/// A name, the content as it is now, and the digest of it as it was.
struct Term
{
    QString name;
    QJsonObject content;
    QByteArray digest;
};

Term read(Statement &row)
{
    return {row.read<QString>(), row.read<QJsonObject>(), row.read<QString>().toLatin1()};
}

QByteArray digestOfPolicy(const QJsonObject &content)
{
    const auto policy = approvals::policyFromJson(content);
    return policy ? approvals::digestOf(*policy) : QByteArray();
}

} // namespace

Result<QStringList> changedTerms(Session &session)
{
    QStringList changed;
    const auto terms = session
                           .statement("SELECT 'price book ' || version, body, digest FROM price_book UNION ALL "
                                      "SELECT 'contract ' || number || ' version ' || version, body, digest FROM "
                                      "contract_version JOIN contract ON contract.id = contract_id")
                           .bind()
                           .all(read);
    if (!terms)
        return passOn(terms);
    for (const Term &term : *terms) {
        if (sha256Hex(QJsonDocument(term.content).toJson(QJsonDocument::Compact)) != term.digest)
            changed << term.name;
    }
    const auto policies
        = session.statement("SELECT 'approval policy ' || version, body, digest FROM approval_policy").bind().all(read);
    if (!policies)
        return passOn(policies);
    for (const Term &policy : *policies) {
        if (digestOfPolicy(policy.content) != policy.digest)
            changed << policy.name;
    }
    return changed;
}

} // namespace accord::storage
