// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/invoice_list.h"

#include "ui/billing/billing_words.h"
#include "ui/style/metrics.h"
#include "ui/words/status_words.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Billing)
};

using storage::InvoiceRow;
using storage::InvoiceSort;
using Column = InvoiceListModel::Column;

constexpr int monthsToChoose = 18;

InvoiceSort sortOf(const QString &key)
{
    constexpr std::pair<const char *, InvoiceSort> sorts[]{
        {"number", InvoiceSort::Number},        {"account", InvoiceSort::Account},
        {"total", InvoiceSort::Total},          {"status", InvoiceSort::Status},
        {"due", InvoiceSort::DueDate},          {"open", InvoiceSort::Open},
        {"period", InvoiceSort::Period},        {"order", InvoiceSort::PurchaseOrder},
        {"exceptions", InvoiceSort::Exceptions}};
    for (const auto &[name, sort] : sorts) {
        if (key == QLatin1StringView(name))
            return sort;
    }
    return InvoiceSort::IssueDate;
}

storage::InvoiceOrder orderOf(const PageRequest &request)
{
    std::vector<storage::InvoiceOrder::Term> terms;
    for (const SortTerm &term : request.sort)
        terms.push_back({sortOf(term.key), term.descending});
    return terms.empty() ? storage::newestFirst() : storage::InvoiceOrder(std::move(terms));
}

/// What a heading says about its group: "3 invoices · USD 39,154.00, open USD 12,000.00".
Result<QHash<QString, QString>> groupsInWords(const storage::InvoiceQueriesSql &queries,
                                              const storage::InvoiceFilter &filter, const QString &by,
                                              const QDate &today)
{
    const auto groups = queries.groups(filter, sortOf(by), today);
    if (!groups)
        return passOn(groups);
    QHash<QString, std::vector<storage::CurrencyTotal>> totals;
    for (const auto &group : *groups)
        totals[group.value].push_back(group.totals);
    QHash<QString, QString> words;
    for (auto group = totals.cbegin(); group != totals.cend(); ++group)
        words.insert(group.key(), billing_words::totalsText(*group, true));
    return words;
}

Result<RowPage<InvoiceRow>> page(workspace::Services &services, const storage::InvoiceFilter &filter,
                                 const PageRequest &request)
{
    const storage::InvoiceQueriesSql queries(services.session());
    const QDate today = services.clock().today();
    const auto after
        = request.after.isValid() ? std::optional(request.after.value<storage::ListPlace>()) : std::nullopt;
    auto rows = queries.page(filter, orderOf(request), after, request.limit, today);
    if (!rows)
        return passOn(rows);
    RowPage<InvoiceRow> page;
    if (int(rows->size()) == request.limit)
        page.next = QVariant::fromValue(rows->back().place);
    page.rows = std::move(*rows);
    if (!request.group.isEmpty() && !after) {
        auto groups = groupsInWords(queries, filter, request.group, today);
        if (!groups)
            return passOn(groups);
        page.groups = std::move(*groups);
    }
    return page;
}

Result<qint64> countOf(workspace::Services &services, const storage::InvoiceFilter &filter)
{
    const auto totals = storage::InvoiceQueriesSql(services.session()).totals(filter, services.clock().today());
    if (!totals)
        return passOn(totals);
    qint64 count = 0;
    for (const auto &total : *totals)
        count += total.count;
    return count;
}

QVariant dateOrNothing(const QDate &day)
{
    return day.isValid() ? QVariant(day) : QVariant();
}

} // namespace

