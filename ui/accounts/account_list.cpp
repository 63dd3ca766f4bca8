// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/account_list.h"

#include "ui/style/metrics.h"
#include "ui/words/status_words.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Accounts)
};

using storage::AccountSort;
using Column = AccountListModel::Column;

/// Accounts owe in different currencies, so each amount names its own.
QString owed(const Money &amount)
{
    return amount.isZero() ? amountText(amount) : moneyText(amount);
}

AccountSort sortOf(const PageRequest &request)
{
    if (request.sortKey == "arr"_L1)
        return request.descending ? AccountSort::ArrDescending : AccountSort::Arr;
    if (request.sortKey == "renewal"_L1)
        return request.descending ? AccountSort::RenewalDescending : AccountSort::Renewal;
    if (request.sortKey == "manager"_L1)
        return request.descending ? AccountSort::ManagerDescending : AccountSort::Manager;
    if (request.sortKey == "locations"_L1)
        return request.descending ? AccountSort::LocationsDescending : AccountSort::Locations;
    return request.descending ? AccountSort::NameDescending : AccountSort::Name;
}

Result<QHash<QString, QString>> displayNames(workspace::Services &services)
{
    const auto users = services.seller().users();
    if (!users)
        return passOn(users);
    QHash<QString, QString> names;
    for (const auto &user : *users)
        names.insert(user.name, user.displayName);
    return names;
}

} // namespace

std::vector<Column> accountColumns(bool withUsage)
{
    constexpr int dateWidth = metrics::columnDate;
    std::vector<Column> columns{
        Column{{u"name"_s, Tr::tr("Account"), 154, Qt::AlignLeft, true, true},
               [](const AccountListRow &r) { return r.account.name; },
               {},
               [](const AccountListRow &r) { return r.account.number; }},
        Column{{u"manager"_s, Tr::tr("CSM"), 104},
               [](const AccountListRow &r) { return r.managerName.isEmpty() ? QVariant() : QVariant(r.managerName); }},
        Column{{u"arr"_s, Tr::tr("ARR"), metrics::columnMoney, Qt::AlignRight},
               [](const AccountListRow &r) { return QVariant::fromValue(r.account.arr); }}};
    if (withUsage) {
        columns.push_back(
            Column{{u"usage"_s, Tr::tr("Usage"), metrics::columnSparkline + metrics::insetLarge, Qt::AlignLeft, false},
                   [](const AccountListRow &r) { return QVariant::fromValue(r.usage); },
                   [](const AccountListRow &r) { return r.usage.spoken; }});
    }
    const std::vector<Column> rest{
        Column{{u"renewal"_s, Tr::tr("Renewal"), dateWidth, Qt::AlignRight},
               [](const AccountListRow &r) {
                   return r.account.renewalOn.isValid() ? QVariant(r.account.renewalOn) : QVariant();
               }},
        Column{{u"open"_s, Tr::tr("Receivables"), 134, Qt::AlignRight, false},
               [](const AccountListRow &r) { return owed(r.account.openReceivables); }},
        Column{{u"overdue"_s, Tr::tr("Overdue"), 116, Qt::AlignRight, false},
               [](const AccountListRow &r) { return owed(r.account.overdue); }},
        Column{{u"locations"_s, Tr::tr("Locations"), 70, Qt::AlignRight},
               [](const AccountListRow &r) { return r.account.locations; }},
        Column{{u"status"_s, Tr::tr("Status"), 76, Qt::AlignLeft, false},
               [](const AccountListRow &r) { return QVariant::fromValue(badgeOf(r.account.status)); }},
        Column{{u"segment"_s, Tr::tr("Segment"), 96, Qt::AlignLeft, false},
               [](const AccountListRow &r) { return segmentName(r.account.segment); }},
        Column{{u"region"_s, Tr::tr("Region"), 72, Qt::AlignLeft, false},
               [](const AccountListRow &r) { return r.account.region; }},
        Column{{u"country"_s, Tr::tr("Country"), 72, Qt::AlignLeft, false},
               [](const AccountListRow &r) { return r.account.country; }}};
    columns.insert(columns.end(), rest.begin(), rest.end());
    return columns;
}

storage::AccountFilter accountFilter(const QString &text, const QMap<QString, QString> &chips, const QDate &today)
{
    storage::AccountFilter filter;
    filter.text = text;
    filter.customerSuccessManager = chips.value(u"manager"_s);
    filter.segment = chips.value(u"segment"_s);
    filter.region = chips.value(u"region"_s);
    filter.onlyOverdue = chips.value(u"receivables"_s) == "overdue"_L1;
    if (const int days = chips.value(u"renewal"_s).toInt(); days > 0)
        filter.renewingBefore = today.addDays(days + 1);
    return filter;
}

Result<RowPage<AccountListRow>> accountPage(workspace::Services &services, const storage::AccountFilter &filter,
                                            const PageRequest &request, const AccountUsageSource &usage)
{
    const auto company = services.companyCurrency();
    const auto names = displayNames(services);
    if (!company)
        return passOn(company);
    if (!names)
        return passOn(names);
    const auto after
        = request.after.isValid() ? std::optional(request.after.value<storage::AccountBookmark>()) : std::nullopt;
    const auto rows = services.accountQueries(*company).page(filter, sortOf(request), after, request.limit,
                                                             services.clock().today());
    if (!rows)
        return passOn(rows);
    QHash<QUuid, Spark> sparks;
    if (usage) {
        std::vector<accounts::AccountId> ids;
        for (const auto &row : *rows)
            ids.push_back(row.id);
        auto found = usage(services, ids);
        if (!found)
            return passOn(found);
        sparks = std::move(*found);
    }
    RowPage<AccountListRow> page;
    for (const auto &row : *rows)
        page.rows.push_back(
            {row, names->value(row.customerSuccessManager, row.customerSuccessManager), sparks.value(row.id.uuid())});
    if (int(rows->size()) == request.limit)
        page.next = QVariant::fromValue(storage::AccountQueriesSql::bookmarkOf(rows->back()));
    return page;
}

QString sumsInWords(const workspace::AccountSums &sums)
{
    QStringList parts{Tr::tr("%n account(s)", nullptr, int(sums.totals.count)),
                      Tr::tr("ARR %1").arg(moneyText(sums.totals.arr)),
                      Tr::tr("open receivables %1").arg(moneyText(sums.open))};
    if (!sums.overdue.isZero())
        parts << Tr::tr("overdue %1").arg(moneyText(sums.overdue));
    return parts.join(u" · "_s);
}

} // namespace accord::ui
