// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/home_desk.h"

#include "core/purchasing/order_balance.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/budget_desk.h"
#include "core/workspace/nexus_desk.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using pricing::Derivation;

namespace {

constexpr int renewalDays = 90;
constexpr int certificateDays = 60; ///< before its end a certificate is asked for anew, and …
constexpr int certificateUrgentDays = 30; ///< … once more
constexpr int visitEndsSeconds = 30 * 60;
constexpr int mostExplained = 20; ///< accounts that the recurring revenue is explained by

QString words(const Money &amount)
{
    return amount.toString() + u' ' + amount.currency().code();
}

/// The month that is to be billed now: the present one on its last day, the one before until then.
Period monthToBill(const QDate &today)
{
    const Period present = Period::monthOf(today);
    return present.lastDay() == today ? present : Period::monthOf(present.start.addDays(-1));
}

void count(HomeSheet &sheet, const Currency &company, const std::map<HomeKind, HomeCount> &beyond)
{
    for (const HomeKind kind : homeKinds()) {
        HomeCount one{kind, 0, Money::zero(company)};
        MoneySum sum(company);
        for (const HomeItem &item : sheet.items) {
            if (item.kind != kind)
                continue;
            one.count += item.count;
            if (item.stake)
                sum.add(*item.stake);
        }
        if (const auto rest = beyond.find(kind); rest != beyond.end()) {
            one.count += rest->second.count;
            one.isAtLeast = rest->second.isAtLeast;
            sum.add(rest->second.stake);
        }
        if (sum.total())
            one.stake = *sum.total();
        sheet.counts.push_back(one);
    }
}

} // namespace

HomeCount sumOf(const HomeSheet &sheet, const std::function<bool(HomeKind)> &isMeant)
{
    HomeCount all;
    MoneySum sum(sheet.counts.empty() ? Currency() : sheet.counts.front().stake.currency());
    for (const HomeCount &one : sheet.counts) {
        if (!isMeant(one.kind))
            continue;
        // A month that is to be billed is one thing, however many payers it has.
        all.count += one.kind == HomeKind::Unbilled ? std::min(one.count, 1) : one.count;
        all.isAtLeast = all.isAtLeast || one.isAtLeast;
        sum.add(one.stake);
    }
    if (sum.total())
        all.stake = *sum.total();
    return all;
}

Result<> HomeDesk::knowTheActor()
{
    const auto user = m_services.seller().user(m_services.actor());
    if (!user)
        return user.error().kind == ErrorKind::NotFound ? Result<>() : passOn(user);
    m_person = personOf(*user);
    return {};
}

storage::WorkReach HomeDesk::reach(HomeKind kind) const
{
    const auto matrix = permissions();
    return matrix ? reachOf(**matrix, m_person, kind) : storage::WorkReach();
}

storage::WorkReach HomeDesk::reach(const QStringList &operations) const
{
    const auto matrix = permissions();
    return matrix ? reachOf(**matrix, m_person, operations) : storage::WorkReach();
}

Result<HomeSheet> HomeDesk::sheet()
{
    const auto company = m_services.companyCurrency();
    if (!company)
        return passOn(company);
    m_company = *company;
    m_today = m_services.clock().today();
    m_beyond.clear();
    if (const auto known = knowTheActor(); !known)
        return passOn(known);
    HomeSheet sheet;
    sheet.today = m_today;
    if (const auto user = m_services.seller().user(m_services.actor()); user)
        sheet.userName = user->displayName;
    for (const auto add :
         {&HomeDesk::addApprovals, &HomeDesk::addQuestions, &HomeDesk::addOverdue, &HomeDesk::addDunningTasks,
          &HomeDesk::addBrokenPromises, &HomeDesk::addBankEntries, &HomeDesk::addUnbilled, &HomeDesk::addToIssue,
          &HomeDesk::addRenewals, &HomeDesk::addTroubles, &HomeDesk::addTaxes, &HomeDesk::addSpending,
          &HomeDesk::addFailedDeliveries, &HomeDesk::addFigures, &HomeDesk::noteVisit, &HomeDesk::separateAside}) {
        const auto added = (this->*add)(sheet);
        if (!added && added.error().kind == ErrorKind::Unavailable)
            return passOn(added);
        if (!added) // the others stay
            sheet.failures.push_back(added.error());
    }
    for (auto *items : {&sheet.items, &sheet.aside}) {
        std::stable_sort(items->begin(), items->end(), [](const HomeItem &a, const HomeItem &b) {
            return (a.stake ? a.stake->minor() : -1) > (b.stake ? b.stake->minor() : -1);
        });
    }
    count(sheet, m_company, m_beyond);
    return sheet;
}

