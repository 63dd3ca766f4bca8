// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/documents/document_for_statement.h"
#include "core/documents/document_translator.h"
#include "core/documents/render_pdf.h"
#include "core/storage/document_recipients_sql.h"
#include "core/workspace/receivables_desk.h"
#include "core/workspace/write_offs.h"

namespace accord::ctl {

using receivables::Ageing;
using receivables::CustomerStatement;
using workspace::ReceivablesDesk;

namespace {

QJsonObject toJson(const Ageing &ageing)
{
    QJsonObject object{{u"currency"_s, ageing.total.currency().code()},
                       {u"total"_s, ageing.total.toString()},
                       {u"disputed"_s, ageing.disputed.toString()},
                       {u"collectable"_s, ageing.collectable.toString()},
                       {u"credit"_s, ageing.credit.toString()},
                       {u"on_account"_s, ageing.unapplied.toString()},
                       {u"net"_s, ageing.net.toString()}};
    for (const receivables::Bucket bucket : receivables::buckets)
        object.insert(receivables::toString(bucket), ageing.in(bucket).toString());
    return object;
}

QJsonValue ratio(const Ratio &value)
{
    const auto rounded = value.rounded(1);
    return rounded ? QJsonValue(rounded->toString()) : QJsonValue();
}

QJsonObject toJson(const workspace::AgeingReport &report)
{
    QJsonArray rows, totals, cash;
    for (const auto &row : report.rows) {
        QJsonObject object = toJson(row.ageing);
        object.insert(u"account"_s, row.name);
        object.insert(u"account_id"_s, row.payer.toString());
        object.insert(u"oldest_due"_s, orNull(row.oldestDue));
        rows.append(object);
    }
    for (const Ageing &total : report.totals)
        totals.append(toJson(total));
    for (const Money &amount : report.unappliedCash)
        cash.append(QJsonObject{{u"currency"_s, amount.currency().code()}, {u"amount"_s, amount.toString()}});
    return {{u"on"_s, report.day.toString(Qt::ISODate)},
            {u"receivables"_s, report.receivables.toString()},
            {u"credit_sales_90_days"_s, report.sales.toString()},
            {u"currency"_s, report.receivables.currency().code()},
            {u"days_sales_outstanding"_s, ratio(report.daysSalesOutstanding)},
            {u"totals"_s, totals},
            {u"unapplied_cash"_s, cash},
            {u"accounts"_s, rows}};
}

Result<int> ageing(Context &context)
{
    const auto day = context.date(u"on"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    std::optional<accounts::AccountId> payer;
    if (context.arguments().has(u"account"_s)) {
        const auto account = (*services)->accounts().findByReference(context.arguments().value(u"account"_s));
        if (!account)
            return passOn(account);
        payer = account->id;
    }
    const auto report = ReceivablesDesk(**services).ageing(day->isValid() ? *day : (*services)->clock().today(), payer);
    if (!report)
        return passOn(report);
    const QJsonObject document = toJson(*report);
    if (context.output().format() == Format::Json) {
        context.output().document(document);
        return Exit::Done;
    }
    const QStringList columns{u"account"_s, u"currency"_s, u"current"_s,  u"1-30"_s,   u"31-60"_s,     u"61-90"_s,
                              u"over_90"_s, u"total"_s,    u"disputed"_s, u"credit"_s, u"on_account"_s};
    const auto written = context.output().records(document.value(u"accounts"_s).toArray(), columns);
    if (!written)
        return passOn(written);
    for (const QJsonValue &total : document.value(u"totals"_s).toArray())
        context.output().note(u"Total %1 %2, overdue over 90 days %3, disputed %4"_s.arg(
            total[u"currency"].toString(), total[u"total"].toString(), total[u"over_90"].toString(),
            total[u"disputed"].toString()));
    context.output().note(u"Receivables %1 %2, days sales outstanding %3"_s.arg(
        document.value(u"currency"_s).toString(), document.value(u"receivables"_s).toString(),
        document.value(u"days_sales_outstanding"_s).toString(u"undefined: nothing was sold"_s)));
    return Exit::Done;
}

QJsonObject toJson(const storage::WriteOffRow &row)
{
    return {{u"id"_s, row.id.toString(QUuid::WithoutBraces)},
            {u"invoice"_s, row.number},
            {u"account"_s, row.payerName},
            {u"amount"_s, row.amount.toString()},
            {u"currency"_s, row.amount.currency().code()},
            {u"state"_s, row.state},
            {u"dated"_s, orNull(row.dated)},
            {u"reason"_s, row.reason},
            {u"requested_by"_s, row.requestedBy}};
}

Result<int> writeOff(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString number = context.arguments().positional(0);
    std::optional<Money> amount;
    if (context.arguments().has(u"amount"_s)) {
        const auto invoice = (*services)->invoices().findByReference(number);
        if (!invoice)
            return passOn(invoice);
        const auto parsed = Money::parse(context.arguments().value(u"amount"_s), invoice->bill.currency);
        if (!parsed)
            return passOn(parsed);
        amount = *parsed;
    }
    const auto row = workspace::writeOff(**services, number, amount, context.arguments().value(u"reason"_s));
    if (!row)
        return passOn(row);
    context.output().document(toJson(*row));
    return Exit::Done;
}

Result<int> listWriteOffs(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = workspace::writeOffs(**services);
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const auto &row : *all)
        rows.append(toJson(row));
    const auto written = context.output().records(
        rows, {u"invoice"_s, u"account"_s, u"amount"_s, u"currency"_s, u"state"_s, u"dated"_s, u"reason"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// The line of --line; 0 for the whole invoice.
Result<int> lineOf(const Context &context)
{
    if (!context.arguments().has(u"line"_s))
        return 0;
    bool isNumber = false;
    const int line = context.arguments().value(u"line"_s).toInt(&isNumber);
    if (!isNumber || line < 1)
        return fail(ErrorKind::InvalidInput, u"usage.option_number"_s,
                    {{u"option"_s, u"--line"_s}, {u"value"_s, context.arguments().value(u"line"_s)}});
    return line;
}

QJsonObject toJson(const storage::DisputeRow &row)
{
    return {{u"invoice"_s, row.number},
            {u"line"_s, row.line > 0 ? QJsonValue(row.line) : QJsonValue()},
            {u"account"_s, row.payerName},
            {u"amount"_s, row.amount.toString()},
            {u"currency"_s, row.amount.currency().code()},
            {u"reason"_s, row.reason},
            {u"opened_on"_s, orNull(row.openedOn)},
            {u"opened_by"_s, row.openedBy},
            {u"resolved_on"_s, orNull(row.resolvedOn)},
            {u"resolution"_s, row.resolution}};
}

Result<int> openDispute(Context &context)
{
    const auto line = lineOf(context);
    if (!line)
        return passOn(line);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto row = ReceivablesDesk(**services)
                         .dispute(context.arguments().positional(0), *line, context.arguments().value(u"reason"_s));
    if (!row)
        return passOn(row);
    context.output().document(toJson(*row));
    return Exit::Done;
}

Result<int> resolveDispute(Context &context)
{
    const auto line = lineOf(context);
    if (!line)
        return passOn(line);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString number = context.arguments().positional(0);
    const auto done = ReceivablesDesk(**services).resolve(number, *line, context.arguments().value(u"reason"_s));
    if (!done)
        return passOn(done);
    context.output().document({{u"resolved"_s, number}});
    return Exit::Done;
}

Result<int> listDisputes(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = ReceivablesDesk(**services).disputes(!context.arguments().has(u"all"_s));
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const auto &row : *all)
        rows.append(toJson(row));
    const auto written = context.output().records(rows, {u"invoice"_s, u"line"_s, u"account"_s, u"amount"_s,
                                                         u"currency"_s, u"reason"_s, u"opened_on"_s, u"resolved_on"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

QJsonObject toJson(const CustomerStatement &statement)
{
    QJsonArray items, payments, voided;
    for (const auto &item : statement.voided)
        voided.append(QJsonObject{{u"invoice"_s, item.number},
                                  {u"issue_date"_s, orNull(item.issuedOn)},
                                  {u"total"_s, item.total.toString()},
                                  {u"status"_s, u"void"_s}});
    for (const auto &item : statement.items)
        items.append(QJsonObject{{u"invoice"_s, item.number},
                                 {u"issue_date"_s, orNull(item.issuedOn)},
                                 {u"due_date"_s, orNull(item.due)},
                                 {u"days_late"_s, item.daysLate},
                                 {u"total"_s, item.total.toString()},
                                 {u"open"_s, item.open.toString()},
                                 {u"disputed"_s, item.isDisputed}});
    for (const auto &payment : statement.payments)
        payments.append(QJsonObject{{u"received_on"_s, orNull(payment.receivedOn)},
                                    {u"amount"_s, payment.amount.toString()},
                                    {u"invoices"_s, QJsonArray::fromStringList(payment.invoices)}});
    return {{u"account"_s, statement.payerName},
            {u"on"_s, orNull(statement.day)},
            {u"currency"_s, statement.ageing.total.currency().code()},
            {u"balance"_s, statement.ageing.net.toString()},
            {u"ageing"_s, toJson(statement.ageing)},
            {u"items"_s, items},
            {u"voided"_s, voided},
            {u"payments"_s, payments}};
}

} // namespace

Result<int> writeCustomerStatement(Context &context)
{
    const auto day = context.date(u"on"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto account = (*services)->accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    const auto statements
        = ReceivablesDesk(**services).statements(*account, day->isValid() ? *day : (*services)->clock().today());
    if (!statements)
        return passOn(statements);
    if (!context.arguments().has(u"out"_s)) {
        const auto recipients
            = storage::DocumentRecipientsSql((*services)->session()).forKind(account->id, u"statement"_s);
        if (!recipients)
            return passOn(recipients);
        QJsonArray rows, addresses;
        for (const auto &one : *statements)
            rows.append(toJson(one));
        for (const auto &one : *recipients)
            addresses.append(QJsonObject{{u"role"_s, one.role}, {u"address"_s, one.address}});
        context.output().document({{u"statements"_s, rows}, {u"recipients"_s, addresses}});
        return Exit::Done;
    }
    const auto seller = (*services)->seller().entity(billing::IssuingEntityId(account->issuingEntity));
    if (!seller)
        return passOn(seller);
    const QString language = context.arguments().value(u"language"_s, u"en"_s);
    const documents::DocumentTranslator translator(language);
    const QString wanted = context.arguments().value(u"currency"_s, account->currency.code());
    for (const auto &one : *statements) {
        if (one.ageing.total.currency().code() != wanted)
            continue;
        const auto bytes = documents::renderInvoicePdf(documents::documentFor(
            one, *seller, *account, {documents::documentLocale(language, account->address.country), &translator}));
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
                {{u"account"_s, account->name}, {u"currency"_s, wanted}});
}

std::vector<Command> receivablesCommands()
{
    return {{u"receivables"_s,
             u"ageing"_s,
             u"receivables ageing [--on DAY] [--account ACCOUNT]"_s,
             u"Shows what payers owe by age, with totals and days sales outstanding."_s,
             0,
             {u"on"_s, u"account"_s},
             ageing},
            {u"receivables"_s,
             u"write-off"_s,
             u"receivables write-off INVOICE [--amount A] --reason TEXT"_s,
             u"Gives up what is open of an invoice: at once within the limit, otherwise once somebody approves."_s,
             1,
             {u"amount"_s, u"reason"_s},
             writeOff},
            {u"receivables"_s,
             u"write-offs"_s,
             u"receivables write-offs"_s,
             u"Lists what was given up or waits for an approval."_s,
             0,
             {},
             listWriteOffs},
            {u"dispute"_s,
             u"open"_s,
             u"dispute open INVOICE [--line N] --reason TEXT"_s,
             u"Keeps that a customer objects to an invoice or a line of it; it is not collected meanwhile."_s,
             1,
             {u"line"_s, u"reason"_s},
             openDispute},
            {u"dispute"_s,
             u"resolve"_s,
             u"dispute resolve INVOICE [--line N] --reason TEXT"_s,
             u"Ends a dispute with a word on how; what stays open is collected again."_s,
             1,
             {u"line"_s, u"reason"_s},
             resolveDispute},
            {u"dispute"_s,
             u"list"_s,
             u"dispute list [--all]"_s,
             u"Lists open disputes, or all."_s,
             0,
             {u"all"_s},
             listDisputes}};
}

} // namespace accord::ctl
