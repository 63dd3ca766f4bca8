// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/invoice_json.h"
#include "app/accordctl/json_values.h"

#include "core/documents/document_for_credit_note.h"
#include "core/documents/render_pdf.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/credit_desk.h"

namespace accord::ctl {

namespace {

using billing::CreditNote;
using workspace::CreditDesk;

QJsonObject toJson(const CreditNote &note)
{
    QJsonArray lines, groups;
    for (const auto &line : note.lines)
        lines.append(QJsonObject{{u"line"_s, line.invoiceLine},
                                 {u"description"_s, line.description},
                                 {u"net"_s, line.net.toString()},
                                 {u"tax"_s, line.tax.toString()}});
    for (const auto &group : note.taxGroups)
        groups.append(QJsonObject{{u"jurisdiction"_s, group.component.jurisdiction},
                                  {u"category"_s, tax::code(group.component.category)},
                                  {u"rate_percent"_s, group.component.percent.toShortString()},
                                  {u"taxable"_s, group.taxable.toString()},
                                  {u"tax"_s, group.tax.toString()}});
    return {{u"id"_s, note.id.isNull() ? QJsonValue() : QJsonValue(note.id.toString())},
            {u"number"_s, orNull(note.number)},
            {u"invoice"_s, note.invoiceNumber},
            {u"account"_s, note.accountName},
            {u"issue_date"_s, orNull(note.issueDate)},
            {u"currency"_s, note.currency.code()},
            {u"lines"_s, lines},
            {u"net"_s, note.net.toString()},
            {u"tax"_s, note.tax.toString()},
            {u"tax_groups"_s, groups},
            {u"total"_s, note.total.toString()},
            {u"reason"_s, orNull(note.reason)},
            {u"corrects"_s, note.corrects},
            {u"voids"_s, note.voids},
            {u"requested_by"_s, orNull(note.requestedBy)},
            {u"void_reason"_s, orNull(note.voidReason)},
            {u"status"_s, billing::toString(note.state)},
            {u"digest"_s, orNull(QString::fromLatin1(note.digest))},
            {u"seal"_s, orNull(note.seal)}};
}

QJsonObject toJson(const storage::CreditNoteRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"number"_s, orNull(row.number)},
            {u"invoice"_s, row.invoiceNumber},
            {u"account"_s, row.account},
            {u"issue_date"_s, orNull(row.issueDate)},
            {u"currency"_s, row.total.currency().code()},
            {u"net"_s, row.net.toString()},
            {u"tax"_s, row.tax.toString()},
            {u"total"_s, row.total.toString()},
            {u"status"_s, billing::toString(row.state)},
            {u"requested_by"_s, row.requestedBy},
            {u"reason"_s, row.reason}};
}

void print(const Context &context, const QJsonObject &object)
{
    if (context.output().format() == Format::Json)
        return context.output().document(object);
    const auto text = [&](const QString &name) { return object.value(name).toString(); };
    context.output().note(u"%1  %2  of invoice %3  %4"_s.arg(object.value(u"number"_s).toString(u"credit note"_s),
                                                             text(u"account"_s), text(u"invoice"_s),
                                                             text(u"status"_s)));
    context.output().records(object.value(u"lines"_s).toArray(), {u"line"_s, u"description"_s, u"net"_s, u"tax"_s});
    context.output().note(
        u"Net %1  tax %2  total %3 %4"_s.arg(text(u"net"_s), text(u"tax"_s), text(u"total"_s), text(u"currency"_s)));
    if (object.contains(u"open_after"_s))
        context.output().note(u"Open on the invoice %1, then %2"_s.arg(text(u"open_before"_s), text(u"open_after"_s)));
    if (!text(u"approval"_s).isEmpty())
        context.output().note(u"Needs an approval: %1"_s.arg(text(u"approval"_s)));
    if (!text(u"id"_s).isEmpty())
        context.output().note(u"Id %1"_s.arg(text(u"id"_s)));
}

