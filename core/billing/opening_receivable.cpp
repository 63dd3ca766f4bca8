// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/opening_receivable.h"

namespace accord::billing {

namespace {

const QString originField = u"taken_over"_s;

Result<> check(const OpeningReceivable &receivable, const QDate &on)
{
    if (receivable.number.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"billing.opening_number"_s);
    const bool isOwed = receivable.open.currency() == receivable.billed.currency() && receivable.open.minor() > 0
                        && receivable.open.minor() <= receivable.billed.minor();
    if (!isOwed)
        return fail(ErrorKind::InvalidInput, u"billing.opening_amount"_s,
                    {{u"number"_s, receivable.number},
                     {u"open"_s, receivable.open.toString()},
                     {u"billed"_s, receivable.billed.toString()}});
    const bool isDated = receivable.issuedOn.isValid() && receivable.dueOn.isValid()
                         && receivable.issuedOn <= receivable.dueOn && receivable.issuedOn <= on;
    if (!isDated)
        return fail(ErrorKind::InvalidInput, u"billing.opening_dates"_s,
                    {{u"number"_s, receivable.number},
                     {u"issued"_s, receivable.issuedOn.toString(Qt::ISODate)},
                     {u"due"_s, receivable.dueOn.toString(Qt::ISODate)},
                     {u"on"_s, on.toString(Qt::ISODate)}});
    return {};
}

BillLine lineOf(const OpeningReceivable &receivable, const OpeningHolder &holder, const QString &source)
{
    BillLine line;
    // The document stands for itself: there is no contract behind it.
    line.key = {contracts::ContractId(holder.id.uuid()),
                u"opening"_s,
                {},
                {receivable.issuedOn, receivable.issuedOn.addDays(1)},
                u"opening"_s,
                0};
    line.description = u"Open on invoice %1 of %2"_s.arg(receivable.number, source);
    line.entity = holder.account;
    line.entityName = holder.accountName;
    line.quantity = Decimal(1);
    line.gross = line.net = receivable.open;
    line.discount = line.tax = Money::zero(receivable.open.currency());
    line.purchaseOrder = receivable.purchaseOrder;
    return line;
}

} // namespace

Result<Invoice> openingInvoice(const OpeningReceivable &receivable, const OpeningHolder &holder, const QString &source,
                               const QDate &on)
{
    if (const auto usable = check(receivable, on); !usable)
        return passOn(usable);
    const Currency currency = receivable.open.currency();
    const Money zero = Money::zero(currency);
    Invoice invoice;
    invoice.id = holder.id;
    invoice.issuingEntity = holder.issuingEntity;
    invoice.account = holder.account;
    invoice.accountName = holder.accountName;
    invoice.number = receivable.number.trimmed();
    invoice.issueDate = receivable.issuedOn;
    invoice.dueDate = receivable.dueOn;
    Bill &bill = invoice.bill;
    bill.payer = holder.account;
    bill.currency = currency;
    bill.period = {receivable.issuedOn, receivable.issuedOn.addDays(1)};
    bill.lines.push_back(lineOf(receivable, holder, source));
    bill.subtotal = bill.total = receivable.open;
    bill.tax = zero;
    bill.purchaseOrder = receivable.purchaseOrder;
    bill.netDays = int(receivable.issuedOn.daysTo(receivable.dueOn));
    invoice.paid = invoice.credited = zero;
    invoice.inputs = {{originField, QJsonObject{{u"source"_s, source},
                                                {u"billed"_s, receivable.billed.toString()},
                                                {u"on"_s, on.toString(Qt::ISODate)}}}};
    return invoice;
}

std::optional<TakenOver> takenOverFrom(const Invoice &invoice)
{
    const QJsonObject origin = invoice.inputs.value(originField).toObject();
    if (origin.isEmpty())
        return std::nullopt;
    const auto billed = Money::parse(origin.value(u"billed"_s).toString(), invoice.bill.currency);
    return TakenOver{origin.value(u"source"_s).toString(), billed.value_or(invoice.bill.total),
                     QDate::fromString(origin.value(u"on"_s).toString(), Qt::ISODate)};
}

Result<std::vector<pricing::Derivation>> explainOpening(const Invoice &invoice, const TakenOver &origin)
{
    const Bill &bill = invoice.bill;
    if (bill.lines.size() != 1 || bill.lines.front().net != bill.total || !bill.tax.isZero())
        return fail(ErrorKind::Internal, u"billing.recomputed_differs"_s,
                    {{u"invoice"_s, invoice.number},
                     {u"stored"_s, bill.total.toString()},
                     {u"recomputed"_s, bill.lines.empty() ? QString() : bill.lines.front().net.toString()},
                     {u"engine"_s, invoice.engine}});
    pricing::Recorder recorder;
    {
        const pricing::Step step(&recorder, [&] { return bill.lines.front().description; });
        recorder.rule(u"what was open at the cut-over on %1"_s.arg(origin.on.toString(Qt::ISODate)));
        recorder.rounded(bill.total);
        recorder.source(origin.source);
        recorder.explains(bill.lines.front().key.toString());
        recorder.fact(u"Billed there"_s, origin.billed.toString() + u' ' + origin.billed.currency().code(),
                      origin.source);
    }
    return recorder.take();
}

} // namespace accord::billing
