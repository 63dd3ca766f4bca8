// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/record_search.h"

#include "core/storage/account_queries_sql.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/workspace.h"
#include "ui/shell/main_window.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(RecordSearch)
};

struct Found
{
    std::vector<storage::AccountRow> accounts;
    std::vector<storage::InvoiceRow> invoices;
};

constexpr int mostOfAKind = 12;

Result<Found> find(workspace::Services &services, const QString &query)
{
    const auto company = services.companyCurrency();
    if (!company)
        return passOn(company);
    const QDate today = services.clock().today();
    Found found;
    const bool onlyNumbers = query.startsWith(u'#');
    const QString text = onlyNumbers ? query.mid(1).trimmed() : query;
    if (!onlyNumbers) {
        storage::AccountFilter filter;
        filter.text = text;
        auto accounts = storage::AccountQueriesSql(services.session(), *company)
                            .page(filter, storage::AccountSort::Name, {}, mostOfAKind, today);
        if (!accounts)
            return passOn(accounts);
        found.accounts = std::move(*accounts);
    }
    storage::InvoiceFilter filter;
    filter.text = text;
    auto invoices = storage::InvoiceQueriesSql(services.session()).page(filter, {}, mostOfAKind, today);
    if (!invoices)
        return passOn(invoices);
    found.invoices = std::move(*invoices);
    return found;
}

std::vector<PaletteEntry> entriesFor(const Found &found, const QPointer<MainWindow> &window)
{
    const auto go = [window](const QString &address) {
        return [window, address] {
            if (window)
                window->open(address, true);
        };
    };
    std::vector<PaletteEntry> entries;
    for (const auto &row : found.accounts)
        entries.push_back(
            {Tr::tr("Accounts"), row.name, row.number, u"building-2"_s, {}, {}, go(u"account/"_s + row.id.toString())});
    for (const auto &row : found.invoices)
        entries.push_back({Tr::tr("Invoices"),
                           row.number.isEmpty() ? Tr::tr("Draft") : row.number,
                           Tr::tr("%1 · %2").arg(row.account, moneyText(row.total)),
                           u"receipt"_s,
                           {},
                           {},
                           go(u"invoices/"_s + row.id.toString())});
    return entries;
}

} // namespace

CommandPalette::Search recordSearch(workspace::Workspace &workspace, MainWindow &window)
{
    auto latest = std::make_shared<jobs::Latest>(workspace.runner());
    return [&workspace, latest, window = QPointer<MainWindow>(&window)](
               const QString &query, const std::function<void(std::vector<PaletteEntry>)> &answer) {
        const QString text = query.trimmed();
        if (text.isEmpty() || text.startsWith(u'>') || text.startsWith(u'?') || !window)
            return answer({});
        latest->start(window.data(), workspace.onServices([text](workspace::Services &services, jobs::Progress &) {
            return find(services, text);
        }),
                      [window, answer](const Result<Found> &found) {
                          answer(found ? entriesFor(*found, window) : std::vector<PaletteEntry>());
                      });
    };
}

} // namespace accord::ui