QString HomeItem::key() const
{
    const QString what = !record.isNull()          ? record.toString(QUuid::WithoutBraces)
                         : !approval.isNull()      ? approval.toString(QUuid::WithoutBraces)
                         : !invoice.isNull()       ? invoice.toString()
                         : !account.isNull()       ? account.toString()
                         : kind == HomeKind::Nexus ? subject
                                                   : period.start.toString(u"yyyy-MM"_s);
    // A hold is told apart by its account alone: another reason is another fact about the same hold.
    return u"%1/%2/%3"_s.arg(int(kind)).arg(what, kind == HomeKind::BillingHold ? QString() : reference);
}

QString HomeItem::fact() const
{
    // Not the stake: it moves with the exchange rates of the day.
    const QString said
        = u"%1|%2|%3|%4"_s.arg(reference, day.toString(Qt::ISODate), amount ? words(*amount) : QString()).arg(count);
    return level == 0 ? said : u"%1|%2"_s.arg(said).arg(level);
}

Result<> HomeDesk::noteVisit(HomeSheet &sheet)
{
    storage::HomeMarksSql marks(m_services.session());
    auto visit = marks.visitOf(m_services.actor());
    if (!visit)
        return passOn(visit);
    const QDateTime now = m_services.clock().now();
    if (visit->latestAt.isValid() && visit->latestAt.addSecs(visitEndsSeconds) < now) {
        visit->before = visit->latest;
        visit->beforeAt = visit->latestAt;
    }
    sheet.lastVisit = visit->beforeAt;
    QJsonObject seen;
    for (HomeItem &item : sheet.items) {
        seen.insert(item.key(), item.fact());
        if (visit->beforeAt.isNull())
            continue;
        const QJsonValue before = visit->before.value(item.key());
        item.news = before.isUndefined()               ? HomeNews::Added
                    : before.toString() != item.fact() ? HomeNews::Changed
                                                       : HomeNews::None;
    }
    const bool still
        = visit->latest == seen && visit->latestAt.isValid() && visit->latestAt.addSecs(visitEndsSeconds / 2) > now;
    if (still || m_services.session().isReadOnly())
        return {};
    visit->latest = seen;
    visit->latestAt = now;
    return marks.save(m_services.actor(), *visit);
}

Result<> HomeDesk::separateAside(HomeSheet &sheet)
{
    const auto marks = storage::HomeMarksSql(m_services.session()).of(m_services.actor());
    if (!marks)
        return passOn(marks);
    std::vector<HomeItem> open;
    for (HomeItem &item : sheet.items) {
        const auto mark = marks->constFind(item.key());
        const bool hidden = mark != marks->cend() && mark->hides(item.fact(), m_today);
        if (hidden)
            item.until = mark->until;
        (hidden ? sheet.aside : open).push_back(item);
    }
    sheet.items = std::move(open);
    return {};
}

Result<> HomeDesk::putAside(const HomeItem &item, const QDate &until)
{
    return storage::HomeMarksSql(m_services.session())
        .save(m_services.actor(), {item.key(), item.fact(), until}, m_services.clock().now());
}

Result<> HomeDesk::bringBack(const HomeItem &item)
{
    return storage::HomeMarksSql(m_services.session()).remove(m_services.actor(), item.key());
}

std::optional<Money> HomeDesk::inCompanyCurrency(const Money &amount) const
{
    const auto converted = m_services.reference().exchangeRates.convert(amount, m_company, m_today);
    return converted ? std::optional(*converted) : std::nullopt;
}

Result<> HomeDesk::addApprovals(HomeSheet &sheet)
{
    const auto rows = ApprovalDesk(m_services).queue(ApprovalQueue::Mine);
    if (!rows)
        return passOn(rows);
    for (const ApprovalRow &row : *rows) {
        HomeItem item{HomeKind::Approval,
                      row.accountName,
                      row.approval.amount,
                      row.number,
                      row.approval.requestedAt.date(),
                      1,
                      row.total,
                      row.account,
                      {},
                      row.approval.id.uuid(),
                      {}};
        sheet.items.push_back(std::move(item));
    }
    return {};
}

void HomeDesk::noteMore(HomeKind kind, size_t listed)
{
    if (listed >= size_t(mostOfAKind))
        m_beyond.insert_or_assign(kind, HomeCount{kind, 0, Money::zero(m_company), true});
}

