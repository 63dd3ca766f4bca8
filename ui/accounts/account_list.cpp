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

AccountSort sortOf(const QString &key)
{
    constexpr std::pair<const char *, AccountSort> sorts[]{
        {"number", AccountSort::Number},       {"manager", AccountSort::Manager}, {"arr", AccountSort::Arr},
        {"renewal", AccountSort::Renewal},     {"status", AccountSort::Status},   {"segment", AccountSort::Segment},
        {"locations", AccountSort::Locations}, {"region", AccountSort::Region},   {"country", AccountSort::Country}};
    for (const auto &[name, sort] : sorts) {
        if (key == QLatin1StringView(name))
            return sort;
    }
    return AccountSort::Name;
}

storage::AccountOrder orderOf(const PageRequest &request)
{
    std::vector<storage::AccountOrder::Term> terms;
    for (const SortTerm &term : request.sort)
        terms.push_back({sortOf(term.key), term.descending});
    if (terms.empty())
        terms.push_back({AccountSort::Name});
    return storage::AccountOrder(std::move(terms));
}

/// What a heading says about its group: "12 accounts · ARR USD 1,204,000.00".
Result<QHash<QString, QString>> groupsInWords(const storage::AccountQueriesSql &queries,
                                              const storage::AccountFilter &filter, const QString &by,
                                              const QDate &today)
{
    const auto groups = queries.groups(filter, sortOf(by), today);
    if (!groups)
        return passOn(groups);
    QHash<QString, QString> words;
    for (const auto &group : *groups)
        words.insert(group.value, Tr::tr("%n account(s)", nullptr, int(group.totals.count)) + u"  ·  "_s
                                      + Tr::tr("ARR %1").arg(moneyText(group.totals.arr)));
    return words;
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

Column owedColumn(ColumnLook look, Money storage::AccountRow::*amount)
{
    look.ownCurrency = true;
    Column column{std::move(look), [amount](const AccountListRow &r) { return owed(r.account.*amount); }};
    column.exported = [amount](const AccountListRow &r) { return QVariant::fromValue(r.account.*amount); };
    return column;
}

Column groupedColumn(
    ColumnLook look, QString storage::AccountRow::*value,
    const std::function<QString(const QString &)> &words = [](const QString &text) { return text; })
{
    Column column{std::move(look), [value, words](const AccountListRow &r) { return words(r.account.*value); }};
    column.group
        = [value, words](const AccountListRow &r) { return GroupOf{r.account.*value, words(r.account.*value)}; };
    return column;
}

} // namespace

std::vector<Column> accountColumns(bool withUsage)
{
    constexpr int dateWidth = metrics::columnDate;
    std::vector<Column> columns{
        Column{{u"name"_s, Tr::tr("Account"), 154, Qt::AlignLeft, true, true, true, Tr::tr("Number")},
               [](const AccountListRow &r) { return r.account.name; },
               {},
               [](const AccountListRow &r) { return r.account.number; }},
        Column{{u"manager"_s, Tr::tr("CSM"), 104},
               [](const AccountListRow &r) { return r.managerName.isEmpty() ? QVariant() : QVariant(r.managerName); },
               {},
               {},
               [](const AccountListRow &r) { return GroupOf{r.account.customerSuccessManager, r.managerName}; }},
        Column{{u"arr"_s, Tr::tr("ARR"), metrics::columnMoney, Qt::AlignRight},
               [](const AccountListRow &r) { return QVariant::fromValue(r.account.arr); }}};
    if (withUsage) {
        columns.push_back(Column{{u"usage"_s, Tr::tr("Usage"), metrics::columnSparkline + metrics::insetLarge,
                                  Qt::AlignLeft, false, false, false},
                                 [](const AccountListRow &r) { return QVariant::fromValue(r.usage); },
                                 [](const AccountListRow &r) { return r.usage.spoken; }});
    }
    const std::vector<Column> rest{
        Column{{u"renewal"_s, Tr::tr("Renewal"), dateWidth, Qt::AlignRight},
               [](const AccountListRow &r) {
                   return r.account.renewalOn.isValid() ? QVariant(r.account.renewalOn) : QVariant();
               }},
        owedColumn({u"open"_s, Tr::tr("Receivables"), 134, Qt::AlignRight, false},
                   &storage::AccountRow::openReceivables),
        owedColumn({u"overdue"_s, Tr::tr("Overdue"), 116, Qt::AlignRight, false}, &storage::AccountRow::overdue),
        Column{{u"locations"_s, Tr::tr("Locations"), 70, Qt::AlignRight},
               [](const AccountListRow &r) { return r.account.locations; }},
        Column{{u"status"_s, Tr::tr("Status"), 76},
               [](const AccountListRow &r) { return QVariant::fromValue(badgeOf(r.account.status)); },
               {},
               {},
               [](const AccountListRow &r) {
                   return GroupOf{accounts::toString(r.account.status), badgeOf(r.account.status).text};
               }},
        groupedColumn({u"segment"_s, Tr::tr("Segment"), 96}, &storage::AccountRow::segment, segmentName),
        groupedColumn({u"region"_s, Tr::tr("Region"), 72}, &storage::AccountRow::region),
        groupedColumn({u"country"_s, Tr::tr("Country"), 72}, &storage::AccountRow::country),
        Column{{u"number"_s, Tr::tr("Number"), 96}, [](const AccountListRow &r) { return r.account.number; }}};
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

namespace {

Result<RowPage<AccountListRow>> page(workspace::Services &services, const storage::AccountFilter &filter,
                                     const PageRequest &request, const AccountUsageSource &usage)
{
    const auto company = services.companyCurrency();
    const auto names = displayNames(services);
    if (!company)
        return passOn(company);
    if (!names)
        return passOn(names);
    const auto after
        = request.after.isValid() ? std::optional(request.after.value<storage::ListPlace>()) : std::nullopt;
    const storage::AccountQueriesSql queries = services.accountQueries(*company);
    const QDate today = services.clock().today();
    const auto rows = queries.page(filter, orderOf(request), after, request.limit, today);
    if (!rows)
        return passOn(rows);
    QHash<QUuid, Spark> sparks;
    if (usage && !request.forExport) {
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
        page.next = QVariant::fromValue(rows->back().place);
    if (!request.group.isEmpty() && !after) {
        auto groups = groupsInWords(queries, filter, request.group, today);
        if (!groups)
            return passOn(groups);
        page.groups = std::move(*groups);
    }
    return page;
}

Result<qint64> countOf(workspace::Services &services, const storage::AccountFilter &filter)
{
    const auto company = services.companyCurrency();
    if (!company)
        return passOn(company);
    const auto totals = services.accountQueries(*company).totals(filter, services.clock().today());
    return totals ? Result<qint64>(totals->count) : passOn(totals);
}

} // namespace

ListReader<AccountListRow> accountReader(const storage::AccountFilter &filter, const AccountUsageSource &usage)
{
    return {[filter, usage](workspace::Services &services, const PageRequest &request) {
                return page(services, filter, request, usage);
            },
            [filter](workspace::Services &services) { return countOf(services, filter); }};
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
