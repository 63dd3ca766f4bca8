// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/quoted_charges.h"

#include "core/billing/fixed_amounts.h"
#include "core/interchange/json_fields.h"

namespace accord::workspace {

using billing::BilledCharge;
using interchange::JsonFields;

namespace {

Period readPeriod(JsonFields &line)
{
    JsonFields period(line.object(u"period"_s), line.pathOf(u"period"_s));
    const QDate start = period.date(u"start"_s);
    const QDate end = period.date(u"end"_s);
    line.take(u"period"_s, period.status().map([] { return 0; }));
    return line.take(u"period"_s, Period::make(start, end));
}

/// The amounts of a line in the currency of the prices: those it had before they were converted, where they were.
JsonFields amountsOf(const JsonFields &line, const QJsonObject &object, const QString &path)
{
    return line.has(u"priced"_s) ? JsonFields(line.object(u"priced"_s), line.pathOf(u"priced"_s))
                                 : JsonFields(object, path);
}

/// What the discounts of the invoice took of a line.
Result<billing::DiscountShares> readShares(const JsonFields &line, const Currency &prices)
{
    JsonFields object(line.object(u"discount_shares"_s), line.pathOf(u"discount_shares"_s));
    billing::DiscountShares shares{object.money(u"before"_s, prices), {}};
    for (const auto &[share, path] : object.objects(u"fixed"_s)) {
        JsonFields fields(share, path);
        billing::FixedShare one;
        one.discount = fields.text(u"discount"_s);
        one.amount = fields.money(u"amount"_s, prices);
        if (const auto read = fields.status(); !read)
            return passOn(read);
        shares.fixed.push_back(one);
    }
    return object.status().map([&] { return shares; });
}

Result<BilledCharge> readLine(const QJsonObject &object, const QString &path, const Currency &prices,
                              const Period &bill)
{
    JsonFields line(object, path);
    for (const QString &name : {u"item"_s, u"kind"_s, u"period"_s, u"net"_s})
        line.require(name);
    BilledCharge charge;
    charge.key = {{}, line.text(u"item"_s), line.text(u"location_code"_s), readPeriod(line), line.text(u"kind"_s), 0};
    charge.lastSequence = line.integer(u"sequence"_s);
    JsonFields amounts = amountsOf(line, object, path);
    charge.net = amounts.money(u"net"_s, prices);
    charge.discount = amounts.has(u"discount"_s) ? amounts.money(u"discount"_s, prices) : Money::zero(prices);
    charge.gross = amounts.has(u"gross"_s) ? amounts.money(u"gross"_s, prices) : Money::zero(prices);
    line.take(u"net"_s, amounts.status().map([] { return 0; }));
    // The amounts of before the conversion contain the tax already.
    if (line.boolean(u"tax_included"_s) && !line.has(u"priced"_s)) {
        const Money tax = line.money(u"tax"_s, prices);
        charge.net = line.take(u"net"_s, charge.net.plus(tax));
        charge.gross = line.take(u"gross"_s, charge.gross.plus(tax));
    }
    if (line.has(u"discount_shares"_s)) {
        const auto shares = readShares(line, prices);
        line.take(u"discount_shares"_s, shares.map([](const auto &) { return 0; }));
        if (shares)
            charge.shares = {bill, *shares};
    }
    if (charge.lastSequence > 0) // an adjustment has no gross of its own: it belongs to the charge itself
        charge.gross = charge.discount = Money::zero(prices);
    return line.status().map([&] { return charge; });
}

Result<> addTo(std::vector<BilledCharge> &charges, const BilledCharge &line)
{
    const auto same = std::find_if(charges.begin(), charges.end(),
                                   [&](const BilledCharge &charge) { return charge.key == line.key; });
    if (same == charges.end()) {
        charges.push_back(line);
        return {};
    }
    const auto net = same->net.plus(line.net);
    if (!net)
        return passOn(net);
    same->net = *net;
    same->lastSequence = std::max(same->lastSequence, line.lastSequence);
    if (line.lastSequence == 0) {
        same->gross = line.gross;
        same->discount = line.discount;
    }
    if (!same->shares || !line.shares)
        return {};
    auto shares = billing::sumOf(same->shares->shares, line.shares->shares);
    if (!shares)
        return passOn(shares);
    same->shares->shares = std::move(*shares);
    return {};
}

} // namespace

Result<std::vector<BilledCharge>> chargesOfBills(const std::vector<QJsonObject> &bills, const Currency &prices)
{
    std::vector<BilledCharge> charges;
    for (const QJsonObject &bill : bills) {
        JsonFields document(bill);
        const Period period = document.has(u"period"_s) ? readPeriod(document) : Period();
        if (const auto read = document.status(); !read)
            return passOn(read);
        for (const auto &[object, path] : document.objects(u"lines"_s)) {
            const auto line = readLine(object, path, prices, period);
            if (!line)
                return passOn(line);
            if (const auto added = addTo(charges, *line); !added)
                return passOn(added);
        }
    }
    return charges;
}

} // namespace accord::workspace
