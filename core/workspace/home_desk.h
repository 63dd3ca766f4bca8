// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/home_marks_sql.h"
#include "core/storage/home_queries_sql.h"
#include "core/workspace/account_desk.h"

namespace accord::workspace {

enum class HomeKind {
    Approval,
    Overdue,
    Unbilled,
    Renewal,
    ExpiredCertificate,
    ExceededOrder,
    BillingHold,
    EndingOrder, ///< 80 % of it is used, or it ends within 60 days
    OverspentBudget,
    EndingCertificate, ///< of exemption, within 60 days
    Nexus ///< sales into a US state come near its threshold, and the company is not registered there
};

/// What happened to an item since the visit before.
enum class HomeNews { None, Added, Changed };

/// Something that wants somebody's attention.
struct HomeItem
{
    HomeKind kind = HomeKind::Approval;
    QString subject; ///< the account, the document
    std::optional<Money> stake; ///< what is at stake, in company currency; none where no amount says it
    QString reference; ///< number of the invoice, order or certificate; reason of a hold; id of a budget
    QDate day; ///< due, renewal, lapse, request
    int count = 1; ///< payers still to be billed
    std::optional<Money> amount; ///< in the document's currency
    accounts::AccountId account; ///< to open; null where it is not about one account
    billing::InvoiceId invoice; ///< likewise
    QUuid approval; ///< likewise
    Period period; ///< of Unbilled
    HomeNews news = HomeNews::None;
    int level = 0; ///< 1: more pressing than at first: 30 days left, a threshold reached
    Decimal share = {}; ///< of Nexus: percent of the threshold
    QDate until = {}; ///< of an item that was put aside: when it comes back; null: when its fact changes

    /// What it is about: the same at every look.
    QString key() const;
    /// What is true of it: an item that was put aside comes back when this changes.
    QString fact() const;
};

/// How many there are of a kind, and the stakes of those that have one.
struct HomeCount
{
    HomeKind kind = HomeKind::Approval;
    int count = 0;
    Money stake;
};

struct HomeSheet
{
    QDate today;
    QString userName;
    std::vector<HomeItem> items; ///< by money at stake, those without an amount last
    std::vector<HomeItem> aside; ///< those that the actor put aside, in the same order
    QDateTime lastVisit; ///< the end of the visit before; null for the first
    std::vector<HomeCount> counts;
    Explained<Money> arr;
    Explained<Money> receivables; ///< everything issued and not paid, in company currency
    Explained<Money> billed; ///< invoices of the last billed month
    Period billedMonth;
    std::optional<storage::AccountRow> nextRenewal; ///< for the empty state
};

/// What the start page shows.
class HomeDesk
{
public:
    explicit HomeDesk(Services &services)
        : m_services(services)
    { }

    /// What wants the actor's attention now. The look counts as a visit: what is new is told apart from what was seen
    /// in the visit before, which ended when nobody looked for half an hour.
    Result<HomeSheet> sheet();
    /// Puts \a item aside until the day \a until, or for good when that is null; it comes back earlier when its fact
    /// changes.
    Result<> putAside(const HomeItem &item, const QDate &until);
    Result<> bringBack(const HomeItem &item);

private:
    Result<> addApprovals(HomeSheet &sheet);
    Result<> addOverdue(HomeSheet &sheet);
    Result<> addUnbilled(HomeSheet &sheet);
    Result<> addRenewals(HomeSheet &sheet);
    Result<> addTroubles(HomeSheet &sheet);
    /// Certificates that end, and states that will want their tax.
    Result<> addTaxes(HomeSheet &sheet);
    /// Orders that end, and budgets that are overspent.
    Result<> addSpending(HomeSheet &sheet);
    Result<> addFigures(HomeSheet &sheet);
    Result<> separateAside(HomeSheet &sheet);
    Result<> noteVisit(HomeSheet &sheet);
    std::optional<Money> inCompanyCurrency(const Money &amount) const;

    Services &m_services;
    Currency m_company;
    QDate m_today;
};

} // namespace accord::workspace
