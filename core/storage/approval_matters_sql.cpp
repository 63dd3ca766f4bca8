// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/approval_matters_sql.h"

#include "core/base/canonical.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"

#include <QtCore/QJsonDocument>

namespace accord::storage {

namespace {

#define MATTER_COLUMNS                                                                                                 \
    "SELECT id, kind, account_id, title, reason, currency, amount_minor, company_currency, company_amount_minor, "     \
    "facts, made_by, made_at FROM approval_matter "

ApprovalMatter read(Statement &row)
{
    ApprovalMatter matter;
    matter.id = row.read<ApprovalMatterId>();
    const auto kind = approvals::subjectKindFromString(row.read<QString>()).value_or(approvals::SubjectKind::Discount);
    matter.account = row.read<std::optional<accounts::AccountId>>();
    matter.title = row.read<QString>();
    matter.reason = row.read<QString>();
    const auto currency = row.read<Currency>();
    matter.amount = row.readMoney(currency);
    const auto company = row.read<Currency>();
    const Money companyAmount = row.readMoney(company);
    matter.subject = approvals::subjectFromFacts(kind, companyAmount, row.read<QJsonObject>());
    matter.madeBy = row.read<QString>();
    matter.madeAt = row.read<QDateTime>();
    return matter;
}

} // namespace

QByteArray digestOf(const ApprovalMatter &matter)
{
    return CanonicalForm()
        .add(u"accord.approval_matter/1"_s)
        .add(matter.id.toString())
        .add(approvals::toString(matter.subject.kind))
        .add(matter.account ? matter.account->toString() : u""_s)
        .add(matter.title)
        .add(matter.reason)
        .add(matter.amount.minor())
        .add(matter.amount.currency().code())
        .add(matter.subject.amount.minor())
        .add(QJsonDocument(approvals::factsToJson(matter.subject)).toJson(QJsonDocument::Compact))
        .add(matter.madeBy)
        .digest();
}

Result<> ApprovalMattersSql::add(const ApprovalMatter &matter)
{
    const auto added = m_session.run(
        "INSERT INTO approval_matter (id, kind, account_id, title, reason, amount_minor, currency, "
        "company_amount_minor, company_currency, facts, digest, made_by, made_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        matter.id, approvals::toString(matter.subject.kind), matter.account, notNull(matter.title),
        notNull(matter.reason), matter.amount, matter.amount.currency(), matter.subject.amount,
        matter.subject.amount.currency(), approvals::factsToJson(matter.subject), QString::fromLatin1(digestOf(matter)),
        matter.madeBy, matter.madeAt);
    return added ? Result<>() : passOn(added);
}

Result<ApprovalMatter> ApprovalMattersSql::find(const ApprovalMatterId &id) const
{
    auto select = m_session.statement(MATTER_COLUMNS "WHERE id = ?");
    const auto found = select.bind(id).first(read);
    if (!found)
        return passOn(found);
    if (!*found)
        return fail(ErrorKind::NotFound, u"approvals.matter_not_found"_s, {{u"matter"_s, id.toString()}});
    return **found;
}

Result<std::vector<ApprovalMatter>> ApprovalMattersSql::madeIn(const Period &period) const
{
    auto select = m_session.statement(MATTER_COLUMNS "WHERE made_at >= ? AND made_at < ? ORDER BY made_at, id");
    return select.bind(period.start, period.end).all(read);
}

} // namespace accord::storage
