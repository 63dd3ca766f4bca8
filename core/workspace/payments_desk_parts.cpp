// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/payments_desk_parts.h"

#include "core/workspace/bank_rows.h"
#include "core/workspace/soundness.h"

#include <algorithm>

namespace accord::workspace {

using payments::Match;

Result<> mayBook(Services &services, Act act)
{
    if (auto may = permit(services, act); !may)
        return may;
    return readyForMoney(services);
}

QJsonArray toJson(const std::vector<Match> &matches, const CashBook &book)
{
    QJsonArray array;
    for (const Match &match : matches)
        array.append(workspace::toJson(match, book));
    return array;
}

std::optional<accounts::AccountId> customerOf(const std::vector<accounts::AccountId> &payers, const Match &match,
                                              const CashBook &book)
{
    if (payers.size() == 1 || (!payers.empty() && match.applications.empty()))
        return payers.front();
    if (match.applications.empty())
        return std::nullopt;
    return book.invoices[match.applications.front().document].payer;
}

Result<std::vector<std::uint32_t>> placesOf(const QStringList &numbers, const CashBook &book)
{
    std::vector<std::uint32_t> places;
    for (const QString &number : numbers) {
        const auto found = std::find_if(book.invoices.begin(), book.invoices.end(),
                                        [&](const auto &invoice) { return invoice.number == number; });
        if (found == book.invoices.end())
            return fail(ErrorKind::NotFound, u"payments.document_unknown"_s, {{u"number"_s, number}});
        const auto place = std::uint32_t(found - book.invoices.begin());
        if (std::find(places.begin(), places.end(), place) == places.end())
            places.push_back(place);
    }
    return places;
}

std::int64_t restOf(const Match &match, const std::vector<std::uint32_t> &places, const CashBook &book)
{
    std::int64_t rest = 0;
    for (const std::uint32_t place : places)
        rest += book.book.document(place).open.minor();
    for (const payments::Application &application : match.applications)
        rest -= application.settled().minor();
    return rest;
}

} // namespace accord::workspace
