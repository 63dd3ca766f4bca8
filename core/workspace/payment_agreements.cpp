// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/payment_agreements.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"
#include "core/tax/withholding.h"

namespace accord::workspace {

using billing::Invoice;
using storage::EarlyPaymentOffer;
using storage::ExpectedWithholding;
using storage::PaymentAgreement;
using storage::PaymentAgreementsSql;

namespace {

Result<Invoice> issued(Services &services, const QString &number)
{
    auto invoice = services.invoices().findByReference(number);
    if (invoice && invoice->state != billing::InvoiceState::Issued)
        return fail(ErrorKind::Conflict, u"payments.not_issued"_s, {{u"number"_s, number}});
    return invoice;
}

Result<EarlyPaymentOffer> offerFor(Services &services, const Invoice &invoice, const Decimal &percent,
                                   const QDate &lastDay)
{
    const auto amount = (Exact(invoice.bill.amountDue()) * Exact::percent(percent)).toMoney(invoice.bill.currency);
    if (!amount)
        return passOn(amount);
    return EarlyPaymentOffer{invoice.id, lastDay, percent, *amount, services.actor(), services.clock().now()};
}

Result<ExpectedWithholding> withholdingFor(Services &services, const Invoice &invoice, const Decimal &percent,
                                           bool onTotal)
{
    const tax::WithholdingRule rule{u"Withholding"_s, percent, onTotal, {}};
    const auto withheld = tax::withhold(invoice.bill.subtotal, invoice.bill.total, rule);
    if (!withheld)
        return passOn(withheld);
    return ExpectedWithholding{invoice.id, percent, withheld->withheld, services.actor(), services.clock().now()};
}

QJsonObject recordOf(const PaymentAgreement &agreement, const QString &account)
{
    QJsonArray steps;
    for (const payments::EarlyPayment &early : agreement.earlyPayments)
        steps.append(QJsonObject{{u"days"_s, early.days}, {u"percent"_s, early.percent.toShortString()}});
    return {{u"account"_s, account},
            {u"early_payments"_s, steps},
            {u"withholding_percent"_s, agreement.withholdingPercent.toShortString()},
            {u"withholding_on_total"_s, agreement.withholdingOnTotal}};
}

storage::Transaction::Kind kindFor(Effect effect)
{
    return effect == Effect::Kept ? storage::Transaction::Write : storage::Transaction::Read;
}

} // namespace

Result<PaymentAgreement> paymentAgreement(Services &services, const QString &reference)
{
    const auto account = services.accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    const auto current = PaymentAgreementsSql(services.session()).current(account->id);
    if (!current)
        return passOn(current);
    PaymentAgreement none;
    none.account = account->id;
    return current->value_or(none);
}

Result<PaymentAgreement> agreeOnPayment(Services &services, const QString &reference, PaymentAgreement agreement)
{
    if (auto may = permit(services, Act::AgreeOnPayment); !may)
        return passOn(may);
    // Says what is wrong with the steps, whatever the day.
    const auto usable = payments::earlyPaymentOn(QDate(9999, 1, 1), QDate(2000, 1, 1),
                                                 {0, payments::DueRule::Net, agreement.earlyPayments, false});
    if (!usable)
        return passOn(usable);
    if (agreement.withholdingPercent.isNegative() || agreement.withholdingPercent > Decimal(100))
        return fail(ErrorKind::InvalidInput, u"tax.withholding_percent"_s,
                    {{u"value"_s, agreement.withholdingPercent.toString()}});
    storage::Transaction transaction(services.session());
    const auto account = services.accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    PaymentAgreementsSql store(services.session());
    const auto before = store.current(account->id);
    if (!before)
        return passOn(before);
    agreement.account = account->id;
    agreement.agreedBy = services.actor();
    agreement.agreedAt = services.clock().now();
    if (const auto added = store.add(agreement); !added)
        return passOn(added);
    QJsonObject record = recordOf(agreement, account->number);
    if (*before)
        record.insert(u"before"_s, recordOf(**before, account->number));
    const auto audited = services.audit(u"payment.agreement"_s, u"account"_s, account->id.toString(), record);
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return agreement; });
}