Result<> HomeDesk::addUnbilled(HomeSheet &sheet)
{
    if (!concerns(HomeKind::Unbilled))
        return {};
    const Period month = monthToBill(m_today);
    const storage::HomeQueriesSql queries(m_services.session(), m_company);
    const auto open = queries.unbilledCount(month);
    const auto before = queries.billed(reach(HomeKind::Unbilled), Period::monthOf(month.start.addDays(-1)));
    if (!open)
        return passOn(open);
    if (!before)
        return passOn(before);
    if (*open == 0)
        return {};
    // What the month will come to is not known before it is rated; the month before says how much it is about.
    HomeItem item{HomeKind::Unbilled, {}, {}, {}, month.lastDay(), int(*open), {}, {}, {}, {}, month};
    if (before->invoices > 0)
        item.stake = before->total;
    sheet.items.push_back(std::move(item));
    return {};
}

Result<> HomeDesk::addRenewals(HomeSheet &sheet)
{
    const storage::HomeQueriesSql queries(m_services.session(), m_company);
    const auto mine = reach(HomeKind::Renewal);
    const QDate last = m_today.addDays(renewalDays);
    const auto rows = queries.renewals(mine, m_today, last, mostOfAKind);
    const auto next = queries.renewalAfter(mine, last);
    if (!rows)
        return passOn(rows);
    if (!next)
        return passOn(next);
    sheet.nextRenewal = *next;
    for (const auto &row : *rows)
        sheet.items.push_back(
            {HomeKind::Renewal, row.accountName, row.arr, {}, row.day, 1, {}, row.account, {}, {}, {}});
    noteMore(HomeKind::Renewal, rows->size());
    return {};
}

Result<> HomeDesk::addTroubles(HomeSheet &sheet)
{
    const storage::HomeQueriesSql queries(m_services.session(), m_company);
    const auto certificates = queries.expiredCertificates(reach(HomeKind::ExpiredCertificate), m_today, mostOfAKind);
    const auto holds = queries.billingHolds(reach(HomeKind::BillingHold), mostOfAKind);
    const auto orders = queries.exceededOrders(reach(HomeKind::ExceededOrder), mostOfAKind);
    if (!certificates)
        return passOn(certificates);
    if (!holds)
        return passOn(holds);
    if (!orders)
        return passOn(orders);
    noteMore(HomeKind::ExpiredCertificate, certificates->size());
    noteMore(HomeKind::BillingHold, holds->size());
    noteMore(HomeKind::ExceededOrder, orders->size());
    for (const auto &trouble : *certificates)
        sheet.items.push_back({HomeKind::ExpiredCertificate,
                               trouble.accountName,
                               {},
                               trouble.subject,
                               trouble.since,
                               1,
                               {},
                               trouble.account,
                               {},
                               {},
                               {}});
    for (const auto &trouble : *holds)
        sheet.items.push_back({HomeKind::BillingHold,
                               trouble.accountName,
                               trouble.arr,
                               trouble.subject,
                               {},
                               1,
                               {},
                               trouble.account,
                               {},
                               {},
                               {}});
    for (const auto &order : *orders) {
        const Money excess = order.balance.available().negated();
        sheet.items.push_back({HomeKind::ExceededOrder,
                               order.accountName,
                               inCompanyCurrency(excess),
                               order.balance.order.number,
                               order.balance.order.expiresOn,
                               1,
                               excess,
                               order.balance.order.account,
                               {},
                               {},
                               {}});
    }
    return {};
}

Result<> HomeDesk::addTaxes(HomeSheet &sheet)
{
    const auto certificates = storage::HomeQueriesSql(m_services.session(), m_company)
                                  .endingCertificates(reach(HomeKind::EndingCertificate), m_today,
                                                      m_today.addDays(certificateDays), mostOfAKind);
    // A sale that cannot be counted, or thresholds that cannot be read, are told of in the settings: they do not take
    // the whole page away.
    const auto states = NexusDesk(m_services).warnings();
    if (!certificates)
        return passOn(certificates);
    if (!states && states.error().kind == ErrorKind::Unavailable)
        return passOn(states);
    noteMore(HomeKind::EndingCertificate, certificates->size());
    for (const auto &ending : *certificates) {
        HomeItem item;
        item.kind = HomeKind::EndingCertificate;
        item.subject = ending.accountName;
        item.reference = ending.subject;
        item.day = ending.since;
        item.account = ending.account;
        item.level = m_today.daysTo(ending.since) <= certificateUrgentDays ? 1 : 0;
        sheet.items.push_back(std::move(item));
    }
    for (const NexusWarning &state : states.value_or(std::vector<NexusWarning>())) {
        HomeItem item;
        item.kind = HomeKind::Nexus;
        item.subject = state.stateName;
        item.reference = state.entity;
        item.level = state.alert == NexusAlert::Reached ? 1 : 0;
        item.share = state.share;
        sheet.items.push_back(std::move(item));
    }
    return {};
}

