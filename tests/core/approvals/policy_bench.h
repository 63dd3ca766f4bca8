// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approval.h"
#include "core/approvals/policy_json.h"

#include <QtCore/QJsonDocument>

namespace accord::approvals {

inline Currency usdCode()
{
    return Currency::fromCode(u"USD"_s).value();
}

inline Money usd(qint64 minor)
{
    return Money(minor, usdCode());
}

inline QDateTime at(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
}

inline QByteArray document(const QByteArray &rules, const QByteArray &more = {})
{
    return R"({"format":"accord.approval-policy/1","currency":"USD",)" + more + R"("rules":[)" + rules + "]}";
}

inline Policy policyFrom(const QByteArray &rules)
{
    const auto policy = readPolicy(document(rules));
    if (!policy)
        qFatal("%s %s", qPrintable(policy.error().id),
               QJsonDocument(QJsonObject::fromVariantMap(policy.error().args)).toJson().constData());
    return *policy;
}

inline Subject invoiceOf(qint64 minor)
{
    return {SubjectKind::Invoice, usd(minor), {}, {}};
}

/// Asked for and made by "maker" on a Tuesday at noon.
inline Approval requestFor(const Policy &policy, const Subject &subject)
{
    const auto demand = demandOf({subject}, policy).value();
    Approval approval;
    approval.kind = subject.kind;
    approval.digest = "d";
    approval.amount = subject.amount;
    approval.requestedBy = approval.createdBy = u"maker"_s;
    approval.requestedAt = at("2026-06-30T12:00:00Z");
    approval.seats = demand.seats;
    approval.hours = policy.hours;
    return approval;
}

inline Decider person(const QString &name, const QStringList &roles, const char *when = "2026-06-30T12:30:00Z")
{
    return {name, roles, at(when)};
}

} // namespace accord::approvals