Result<billing::CreditWish> wishOf(const Context &context, const Currency &currency)
{
    billing::CreditWish wish;
    for (const QString &line : context.arguments().values(u"line"_s)) {
        bool isNumber = false;
        wish.lines.push_back(line.toInt(&isNumber));
        if (!isNumber)
            return fail(ErrorKind::InvalidInput, u"usage.option_line"_s, {{u"value"_s, line}});
    }
    if (context.arguments().has(u"amount"_s)) {
        const auto amount = Money::parse(context.arguments().value(u"amount"_s), currency);
        if (!amount)
            return passOn(amount);
        wish.amount = *amount;
    }
    if (context.arguments().has(u"percent"_s)) {
        const auto percent = Decimal::parse(context.arguments().value(u"percent"_s));
        if (!percent)
            return passOn(percent);
        wish.percent = *percent;
    }
    return wish;
}

/// The credit note with the numbers of what was billed anew.
Result<QJsonObject> toJson(workspace::Services &services, const workspace::CreditOutcome &outcome)
{
    QJsonObject object = toJson(outcome.note);
    QJsonArray corrected;
    for (const auto &id : outcome.corrected) {
        const auto draft = services.invoices().find(id);
        if (!draft)
            return passOn(draft);
        corrected.append(QJsonObject{{u"id"_s, id.toString()},
                                     {u"total"_s, draft->bill.total.toString()},
                                     {u"status"_s, billing::toString(draft->state)}});
    }
    object.insert(u"corrected"_s, corrected);
    return object;
}

