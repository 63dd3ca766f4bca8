// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"
#include "app/accordctl/shares.h"

#include "core/documents/render_pdf.h"
#include "core/workspace/cheques.h"
#include "core/workspace/own_bank.h"
#include "core/workspace/printed_document.h"

namespace accord::ctl {

namespace {

QJsonObject toJson(const storage::ChequeRow &row)
{
    QStringList documents;
    for (const QJsonValue &share : row.shares)
        documents << share[0].toString();
    return {{u"cheque"_s, row.number},
            {u"number"_s, row.chequeNumber},
            {u"account"_s, row.accountName},
            {u"company"_s, row.companyCode},
            {u"amount"_s, row.amount.toString()},
            {u"currency"_s, row.amount.currency().code()},
            {u"received"_s, orNull(row.receivedOn)},
            {u"for"_s, documents.join(u", "_s)},
            {u"deposit"_s, row.depositNumber > 0 ? QJsonValue(row.depositNumber) : QJsonValue()},
            {u"entry"_s, row.part > 0 ? QJsonValue(row.part) : QJsonValue()},
            {u"state"_s, row.state()}};
}

QJsonObject toJson(const storage::DepositRow &row)
{
    return {{u"deposit"_s, row.number},           {u"reference"_s, row.reference()},
            {u"company"_s, row.companyCode},      {u"dated"_s, orNull(row.dated)},
            {u"cheques"_s, row.cheques},          {u"total"_s, row.total.toString()},
            {u"currency"_s, row.currency.code()}, {u"entry"_s, row.entry > 0 ? QJsonValue(row.entry) : QJsonValue()}};
}

Result<qint64> numberAt(const Context &context, int place)
{
    bool isNumber = false;
    const QString text = context.arguments().positional(place);
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber ? Result<qint64>(number)
                    : fail(ErrorKind::InvalidInput, u"payments.number_expected"_s, {{u"value"_s, text}});
}

Result<int> record(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const Arguments &arguments = context.arguments();
    const auto account = (*services)->accounts().findByReference(arguments.positional(0));
    if (!account)
        return passOn(account);
    const auto currency = Currency::fromCode(arguments.value(u"currency"_s, account->currency.code()));
    if (!currency)
        return passOn(currency);
    const auto amount = Money::parse(arguments.value(u"amount"_s), *currency);
    const auto received = context.date(u"received"_s);
    if (!amount)
        return passOn(amount);
    if (!received)
        return passOn(received);
    workspace::ChequeWish wish{
        account->number, arguments.positional(1), *amount, *received, {}, arguments.value(u"company"_s)};
    for (const QString &text : arguments.values(u"to"_s)) {
        const auto share = shareFrom(text, *currency);
        if (!share)
            return passOn(share);
        wish.shares.push_back(*share);
    }
    const auto row = workspace::recordCheque(**services, wish);
    if (!row)
        return passOn(row);
    context.output().document(toJson(*row));
    return Exit::Done;
}

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = storage::ChequesSql((*services)->session()).all();
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const auto &row : *all)
        rows.append(toJson(row));
    const auto written = context.output().records(rows, {u"cheque"_s, u"number"_s, u"account"_s, u"company"_s,
                                                         u"amount"_s, u"currency"_s, u"received"_s, u"for"_s,
                                                         u"deposit"_s, u"entry"_s, u"state"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> deposit(Context &context)
{
    std::vector<qint64> numbers;
    for (int i = 0; i < context.arguments().positionalCount(); ++i) {
        const auto number = numberAt(context, i);
        if (!number)
            return passOn(number);
        numbers.push_back(*number);
    }
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto company = (*services)->companyCurrency();
    if (!company)
        return passOn(company);
    const auto currency = Currency::fromCode(context.arguments().value(u"currency"_s, company->code()));
    if (!currency)
        return passOn(currency);
    const auto row = workspace::depositCheques(**services, numbers, *currency, context.arguments().value(u"company"_s));
    if (!row)
        return passOn(row);
    context.output().document(toJson(*row));
    return Exit::Done;
}

Result<int> deposits(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = storage::ChequesSql((*services)->session()).deposits();
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const auto &row : *all)
        rows.append(toJson(row));
    const auto written = context.output().records(
        rows, {u"reference"_s, u"company"_s, u"dated"_s, u"cheques"_s, u"total"_s, u"currency"_s, u"entry"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// The slip as it goes to the bank with the cheques: plain text, 72 columns.
QString slipText(const workspace::DepositSlip &slip, const billing::IssuingEntity &company, const QString &account)
{
    QString text = u"DEPOSIT SLIP %1\n%2%3\nDate %4   Currency %5\n\n"_s.arg(
        slip.deposit.reference(), company.legalName, account.isEmpty() ? account : u"   Account "_s + account,
        slip.deposit.dated.toString(Qt::ISODate), slip.deposit.currency.code());
    text += u"%1  %2  %3\n"_s.arg(u"Cheque"_s, -16).arg(u"Drawn by"_s, -34).arg(u"Amount"_s, 18);
    for (const storage::ChequeRow &cheque : slip.cheques)
        text += u"%1  %2  %3\n"_s.arg(cheque.chequeNumber, -16)
                    .arg(cheque.accountName.left(34), -34)
                    .arg(cheque.amount.toString(), 18);
    text += u"\n%1  %2  %3\n"_s.arg(u"Cheques: %1"_s.arg(slip.deposit.cheques), -16)
                .arg(u"Total"_s, -34)
                .arg(slip.deposit.total.toString(), 18);
    return text;
}

Result<int> slip(Context &context)
{
    const auto number = numberAt(context, 0);
    if (!number)
        return passOn(number);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto found = workspace::depositSlip(**services, *number);
    if (!found)
        return passOn(found);
    if (context.output().format() == Format::Json) {
        QJsonObject document = toJson(found->deposit);
        QJsonArray cheques;
        for (const storage::ChequeRow &cheque : found->cheques)
            cheques.append(toJson(cheque));
        document.insert(u"items"_s, cheques);
        context.output().document(document);
        return Exit::Done;
    }
    const auto company = workspace::companyOfDeposit(**services, *found);
    if (!company)
        return passOn(company);
    const auto own = workspace::ownBank(**services, company->id);
    if (!own)
        return passOn(own);
    const QString path = context.arguments().value(u"out"_s, u"-"_s);
    const bool isPaper = path.endsWith(u".pdf"_s, Qt::CaseInsensitive);
    const auto bytes
        = isPaper ? workspace::depositPaper(**services, *number).and_then([](const documents::InvoiceDocument &paper) {
              return documents::renderInvoicePdf(paper);
          })
                  : Result<QByteArray>(slipText(*found, *company, own->chequeAccount).toUtf8());
    if (!bytes)
        return passOn(bytes);
    const auto written = Context::writeFile(path, *bytes);
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> clear(Context &context)
{
    const auto number = numberAt(context, 0);
    const auto entry = numberAt(context, 1);
    if (!number)
        return passOn(number);
    if (!entry)
        return passOn(entry);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    if (const auto done = workspace::clearDeposit(**services, *number, *entry); !done)
        return passOn(done);
    const auto row = storage::ChequesSql((*services)->session()).deposit(*number);
    if (!row)
        return passOn(row);
    context.output().document(toJson(*row));
    return Exit::Done;
}

} // namespace

std::vector<Command> chequeCommands()
{
    return {{u"cheque"_s,
             u"record"_s,
             u"cheque record ACCOUNT NUMBER --amount AMOUNT [--currency CODE] [--received DATE] [--company "
             "CODE] [--to DOCUMENT[=AMOUNT]...]"_s,
             u"Records a cheque that came in, which company it is drawn to, and what it is for."_s,
             2,
             {u"amount"_s, u"currency"_s, u"received"_s, u"to"_s, u"company"_s},
             record},
            {u"cheque"_s,
             u"list"_s,
             u"cheque list"_s,
             u"Lists cheques and what became of them, newest first."_s,
             0,
             {},
             list},
            {u"cheque"_s,
             u"deposit"_s,
             u"cheque deposit [CHEQUE...] [--currency CODE] [--company CODE]"_s,
             u"Puts these cheques, or all that wait, into a deposit with a number: into the account of one company."_s,
             0,
             {u"currency"_s, u"company"_s},
             deposit},
            {u"cheque"_s, u"deposits"_s, u"cheque deposits"_s, u"Lists deposits, newest first."_s, 0, {}, deposits},
            {u"cheque"_s,
             u"slip"_s,
             u"cheque slip DEPOSIT [--out FILE]"_s,
             u"Prints the slip of a deposit; into a file that ends in .pdf as a page."_s,
             1,
             {u"out"_s},
             slip},
            {u"cheque"_s,
             u"clear"_s,
             u"cheque clear DEPOSIT ENTRY"_s,
             u"Says that a bank entry is a deposit: its cheques are applied by themselves. Matching does it where the "
             "entry names the deposit."_s,
             2,
             {},
             clear}};
}

} // namespace accord::ctl
