// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"
#include "app/accordctl/what_if_json.h"
#include "app/accordctl/invoice_json.h"

#include "core/contracts/contract_diff.h"
#include "core/contracts/contract_json.h"
#include "core/contracts/contract_value.h"
#include "core/contracts/findings.h"
#include "core/workspace/contract_activation.h"
#include "core/workspace/counted_locations.h"
#include "core/workspace/master_data.h"
#include "core/workspace/milestones.h"
#include "core/workspace/revenue.h"
#include "core/workspace/service_reports.h"
#include "ui/errors/finding_words.h"

#include <QtCore/QJsonDocument>

namespace accord::ctl {

namespace {

QString stateOf(const contracts::Contract &contract, const QDate &today)
{
    if (today < contract.term.start)
        return u"starts later"_s;
    if (const QDate again = contract.inForceAgain(today); again.isValid())
        return u"between terms until "_s + again.toString(Qt::ISODate);
    return contract.isInForce(today) ? u"in force"_s : u"ended"_s;
}

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto all = (*services)->contracts().all();
    if (!all)
        return passOn(all);
    const QDate today = (*services)->clock().today();
    QJsonArray rows;
    for (const auto &contract : *all) {
        const auto account = (*services)->accounts().find(contract.account);
        if (!account)
            return passOn(account);
        rows.append(QJsonObject{{u"number"_s, contract.number},
                                {u"version"_s, contract.version},
                                {u"account"_s, account->name},
                                {u"type"_s, contract.type},
                                {u"currency"_s, contract.currency.code()},
                                {u"start"_s, contract.term.start.toString(Qt::ISODate)},
                                {u"end"_s, contract.term.end.toString(Qt::ISODate)},
                                {u"in_force"_s, contract.isInForce(today)},
                                {u"state"_s, stateOf(contract, today)}});
    }
    const auto written
        = context.output().records(rows, {u"number"_s, u"version"_s, u"account"_s, u"type"_s, u"currency"_s, u"start"_s,
                                          u"end"_s, u"in_force"_s, u"state"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> show(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto contract = (*services)->contracts().findByNumber(context.arguments().positional(0));
    if (!contract)
        return passOn(contract);
    const auto locations = (*services)->accounts().locationsPaidBy(contract->account);
    if (!locations)
        return passOn(locations);
    const auto served = workspace::countedLocations(**services, *contract, *locations, (*services)->clock().today());
    if (!served)
        return passOn(served);
    QJsonObject object = contracts::toJson(*contract);
    object.insert(u"committed_annual_value"_s, QJsonValue());
    object.insert(u"findings"_s, QJsonArray());
    if (*served) {
        const auto value = contracts::committedAnnualValue(*contract, **served);
        if (!value)
            return passOn(value);
        object.insert(u"committed_annual_value"_s, value->toString());
        object.insert(u"findings"_s, findingsToJson(contracts::findingsOf(*contract, **served)));
    }
    context.output().document(object);
    if (!*served)
        context.output().note(u"What it comes to depends on locations, which are with the team's server: ask there."_s);
    return Exit::Done;
}

Result<int> listWaiting(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto open = workspace::openActivations(**services);
    if (!open)
        return passOn(open);
    QJsonArray rows;
    for (const workspace::AskedActivation &asked : *open) {
        const auto account = (*services)->accounts().find(asked.contract.account);
        if (!account)
            return passOn(account);
        rows.append(QJsonObject{{u"number"_s, asked.contract.number},
                                {u"version"_s, asked.contract.version},
                                {u"account"_s, account->name},
                                {u"state"_s, approvals::toString(asked.approval.state())},
                                {u"requested_by"_s, asked.approval.requestedBy},
                                {u"reason"_s, orNull(asked.reason())},
                                {u"approval"_s, asked.approval.id.toString()}});
    }
    const auto written = context.output().records(
        rows, {u"number"_s, u"version"_s, u"account"_s, u"state"_s, u"requested_by"_s, u"reason"_s, u"approval"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// The version that an argument names.
Result<int> versionFrom(const QString &text, int newest)
{
    bool isNumber = false;
    const int version = text.startsWith(u'v') ? text.mid(1).toInt(&isNumber) : text.toInt(&isNumber);
    if (!isNumber || version < 1 || version > newest)
        return fail(ErrorKind::InvalidInput, u"contracts.version_unknown"_s, {{u"version"_s, text}});
    return version;
}

Result<int> diffVersions(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto current = (*services)->contracts().findByNumber(context.arguments().positional(0));
    if (!current)
        return passOn(current);
    int versions[2] = {std::max(1, current->version - 1), current->version};
    for (int i = 1; i < std::min(3, context.arguments().positionalCount()); ++i) {
        const auto version = versionFrom(context.arguments().positional(i), current->version);
        if (!version)
            return passOn(version);
        versions[i - 1] = *version;
    }
    const auto before = (*services)->contracts().findVersion(current->id, versions[0]);
    const auto after = (*services)->contracts().findVersion(current->id, versions[1]);
    if (!before)
        return passOn(before);
    if (!after)
        return passOn(after);
    QJsonArray rows;
    for (const auto &change : contracts::diff(*before, *after))
        rows.append(QJsonObject{{u"path"_s, change.path}, {u"before"_s, change.before}, {u"after"_s, change.after}});
    context.output().note(
        u"%1: version %2 against version %3"_s.arg(current->number).arg(versions[0]).arg(versions[1]));
    const auto written = context.output().records(rows, {u"path"_s, u"before"_s, u"after"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> whatIf(Context &context)
{
    const auto period = context.period();
    if (!period)
        return passOn(period);
    const auto changes = changesFrom(context.arguments());
    if (!changes)
        return passOn(changes);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto contract = (*services)->contracts().findByNumber(context.arguments().positional(0));
    if (!contract)
        return passOn(contract);
    const auto tried = workspace::tryOut(**services, *contract, *period, *changes);
    if (!tried)
        return passOn(tried);
    const auto printed = print(context, *tried);
    return printed ? Result<int>(Exit::Done) : passOn(printed);
}

Result<int> import(Context &context)
{
    const auto bytes = Context::readFile(context.arguments().positional(0));
    if (!bytes)
        return passOn(bytes);
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto count
        = workspace::MasterData(**services).importContract(*bytes, context.arguments().value(u"account"_s), *command);
    if (!count)
        return passOn(count);
    QJsonObject object{{u"added"_s, count->added}, {u"changed"_s, count->changed}, {u"unchanged"_s, count->unchanged}};
    if (count->waiting > 0) {
        object.insert(u"waiting"_s, count->waiting);
        object.insert(u"approval"_s, count->approval);
        context.output().note(u"It holds once the request %1 is approved."_s.arg(count->approval));
    }
    context.output().document(object);
    return Exit::Done;
}

Result<int> exportOne(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto contract = (*services)->contracts().findByNumber(context.arguments().positional(0));
    if (!contract)
        return passOn(contract);
    const auto account = (*services)->accounts().find(contract->account);
    if (!account)
        return passOn(account);
    QJsonObject object = contracts::toJson(*contract);
    object.insert(u"account"_s, account->number);
    const auto written
        = Context::writeFile(context.arguments().value(u"out"_s, u"-"_s), Output::inJson(QJsonDocument(object)));
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// "P1=2" of --breach, several of them parted by commas.
Result<QHash<QString, int>> readBreaches(const QString &text)
{
    QHash<QString, int> breaches;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        bool isCount = false;
        const int count = part.section(u'=', -1).toInt(&isCount);
        const QString name = part.section(u'=', 0, -2).trimmed();
        if (!isCount || name.isEmpty())
            return fail(ErrorKind::InvalidInput, u"usage.breach_form"_s, {{u"value"_s, part}});
        breaches.insert(name, count);
    }
    return breaches;
}

Result<int> listMilestones(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto milestones = workspace::milestonesOf(**services, context.arguments().positional(0));
    if (!milestones)
        return passOn(milestones);
    QJsonArray rows;
    for (const auto &row : *milestones)
        rows.append(
            QJsonObject{{u"milestone"_s, row.name},
                        {u"items"_s, row.items.join(u", "_s)},
                        {u"instalments"_s, row.instalments},
                        {u"reached"_s, row.reached.isValid() ? row.reached.toString(Qt::ISODate) : QJsonValue()}});
    if (const auto printed
        = context.output().records(rows, {u"milestone"_s, u"items"_s, u"instalments"_s, u"reached"_s});
        !printed)
        return passOn(printed);
    return Exit::Done;
}

Result<int> reach(Context &context)
{
    const auto day = context.date(u"reached"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString number = context.arguments().positional(0);
    const QString name = context.arguments().positional(1);
    if (const auto kept = workspace::reachMilestone(**services, number, name, *day); !kept)
        return passOn(kept);
    context.output().note(u"%1: %2 was reached on %3."_s.arg(number, name, day->toString(Qt::ISODate)));
    return Exit::Done;
}

Result<int> reportService(Context &context)
{
    const auto period = context.period();
    if (!period)
        return passOn(period);
    const auto breaches = readBreaches(context.arguments().value(u"breach"_s));
    if (!breaches)
        return passOn(breaches);
    bool isNumber = false;
    const qint64 down = context.arguments().value(u"down-minutes"_s, u"0"_s).toLongLong(&isNumber);
    if (!isNumber)
        return fail(ErrorKind::InvalidInput, u"contracts.sla_report"_s, {{u"path"_s, u"down_minutes"_s}});
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto report
        = workspace::recordService(**services, {context.arguments().positional(0), *period, down, *breaches});
    if (!report)
        return passOn(report);
    QJsonObject counts;
    for (auto breach = report->breaches.begin(); breach != report->breaches.end(); ++breach)
        counts.insert(breach.key(), breach.value());
    context.output().document({{u"contract"_s, context.arguments().positional(0)},
                               {u"start"_s, report->period.start.toString(Qt::ISODate)},
                               {u"end"_s, report->period.end.toString(Qt::ISODate)},
                               {u"down_minutes"_s, report->downMinutes},
                               {u"total_minutes"_s, report->totalMinutes},
                               {u"breaches"_s, counts}});
    return Exit::Done;
}

QJsonArray monthsToJson(const recognition::Schedule &schedule)
{
    QJsonArray months;
    for (const auto &[month, amount] : schedule)
        months.append(QJsonObject{{u"month"_s, month.toString(u"yyyy-MM"_s)}, {u"amount"_s, amount.toString()}});
    return months;
}

QJsonObject revenueToJson(const workspace::RevenueReport &report)
{
    QJsonArray obligations, months;
    for (const auto &obligation : report.obligations)
        obligations.append(QJsonObject{{u"name"_s, obligation.name},
                                       {u"allocated"_s, obligation.allocated.toString()},
                                       {u"months"_s, monthsToJson(obligation.months)}});
    for (const auto &balance : report.months)
        months.append(QJsonObject{{u"month"_s, balance.month.toString(u"yyyy-MM"_s)},
                                  {u"opening"_s, balance.opening.toString()},
                                  {u"billed"_s, balance.billed.toString()},
                                  {u"recognised"_s, balance.recognised.toString()},
                                  {u"closing"_s, balance.closing.toString()},
                                  {u"contract_liability"_s, balance.contractLiability.toString()},
                                  {u"contract_asset"_s, balance.contractAsset.toString()}});
    return {{u"contract"_s, report.contract.number},
            {u"version"_s, report.contract.version},
            {u"currency"_s, report.contract.currency.code()},
            {u"transaction_price"_s, report.price.toString()},
            {u"obligations"_s, obligations},
            {u"as_billed"_s, monthsToJson(report.asBilled)},
            {u"months"_s, months}};
}

Result<int> recognise(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto report = workspace::revenueOfStored(**services, context.arguments().positional(0));
    if (!report)
        return passOn(report);
    QJsonObject object = revenueToJson(*report);
    if (context.output().format() == Format::Json) {
        if (context.arguments().has(u"explain"_s))
            object.insert(u"derivation"_s, toJson(report->derivations));
        context.output().document(object);
        return Exit::Done;
    }
    context.output().note(u"Transaction price %1 %2"_s.arg(report->price.toString(), report->contract.currency.code()));
    for (const auto &obligation : report->obligations)
        context.output().note(u"%1: %2"_s.arg(obligation.name, obligation.allocated.toString()));
    context.output().records(object.value(u"months"_s).toArray(),
                             {u"month"_s, u"opening"_s, u"billed"_s, u"recognised"_s, u"closing"_s,
                              u"contract_liability"_s, u"contract_asset"_s});
    if (context.arguments().has(u"explain"_s))
        for (const auto &derivation : report->derivations)
            Output::bytes(pricing::toText(derivation).toUtf8());
    return Exit::Done;
}

} // namespace

std::vector<Command> contractCommands()
{
    return {
        {u"contract"_s, u"list"_s, u"contract list"_s, u"Lists contracts with their current version."_s, 0, {}, list},
        {u"contract"_s,
         u"waiting"_s,
         u"contract waiting"_s,
         u"Lists the versions that wait for approval or were refused, with the reason."_s,
         0,
         {},
         listWaiting},
        {u"contract"_s,
         u"show"_s,
         u"contract show NUMBER"_s,
         u"Shows a contract, its committed value and its findings."_s,
         1,
         {},
         show},
        {u"contract"_s,
         u"diff"_s,
         u"contract diff NUMBER [V1 [V2]]"_s,
         u"Shows what differs between two versions, term by term; without V1 and V2 between the last two."_s,
         1,
         {},
         diffVersions},
        {u"contract"_s,
         u"what-if"_s,
         u"contract what-if NUMBER --period YYYY-MM --set PATH=VALUE…"_s,
         u"Prices a contract as it is and with changes, side by side, with the stored usage; saves nothing."_s,
         1,
         {u"period"_s, u"set"_s},
         whatIf},
        {u"contract"_s,
         u"import"_s,
         u"contract import FILE.json [--account NUMBER] [--command-id UUID]"_s,
         u"Saves a contract, or the next version of one that is there; where the policy asks, it waits for approval first."_s,
         1,
         {u"account"_s, u"command-id"_s},
         import},
        {u"contract"_s,
         u"export"_s,
         u"contract export NUMBER [--out FILE]"_s,
         u"Writes the current version as a document."_s,
         1,
         {u"out"_s},
         exportOne},
        {u"contract"_s,
         u"recognition"_s,
         u"contract recognition NUMBER [--explain]"_s,
         u"Shows revenue by obligation and month, and deferred revenue against what was billed."_s,
         1,
         {u"explain"_s},
         recognise},
        {u"contract"_s,
         u"milestones"_s,
         u"contract milestones NUMBER"_s,
         u"Lists what items and instalments of a contract wait for, and when it was reached."_s,
         1,
         {},
         listMilestones},
        {u"contract"_s,
         u"milestone"_s,
         u"contract milestone NUMBER NAME --reached DATE"_s,
         u"Keeps that a milestone was reached; the next bill charges what waited for it."_s,
         2,
         {u"reached"_s},
         reach},
        {u"contract"_s,
         u"service-report"_s,
         u"contract service-report NUMBER --period YYYY-MM [--down-minutes N] [--breach NAME=COUNT,…]"_s,
         u"Keeps what was measured of the service levels; the next bill gives back what it earns."_s,
         1,
         {u"period"_s, u"down-minutes"_s, u"breach"_s},
         reportService},
        {u"contract"_s,
         u"amend"_s,
         u"contract amend NUMBER --from DATE --reason TEXT [--set ITEM.price=P,ITEM.quantity=Q,ITEM.discount=D] "
         "[--add FILE.json] [--remove ITEM] [--add-location CODE] [--close-location CODE] [--pause DAY..LASTDAY] "
         "[--cancel DATE|period-end] [--renew-to DATE] [--blend-and-extend ITEM=PRICE] [--reactivate-to DATE] "
         "[--coupon CODE] [--preview] [--months N]"_s,
         u"Agrees on changes from a day on and saves them as the next version; with --preview, shows the next invoices "
         "before and after instead."_s,
         1,
         {u"from"_s, u"reason"_s, u"set"_s, u"add"_s, u"remove"_s, u"add-location"_s, u"close-location"_s, u"pause"_s,
          u"cancel"_s, u"renew-to"_s, u"blend-and-extend"_s, u"reactivate-to"_s, u"coupon"_s, u"preview"_s,
          u"months"_s},
         amendContract},
        {u"contract"_s,
         u"change-price"_s,
         u"contract change-price --item KEY (--price P | --percent N) --from DATE --reason TEXT [--contracts A,B…] "
         "[--preview]"_s,
         u"Agrees on another price of an item from a day on, in every contract that has it or in those that are named: "
         "all of them or none. Each contract says how many days before it has to be told; with --preview, shows the "
         "price before and after and what is left of the running period instead."_s,
         0,
         {u"item"_s, u"price"_s, u"percent"_s, u"from"_s, u"reason"_s, u"contracts"_s, u"preview"_s},
         changePriceOfContracts}};
}

} // namespace accord::ctl