Result<int> printed(Context &context, workspace::Services &services, const Result<workspace::CreditOutcome> &outcome)
{
    if (!outcome)
        return passOn(outcome);
    const auto object = toJson(services, *outcome);
    if (!object)
        return passOn(object);
    print(context, *object);
    for (const QJsonValue &draft : object->value(u"corrected"_s).toArray())
        context.output().note(u"Billed anew: %1, %2 %3"_s.arg(draft[u"id"_s].toString(), draft[u"total"_s].toString(),
                                                              outcome->note.currency.code()));
    return Exit::Done;
}

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    storage::CreditNoteFilter filter;
    if (context.arguments().has(u"invoice"_s)) {
        const auto invoice = (*services)->invoices().findByReference(context.arguments().value(u"invoice"_s));
        if (!invoice)
            return passOn(invoice);
        filter.invoice = invoice->id;
    }
    if (context.arguments().has(u"account"_s)) {
        const auto account = (*services)->accounts().findByReference(context.arguments().value(u"account"_s));
        if (!account)
            return passOn(account);
        filter.account = account->id;
    }
    if (context.arguments().has(u"status"_s)) {
        const auto state = billing::creditNoteStateFromString(context.arguments().value(u"status"_s));
        if (!state)
            return passOn(state);
        filter.state = *state;
    }
    const auto rows = (*services)->creditNotes().list(filter);
    if (!rows)
        return passOn(rows);
    QJsonArray array;
    for (const auto &row : *rows)
        array.append(toJson(row));
    const auto written = context.output().records(array, {u"number"_s, u"invoice"_s, u"account"_s, u"issue_date"_s,
                                                          u"currency"_s, u"net"_s, u"tax"_s, u"total"_s, u"status"_s,
                                                          u"requested_by"_s, u"reason"_s, u"id"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> show(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto note = (*services)->creditNotes().findByReference(context.arguments().positional(0));
    if (!note)
        return passOn(note);
    print(context, toJson(*note));
    return Exit::Done;
}

Result<int> issue(Context &context)
{
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto note = (*services)->creditNotes().findByReference(context.arguments().positional(0));
    if (!note)
        return passOn(note);
    return printed(context, **services, CreditDesk(**services).issue(note->id, *command));
}

Result<int> discard(Context &context)
{
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto note = (*services)->creditNotes().findByReference(context.arguments().positional(0));
    if (!note)
        return passOn(note);
    const auto discarded = CreditDesk(**services).discard(note->id, context.arguments().value(u"reason"_s), *command);
    if (!discarded)
        return passOn(discarded);
    print(context, toJson(*discarded));
    return Exit::Done;
}

Result<int> pdf(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto note = (*services)->creditNotes().findByReference(context.arguments().positional(0));
    if (!note)
        return passOn(note);
    const auto invoice = (*services)->invoices().find(note->invoice);
    if (!invoice)
        return passOn(invoice);
    const auto assembly = workspace::assembleFromInvoice(**services, *invoice);
    if (!assembly)
        return passOn(assembly);
    const auto bytes = documents::renderInvoicePdf(
        documents::documentFor(*note, *invoice, assembly->seller, assembly->input.payer), {});
    if (!bytes)
        return passOn(bytes);
    if (note->state == billing::CreditNoteState::Issued) {
        const auto confirmed = (*services)->creditNotes().confirmDocument(note->id, sha256Hex(*bytes), bytes->size(),
                                                                          (*services)->clock().now());
        if (!confirmed)
            return passOn(confirmed);
    }
    const QString path = context.arguments().value(
        u"out"_s, (note->number.isEmpty() ? note->id.toString() : note->number) + u".pdf"_s);
    if (const auto written = Context::writeFile(path, *bytes); !written)
        return passOn(written);
    if (path != u"-"_s)
        context.output().note(u"%1 written, %2 bytes"_s.arg(path).arg(bytes->size()));
    return Exit::Done;
}

} // namespace

Result<int> creditInvoice(Context &context)
{
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    const auto wish = wishOf(context, invoice->bill.currency);
    if (!wish)
        return passOn(wish);
    const bool corrects = context.arguments().has(u"correct"_s);
    if (corrects && (!wish->lines.empty() || wish->amount || wish->percent))
        return fail(ErrorKind::InvalidInput, u"usage.option_correct"_s);
    CreditDesk desk(**services);
    if (context.arguments().has(u"dry-run"_s)) {
        const auto preview = desk.preview(invoice->id, *wish);
        if (!preview)
            return passOn(preview);
        QJsonObject object = toJson(preview->note);
        object.insert(u"open_before"_s, preview->openBefore.toString());
        object.insert(u"open_after"_s, preview->openAfter.toString());
        object.insert(u"approval"_s, orNull(preview->askedBy));
        object.insert(u"derivation"_s, toJson(preview->derivation));
        print(context, object);
        return Exit::Done;
    }
    const QString reason = context.arguments().value(u"reason"_s);
    if (corrects)
        return printed(context, **services, desk.correct(invoice->id, reason, *command));
    const auto note = desk.request(invoice->id, *wish, reason, *command);
    if (!note)
        return passOn(note);
    print(context, toJson(*note));
    return Exit::Done;
}

Result<int> voidInvoice(Context &context)
{
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    return printed(context, **services,
                   CreditDesk(**services).makeVoid(invoice->id, context.arguments().value(u"reason"_s), *command));
}

std::vector<Command> creditNoteCommands()
{
    return {{u"credit-note"_s,
             u"list"_s,
             u"credit-note list [--invoice NUMBER] [--account A] [--status S]"_s,
             u"Lists credit notes, newest first."_s,
             0,
             {u"invoice"_s, u"account"_s, u"status"_s},
             list},
            {u"credit-note"_s,
             u"show"_s,
             u"credit-note show NUMBER"_s,
             u"Shows a credit note with its lines and taxes."_s,
             1,
             {},
             show},
            {u"credit-note"_s,
             u"issue"_s,
             u"credit-note issue ID [--command-id UUID]"_s,
             u"Issues an approved credit note: number, ledger and audit in one step."_s,
             1,
             {u"command-id"_s},
             issue},
            {u"credit-note"_s,
             u"void"_s,
             u"credit-note void ID --reason TEXT [--command-id UUID]"_s,
             u"Makes a credit note void that was not issued."_s,
             1,
             {u"reason"_s, u"command-id"_s},
             discard},
            {u"credit-note"_s,
             u"pdf"_s,
             u"credit-note pdf NUMBER [--out FILE]"_s,
             u"Writes the document; an issued one always with the same bytes."_s,
             1,
             {u"out"_s},
             pdf},
            {u"credit-note"_s,
             u"xml"_s,
             u"credit-note xml NUMBER [--syntax ubl|cii] [--profile P] [--buyer-reference R] "
             "[--seller-registration R] [--out FILE]"_s,
             u"Writes the electronic credit note (type 381 of EN 16931), or says what is missing."_s,
             1,
             {u"syntax"_s, u"profile"_s, u"buyer-reference"_s, u"seller-registration"_s, u"out"_s},
             writeCreditNoteXml}};
}

} // namespace accord::ctl
