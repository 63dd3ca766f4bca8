// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/bill_run_tables.h"

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

QVariant changeOf(const workspace::PreviewRow &row)
{
    return row.change() ? QVariant(billing_words::changeText(*row.change())) : QVariant();
}

constexpr int moneyWidth = metrics::columnMoney + metrics::insetLarge;

QVariant moneyOrNothing(const std::optional<Money> &amount)
{
    return amount ? QVariant(moneyText(*amount)) : QVariant();
}

} // namespace

std::vector<PreviewModel::Column> previewColumns()
{
    using Column = PreviewModel::Column;
    return {Column{{u"account"_s, Tr::tr("Account"), 168, Qt::AlignLeft, false, true},
                   [](const PreviewItem &i) { return i.row.accountName; }},
            Column{{u"state"_s, Tr::tr("State"), metrics::columnBadge - metrics::inset, Qt::AlignLeft, false},
                   [](const PreviewItem &i) {
                       return QVariant::fromValue(i.row.isCarried ? Badge{Tr::tr("Carried"), Tone::Neutral}
                                                                  : billing_words::badgeOf(i.row.exceptions));
                   }},
            Column{{u"exceptions"_s, Tr::tr("To look at"), 208, Qt::AlignLeft, false},
                   [](const PreviewItem &i) {
                       return i.row.exceptions.empty() ? QVariant()
                                                       : QVariant(billing_words::sentences(i.row.exceptions));
                   }},
            Column{{u"account_number"_s, Tr::tr("Number"), metrics::columnBadge, Qt::AlignLeft, false},
                   [](const PreviewItem &i) { return i.row.accountNumber; }},
            Column{{u"lines"_s, Tr::tr("Lines"), metrics::columnPercent - metrics::inset, Qt::AlignRight, false},
                   [](const PreviewItem &i) { return i.row.lines; }},
            Column{{u"before"_s, Tr::tr("Before"), moneyWidth, Qt::AlignRight, false},
                   [](const PreviewItem &i) { return moneyOrNothing(i.row.previous); }},
            Column{{u"now"_s, Tr::tr("Now"), moneyWidth, Qt::AlignRight, false},
                   [](const PreviewItem &i) { return moneyText(i.row.total); }},
            Column{{u"change"_s, Tr::tr("Change"), moneyWidth + metrics::insetSmall, Qt::AlignRight, false},
                   [](const PreviewItem &i) { return changeOf(i.row); }}};
}

std::vector<RunsModel::Column> runColumns(std::function<bool(const storage::BillRunRow &)> isUnderWay)
{
    using Column = RunsModel::Column;
    using Row = storage::BillRunRow;
    return {
        Column{{u"period"_s, Tr::tr("Month"), 150, Qt::AlignLeft, false, true},
               [](const Row &r) { return periodText(r.period); }},
        Column{{u"state"_s, Tr::tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
               [isUnderWay](const Row &r) { return QVariant::fromValue(billing_words::badgeOf(r, isUnderWay(r))); }},
        Column{{u"created"_s, Tr::tr("Invoices"), 84, Qt::AlignRight, false}, [](const Row &r) { return r.created; }},
        Column{{u"accounts"_s, Tr::tr("Accounts"), 84, Qt::AlignRight, false}, [](const Row &r) { return r.accounts; }},
        Column{{u"issue"_s, Tr::tr("Issue date"), metrics::columnDate, Qt::AlignRight, false},
               [](const Row &r) { return r.issueDate; }},
        Column{{u"by"_s, Tr::tr("Started by"), 130, Qt::AlignLeft, false}, [](const Row &r) { return r.startedBy; }},
        Column{{u"started"_s, Tr::tr("Started"), 150, Qt::AlignRight, false},
               [](const Row &r) { return instantText(r.startedAt); }}};
}

std::vector<PreviewItem> itemsOf(const workspace::Preview &preview)
{
    std::vector<PreviewItem> items;
    for (const workspace::PreviewRow &row : preview.rows)
        items.push_back({int(items.size()), row});
    return items;
}

} // namespace accord::ui