Result<> noteAgreementFor(Services &services, const Invoice &invoice)
{
    PaymentAgreementsSql store(services.session());
    const auto agreement = store.current(invoice.account);
    if (!agreement)
        return passOn(agreement);
    if (!*agreement)
        return {};
    for (const payments::EarlyPayment &early : (*agreement)->earlyPayments) {
        auto offer = offerFor(services, invoice, early.percent, payments::lastDayOf(early, invoice.issueDate));
        if (!offer)
            return passOn(offer);
        offer->offeredAt = invoice.issuedAt; // by which a document knows that it is part of it
        if (const auto added = offer->amount.minor() > 0 ? store.add(*offer) : Result<>(); !added)
            return added;
    }
    if ((*agreement)->withholdingPercent.isZero())
        return {};
    const auto withheld
        = withholdingFor(services, invoice, (*agreement)->withholdingPercent, (*agreement)->withholdingOnTotal);
    if (!withheld)
        return passOn(withheld);
    return withheld->amount.minor() > 0 ? store.add(*withheld) : Result<>();
}

Result<InvoiceTerms> invoiceTerms(Services &services, const QString &number)
{
    const auto invoice = services.invoices().findByReference(number);
    if (!invoice)
        return passOn(invoice);
    const PaymentAgreementsSql store(services.session());
    const auto offers = store.offers(invoice->id);
    if (!offers)
        return passOn(offers);
    const auto withholdings = store.withholdings(invoice->id);
    if (!withholdings)
        return passOn(withholdings);
    return InvoiceTerms{*offers, withholdings->empty() ? std::nullopt : std::optional(withholdings->front())};
}

Result<EarlyPaymentOffer> offerDiscount(Services &services, const QString &number, const Decimal &percent,
                                        const QDate &lastDay, Effect effect)
{
    if (auto may = permit(services, Act::AgreeOnPayment); !may)
        return passOn(may);
    if (percent <= Decimal(0) || percent > Decimal(100))
        return fail(ErrorKind::InvalidInput, u"payments.early_payment"_s, {{u"percent"_s, percent.toShortString()}});
    if (!lastDay.isValid() || lastDay < services.clock().today())
        return fail(
            ErrorKind::InvalidInput, u"payments.offer_day"_s,
            {{u"day"_s, lastDay.toString(Qt::ISODate)}, {u"today"_s, services.clock().today().toString(Qt::ISODate)}});
    storage::Transaction transaction(services.session(), kindFor(effect));
    const auto invoice = issued(services, number);
    if (!invoice)
        return passOn(invoice);
    const auto offer = offerFor(services, *invoice, percent, lastDay);
    if (!offer)
        return offer;
    if (offer->amount.minor() <= 0)
        return fail(ErrorKind::Conflict, u"payments.nothing_open"_s, {{u"number"_s, number}});
    PaymentAgreementsSql store(services.session());
    const auto known = store.offers(invoice->id);
    if (!known)
        return passOn(known);
    if (std::ranges::find(*known, lastDay, &EarlyPaymentOffer::lastDay) != known->end())
        return fail(ErrorKind::Conflict, u"payments.offered_already"_s,
                    {{u"number"_s, invoice->number}, {u"day"_s, lastDay.toString(Qt::ISODate)}});
    if (effect == Effect::Shown)
        return offer;
    if (const auto added = store.add(*offer); !added)
        return passOn(added);
    const auto audited = services.audit(u"payment.offer"_s, u"invoice"_s, invoice->id.toString(),
                                        {{u"invoice"_s, invoice->number},
                                         {u"percent"_s, percent.toShortString()},
                                         {u"amount"_s, offer->amount.toString()},
                                         {u"last_day"_s, lastDay.toString(Qt::ISODate)}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return *offer; });
}

Result<ExpectedWithholding> expectWithholding(Services &services, const QString &number, const Decimal &percent,
                                              bool onTotal, Effect effect)
{
    if (auto may = permit(services, Act::AgreeOnPayment); !may)
        return passOn(may);
    storage::Transaction transaction(services.session(), kindFor(effect));
    const auto invoice = issued(services, number);
    if (!invoice)
        return passOn(invoice);
    const auto withheld = withholdingFor(services, *invoice, percent, onTotal);
    if (!withheld)
        return withheld;
    if (withheld->amount.minor() <= 0)
        return fail(ErrorKind::InvalidInput, u"tax.withholding_percent"_s, {{u"value"_s, percent.toShortString()}});
    PaymentAgreementsSql store(services.session());
    const auto known = store.withholdings(invoice->id);
    if (!known)
        return passOn(known);
    if (!known->empty())
        return fail(ErrorKind::Conflict, u"payments.withholding_noted"_s, {{u"number"_s, invoice->number}});
    if (effect == Effect::Shown)
        return withheld;
    if (const auto added = store.add(*withheld); !added)
        return passOn(added);
    const auto audited = services.audit(u"payment.withholding"_s, u"invoice"_s, invoice->id.toString(),
                                        {{u"invoice"_s, invoice->number},
                                         {u"percent"_s, percent.toShortString()},
                                         {u"amount"_s, withheld->amount.toString()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return *withheld; });
}

} // namespace accord::workspace
