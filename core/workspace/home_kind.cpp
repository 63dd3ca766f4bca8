// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/home_kind.h"

namespace accord::workspace {

using security::Reach;
using storage::WorkReach;

namespace {

struct KindRow
{
    HomeKind kind;
    QString name;
    QStringList operations;
};

const QStringList collecting{u"collection.act"_s, u"dispute.edit"_s};
const QStringList exemptions{u"account.bill"_s, u"account.edit"_s};

std::span<const KindRow> rows()
{
    static const KindRow all[]{
        {HomeKind::Approval, u"approval"_s, {}},
        {HomeKind::Question, u"question"_s, {}},
        {HomeKind::Overdue, u"overdue"_s, collecting},
        {HomeKind::DunningStep, u"dunning_step"_s, {u"collection.act"_s}},
        {HomeKind::DunningTask, u"dunning_task"_s, {}},
        {HomeKind::BrokenPromise, u"broken_promise"_s, collecting},
        {HomeKind::BankEntry, u"bank_entry"_s, {u"payment.match"_s}},
        {HomeKind::Unbilled, u"unbilled"_s, {u"bill.prepare"_s}},
        {HomeKind::ToIssue, u"to_issue"_s, {u"document.issue"_s}},
        {HomeKind::Renewal, u"renewal"_s, {u"account.edit"_s}},
        {HomeKind::ExpiredCertificate, u"expired_certificate"_s, exemptions},
        {HomeKind::EndingCertificate, u"ending_certificate"_s, exemptions},
        {HomeKind::ExceededOrder, u"exceeded_order"_s, {u"order.edit"_s}},
        {HomeKind::EndingOrder, u"ending_order"_s, {u"order.edit"_s}},
        {HomeKind::OverspentBudget, u"overspent_budget"_s, {u"budget.edit"_s}},
        {HomeKind::BillingHold, u"billing_hold"_s, {u"account.bill"_s}},
        {HomeKind::FailedDelivery, u"failed_delivery"_s, {u"document.deliver"_s}},
        {HomeKind::Nexus, u"nexus"_s, {u"tax.read"_s}},
    };
    return all;
}

const KindRow &rowOf(HomeKind kind)
{
    return *std::ranges::find(rows(), kind, &KindRow::kind);
}

} // namespace

std::span<const HomeKind> homeKinds()
{
    static const auto kinds = [] {
        std::vector<HomeKind> all;
        for (const KindRow &row : rows())
            all.push_back(row.kind);
        return all;
    }();
    return kinds;
}

QString toString(HomeKind kind)
{
    return rowOf(kind).name;
}

Result<HomeKind> homeKindFromString(const QString &text)
{
    QStringList known;
    for (const KindRow &row : rows()) {
        if (row.name == text)
            return row.kind;
        known << row.name;
    }
    return fail(ErrorKind::InvalidInput, u"home.kind_unknown"_s,
                {{u"value"_s, text}, {u"known"_s, known.join(u", "_s)}});
}

QStringList operationsOf(HomeKind kind)
{
    return rowOf(kind).operations;
}

WorkReach reachOf(const security::Permissions &matrix, const security::Person &person, HomeKind kind)
{
    return reachOf(matrix, person, operationsOf(kind));
}

WorkReach reachOf(const security::Permissions &matrix, const security::Person &person, const QStringList &operations)
{
    Reach farthest = Reach::None;
    for (const QString &operation : operations)
        farthest = std::max(farthest, matrix.reach(operation, person.roles));
    const auto accounts = [&] {
        switch (farthest) {
        case Reach::All:
            return WorkReach::All;
        case Reach::Region: // whose proposals somebody may make are those that they work for: the region of who leads
                            // it
            return matrix.reach(u"proposal.edit", person.roles) >= Reach::Region ? WorkReach::Region : WorkReach::Book;
        case Reach::Own:
            return WorkReach::Own;
        case Reach::None:
            break;
        }
        return WorkReach::None;
    }();
    return {accounts, person.regions, person.name};
}

} // namespace accord::workspace
