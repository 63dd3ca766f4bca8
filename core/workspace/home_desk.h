// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/home_marks_sql.h"
#include "core/storage/home_queries_sql.h"
#include "core/storage/home_work_sql.h"
#include "core/workspace/account_desk.h"
#include "core/workspace/home_kind.h"

#include <functional>
#include <map>

namespace accord::workspace {

/// What happened to an item since the visit before.
enum class HomeNews { None, Added, Changed };

/// Something that wants somebody's attention.
struct HomeItem
{
    HomeKind kind = HomeKind::Approval;
    QString subject; ///< the account, the document
    std::optional<Money> stake; ///< what is at stake, in company currency; none where no amount says it
    /// Number of the invoice, order, certificate or bank entry; reason of a hold; id of a budget; step of dunning; who
    /// asks.
    QString reference;
    QDate day; ///< due, renewal, lapse, request, booking, promise
    int count = 1; ///< payers still to be billed
    std::optional<Money> amount; ///< in the document's currency
    accounts::AccountId account; ///< to open; null where it is not about one account
    billing::InvoiceId invoice; ///< likewise
    QUuid approval; ///< likewise
    Period period; ///< of Unbilled
    HomeNews news = HomeNews::None;
    int level = 0; ///< 1: more pressing than at first: 30 days left, a threshold reached
    Decimal share = {}; ///< of Nexus: percent of the threshold
    QUuid record = {}; ///< the bank entry, promise, delivery or credit note that it is; null for others
    QString note = {}; ///< the question, or why a delivery failed
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
    bool isAtLeast = false; ///< there may be more: the rest was not looked at
};

struct HomeSheet
{
    QDate today;
    QString userName;
    std::vector<HomeItem> items; ///< by money at stake, those without an amount last
    std::vector<HomeItem> aside; ///< those that the actor put aside, in the same order
    QDateTime lastVisit; ///< the end of the visit before; null for the first
    std::vector<HomeCount> counts;
    /// Whose accounts the figures are of: those that the actor may read about; None: there are none to show.
    storage::WorkReach::Accounts figuresOf = storage::WorkReach::None;
    Explained<Money> arr;
    Explained<Money> receivables; ///< everything issued to them and not paid, in company currency
    Explained<Money> billed; ///< their invoices of the last billed month
    Period billedMonth;
    std::vector<Error> failures; ///< of kinds that could not be read: what is listed is without them
    std::optional<storage::ComingRenewal> nextRenewal; ///< for the empty state
};

/// The actor's share of \a sheet.items of one kind, or of all, at stake in company currency; what is beyond the list
/// counts as well.
HomeCount sumOf(const HomeSheet &sheet, const std::function<bool(HomeKind)> &isMeant);

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
    using Stakes = std::vector<storage::Stake>;
    using Make = std::function<Result<std::optional<HomeItem>>(const storage::Stake &)>;

    Result<> knowTheActor();
    /// Which accounts the actor is told of, when it comes to \a kind.
    storage::WorkReach reach(HomeKind kind) const;
    storage::WorkReach reach(const QStringList &operations) const;
    bool concerns(HomeKind kind) const { return reach(kind).accounts != storage::WorkReach::None; }
    Result<> addApprovals(HomeSheet &sheet);
    Result<> addQuestions(HomeSheet &sheet);
    Result<> addOverdue(HomeSheet &sheet);
    /// Steps that are due today, of everybody who is late.
    Result<> addDunningSteps(HomeSheet &sheet, Stakes overdue);
    Result<> addDunningTasks(HomeSheet &sheet);
    Result<> addBrokenPromises(HomeSheet &sheet);
    Result<> addBankEntries(HomeSheet &sheet);
    Result<> addToIssue(HomeSheet &sheet);
    Result<> addFailedDeliveries(HomeSheet &sheet);
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
    /// Makes items of the largest of \a stakes; of the others it is counted how many there are and what they come to.
    Result<> addLargest(HomeSheet &sheet, HomeKind kind, const Result<Stakes> &stakes, const Make &make);

    void noteMore(HomeKind kind, size_t listed); ///< where a list is as long as it may be

    static constexpr int mostOfAKind = 50;

    Services &m_services;
    Currency m_company;
    QDate m_today;
    security::Person m_person;
    std::map<HomeKind, HomeCount> m_beyond; ///< what is there beside the items
};

} // namespace accord::workspace
