// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for somebody to act on it, the largest first.
#include "core/storage/bank_entries_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/dunning_desk.h"
#include "core/workspace/home_desk.h"

#include <algorithm>
#include <functional>
#include <set>

namespace accord::workspace {

using storage::HomeWorkSql;
using storage::Stake;

namespace {

constexpr size_t mostAskedAlone = 100; ///< payers whose cases are read one by one: of more all are read at once

/// Each once, by id.
std::vector<accounts::AccountId> payersOf(const std::vector<Stake> &overdue)
{
    std::set<QUuid> payers;
    for (const Stake &stake : overdue)
        payers.insert(stake.account.uuid());
    std::vector<accounts::AccountId> ids;
    for (const QUuid &payer : payers)
        ids.emplace_back(payer);
    return ids;
}

HomeItem itemOf(HomeKind kind, const QString &subject, const accounts::AccountId &account, const Money &amount)
{
    HomeItem item;
    item.kind = kind;
    item.subject = subject;
    item.account = account;
    item.amount = amount;
    return item;
}

} // namespace

Result<> HomeDesk::addLargest(HomeSheet &sheet, HomeKind kind, const Result<Stakes> &stakes, const Make &make)
{
    if (!stakes)
        return passOn(stakes);
    std::vector<std::pair<std::optional<Money>, const Stake *>> order;
    for (const Stake &stake : *stakes)
        order.emplace_back(inCompanyCurrency(stake.amount), &stake);
    const auto minorOf = [](const auto &one) { return one.first ? one.first->minor() : -1; };
    const auto shown = std::min(order.size(), size_t(mostOfAKind));
    std::ranges::partial_sort(order, order.begin() + std::ptrdiff_t(shown), [&](const auto &a, const auto &b) {
        return minorOf(a) != minorOf(b) ? minorOf(a) > minorOf(b) : a.second->id < b.second->id;
    });
    MoneySum rest(m_company);
    for (size_t i = 0; i < order.size(); ++i) {
        const auto &[worth, stake] = order[i];
        if (i >= shown) {
            if (worth)
                rest.add(*worth);
            continue;
        }
        auto item = make(*stake);
        if (!item)
            return passOn(item);
        if (!*item) // gone since it was counted
            continue;
        (*item)->stake = worth;
        sheet.items.push_back(std::move(**item));
    }
    if (order.size() <= shown)
        return {};
    HomeCount &beyond = m_beyond.try_emplace(kind, HomeCount{kind, 0, Money::zero(m_company)}).first->second;
    beyond.count += int(order.size() - shown);
    rest.add(beyond.stake);
    if (!rest.total())
        return passOn(rest.total());
    beyond.stake = *rest.total();
    return {};
}

Result<> HomeDesk::addQuestions(HomeSheet &sheet)
{
    const auto rows = ApprovalDesk(m_services).questions();
    if (!rows)
        return passOn(rows);
    for (const ApprovalRow &row : *rows) {
        const approvals::Message &question = row.approval.messages.back();
        HomeItem item
            = itemOf(HomeKind::Question, row.accountName, row.account, row.total.value_or(row.approval.amount));
        const auto asker = m_services.seller().user(question.who);
        item.reference = asker ? asker->displayName : question.who;
        item.note = question.text;
        item.day = question.writtenAt.date();
        item.stake = row.approval.amount;
        item.approval = row.approval.id.uuid();
        sheet.items.push_back(std::move(item));
    }
    return {};
}

Result<> HomeDesk::addOverdue(HomeSheet &sheet)
{
    if (!concerns(HomeKind::Overdue))
        return {};
    auto stakes = HomeWorkSql(m_services.session()).overdue(reach(HomeKind::Overdue), m_today);
    const storage::InvoiceQueriesSql invoices(m_services.session());
    const auto added
        = addLargest(sheet, HomeKind::Overdue, stakes, [&](const Stake &stake) -> Result<std::optional<HomeItem>> {
              const auto row = invoices.row(billing::InvoiceId(stake.id));
              if (!row)
                  return passOn(row);
              HomeItem item = itemOf(HomeKind::Overdue, row->account, row->accountId, row->open());
              item.reference = row->number;
              item.day = row->dueDate;
              item.invoice = row->id;
              return std::optional(std::move(item));
          });
    if (!added || !concerns(HomeKind::DunningStep))
        return added;
    return addDunningSteps(sheet, std::move(*stakes));
}

Result<> HomeDesk::addDunningSteps(HomeSheet &sheet, Stakes overdue)
{
    const auto payers = payersOf(overdue);
    DunningDesk desk(m_services);
    auto cases = payers.size() > mostAskedAlone ? desk.worklist(m_today) : desk.stepsDue(payers, m_today);
    if (!cases)
        return passOn(cases);
    std::erase_if(*cases, [&](const DunningCase &one) {
        return one.state.dueSteps.empty() || !std::binary_search(payers.begin(), payers.end(), one.account);
    });
    std::ranges::stable_sort(*cases, std::greater(), [](const DunningCase &one) { return one.worth.minor(); });
    MoneySum rest(m_company);
    for (size_t i = 0; i < cases->size(); ++i) {
        const DunningCase &one = (*cases)[i];
        if (i >= size_t(mostOfAKind)) {
            rest.add(one.worth);
            continue;
        }
        HomeItem item = itemOf(HomeKind::DunningStep, one.name, one.account, one.state.amount);
        // The mildest comes first in the list, the one that says most comes last.
        item.reference = payments::toString(one.state.dueSteps.back().kind);
        item.level = one.state.dueSteps.back().level;
        item.day = one.state.oldestDue;
        item.stake = one.worth;
        sheet.items.push_back(std::move(item));
    }
    if (!rest.total())
        return passOn(rest.total());
    if (cases->size() > size_t(mostOfAKind))
        m_beyond.insert_or_assign(HomeKind::DunningStep,
                                  HomeCount{HomeKind::DunningStep, int(cases->size()) - mostOfAKind, *rest.total()});
    return {};
}

Result<> HomeDesk::addDunningTasks(HomeSheet &sheet)
{
    const auto tasks = HomeWorkSql(m_services.session()).dunningTasks();
    if (!tasks)
        return passOn(tasks);
    for (const storage::DunningTask &task : *tasks) {
        const bool isManagers = task.roles.contains(u"account_manager"_s);
        const bool isMine
            = (isManagers && task.manager == m_services.actor())
              || (isManagers && task.manager.isEmpty() && concerns(HomeKind::DunningStep))
              || std::ranges::any_of(task.roles, [this](const auto &role) { return m_person.roles.contains(role); });
        if (!isMine)
            continue;
        HomeItem item = itemOf(HomeKind::DunningTask, task.accountName, task.account, task.amount);
        item.reference = task.step;
        item.day = task.askedOn;
        item.record = task.delivery;
        item.stake = inCompanyCurrency(task.amount);
        sheet.items.push_back(std::move(item));
    }
    return {};
}

Result<> HomeDesk::addBrokenPromises(HomeSheet &sheet)
{
    if (!concerns(HomeKind::BrokenPromise))
        return {};
    const HomeWorkSql work(m_services.session());
    return addLargest(sheet, HomeKind::BrokenPromise, work.brokenPromises(reach(HomeKind::BrokenPromise), m_today),
                      [&](const Stake &stake) -> Result<std::optional<HomeItem>> {
                          const auto promise = work.brokenPromise(stake);
                          if (!promise)
                              return passOn(promise);
                          if (!*promise)
                              return std::nullopt;
                          HomeItem item = itemOf(HomeKind::BrokenPromise, (*promise)->accountName, stake.account,
                                                 (*promise)->missing);
                          item.day = (*promise)->promisedFor;
                          item.record = stake.id;
                          return std::optional(std::move(item));
                      });
}

Result<> HomeDesk::addBankEntries(HomeSheet &sheet)
{
    if (!concerns(HomeKind::BankEntry))
        return {};
    const storage::BankEntriesSql entries(m_services.session());
    return addLargest(sheet, HomeKind::BankEntry, HomeWorkSql(m_services.session()).bankEntries(),
                      [&](const Stake &stake) -> Result<std::optional<HomeItem>> {
                          const auto entry = entries.find(storage::BankEntryId(stake.id));
                          if (!entry)
                              return passOn(entry);
                          HomeItem item = itemOf(HomeKind::BankEntry,
                                                 entry->payerName.isEmpty() ? entry->remittance : entry->payerName, {},
                                                 entry->amount);
                          item.reference = QString::number(entry->number);
                          item.day = entry->bookedOn;
                          item.level = entry->state == u"proposed" ? 1 : 0;
                          item.record = stake.id;
                          return std::optional(std::move(item));
                      });
}

Result<> HomeDesk::addToIssue(HomeSheet &sheet)
{
    if (!concerns(HomeKind::ToIssue))
        return {};
    const HomeWorkSql work(m_services.session());
    const storage::InvoiceQueriesSql invoices(m_services.session());
    const auto added = addLargest(
        sheet, HomeKind::ToIssue, work.invoicesToIssue(), [&](const Stake &stake) -> Result<std::optional<HomeItem>> {
            const auto row = invoices.row(billing::InvoiceId(stake.id));
            if (!row)
                return passOn(row);
            HomeItem item = itemOf(HomeKind::ToIssue, row->account, row->accountId, row->total);
            item.period = row->period;
            item.invoice = row->id;
            return std::optional(std::move(item));
        });
    if (!added)
        return added;
    return addLargest(sheet, HomeKind::ToIssue, work.creditNotesToIssue(),
                      [&](const Stake &stake) -> Result<std::optional<HomeItem>> {
                          const auto note = m_services.creditNotes().find(billing::CreditNoteId(stake.id));
                          if (!note)
                              return passOn(note);
                          const auto row = invoices.row(note->invoice);
                          if (!row)
                              return passOn(row);
                          HomeItem item = itemOf(HomeKind::ToIssue, row->account, row->accountId, stake.amount);
                          item.reference = row->number;
                          item.invoice = row->id;
                          item.record = stake.id;
                          return std::optional(std::move(item));
                      });
}

Result<> HomeDesk::addFailedDeliveries(HomeSheet &sheet)
{
    if (!concerns(HomeKind::FailedDelivery))
        return {};
    const HomeWorkSql work(m_services.session());
    return addLargest(sheet, HomeKind::FailedDelivery, work.failedDeliveries(),
                      [&](const Stake &stake) -> Result<std::optional<HomeItem>> {
                          const auto failed = work.failedDelivery(stake.id);
                          if (!failed)
                              return passOn(failed);
                          if (!*failed)
                              return std::nullopt;
                          HomeItem item
                              = itemOf(HomeKind::FailedDelivery, (*failed)->accountName, stake.account, stake.amount);
                          item.reference = (*failed)->number;
                          item.note = (*failed)->note;
                          item.day = (*failed)->since;
                          item.level = (*failed)->isUnknown ? 1 : 0;
                          item.record = stake.id;
                          return std::optional(std::move(item));
                      });
}

} // namespace accord::workspace
