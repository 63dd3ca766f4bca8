// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/ledger/chart.h"
#include "core/workspace/journal_names.h"
#include "core/workspace/journal_programs.h"
#include "core/workspace/ledger_desk.h"

namespace accord::ctl {

using workspace::LedgerDesk;

namespace {

using ctl::orNull; // and for what only this file says:

constexpr int entriesShown = 1000;

QJsonValue orNull(const Money &amount)
{
    return amount.currency().isNull() ? QJsonValue() : QJsonValue(amount.toString());
}

QJsonObject toJson(const storage::PostingRow &row)
{
    return {{u"entry"_s, row.entry.toString()},
            {u"date"_s, row.dated.toString(Qt::ISODate)},
            {u"kind"_s, row.kind},
            {u"document"_s, orNull(row.document)},
            {u"invoice"_s, orNull(row.invoiceNumber)},
            {u"ledger_account"_s, row.account},
            {u"ledger_code"_s, orNull(row.dimensions.ledgerCode)},
            {u"cost_center"_s, orNull(row.dimensions.costCentre)},
            {u"account"_s, orNull(row.customerName)},
            {u"amount"_s, row.amount.toString()},
            {u"currency"_s, row.amount.currency().code()},
            {u"base_amount"_s, orNull(row.base)}};
}

Result<int> entries(Context &context)
{
    const auto from = context.date(u"from"_s), to = context.date(u"to"_s);
    const auto limit = context.limit(entriesShown);
    if (!from)
        return passOn(from);
    if (!to)
        return passOn(to);
    if (!limit)
        return passOn(limit);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    storage::PostingFilter filter{context.arguments().value(u"account"_s), *from, *to};
    if (context.arguments().has(u"customer"_s)) {
        const auto customer = (*services)->accounts().findByReference(context.arguments().value(u"customer"_s));
        if (!customer)
            return passOn(customer);
        filter.customer = customer->id;
    }
    if (context.arguments().has(u"invoice"_s)) {
        const auto invoice = (*services)->invoices().findByReference(context.arguments().value(u"invoice"_s));
        if (!invoice)
            return passOn(invoice);
        filter.document = invoice->id.uuid();
    }
    const auto rows = LedgerDesk(**services).postings(filter, *limit);
    if (!rows)
        return passOn(rows);
    QJsonArray array;
    for (const auto &row : *rows)
        array.append(toJson(row));
    const auto written = context.output().records(array, {u"date"_s, u"kind"_s, u"document"_s, u"ledger_account"_s,
                                                          u"ledger_code"_s, u"cost_center"_s, u"account"_s, u"amount"_s,
                                                          u"currency"_s, u"base_amount"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> trialBalance(Context &context)
{
    const auto day = context.date(u"on"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto balance = LedgerDesk(**services).trialBalance(day->isValid() ? *day : (*services)->clock().today());
    if (!balance)
        return passOn(balance);
    QJsonArray rows;
    for (const ledger::TrialBalanceRow &row : balance->rows)
        rows.append(QJsonObject{{u"ledger_account"_s, row.account},
                                {u"currency"_s, row.currency.code()},
                                {u"debit"_s, row.debit.toString()},
                                {u"credit"_s, row.credit.toString()},
                                {u"balance"_s, row.balance.toString()},
                                {u"base_balance"_s, orNull(row.base)}});
    const auto written = context.output().records(
        rows, {u"ledger_account"_s, u"currency"_s, u"debit"_s, u"credit"_s, u"balance"_s, u"base_balance"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> verify(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto checks = LedgerDesk(**services).verify();
    if (!checks)
        return passOn(checks);
    QJsonArray rows;
    bool holds = true;
    for (const auto &check : *checks) {
        QJsonArray found;
        for (const auto &violation : check.violations)
            found.append(violation.subject);
        holds = holds && found.isEmpty();
        rows.append(QJsonObject{{u"check"_s, check.invariant},
                                {u"means"_s, check.inWords},
                                {u"result"_s, check.isLeftOut   ? u"left out"_s
                                              : found.isEmpty() ? u"holds"_s
                                                                : u"broken"_s},
                                {u"differences"_s, found}});
    }
    const auto written = context.output().records(rows, {u"check"_s, u"result"_s, u"means"_s, u"differences"_s});
    if (!written)
        return passOn(written);
    return holds ? Exit::Done : Exit::Refused;
}

/// With as many digits as say it exactly, at most ten.
QJsonValue textOf(const Exact &rate)
{
    const auto rounded = rate.rounded(10);
    return rounded ? QJsonValue(rounded->toShortString()) : QJsonValue();
}

QJsonArray toJson(const std::vector<ledger::RevaluedAccount> &accounts)
{
    QJsonArray rows;
    for (const ledger::RevaluedAccount &one : accounts)
        rows.append(QJsonObject{{u"ledger_account"_s, one.account},
                                {u"currency"_s, one.open.currency().code()},
                                {u"balance"_s, one.open.toString()},
                                {u"rate"_s, textOf(one.rate)},
                                {u"base_currency"_s, one.carrying.currency().code()},
                                {u"base_balance"_s, one.carrying.toString()},
                                {u"difference"_s, one.difference.toString()}});
    return rows;
}

Result<int> revaluation(Context &context)
{
    const auto day = context.date(u"on"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto found = LedgerDesk(**services).revaluation(day->isValid() ? *day : (*services)->clock().today());
    if (!found)
        return passOn(found);
    const auto written = context.output().records(toJson(found->accounts),
                                                  {u"ledger_account"_s, u"currency"_s, u"balance"_s, u"rate"_s,
                                                   u"base_balance"_s, u"difference"_s, u"base_currency"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

QJsonObject toJson(const workspace::ClosePreview &preview)
{
    QJsonArray checks;
    for (const auto &check : preview.checks)
        checks.append(QJsonObject{{u"check"_s, check.id},
                                  {u"weight"_s, check.isInTheWay ? u"must hold"_s : u"warning"_s},
                                  {u"found"_s, QJsonArray::fromStringList(check.found)}});
    return {{u"from"_s, preview.period.start.toString(Qt::ISODate)},
            {u"through"_s, preview.period.lastDay().toString(Qt::ISODate)},
            {u"can_close"_s, preview.canClose()},
            {u"recognised"_s, preview.recognised.toString()},
            {u"revalued"_s, preview.revalued.toString()},
            {u"revalued_accounts"_s, toJson(preview.revaluedAccounts)},
            {u"currency"_s, preview.recognised.currency().code()},
            {u"carries_result"_s, preview.carriesResult},
            {u"checks"_s, checks}};
}

Result<int> close(Context &context)
{
    const auto period = context.period();
    if (!period)
        return passOn(period);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    LedgerDesk desk(**services);
    const auto preview = desk.preview(*period);
    if (!preview)
        return passOn(preview);
    QJsonObject document = toJson(*preview);
    if (!context.arguments().has(u"dry-run"_s)) {
        const auto closed = desk.close(*period);
        if (!closed)
            return passOn(closed);
        document.insert(u"closed_by"_s, closed->closedBy);
        document.insert(u"closed_at"_s, closed->closedAt.toString(Qt::ISODate));
    }
    context.output().document(document);
    return Exit::Done;
}

Result<int> reopen(Context &context)
{
    const auto period = context.period();
    if (!period)
        return passOn(period);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto done = LedgerDesk(**services).reopen(*period, context.arguments().value(u"reason"_s));
    if (!done)
        return passOn(done);
    context.output().document({{u"reopened"_s, period->start.toString(u"yyyy-MM"_s)}});
    return Exit::Done;
}

Result<int> closes(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = LedgerDesk(**services).closes();
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const auto &row : *all)
        rows.append(QJsonObject{{u"through"_s, row.through.toString(Qt::ISODate)},
                                {u"state"_s, row.isClosed() ? u"closed"_s : u"reopened"_s},
                                {u"closed_by"_s, row.closedBy},
                                {u"reopened_by"_s, orNull(row.reopenedBy)},
                                {u"reason"_s, orNull(row.reason)}});
    const auto written
        = context.output().records(rows, {u"through"_s, u"state"_s, u"closed_by"_s, u"reopened_by"_s, u"reason"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// The whole number of \a option; none where it is empty. \returns InvalidInput "usage.option_number".
Result<std::optional<int>> number(const Context &context, const QString &option, std::optional<int> otherwise = {})
{
    if (!context.arguments().has(option))
        return otherwise;
    const QString text = context.arguments().value(option);
    if (text.isEmpty())
        return std::optional<int>();
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    if (!isNumber || value < 1)
        return fail(ErrorKind::InvalidInput, u"usage.option_number"_s,
                    {{u"option"_s, u"--"_s + option}, {u"value"_s, text}});
    return std::optional(value);
}

/// \a programs with what the options say.
Result<workspace::JournalPrograms> changed(workspace::JournalPrograms programs, const Context &context)
{
    using Number = std::optional<int> workspace::JournalPrograms::*;
    const std::pair<QString, Number> numbers[]{{u"consultant"_s, &workspace::JournalPrograms::consultant},
                                               {u"client"_s, &workspace::JournalPrograms::client},
                                               {u"first-month"_s, &workspace::JournalPrograms::firstMonth}};
    programs.subsidiary = context.arguments().value(u"subsidiary"_s, programs.subsidiary);
    for (const auto &[option, field] : numbers) {
        const auto value = number(context, option, programs.*field);
        if (!value)
            return passOn(value);
        programs.*field = *value;
    }
    return programs;
}

Result<exports::JournalOptions> optionsOf(const Context &context)
{
    exports::JournalOptions options;
    if (context.arguments().has(u"accounts"_s)) {
        const auto names
            = Context::readFile(context.arguments().value(u"accounts"_s)).and_then(exports::readAccountNames);
        if (!names)
            return passOn(names);
        options.accounts = *names;
    }
    const auto said = changed({}, context);
    if (!said)
        return passOn(said);
    options = workspace::withPrograms(*said, std::move(options));
    return options;
}

Result<int> accounts(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = workspace::JournalNames(**services).accounts();
    if (!all)
        return passOn(all);
    QStringList columns{u"ledger_account"_s};
    for (const exports::JournalFormat format : exports::journalFormats())
        columns << toString(format);
    columns << u"named"_s;
    QJsonArray rows;
    for (const workspace::JournalAccount &one : *all) {
        QJsonObject row{{u"ledger_account"_s, one.account}};
        QStringList named;
        for (const exports::JournalFormat format : exports::journalFormats()) {
            row.insert(toString(format), orNull(one.used.value(toString(format))));
            if (one.named.contains(toString(format)))
                named << toString(format);
        }
        row.insert(u"named"_s, QJsonArray::fromStringList(named));
        rows.append(row);
    }
    const auto written = context.output().records(rows, columns);
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> nameAccount(Context &context)
{
    const auto format = exports::journalFormatFromString(context.arguments().positional(1));
    if (!format)
        return passOn(format);
    const QString account = context.arguments().positional(0);
    const QString name = context.arguments().has(u"none"_s) ? QString() : context.arguments().positional(2);
    if (name.isEmpty() && !context.arguments().has(u"none"_s))
        return fail(ErrorKind::InvalidInput, u"exports.account_name"_s, {{u"account"_s, account}});
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto done = workspace::JournalNames(**services).name(account, *format, name);
    if (!done)
        return passOn(done);
    context.output().document(
        {{u"ledger_account"_s, account}, {u"format"_s, toString(*format)}, {u"name"_s, orNull(name)}});
    return Exit::Done;
}

QJsonValue orNull(const std::optional<int> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

Result<int> programs(Context &context)
{
    const Arguments &arguments = context.arguments();
    const QStringList options{u"subsidiary"_s, u"consultant"_s, u"client"_s, u"first-month"_s};
    const bool isShown = std::ranges::none_of(options, [&](const QString &one) { return arguments.has(one); });
    const auto services = context.services(isShown ? workspace::Mode::ReadOnly : workspace::Mode::ReadWrite);
    if (!services)
        return passOn(services);
    const auto stored = workspace::journalPrograms(**services);
    if (!stored)
        return passOn(stored);
    const auto wanted = changed(*stored, context);
    if (!wanted)
        return passOn(wanted);
    if (!isShown) {
        if (const auto saved = workspace::saveJournalPrograms(**services, *wanted); !saved)
            return passOn(saved);
    }
    context.output().document({{u"subsidiary"_s, orNull(wanted->subsidiary)},
                               {u"consultant"_s, orNull(wanted->consultant)},
                               {u"client"_s, orNull(wanted->client)},
                               {u"first_month"_s, orNull(wanted->firstMonth)}});
    return Exit::Done;
}

Result<int> exportJournal(Context &context)
{
    const auto period = context.period();
    const auto format = exports::journalFormatFromString(context.arguments().value(u"format"_s, u"csv"_s));
    const auto options = optionsOf(context);
    if (!period)
        return passOn(period);
    if (!format)
        return passOn(format);
    if (!options)
        return passOn(options);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto exported = LedgerDesk(**services).exportJournal(*format, *period, *options);
    if (!exported)
        return passOn(exported);
    const QString file = context.arguments().value(u"out"_s, u"-"_s);
    if (const auto written = Context::writeFile(file, exported->bytes); !written)
        return passOn(written);
    if (file != u"-"_s)
        context.output().note(u"%1: %2 entries%3"_s.arg(file)
                                  .arg(exported->entries)
                                  .arg(exported->isRepeated ? u", the same as exported before"_s : QString()));
    return Exit::Done;
}

} // namespace

std::vector<Command> ledgerCommands()
{
    return {
        {u"ledger"_s,
         u"entries"_s,
         u"ledger entries [--account LEDGER-ACCOUNT] [--customer ACCOUNT] [--invoice NUMBER] [--from DAY] "
         "[--to DAY] [--limit N]"_s,
         u"Lists postings, newest first, with what is behind them."_s,
         0,
         {u"account"_s, u"customer"_s, u"invoice"_s, u"from"_s, u"to"_s, u"limit"_s},
         entries},
        {u"ledger"_s,
         u"trial-balance"_s,
         u"ledger trial-balance [--on DAY]"_s,
         u"Adds up every account by currency up to a day."_s,
         0,
         {u"on"_s},
         trialBalance},
        {u"ledger"_s,
         u"revaluation"_s,
         u"ledger revaluation [--on DAY]"_s,
         u"Tells what a closing rate makes of what is owed and owned in other currencies, by account."_s,
         0,
         {u"on"_s},
         revaluation},
        {u"ledger"_s,
         u"verify"_s,
         u"ledger verify"_s,
         u"Checks that entries balance, receivables equal open documents and closed periods stayed as they were."_s,
         0,
         {},
         verify},
        {u"ledger"_s,
         u"close"_s,
         u"ledger close --period YYYY-MM [--dry-run]"_s,
         u"Closes everything up to the end of a month, for a controller; nothing is posted there any more."_s,
         0,
         {u"period"_s},
         close},
        {u"ledger"_s,
         u"reopen"_s,
         u"ledger reopen --period YYYY-MM --reason TEXT"_s,
         u"Opens the last closed period again, for a controller who did not close it."_s,
         0,
         {u"period"_s, u"reason"_s},
         reopen},
        {u"ledger"_s, u"closes"_s, u"ledger closes"_s, u"Lists the periods that were closed."_s, 0, {}, closes},
        {u"ledger"_s,
         u"accounts"_s,
         u"ledger accounts"_s,
         u"Lists the accounts and ledger codes of the journal with what files for other programs call them."_s,
         0,
         {},
         accounts},
        {u"ledger"_s,
         u"name-account"_s,
         u"ledger name-account LEDGER-ACCOUNT csv|iif|netsuite|datev NAME | --none"_s,
         u"Says what a bookkeeping program calls an account, or a code as revenue/CODE, for a controller."_s,
         2,
         {u"none"_s},
         nameAccount},
        {u"ledger"_s,
         u"programs"_s,
         u"ledger programs [--subsidiary NAME] [--consultant N] [--client N] [--first-month N]"_s,
         u"Shows or says what NetSuite and DATEV need to know of the company, for a controller; an empty value takes "
         "it back."_s,
         0,
         {u"subsidiary"_s, u"consultant"_s, u"client"_s, u"first-month"_s},
         programs},
        {u"ledger"_s,
         u"export"_s,
         u"ledger export --period YYYY-MM [--format csv|iif|netsuite|datev] [--out FILE] [--accounts FILE.json] "
         "[--subsidiary NAME] [--consultant N] [--client N] [--first-month N]"_s,
         u"Writes the journal of a month for another bookkeeping program."_s,
         0,
         {u"period"_s, u"out"_s, u"accounts"_s, u"subsidiary"_s, u"consultant"_s, u"client"_s, u"first-month"_s},
         exportJournal,
         true}};
}

} // namespace accord::ctl
