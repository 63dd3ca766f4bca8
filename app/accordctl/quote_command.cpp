// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/invoice_json.h"
#include "app/accordctl/what_if_json.h"

#include "core/interchange/schemas.h"
#include "core/contracts/coupon.h"
#include "core/workspace/coupons.h"
#include "core/workspace/quote.h"

#include <QtCore/QBuffer>

namespace accord::ctl {

namespace {

Result<std::vector<usage::TableEntry>> readUsage(Context &context)
{
    if (!context.arguments().has(u"usage"_s))
        return std::vector<usage::TableEntry>();
    auto bytes = Context::readFile(context.arguments().value(u"usage"_s));
    if (!bytes)
        return passOn(bytes);
    QBuffer buffer(&*bytes);
    buffer.open(QIODevice::ReadOnly);
    usage::Problems problems;
    auto entries = usage::readUsageTable(buffer, problems);
    if (!entries)
        return passOn(entries);
    for (const auto &problem : problems.list())
        Output::error(u"%1:%2: %3: found '%4', expected %5"_s.arg(context.arguments().value(u"usage"_s))
                          .arg(problem.line)
                          .arg(problem.field, problem.value, problem.expected));
    if (!problems.isEmpty())
        return tl::unexpected(problems.toError());
    return entries;
}

/// The bills of `--billed`, in order.
Result<std::vector<QJsonObject>> readBills(const Context &context)
{
    std::vector<QJsonObject> bills;
    for (const QString &path : context.arguments().values(u"billed"_s)) {
        const auto bytes = Context::readFile(path);
        if (!bytes)
            return passOn(bytes);
        auto bill = interchange::readDocument(*bytes, u"billed-charges"_s);
        if (!bill) {
            bill.error().args.insert(u"file"_s, path);
            return passOn(bill);
        }
        bills.push_back(std::move(*bill));
    }
    return bills;
}

QJsonObject quoteToJson(const workspace::Quote &quote, bool explain)
{
    QJsonObject object = toJson(quote.bill);
    object.insert(u"contract"_s, quote.world.contract.number);
    object.insert(u"committed_annual_value"_s, quote.committedAnnualValue.toString());
    object.insert(u"due_days"_s, quote.bill.netDays);
    object.insert(u"tax_determined"_s, quote.world.taxKnown);
    object.insert(u"findings"_s, findingsToJson(quote.findings));
    object.insert(u"blocked"_s, contracts::blocksBilling(quote.findings)); // then the figures are of no bill
    if (explain)
        object.insert(u"derivation"_s, toJson(quote.derivations));
    return object;
}

void printFindings(Context &context, const QJsonObject &object)
{
    for (const QJsonValue &finding : object.value(u"findings"_s).toArray())
        context.output().note(u"%1: %2"_s.arg(finding.toObject().value(u"severity"_s).toString(),
                                              finding.toObject().value(u"message"_s).toString()));
}

/// What of the bill is in no line: taxes with their reason, who bears what, what pays it, and what is to be looked at.
void printBesideLines(Context &context, const QJsonObject &object)
{
    const auto rows = [&](const QString &name) { return object.value(name).toArray(); };
    const auto text = [](const QJsonValue &row, const QString &name) { return row[name].toString(); };
    for (const QJsonValue &group : rows(u"tax_groups"_s)) {
        const QString reason = text(group, u"reason"_s);
        context.output().note(u"tax: %1 (%2), %3 % of %4 = %5%6"_s.arg(
            text(group, u"name"_s), text(group, u"jurisdiction"_s), text(group, u"rate_percent"_s),
            text(group, u"taxable"_s), text(group, u"tax"_s), reason.isEmpty() ? QString() : u"; "_s + reason));
    }
    for (const QJsonValue &share : rows(u"allocations"_s)) {
        const QString centre = text(share, u"cost_center"_s);
        context.output().note(u"share: %1%2 bears %3"_s.arg(
            text(share, u"entity"_s), centre.isEmpty() ? QString() : u", "_s + centre, text(share, u"amount"_s)));
    }
    const QJsonArray credits = rows(u"credits"_s);
    for (const QJsonValue &credit : credits)
        context.output().note(u"prepaid credit: %1 pays %2 of its %3"_s.arg(
            text(credit, u"name"_s), text(credit, u"amount"_s), text(credit, u"before"_s)));
    if (!credits.isEmpty())
        context.output().note(u"amount due: %1"_s.arg(object.value(u"amount_due"_s).toString()));
    for (const QJsonValue &part : rows(u"instalments"_s)) {
        const QString due = text(part, u"due"_s);
        context.output().note(u"instalment: %1, %2, %3"_s.arg(
            text(part, u"name"_s), text(part, u"amount"_s),
            due.isEmpty() ? u"when reached: "_s + text(part, u"milestone"_s) : u"due "_s + due));
    }
    for (const QJsonValue &exception : rows(u"exceptions"_s))
        context.output().note(u"%1: %2"_s.arg(text(exception, u"severity"_s), text(exception, u"message"_s)));
}

void printTable(Context &context, const QJsonObject &object, const std::vector<pricing::Derivation> &derivations)
{
    if (object.value(u"blocked"_s).toBool()) {
        context.output().note(u"Nothing of it is billed before this is mended, and so it has no price:"_s);
        printFindings(context, object);
        return;
    }
    context.output().records(
        object.value(u"lines"_s).toArray(),
        {u"description"_s, u"location"_s, u"quantity"_s, u"unit_price"_s, u"gross"_s, u"discount"_s, u"net"_s});
    context.output().note(u"\nSubtotal %1   Tax %2   Total %3 %4"_s.arg(
        object.value(u"subtotal"_s).toString(), object.value(u"tax"_s).toString(), object.value(u"total"_s).toString(),
        object.value(u"currency"_s).toString()));
    printBesideLines(context, object);
    printFindings(context, object);
    if (!derivations.empty())
        context.output().note(QString());
    for (const auto &derivation : derivations)
        Output::bytes(pricing::toText(derivation).toUtf8());
}

/// What the coupons of `--coupon` grant from \a from on: those of a price book in a file, or of the workspace.
Result<std::vector<pricing::Discount>> takenUp(Context &context, const QDate &from)
{
    std::vector<pricing::Discount> discounts;
    const Arguments &arguments = context.arguments();
    if (!arguments.has(u"coupon"_s))
        return discounts;
    std::vector<contracts::Coupon> book;
    if (arguments.has(u"price-book"_s)) {
        const auto bytes = Context::readFile(arguments.value(u"price-book"_s));
        if (!bytes)
            return passOn(bytes);
        const auto document = interchange::readDocument(*bytes, u"price-book"_s);
        if (!document)
            return passOn(document);
        auto read = contracts::couponsFromJson(*document);
        if (!read)
            return passOn(read);
        book = std::move(*read);
    } else {
        const auto services = context.services(workspace::Mode::ReadOnly);
        if (!services)
            return passOn(services);
        const auto standings = workspace::coupons(**services);
        if (!standings)
            return passOn(standings);
        for (const workspace::CouponStanding &standing : *standings)
            book.push_back(standing.coupon);
    }
    for (const QString &code : arguments.values(u"coupon"_s)) {
        const auto coupon = std::ranges::find(book, code, [](const contracts::Coupon &one) { return one.code(); });
        if (coupon == book.end())
            return fail(ErrorKind::NotFound, u"coupons.unknown"_s, {{u"coupon"_s, code}});
        const auto granted = contracts::takenUp(*coupon, from);
        if (!granted)
            return passOn(granted);
        discounts.push_back(*granted);
    }
    return discounts;
}

/// The month that is priced; of an interim bill from the first of the month to the day that it goes through.
Result<Period> periodOf(const Context &context)
{
    if (!context.arguments().has(u"through"_s))
        return context.period();
    const QString text = context.arguments().value(u"through"_s);
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (!day.isValid())
        return fail(ErrorKind::InvalidInput, u"date.malformed"_s, {{u"value"_s, text}});
    return Period::make(Period::monthOf(day).start, day.addDays(1));
}

Result<int> whatIf(Context &context, const workspace::QuoteRequest &request, const workspace::ReferenceData &reference)
{
    const auto changes = changesFrom(context.arguments());
    if (!changes)
        return passOn(changes);
    const auto tried = workspace::tryOut(request, *changes, reference);
    if (!tried)
        return passOn(tried);
    if (const auto printed = print(context, *tried); !printed)
        return passOn(printed);
    return contracts::blocksBilling(tried->then.findings) ? Exit::Refused : Exit::Done;
}

Result<int> quote(Context &context)
{
    if (!context.arguments().has(u"contract"_s))
        return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--contract"_s}});
    const auto bytes = Context::readFile(context.arguments().value(u"contract"_s));
    if (!bytes)
        return passOn(bytes);
    const auto period = periodOf(context);
    if (!period)
        return passOn(period);
    auto entries = readUsage(context);
    if (!entries)
        return passOn(entries);
    const auto reference = workspace::ReferenceData::load();
    if (!reference)
        return passOn(reference);
    workspace::QuoteRequest request{*bytes, std::move(*entries), context.arguments().value(u"usage"_s), *period,
                                    context.arguments().has(u"explain"_s)};
    auto bills = readBills(context);
    if (!bills)
        return passOn(bills);
    request.bills = std::move(*bills);
    auto coupons = takenUp(context, period->start);
    if (!coupons)
        return passOn(coupons);
    request.coupons = std::move(*coupons);
    request.isInterim = context.arguments().has(u"through"_s);
    if (context.arguments().has(u"set"_s))
        return whatIf(context, request, **reference);
    const auto priced = workspace::priceQuote(request, **reference);
    if (!priced)
        return passOn(priced);
    const QJsonObject object = quoteToJson(*priced, request.explain);
    const auto &derivations = priced->derivations;
    const auto &findings = priced->findings;
    if (context.output().format() == Format::Json)
        context.output().document(object);
    else
        printTable(context, object, derivations);
    return contracts::blocksBilling(findings) ? Exit::Refused : Exit::Done;
}

} // namespace

std::vector<Command> quoteCommands()
{
    return {
        {u"quote"_s,
         u"price"_s,
         u"quote --contract C.json [--usage U.csv] [--billed BILL.json…] (--period YYYY-MM | --through DAY) "
         "[--coupon CODE… [--price-book BOOK.json]] [--explain | --set PATH=VALUE…]"_s,
         u"Prices a contract for a month without a workspace, with the arithmetic of the bill run; "
         "with --billed, less what bills that it printed before charged, so that only adjustments and what is new "
         "come; with --coupon, as if the contract took coupons of the workspace or of a price book up with the "
         "first day of the month; with --through, an interim bill of the usage up to a day; with --set, beside what it comes to when something is different."_s,
         0,
         {u"contract"_s, u"usage"_s, u"billed"_s, u"period"_s, u"through"_s, u"coupon"_s, u"price-book"_s, u"explain"_s,
          u"set"_s},
         quote}};
}

} // namespace accord::ctl
