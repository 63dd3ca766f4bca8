// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/invoice_json.h"
#include "app/accordctl/worker_command.h"

#include "core/storage/carried_bills_sql.h"
#include "core/workspace/billing_desk.h"
#include "ui/errors/error_words.h"
#include "ui/errors/finding_words.h"

namespace accord::ctl {

namespace {

using workspace::BillingDesk;

Result<int> preview(Context &context)
{
    const auto services = context.services();
    const auto period = context.period();
    const auto day = context.date(u"issue-date"_s);
    if (!services)
        return passOn(services);
    if (!period)
        return passOn(period);
    if (!day)
        return passOn(day);
    const auto preview = BillingDesk(**services).preview(*period, *day, context.progress());
    if (!preview)
        return passOn(preview);
    QJsonArray rows;
    for (const auto &row : preview->rows) {
        QStringList words;
        for (const auto &exception : row.exceptions)
            words << ui::findingInWords(exception.id, exception.args);
        rows.append(QJsonObject{{u"account"_s, row.accountName},
                                {u"account_id"_s, row.account.toString()},
                                {u"currency"_s, row.total.currency().code()},
                                {u"total"_s, row.total.toString()},
                                {u"lines"_s, row.lines},
                                {u"blocked"_s, row.isBlocked()},
                                {u"carried"_s, row.isCarried},
                                {u"exceptions"_s, words.join(u" · "_s)}});
    }
    const auto written = context.output().records(
        rows, {u"account"_s, u"currency"_s, u"total"_s, u"lines"_s, u"blocked"_s, u"carried"_s, u"exceptions"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// \a since: the first day of what it charges.
QJsonObject carriedToJson(const storage::CarriedBill &bill, const QDate &since)
{
    return {{u"account"_s, bill.accountName},
            {u"account_number"_s, bill.accountNumber},
            {u"contract"_s, bill.contractNumber},
            {u"since"_s, since.toString(Qt::ISODate)},
            {u"period"_s, bill.period.start.toString(u"yyyy-MM"_s)},
            {u"currency"_s, bill.total.currency().code()},
            {u"total"_s, bill.total.toString()},
            {u"minimum"_s, bill.minimum.toString()}};
}

/// What waits for the next bill, each contract once as of its last run; only those of the run of \a period where that
/// is given.
Result<QJsonArray> carriedOf(workspace::Services &services, const std::optional<Period> &period)
{
    const auto open = storage::CarriedBillsSql(services.session()).open();
    if (!open)
        return passOn(open);
    QJsonArray array;
    for (const storage::CarriedBill &bill : *open) {
        const auto isOfIt = [&](const auto &other) { return other.contract == bill.contract; };
        const auto first = std::ranges::find_if(*open, isOfIt); // oldest first
        const auto last = std::ranges::find_if(open->rbegin(), open->rend(), isOfIt);
        if (period ? bill.period == *period : bill.period == last->period)
            array.append(carriedToJson(bill, first->period.start));
    }
    return array;
}

/// Everything that stands for the period, whoever made it: a rerun prints the same invoices.
Result<QJsonArray> invoicesOf(workspace::Services &services, const Period &period)
{
    storage::InvoiceQueriesSql queries(services.session());
    storage::InvoiceFilter filter;
    filter.period = period;
    const QDate today = services.clock().today();
    QJsonArray array;
    std::optional<storage::ListPlace> after;
    while (true) {
        const auto page = queries.page(filter, after, 1000, today);
        if (!page)
            return passOn(page);
        for (const auto &row : *page)
            array.append(toJson(row, today));
        if (page->size() < 1000)
            return array;
        after = page->back().place;
    }
}

Result<int> issueApproved(Context &context, workspace::Services &services, const Period &period)
{
    storage::InvoiceQueriesSql queries(services.session());
    storage::InvoiceFilter filter;
    filter.period = period;
    filter.status = billing::InvoiceStatus::Approved;
    const auto rows = queries.page(filter, {}, 1000000, services.clock().today());
    if (!rows)
        return passOn(rows);
    std::vector<billing::InvoiceId> ids;
    for (const auto &row : *rows)
        ids.push_back(row.id);
    std::sort(ids.begin(), ids.end());
    const auto issued = BillingDesk(services).issue(ids, context.progress());
    if (!issued)
        return passOn(issued);
    return int(issued->size());
}

QJsonObject toJson(const billing::BillException &exception, const QString &account, bool isBilled)
{
    return {{u"account"_s, account},
            {u"billed"_s, isBilled},
            {u"severity"_s, contracts::toString(exception.severity)},
            {u"id"_s, exception.id},
            {u"message"_s, ui::findingInWords(exception.id, exception.args)},
            {u"details"_s, QJsonObject::fromVariantMap(exception.args)}};
}

/// What a person should look at: of the drafts of the period, and of what could not be billed.
Result<QJsonArray> exceptionsOf(Context &context, workspace::Services &services, const Period &period)
{
    QJsonArray array;
    const auto left = BillingDesk(services).preview(period, {}, context.progress());
    if (!left)
        return passOn(left);
    for (const workspace::PreviewRow &row : left->rows)
        for (const billing::BillException &exception : row.exceptions)
            array.append(toJson(exception, row.accountName, false));
    storage::InvoiceFilter filter;
    filter.period = period;
    const auto rows
        = storage::InvoiceQueriesSql(services.session()).page(filter, {}, 1000000, services.clock().today());
    if (!rows)
        return passOn(rows);
    for (const storage::InvoiceRow &row : *rows) {
        if (row.exceptions == 0 || row.state == billing::InvoiceState::Issued)
            continue;
        const auto invoice = services.invoices().find(row.id);
        if (!invoice)
            return passOn(invoice);
        for (const billing::BillException &exception : invoice->bill.exceptions)
            array.append(toJson(exception, row.account, true));
    }
    return array;
}

Result<int> finish(Context &context, workspace::Services &services, const Period &period,
                   const workspace::RunOutcome &outcome)
{
    int issued = 0;
    if (context.arguments().has(u"issue"_s)) {
        const auto done = issueApproved(context, services, period);
        if (!done)
            return passOn(done);
        issued = *done;
    }
    const auto invoices = invoicesOf(services, period);
    if (!invoices)
        return passOn(invoices);
    if (context.output().format() == Format::Json) {
        const auto exceptions = exceptionsOf(context, services, period);
        if (!exceptions)
            return passOn(exceptions);
        const auto carried = carriedOf(services, period);
        if (!carried)
            return passOn(carried);
        QJsonArray failures;
        for (const auto &failure : outcome.failures)
            failures.append(QJsonObject{{u"account"_s, failure.accountName},
                                        {u"id"_s, failure.error.id},
                                        {u"message"_s, ui::inWords(failure.error).paragraph()}});
        context.output().document({{u"period"_s, period.start.toString(u"yyyy-MM"_s)},
                                   {u"created"_s, outcome.created},
                                   {u"issued"_s, issued},
                                   {u"blocked"_s, outcome.blocked},
                                   {u"carried"_s, outcome.carried},
                                   {u"carried_forward"_s, *carried},
                                   {u"exceptions"_s, *exceptions},
                                   {u"failures"_s, failures},
                                   {u"invoices"_s, *invoices}});
    } else {
        context.output().records(*invoices, invoiceColumns());
        context.output().note(
            u"\n%1 created, %2 issued, %3 carried forward, %4 blocked by an exception, %5 failed"_s.arg(outcome.created)
                .arg(issued)
                .arg(outcome.carried)
                .arg(outcome.blocked)
                .arg(outcome.failures.size()));
        for (const auto &failure : outcome.failures)
            Output::error(failure.accountName + u": "_s + ui::inWords(failure.error).paragraph());
    }
    return outcome.failures.empty() ? Exit::Done : Exit::PartlyDone;
}

Result<int> run(Context &context)
{
    if (context.arguments().has(u"dry-run"_s))
        return preview(context);
    if (context.arguments().has(u"share"_s))
        return context.arguments().has(u"issue"_s) ? fail(ErrorKind::InvalidInput, u"usage.option_share_issue"_s)
                                                   : shareBillRun(context);
    // Which invoices are approved by then is not part of the command: a repeat could issue others.
    if (context.arguments().has(u"issue"_s) && context.arguments().has(u"command-id"_s))
        return fail(ErrorKind::InvalidInput, u"usage.option_command_issue"_s);
    const auto command = context.command();
    const auto services = context.services();
    const auto period = context.period();
    const auto day = context.date(u"issue-date"_s);
    if (!command)
        return passOn(command);
    if (!services)
        return passOn(services);
    if (!period)
        return passOn(period);
    if (!day)
        return passOn(day);
    const auto outcome = BillingDesk(**services).run(*period, *day, context.progress(), *command);
    if (!outcome)
        return passOn(outcome);
    return finish(context, **services, *period, *outcome);
}

Result<int> resume(Context &context)
{
    const auto services = context.services();
    const auto period = context.period();
    if (!services)
        return passOn(services);
    if (!period)
        return passOn(period);
    const auto outcome = BillingDesk(**services).resume(*period, context.progress());
    if (!outcome)
        return passOn(outcome);
    return finish(context, **services, *period, *outcome);
}

/// That of --period, or the last one that something of \a account was carried forward from.
Result<Period> carriedPeriod(Context &context, workspace::Services &services, const accounts::AccountId &account)
{
    const auto open = storage::CarriedBillsSql(services.session()).open(account);
    if (!open)
        return passOn(open);
    if (context.arguments().has(u"period"_s) || open->empty())
        return context.period();
    return open->back().period;
}

Result<int> listDrafts(Context &context, workspace::Services &services,
                       const Result<std::vector<billing::InvoiceId>> &drafts)
{
    if (!drafts)
        return passOn(drafts);
    const QDate today = services.clock().today();
    QJsonArray invoices;
    for (const billing::InvoiceId &id : *drafts) {
        const auto row = storage::InvoiceQueriesSql(services.session()).row(id);
        if (!row)
            return passOn(row);
        invoices.append(ctl::toJson(*row, today));
    }
    const auto written = context.output().records(invoices, invoiceColumns());
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// Lists what was carried forward; with --bill, bills it.
Result<int> carried(Context &context)
{
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    if (!context.arguments().has(u"bill"_s)) {
        const auto open = carriedOf(**services, std::nullopt);
        if (!open)
            return passOn(open);
        const auto written = context.output().records(
            *open, {u"account"_s, u"contract"_s, u"since"_s, u"period"_s, u"currency"_s, u"total"_s, u"minimum"_s});
        return written ? Result<int>(Exit::Done) : passOn(written);
    }
    const auto account = (*services)->accounts().findByReference(context.arguments().value(u"bill"_s));
    if (!account)
        return passOn(account);
    const auto period = carriedPeriod(context, **services, account->id);
    const auto day = context.date(u"issue-date"_s);
    if (!period)
        return passOn(period);
    if (!day)
        return passOn(day);
    return listDrafts(context, **services, BillingDesk(**services).billCarried(account->id, *period, *day, *command));
}

/// Bills the usage of a customer up to a day, before its period is over.
Result<int> interim(Context &context)
{
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    if (!context.arguments().has(u"through"_s))
        return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--through"_s}});
    const auto through = context.date(u"through"_s);
    const auto day = context.date(u"issue-date"_s);
    if (!through)
        return passOn(through);
    if (!day)
        return passOn(day);
    const auto account = (*services)->accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    return listDrafts(context, **services, BillingDesk(**services).billInterim(account->id, *through, *day, *command));
}

} // namespace

std::vector<Command> billCommands()
{
    return {
        {u"bill"_s,
         u"preview"_s,
         u"bill preview --period YYYY-MM [--issue-date DAY]"_s,
         u"Shows what a run would make; writes nothing."_s,
         0,
         {u"period"_s, u"issue-date"_s},
         preview},
        {u"bill"_s,
         u"run"_s,
         u"bill run --period YYYY-MM [--issue-date DAY] [--issue | --command-id UUID] [--share [--batch N]] [--dry-run]"_s,
         u"Makes the invoices of a month and submits them for approval; running it again adds nothing."_s,
         0,
         {u"period"_s, u"issue-date"_s, u"issue"_s, u"command-id"_s, u"share"_s, u"batch"_s},
         run},
        {u"bill"_s,
         u"carried"_s,
         u"bill carried [--bill ACCOUNT [--period YYYY-MM] [--issue-date DAY] [--command-id UUID]]"_s,
         u"Lists what came to less than the customer's minimum and waits for the next bill; or bills it all the same."_s,
         0,
         {u"bill"_s, u"period"_s, u"issue-date"_s, u"command-id"_s},
         carried},
        {u"bill"_s,
         u"interim"_s,
         u"bill interim ACCOUNT --through DAY [--issue-date DAY] [--command-id UUID]"_s,
         u"Bills what a customer used up to a day, before the period is over; the bill of the period charges the rest."_s,
         1,
         {u"through"_s, u"issue-date"_s, u"command-id"_s},
         interim},
        {u"bill"_s,
         u"resume"_s,
         u"bill resume --period YYYY-MM [--issue]"_s,
         u"Goes on with a run that was stopped."_s,
         0,
         {u"period"_s, u"issue"_s},
         resume}};
}

} // namespace accord::ctl
