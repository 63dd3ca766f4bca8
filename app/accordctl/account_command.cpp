// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/storage/account_queries_sql.h"
#include "core/storage/credit_limits_sql.h"
#include "core/documents/document_for_statement.h"
#include "core/documents/document_translator.h"
#include "core/documents/render_pdf.h"
#include "core/workspace/account_statement.h"
#include "core/workspace/master_data.h"

#include <QtCore/QJsonDocument>

namespace accord::ctl {

namespace {

QJsonObject toJson(const storage::AccountRow &row)
{
    return {{u"number"_s, row.number},
            {u"id"_s, row.id.toString()},
            {u"name"_s, row.name},
            {u"segment"_s, row.segment},
            {u"region"_s, row.region},
            {u"country"_s, row.country},
            {u"customer_success_manager"_s, row.customerSuccessManager},
            {u"arr"_s, row.arr.toString()},
            {u"arr_currency"_s, row.arr.currency().code()},
            {u"renewal"_s, row.renewalOn.isValid() ? QJsonValue(row.renewalOn.toString(Qt::ISODate)) : QJsonValue()},
            {u"currency"_s, row.openReceivables.currency().code()},
            {u"open"_s, row.openReceivables.toString()},
            {u"overdue"_s, row.overdue.toString()},
            {u"locations"_s, row.locations},
            {u"status"_s, accounts::toString(row.status)}};
}

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto company = (*services)->companyCurrency();
    if (!company)
        return passOn(company);
    storage::AccountFilter filter;
    filter.text = context.arguments().value(u"text"_s);
    filter.customerSuccessManager = context.arguments().value(u"csm"_s);
    filter.segment = context.arguments().value(u"segment"_s);
    filter.region = context.arguments().value(u"region"_s);
    const auto rows = storage::AccountQueriesSql((*services)->session(), *company)
                          .page(filter, storage::AccountSort::Name, {}, 1000000, (*services)->clock().today());
    if (!rows)
        return passOn(rows);
    QJsonArray array;
    for (const auto &row : *rows)
        array.append(toJson(row));
    const auto written = context.output().records(array, {u"number"_s, u"name"_s, u"segment"_s, u"country"_s,
                                                          u"customer_success_manager"_s, u"arr"_s, u"renewal"_s,
                                                          u"currency"_s, u"open"_s, u"overdue"_s, u"locations"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> show(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto account = (*services)->accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    const auto company = (*services)->companyCurrency();
    if (!company)
        return passOn(company);
    const auto row
        = storage::AccountQueriesSql((*services)->session(), *company).row(account->id, (*services)->clock().today());
    if (!row)
        return passOn(row);
    QJsonObject object = toJson(*row);
    object.insert(u"legal_name"_s, account->legalName);
    object.insert(u"vat_id"_s, account->vatId);
    object.insert(u"tax_standing"_s, accounts::toString(account->taxStanding));
    object.insert(u"payment_terms_days"_s, account->paymentTermsDays);
    const auto limit = storage::CreditLimitsSql((*services)->session()).of(account->id);
    if (!limit)
        return passOn(limit);
    object.insert(u"credit_limit"_s, *limit ? QJsonValue((*limit)->toString()) : QJsonValue());
    QJsonArray contracts;
    const auto own = (*services)->contracts().ofAccount(account->id);
    if (!own)
        return passOn(own);
    for (const auto &contract : *own)
        contracts.append(QJsonObject{{u"number"_s, contract.number},
                                     {u"version"_s, contract.version},
                                     {u"start"_s, contract.term.start.toString(Qt::ISODate)},
                                     {u"end"_s, contract.term.end.toString(Qt::ISODate)}});
    object.insert(u"contracts"_s, contracts);
    context.output().document(object);
    return Exit::Done;
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
    const auto count = workspace::MasterData(**services).importAccounts(*bytes, *command);
    if (!count)
        return passOn(count);
    context.output().document(
        {{u"added"_s, count->added}, {u"changed"_s, count->changed}, {u"unchanged"_s, count->unchanged}});
    return Exit::Done;
}

Result<int> exportAll(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto object = workspace::MasterData(**services).exportAccounts();
    if (!object)
        return passOn(object);
    const auto written
        = Context::writeFile(context.arguments().value(u"out"_s, u"-"_s), Output::inJson(QJsonDocument(*object)));
    return written ? Result<int>(Exit::Done) : passOn(written);
}

QJsonObject statementToJson(const workspace::AccountStatement &one)
{
    QJsonArray children;
    for (const auto &child : one.statement.children)
        children.append(QJsonObject{{u"entity"_s, child.child}, {u"amount"_s, child.amount.toString()}});
    return {{u"account"_s, one.account},
            {u"period"_s, QJsonObject{{u"start"_s, one.period.start.toString(Qt::ISODate)},
                                      {u"end"_s, one.period.end.toString(Qt::ISODate)}}},
            {u"invoices"_s, QJsonArray::fromStringList(one.invoices)},
            {u"currency"_s, one.statement.total.currency().code()},
            {u"children"_s, children},
            {u"total"_s, one.statement.total.toString()},
            {u"paid"_s, one.statement.paid.toString()},
            {u"due"_s, one.statement.due.toString()}};
}

/// The one in the currency that was asked for, as a document.
Result<int> writePeriodStatement(Context &context, workspace::Services &services, const accounts::Account &payer,
                                 const std::vector<workspace::AccountStatement> &statements)
{
    const auto seller = services.seller().entity(billing::IssuingEntityId(payer.issuingEntity));
    if (!seller)
        return passOn(seller);
    const QString language = context.arguments().value(u"language"_s, u"en"_s);
    const documents::DocumentTranslator translator(language);
    const QString wanted = context.arguments().value(u"currency"_s, payer.currency.code());
    for (const auto &one : statements) {
        if (one.statement.total.currency().code() != wanted)
            continue;
        const auto bytes = documents::renderInvoicePdf(documents::documentFor(
            documents::BilledPeriod{one.period, services.clock().today(), one.invoices, one.statement}, *seller, payer,
            {documents::documentLocale(language, payer.address.country), &translator}));
        if (!bytes)
            return passOn(bytes);
        const QString path = context.arguments().value(u"out"_s);
        if (const auto written = Context::writeFile(path, *bytes); !written)
            return passOn(written);
        if (path != u"-"_s)
            context.output().note(u"%1 written, %2 bytes"_s.arg(path).arg(bytes->size()));
        return Exit::Done;
    }
    return fail(ErrorKind::NotFound, u"receivables.no_statement"_s,
                {{u"account"_s, payer.name}, {u"currency"_s, wanted}});
}

Result<int> statement(Context &context)
{
    if (!context.arguments().has(u"period"_s))
        return writeCustomerStatement(context);
    const auto period = context.period();
    if (!period)
        return passOn(period);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto account = (*services)->accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    const auto statements = workspace::statementsOf(**services, *account, *period);
    if (!statements)
        return passOn(statements);
    if (context.arguments().has(u"out"_s))
        return writePeriodStatement(context, **services, *account, *statements);
    QJsonArray rows;
    for (const auto &one : *statements)
        rows.append(statementToJson(one));
    if (context.output().format() == Format::Json) {
        context.output().document({{u"statements"_s, rows}});
        return Exit::Done;
    }
    if (rows.isEmpty())
        context.output().note(
            u"No invoice was issued to %1 for %2."_s.arg(account->name, period->start.toString(u"yyyy-MM"_s)));
    for (const QJsonValue &row : rows) {
        context.output().records(row[u"children"_s].toArray(), {u"entity"_s, u"amount"_s});
        context.output().note(
            u"Total %1   Paid %2   Due %3 %4"_s.arg(row[u"total"_s].toString(), row[u"paid"_s].toString(),
                                                    row[u"due"_s].toString(), row[u"currency"_s].toString()));
    }
    return Exit::Done;
}

} // namespace

std::vector<Command> accountCommands()
{
    return {
        {u"account"_s,
         u"list"_s,
         u"account list [--text T] [--csm USER] [--segment S] [--region R]"_s,
         u"Lists accounts by name."_s,
         0,
         {u"text"_s, u"csm"_s, u"segment"_s, u"region"_s},
         list},
        {u"account"_s, u"show"_s, u"account show NUMBER"_s, u"Shows an account with its contracts."_s, 1, {}, show},
        {u"account"_s,
         u"statement"_s,
         u"account statement NUMBER [--on DAY] [--language en|de|fr|es] [--currency CODE] [--out FILE.pdf] | NUMBER "
         "--period YYYY-MM [--out FILE.pdf]"_s,
         u"Tells what a payer owes and paid, as a document too; for a month, by the entities that were billed."_s,
         1,
         {u"period"_s, u"on"_s, u"language"_s, u"currency"_s, u"out"_s},
         statement},
        {u"account"_s,
         u"import"_s,
         u"account import FILE.json [--command-id UUID]"_s,
         u"Imports accounts with their locations and contacts, all or nothing."_s,
         1,
         {u"command-id"_s},
         import},
        {u"account"_s,
         u"export"_s,
         u"account export [--out FILE]"_s,
         u"Writes every account as one document."_s,
         0,
         {u"out"_s},
         exportAll}};
}

} // namespace accord::ctl
