// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/bank_data_commands.h"
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/storage/ach_notices_sql.h"
#include "core/workspace/payment_files_desk.h"
#include "ui/errors/left_out_words.h"

namespace accord::ctl {

namespace {

QJsonObject toJson(const storage::PaymentFileRow &file)
{
    int returned = 0;
    QStringList numbers;
    for (const storage::PaymentFileItem &item : file.items) {
        returned += item.state == u"returned"_s;
        numbers << item.number;
    }
    return {{u"file"_s, file.number},
            {u"reference"_s, file.reference()},
            {u"made_as"_s, file.format},
            {u"settles_on"_s, orNull(file.settlesOn)},
            {u"items"_s, qint64(file.items.size())},
            {u"returned"_s, returned},
            {u"documents"_s, numbers.join(u", "_s)},
            {u"collected"_s, file.collected.toString()},
            {u"paid"_s, file.paid.toString()},
            {u"currency"_s, file.collected.currency().code()},
            {u"entry"_s, file.entry > 0 ? QJsonValue(file.entry) : QJsonValue()},
            {u"sha256"_s, file.sha256}};
}

Result<int> create(Context &context)
{
    const Arguments &arguments = context.arguments();
    const auto day = context.date(u"on"_s);
    const auto command = context.command();
    if (!day)
        return passOn(day);
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const bool isShown = arguments.has(u"dry-run"_s);
    const auto outcome
        = workspace::makePaymentFile(**services, {arguments.value(u"format"_s), *day, arguments.value(u"company"_s)},
                                     isShown ? workspace::Effect::Shown : workspace::Effect::Kept, *command);
    if (!outcome)
        return passOn(outcome);
    for (const workspace::LeftOut &one : outcome->leftOut)
        Output::error(
            u"left out: %1 of %2: %3 [%4]"_s.arg(one.number, one.account, ui::leftOutInWords(one.reason), one.reason));
    if (arguments.has(u"out"_s)) {
        if (const auto written = Context::writeFile(arguments.value(u"out"_s), outcome->content); !written)
            return passOn(written);
    }
    context.output().document(toJson(outcome->file));
    return outcome->leftOut.empty() ? Exit::Done : Exit::PartlyDone;
}

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto files = storage::PaymentFilesSql((*services)->session()).files();
    if (!files)
        return passOn(files);
    QJsonArray rows;
    for (const auto &file : *files)
        rows.append(toJson(file));
    const auto written
        = context.output().records(rows, {u"reference"_s, u"made_as"_s, u"settles_on"_s, u"items"_s, u"returned"_s,
                                          u"collected"_s, u"paid"_s, u"currency"_s, u"entry"_s, u"documents"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> save(Context &context)
{
    bool isNumber = false;
    const qint64 number = context.arguments().positional(0).toLongLong(&isNumber);
    if (!isNumber)
        return fail(ErrorKind::NotFound, u"payments.file_not_found"_s,
                    {{u"file"_s, context.arguments().positional(0)}});
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto content = workspace::paymentFileContent(**services, number);
    if (!content)
        return passOn(content);
    const auto written = Context::writeFile(context.arguments().value(u"out"_s, u"-"_s), *content);
    return written ? Result<int>(Exit::Done) : passOn(written);
}

QJsonObject toJson(const storage::BankDetail &detail)
{
    return {{u"account"_s, detail.accountName},
            {u"kind"_s, detail.kind},
            {u"holder"_s, detail.holder},
            {u"number"_s, detail.masked()},
            {u"bank"_s, orNull(detail.bankCode)},
            {u"mandate"_s, orNull(detail.mandate)},
            {u"signed"_s, orNull(detail.mandateSigned)},
            {u"recorded_by"_s, detail.recordedBy},
            {u"agreed_by"_s, orNull(detail.agreedBy)}};
}

Result<int> setDetail(Context &context)
{
    const Arguments &arguments = context.arguments();
    const auto isSigned = context.date(u"signed"_s);
    if (!isSigned)
        return passOn(isSigned);
    storage::BankDetail detail;
    detail.kind = arguments.has(u"iban"_s) ? u"sepa"_s : u"ach"_s;
    detail.holder = arguments.value(u"holder"_s);
    detail.accountNumber = arguments.value(u"iban"_s, arguments.value(u"account-number"_s));
    detail.bankCode = arguments.value(u"bic"_s, arguments.value(u"routing"_s));
    detail.isSavings = arguments.has(u"savings"_s);
    detail.mandate = arguments.value(u"mandate"_s);
    detail.mandateSigned = *isSigned;
    detail.isBusiness = arguments.has(u"b2b"_s);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto kept = workspace::recordBankDetail(**services, arguments.positional(0), detail);
    if (!kept)
        return passOn(kept);
    if (detail.kind == u"sepa"_s)
        warnOfBic(context, kept->bankCode, kept->accountNumber);
    context.output().document(toJson(*kept));
    return Exit::Done;
}

Result<int> agree(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto agreed = workspace::agreeToBankDetail(**services, context.arguments().positional(0));
    if (!agreed)
        return passOn(agreed);
    context.output().document(toJson(*agreed));
    return Exit::Done;
}

/// With its last four characters alone.
QString masked(const QString &number)
{
    return number.isEmpty() ? QString() : u"…"_s + number.right(4);
}

Result<int> changes(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto notices = storage::AchNoticesSql((*services)->session()).all();
    if (!notices)
        return passOn(notices);
    QJsonArray rows;
    for (const storage::BankChangeNotice &notice : *notices)
        rows.append(QJsonObject{{u"account"_s, notice.accountName},
                                {u"code"_s, notice.code},
                                {u"routing"_s, orNull(notice.routingNumber)},
                                {u"number"_s, orNull(masked(notice.accountNumber))},
                                {u"transaction_code"_s, orNull(notice.transactionCode)},
                                {u"holder"_s, orNull(notice.holder)},
                                {u"trace"_s, notice.traceNumber},
                                {u"noted_at"_s, notice.notedAt.toString(Qt::ISODate)}});
    const auto written
        = context.output().records(rows, {u"account"_s, u"code"_s, u"routing"_s, u"number"_s, u"holder"_s, u"trace"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> details(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = storage::PaymentFilesSql((*services)->session()).details();
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const auto &detail : *all)
        rows.append(toJson(detail));
    const auto written = context.output().records(
        rows, {u"account"_s, u"kind"_s, u"holder"_s, u"number"_s, u"bank"_s, u"mandate"_s, u"signed"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

std::vector<Command> paymentFileCommands()
{
    return {
        {u"payment-file"_s,
         u"create"_s,
         u"payment-file create --format nacha-ccd|nacha-ctx|nacha-prenote|pain.008|pain.001|positive-pay [--on "
         "DATE] [--company CODE] [--out FILE] [--command-id UUID] [--dry-run]"_s,
         u"Makes a file of what is due and stands in none: direct debits, refunds, prenotes or our cheques."_s,
         0,
         {u"on"_s, u"company"_s, u"out"_s, u"command-id"_s},
         create,
         true},
        {u"payment-file"_s,
         u"list"_s,
         u"payment-file list"_s,
         u"Lists the files that were made, newest first."_s,
         0,
         {},
         list},
        {u"payment-file"_s,
         u"save"_s,
         u"payment-file save FILE [--out FILE]"_s,
         u"Writes a file once more, as it was made."_s,
         1,
         {u"out"_s},
         save},
        {u"bank"_s,
         u"detail"_s,
         u"bank detail ACCOUNT --iban IBAN [--bic BIC] [--mandate REFERENCE --signed DATE [--b2b]] | --routing "
         "NUMBER --account-number NUMBER [--savings] [--holder NAME]"_s,
         u"Records the bank account of a customer, to collect from or to pay back to."_s,
         1,
         {u"iban"_s, u"bic"_s, u"mandate"_s, u"signed"_s, u"b2b"_s, u"routing"_s, u"account-number"_s, u"savings"_s,
          u"holder"_s},
         setDetail},
        {u"bank"_s,
         u"details"_s,
         u"bank details"_s,
         u"Lists the bank accounts of customers, with their last four characters."_s,
         0,
         {},
         details},
        {u"bank"_s,
         u"agree"_s,
         u"bank agree ACCOUNT"_s,
         u"Agrees to the bank account that another person recorded for a customer: only then it is collected from or "
         "paid to."_s,
         1,
         {},
         agree},
        {u"bank"_s,
         u"changes"_s,
         u"bank changes"_s,
         u"Lists new bank data of customers that their banks notified (NACHA C01 …): nothing is collected from such "
         "an account until the new one is recorded."_s,
         0,
         {},
         changes}};
}

} // namespace accord::ctl