Result<> HomeDesk::addSpending(HomeSheet &sheet)
{
    const auto orders = storage::HomeQueriesSql(m_services.session(), m_company)
                            .endingOrders(reach(HomeKind::EndingOrder), m_today, mostOfAKind);
    const auto budgets = concerns(HomeKind::OverspentBudget) ? BudgetDesk(m_services).sheets(m_today)
                                                             : Result<std::vector<BudgetSheet>>();
    if (!orders)
        return passOn(orders);
    if (!budgets)
        return passOn(budgets);
    noteMore(HomeKind::EndingOrder, orders->size());
    for (const auto &[accountName, balance] : *orders) {
        const QDate end = balance.order.expiresOn;
        const bool endsSoon = end.isValid() && m_today.daysTo(end) <= purchasing::expiryWarningDays;
        sheet.items.push_back({HomeKind::EndingOrder,
                               accountName,
                               inCompanyCurrency(balance.available()),
                               balance.order.number,
                               endsSoon ? end : QDate(),
                               1,
                               balance.available(),
                               balance.order.account,
                               {},
                               {},
                               {}});
    }
    for (const BudgetSheet &one : *budgets) {
        if (!one.isOver() || !one.budget().period.contains(m_today))
            continue;
        const Money over = one.status.available.negated();
        sheet.items.push_back({HomeKind::OverspentBudget,
                               one.name(),
                               inCompanyCurrency(over),
                               one.stored.id.toString(),
                               one.budget().period.lastDay(),
                               1,
                               over,
                               one.budget().owner.entity,
                               {},
                               {},
                               {}});
    }
    return {};
}

Result<> HomeDesk::addFigures(HomeSheet &sheet)
{
    const auto accounts = reach({u"account.read"_s}), invoices = reach({u"invoice.read"_s});
    sheet.billedMonth = Period::monthOf(monthToBill(m_today).start.addDays(-1));
    sheet.figuresOf = accounts.accounts;
    if (sheet.figuresOf == storage::WorkReach::None)
        return {};
    const storage::HomeQueriesSql queries(m_services.session(), m_company);
    const auto totals = queries.recurring(accounts);
    const auto largest = queries.largest(accounts, mostExplained);
    const auto receivables = queries.receivables(invoices, m_today);
    if (!totals)
        return passOn(totals);
    if (!largest)
        return passOn(largest);
    if (!receivables)
        return passOn(receivables);
    sheet.arr = {totals->arr,
                 {u"Annual recurring revenue"_s,
                  u"sum over %1 accounts, in company currency"_s.arg(totals->count),
                  {},
                  words(totals->arr),
                  {},
                  {}}};
    MoneySum rest(m_company);
    rest.add(totals->arr);
    for (const auto &row : *largest) {
        rest.subtract(row.arr);
        sheet.arr.derivation.children.push_back(
            {row.name, {}, {}, words(row.arr), u"account %1"_s.arg(row.number), {}});
    }
    if (rest.total() && !rest.total()->isZero())
        sheet.arr.derivation.children.push_back({u"All other accounts"_s, {}, {}, words(*rest.total()), {}, {}});
    if (invoices.accounts == storage::WorkReach::None)
        return {}; // legal reads contracts, and no invoices
    MoneySum open(m_company);
    sheet.receivables.derivation
        = {u"Open receivables"_s,
           u"issued invoices less payments, converted at the rates of %1"_s.arg(m_today.toString(Qt::ISODate)),
           {},
           {},
           {},
           {}};
    for (const auto &total : *receivables) {
        const auto converted = inCompanyCurrency(total.open);
        open.add(converted.value_or(Money::zero(m_company)));
        sheet.receivables.derivation.children.push_back({u"Open in %1"_s.arg(total.open.currency().code()),
                                                         u"overdue %1"_s.arg(total.overdue.toString()),
                                                         words(total.open),
                                                         converted ? words(*converted) : QString(),
                                                         {},
                                                         {}});
    }
    if (open.total()) {
        sheet.receivables.value = *open.total();
        sheet.receivables.derivation.rounded = words(*open.total());
    }
    const auto billed = queries.billed(invoices, sheet.billedMonth);
    if (!billed)
        return passOn(billed);
    sheet.billed.derivation = {u"Invoiced for %1"_s.arg(sheet.billedMonth.start.toString(u"yyyy-MM"_s)),
                               u"totals of %1 invoices, at the rates printed on them"_s.arg(billed->invoices),
                               {},
                               words(billed->total),
                               {},
                               {}};
    if (billed->invoices > 0)
        sheet.billed.value = billed->total;
    return {};
}

} // namespace accord::workspace