std::vector<Column> invoiceColumns(const QDate &today)
{
    Column account{{u"account"_s, Tr::tr("Account"), 132}, [](const InvoiceRow &r) { return r.account; }};
    account.group = [](const InvoiceRow &r) { return GroupOf{r.account, r.account}; };
    Column total{{u"total"_s, Tr::tr("Total"), metrics::columnMoney + metrics::insetPage, Qt::AlignRight},
                 [](const InvoiceRow &r) { return moneyText(r.total); }};
    total.look.ownCurrency = true;
    total.exported = [](const InvoiceRow &r) { return QVariant::fromValue(r.total); };
    Column status{{u"status"_s, Tr::tr("Status"), metrics::columnBadge},
                  [today](const InvoiceRow &r) { return QVariant::fromValue(badgeOf(r.status(today))); }};
    status.group = [today](const InvoiceRow &r) {
        return GroupOf{billing::toString(r.status(today)), badgeOf(r.status(today)).text};
    };
    const auto isOwed = [](const InvoiceRow &r) { return r.state == billing::InvoiceState::Issued; };
    Column open{{u"open"_s, Tr::tr("Open"), metrics::columnMoney + metrics::insetPage, Qt::AlignRight},
                [isOwed](const InvoiceRow &r) { return isOwed(r) ? QVariant(moneyText(r.open())) : QVariant(); }};
    open.look.ownCurrency = true;
    open.exported = [isOwed](const InvoiceRow &r) { return isOwed(r) ? QVariant::fromValue(r.open()) : QVariant(); };
    Column period{{u"period"_s, Tr::tr("Period"), 140}, [](const InvoiceRow &r) { return periodText(r.period); }};
    period.group = [](const InvoiceRow &r) {
        return GroupOf{r.period.start.toString(u"yyyy-MM"_s), periodText(Period::monthOf(r.period.start))};
    };
    return {
        Column{{u"number"_s, Tr::tr("Invoice"), 138, Qt::AlignLeft, true, true},
               [](const InvoiceRow &r) { return r.number.isEmpty() ? Tr::tr("Draft") : r.number; }},
        account,
        total,
        status,
        Column{{u"issued"_s, Tr::tr("Issue date"), metrics::columnDate, Qt::AlignRight},
               [](const InvoiceRow &r) { return dateOrNothing(r.issueDate); }},
        Column{{u"due"_s, Tr::tr("Due"), metrics::columnDate, Qt::AlignRight},
               [](const InvoiceRow &r) { return dateOrNothing(r.dueDate); }},
        open,
        period,
        Column{{u"order"_s, Tr::tr("Purchase order"), 128},
               [](const InvoiceRow &r) { return r.purchaseOrder.isEmpty() ? QVariant() : QVariant(r.purchaseOrder); }},
        Column{{u"exceptions"_s, Tr::tr("Exceptions"), metrics::columnPercent + metrics::insetPage, Qt::AlignRight},
               [](const InvoiceRow &r) { return r.exceptions > 0 ? QVariant(r.exceptions) : QVariant(); }}};
}

std::vector<FilterChoice> invoiceChoices(const QDate &today)
{
    std::vector<FilterChoice> choices;
    for (const auto status : billing_words::statuses)
        choices.push_back({u"status"_s, Tr::tr("Status"), billing::toString(status), badgeOf(status).text});
    Period month = Period::monthOf(today);
    for (int i = 0; i < monthsToChoose; ++i) {
        choices.push_back({u"period"_s, Tr::tr("Period"), month.start.toString(u"yyyy-MM"_s), periodText(month)});
        month = Period::monthOf(month.start.addDays(-1));
    }
    return choices;
}

storage::InvoiceFilter invoiceFilter(const QString &text, const QMap<QString, QString> &filters)
{
    storage::InvoiceFilter filter;
    filter.text = text;
    const QString wanted = filters.value(u"status"_s);
    for (const auto status : billing_words::statuses) {
        if (billing::toString(status) == wanted)
            filter.status = status;
    }
    if (const auto period = Period::parseMonth(filters.value(u"period"_s)))
        filter.period = *period;
    return filter;
}

ListReader<InvoiceRow> invoiceReader(const storage::InvoiceFilter &filter)
{
    return {
        [filter](workspace::Services &services, const PageRequest &request) { return page(services, filter, request); },
        [filter](workspace::Services &services) { return countOf(services, filter); }};
}

Result<InvoiceSums> invoiceSums(workspace::Services &services, const storage::InvoiceFilter &filter)
{
    const storage::InvoiceQueriesSql queries(services.session());
    const QDate today = services.clock().today();
    const auto totals = queries.totals(filter, today);
    if (!totals)
        return passOn(totals);
    const auto counts = queries.counts(filter, today);
    if (!counts)
        return passOn(counts);
    return InvoiceSums{*totals, *counts};
}

} // namespace accord::ui
