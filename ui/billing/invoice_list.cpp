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
using Column = InvoiceListModel::Column;

constexpr int monthsToChoose = 18;

QVariant bookmarkOf(const InvoiceRow &row)
{
    const auto bookmark = storage::InvoiceQueriesSql::bookmarkOf(row);
    return QVariantList{bookmark.issueDate, bookmark.id.uuid()};
}

std::optional<storage::InvoiceBookmark> bookmarkFrom(const QVariant &after)
{
    const QVariantList parts = after.toList();
    if (parts.size() != 2)
        return std::nullopt;
    return storage::InvoiceBookmark{parts[0].toDate(), billing::InvoiceId(parts[1].toUuid())};
}

QVariant dateOrNothing(const QDate &day)
{
    return day.isValid() ? QVariant(day) : QVariant();
}

} // namespace

std::vector<Column> invoiceColumns(const QDate &today)
{
    return {
        Column{{u"number"_s, Tr::tr("Invoice"), 138, Qt::AlignLeft, false, true},
               [](const InvoiceRow &r) { return r.number.isEmpty() ? Tr::tr("Draft") : r.number; }},
        Column{{u"account"_s, Tr::tr("Account"), 132, Qt::AlignLeft, false},
               [](const InvoiceRow &r) { return r.account; }},
        Column{{u"total"_s, Tr::tr("Total"), metrics::columnMoney + metrics::inset, Qt::AlignRight, false},
               [](const InvoiceRow &r) { return moneyText(r.total); }},
        Column{{u"status"_s, Tr::tr("Status"), metrics::columnBadge, Qt::AlignLeft, false},
               [today](const InvoiceRow &r) { return QVariant::fromValue(badgeOf(r.status(today))); }},
        Column{{u"issued"_s, Tr::tr("Issue date"), metrics::columnDate, Qt::AlignRight, false},
               [](const InvoiceRow &r) { return dateOrNothing(r.issueDate); }},
        Column{{u"due"_s, Tr::tr("Due"), metrics::columnDate, Qt::AlignRight, false},
               [](const InvoiceRow &r) { return dateOrNothing(r.dueDate); }},
        Column{{u"open"_s, Tr::tr("Open"), metrics::columnMoney + metrics::insetPage, Qt::AlignRight, false},
               [](const InvoiceRow &r) {
                   return r.state == billing::InvoiceState::Issued ? QVariant(moneyText(r.open())) : QVariant();
               }},
        Column{{u"period"_s, Tr::tr("Period"), 140, Qt::AlignLeft, false},
               [](const InvoiceRow &r) { return periodText(r.period); }},
        Column{{u"order"_s, Tr::tr("Purchase order"), 128, Qt::AlignLeft, false},
               [](const InvoiceRow &r) { return r.purchaseOrder.isEmpty() ? QVariant() : QVariant(r.purchaseOrder); }},
        Column{
            {u"exceptions"_s, Tr::tr("Exceptions"), metrics::columnPercent + metrics::insetPage, Qt::AlignRight, false},
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

Result<RowPage<InvoiceRow>> invoicePage(workspace::Services &services, const storage::InvoiceFilter &filter,
                                        const PageRequest &request)
{
    auto rows = storage::InvoiceQueriesSql(services.session())
                    .page(filter, bookmarkFrom(request.after), request.limit, services.clock().today());
    if (!rows)
        return passOn(rows);
    RowPage<InvoiceRow> page;
    if (int(rows->size()) == request.limit)
        page.next = bookmarkOf(rows->back());
    page.rows = std::move(*rows);
    return page;
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
