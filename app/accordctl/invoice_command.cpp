// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/invoice_json.h"

#include "core/base/canonical.h"
#include "core/billing/booked_rate.h"
#include "core/documents/document_for_pro_forma.h"
#include "core/documents/render_pdf.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/invoice_redate.h"
#include "core/workspace/invoice_submission.h"
#include "core/workspace/printed_document.h"

namespace accord::ctl {

namespace {

std::optional<billing::InvoiceStatus> statusFrom(const QString &text)
{
    using enum billing::InvoiceStatus;
    for (const auto status :
         {Draft, InApproval, Approved, Issued, PartlyPaid, Paid, Overdue, WrittenOff, Credited, Void}) {
        if (billing::toString(status) == text)
            return status;
    }
    return std::nullopt;
}

Result<int> discard(Context &context)
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
    if (const auto gone = workspace::BillingDesk(**services).discard(invoice->id, *command); !gone)
        return passOn(gone);
    context.output().note(u"the draft of %1 is discarded"_s.arg(invoice->accountName));
    return Exit::Done;
}

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    storage::InvoiceFilter filter;
    filter.text = context.arguments().value(u"text"_s);
    if (context.arguments().has(u"status"_s)) {
        filter.status = statusFrom(context.arguments().value(u"status"_s));
        if (!filter.status)
            return fail(ErrorKind::InvalidInput, u"billing.state_unknown"_s,
                        {{u"value"_s, context.arguments().value(u"status"_s)}});
    }
    if (context.arguments().has(u"period"_s)) {
        const auto period = context.period();
        if (!period)
            return passOn(period);
        filter.period = *period;
    }
    if (context.arguments().has(u"account"_s)) {
        const auto account = (*services)->accounts().findByReference(context.arguments().value(u"account"_s));
        if (!account)
            return passOn(account);
        filter.account = account->id;
    }
    storage::InvoiceQueriesSql queries((*services)->session());
    const QDate today = (*services)->clock().today();
    const auto rows = queries.page(filter, {}, 1000000, today);
    if (!rows)
        return passOn(rows);
    QJsonArray array;
    for (const auto &row : *rows)
        array.append(toJson(row, today));
    const auto written = context.output().records(array, invoiceColumns());
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> show(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    const QJsonObject object = toJson(*invoice, (*services)->clock().today());
    if (context.output().format() == Format::Json) {
        context.output().document(object);
        return Exit::Done;
    }
    context.output().note(u"%1  %2  issued %3, due %4  %5"_s.arg(
        object.value(u"number"_s).toString(u"draft"_s), invoice->accountName, object.value(u"issue_date"_s).toString(),
        object.value(u"due_date"_s).toString(), object.value(u"status"_s).toString()));
    context.output().records(
        object.value(u"lines"_s).toArray(),
        {u"description"_s, u"location"_s, u"cost_center"_s, u"quantity"_s, u"unit_price"_s, u"discount"_s, u"net"_s});
    context.output().note(u"\nSubtotal %1"_s.arg(invoice->bill.subtotal.toString()));
    for (const auto &group : invoice->bill.taxGroups)
        context.output().note(u"%1 %2 % on %3: %4"_s.arg(group.component.name, group.component.percent.toShortString(),
                                                         group.taxable.toString(), group.tax.toString()));
    context.output().note(u"Total %1 %2"_s.arg(invoice->bill.total.toString(), invoice->bill.currency.code()));
    if (invoice->bill.conversion)
        context.output().note(u"Prices converted at %1"_s.arg(invoice->bill.conversion->toString()));
    if (const auto booked = billing::bookedRate(*invoice))
        context.output().note(u"In the books %1 %2, at %3"_s.arg(invoice->companyTotal.toString(), booked->to.code(),
                                                                 booked->toString()));
    for (const auto &credit : invoice->bill.credits)
        context.output().note(u"%1 %2"_s.arg(credit.name, credit.amount.negated().toString()));
    if (!invoice->bill.credits.empty())
        context.output().note(
            u"Amount due %1 %2"_s.arg(invoice->bill.amountDue().toString(), invoice->bill.currency.code()));
    if (!invoice->credited.isZero())
        context.output().note(
            u"Credited %1, open %2"_s.arg(invoice->credited.toString(), object.value(u"open"_s).toString()));
    if (!invoice->bill.instalments.empty())
        context.output().records(object.value(u"instalments"_s).toArray(),
                                 {u"name"_s, u"due"_s, u"milestone"_s, u"amount"_s});
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
    std::vector<billing::InvoiceId> ids;
    for (int i = 0; i < context.arguments().positionalCount(); ++i) {
        const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(i));
        if (!invoice)
            return passOn(invoice);
        ids.push_back(invoice->id);
    }
    const auto issued = workspace::BillingDesk(**services).issue(ids, context.progress(), *command);
    if (!issued)
        return passOn(issued);
    QJsonArray rows;
    for (const auto &invoice : *issued)
        rows.append(toJson(invoice, (*services)->clock().today()));
    const auto written = context.output().records(rows, invoiceColumns());
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// Writes \a bytes where --out says, or as \a usualName.
Result<int> writeDocument(Context &context, const QByteArray &bytes, const QString &usualName)
{
    const QString path = context.arguments().value(u"out"_s, usualName);
    if (const auto written = Context::writeFile(path, bytes); !written)
        return passOn(written);
    if (path != u"-"_s)
        context.output().note(u"%1 written, %2 bytes"_s.arg(path).arg(bytes.size()));
    return Exit::Done;
}

Result<int> pdf(Context &context)
{
    if (context.arguments().has(u"profile"_s))
        return writeFacturX(context);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    const auto assembly = workspace::assembleFromInvoice(**services, *invoice);
    if (!assembly)
        return passOn(assembly);
    const auto extras = workspace::invoiceExtras(**services, *invoice, *assembly);
    if (!extras)
        return passOn(extras);
    const auto bytes = documents::renderInvoicePdf(
        documents::documentFor(*invoice, assembly->seller, assembly->input.payer, {}, *extras), {});
    if (!bytes)
        return passOn(bytes);
    if (invoice->state == billing::InvoiceState::Issued) {
        const auto confirmed = (*services)->invoices().confirmDocument(invoice->id, sha256Hex(*bytes), bytes->size(),
                                                                       (*services)->clock().now());
        if (!confirmed)
            return passOn(confirmed);
    }
    return writeDocument(context, *bytes,
                         (invoice->number.isEmpty() ? invoice->id.toString() : invoice->number) + u".pdf"_s);
}

Result<int> proForma(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    const auto assembly = workspace::assembleFromInvoice(**services, *invoice);
    if (!assembly)
        return passOn(assembly);
    const auto bytes
        = documents::proFormaFor(*invoice, assembly->seller, assembly->input.payer)
              .and_then([](const documents::InvoiceDocument &one) { return documents::renderInvoicePdf(one, {}); });
    if (!bytes)
        return passOn(bytes);
    return writeDocument(context, *bytes, u"pro-forma-"_s + invoice->id.toString() + u".pdf"_s);
}

Result<int> explain(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    auto derivations = workspace::BillingDesk(**services).explain(*invoice);
    if (!derivations)
        return passOn(derivations);
    if (context.arguments().positionalCount() > 1) {
        const int line = context.arguments().positional(1).toInt();
        if (line < 1 || size_t(line) > invoice->bill.lines.size())
            return fail(
                ErrorKind::InvalidInput, u"billing.no_such_line"_s,
                {{u"line"_s, context.arguments().positional(1)}, {u"lines"_s, qulonglong(invoice->bill.lines.size())}});
        derivations = pricing::explanationsOf(*derivations, invoice->bill.lines[size_t(line - 1)].key.toString());
    }
    if (context.output().format() == Format::Json) {
        context.output().document({{u"number"_s, invoice->number}, {u"derivation"_s, toJson(*derivations)}});
        return Exit::Done;
    }
    for (const auto &derivation : *derivations)
        Output::bytes(pricing::toText(derivation).toUtf8());
    return Exit::Done;
}

Result<int> nameOrder(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    const auto named = workspace::nameOrder(**services, invoice->id, context.arguments().value(u"number"_s));
    if (!named)
        return passOn(named);
    context.output().document({{u"id"_s, named->id.toString()},
                               {u"purchase_order"_s, named->bill.purchaseOrder},
                               {u"revision"_s, named->revision},
                               {u"state"_s, billing::toString(named->state)}});
    return Exit::Done;
}

Result<int> redate(Context &context)
{
    const auto day = context.date(u"to"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    const auto dated = workspace::redateInvoice(**services, invoice->id, *day);
    if (!dated)
        return passOn(dated);
    context.output().document({{u"id"_s, dated->id.toString()},
                               {u"issue_date"_s, dated->issueDate.toString(Qt::ISODate)},
                               {u"due_date"_s, dated->dueDate.toString(Qt::ISODate)},
                               {u"revision"_s, dated->revision},
                               {u"state"_s, billing::toString(dated->state)}});
    return Exit::Done;
}

} // namespace

std::vector<Command> invoiceCommands()
{
    return {
        {u"invoice"_s,
         u"list"_s,
         u"invoice list [--status S] [--account A] [--period YYYY-MM] [--text T]"_s,
         u"Lists invoices, newest first."_s,
         0,
         {u"status"_s, u"account"_s, u"period"_s, u"text"_s},
         list},
        {u"invoice"_s,
         u"show"_s,
         u"invoice show NUMBER"_s,
         u"Shows an invoice with its lines and taxes."_s,
         1,
         {},
         show},
        {u"invoice"_s,
         u"issue"_s,
         u"invoice issue ID… [--command-id UUID]"_s,
         u"Issues approved invoices: number, ledger and audit in one step."_s,
         1,
         {u"command-id"_s},
         issue},
        {u"invoice"_s,
         u"order"_s,
         u"invoice order ID --number ORDER"_s,
         u"Names the purchase order of a draft that has none; whoever approved it is asked again."_s,
         1,
         {u"number"_s},
         nameOrder},
        {u"invoice"_s,
         u"redate"_s,
         u"invoice redate ID --to DAY"_s,
         u"Dates a draft anew, its due date with it; whoever approved it is asked again."_s,
         1,
         {u"to"_s},
         redate},
        {u"invoice"_s,
         u"pdf"_s,
         u"invoice pdf NUMBER [--profile P] [--buyer-reference R] [--seller-registration R] [--out FILE]"_s,
         u"Writes the document, an issued one always with the same bytes; with a profile as Factur-X."_s,
         1,
         {u"out"_s, u"profile"_s, u"buyer-reference"_s, u"seller-registration"_s},
         pdf},
        {u"invoice"_s,
         u"xml"_s,
         u"invoice xml NUMBER [--syntax ubl|cii] [--profile P] [--buyer-reference R] [--seller-registration R] "
         "[--out FILE]"_s,
         u"Writes the electronic invoice (EN 16931), or says what is missing. P: en16931, peppol, xrechnung, "
         "factur-x-minimum, factur-x-basic-wl, factur-x-basic, factur-x-extended."_s,
         1,
         {u"syntax"_s, u"profile"_s, u"buyer-reference"_s, u"seller-registration"_s, u"out"_s},
         writeInvoiceXml},
        {u"invoice"_s,
         u"pro-forma"_s,
         u"invoice pro-forma ID [--out FILE]"_s,
         u"Writes what an invoice will say before it is issued: without a number, and not as an invoice."_s,
         1,
         {u"out"_s},
         proForma},
        {u"invoice"_s,
         u"explain"_s,
         u"invoice explain NUMBER [LINE]"_s,
         u"Recomputes an invoice from its inputs and shows how each figure came about."_s,
         1,
         {},
         explain},
        {u"invoice"_s,
         u"credit"_s,
         u"invoice credit NUMBER [--line N…] [--amount A | --percent P] --reason TEXT [--correct] [--dry-run] "
         "[--command-id UUID]"_s,
         u"Asks for a credit note; --correct credits everything and bills it anew."_s,
         1,
         {u"line"_s, u"amount"_s, u"percent"_s, u"reason"_s, u"correct"_s, u"command-id"_s},
         creditInvoice},
        {u"invoice"_s,
         u"discard"_s,
         u"invoice discard ID [--command-id UUID]"_s,
         u"Takes a draft away that was not issued; the next run bills the same anew."_s,
         1,
         {u"command-id"_s},
         discard},
        {u"invoice"_s,
         u"void"_s,
         u"invoice void NUMBER --reason TEXT [--command-id UUID]"_s,
         u"Makes an issued invoice void of which nothing was paid: all of it is credited, and it keeps its number."_s,
         1,
         {u"reason"_s, u"command-id"_s},
         voidInvoice},
        {u"invoice"_s,
         u"prepayment"_s,
         u"invoice prepayment CONTRACT (--amount A | --percent P) [--item KEY | --period YYYY-MM] "
         "[--issue-date D] [--dry-run] [--command-id UUID]"_s,
         u"Asks for money before delivery: of a one-time item, or of what the contract charges in a period; "
         "amounts are net, and the next invoice of it deducts them."_s,
         1,
         {u"amount"_s, u"percent"_s, u"item"_s, u"period"_s, u"issue-date"_s, u"command-id"_s},
         askPrepayment},
        {u"invoice"_s,
         u"payment-code"_s,
         u"invoice payment-code COMPANY [none|epc|swiss_qr]"_s,
         u"Shows or changes the QR code that invoices of an issuing company carry: an EPC code for transfers in "
         "euros, or the Swiss QR-bill."_s,
         1,
         {},
         choosePaymentCode},
        {u"invoice"_s,
         u"prepayments"_s,
         u"invoice prepayments ACCOUNT"_s,
         u"Lists what an account was asked for before delivery, and what is left to be deducted."_s,
         1,
         {},
         listPrepayments}};
}

} // namespace accord::ctl
