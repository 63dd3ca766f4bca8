// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/workspace/payment_agreements.h"

namespace accord::ctl {

namespace {

/// "14=2": 2 percent within 14 days.
Result<payments::EarlyPayment> earlyPaymentFrom(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    bool isNumber = false;
    const int days = text.left(equals).toInt(&isNumber);
    if (equals < 0 || !isNumber)
        return fail(ErrorKind::InvalidInput, u"payments.discount_form"_s, {{u"value"_s, text}});
    const auto percent = Decimal::parse(text.mid(equals + 1));
    if (!percent)
        return passOn(percent);
    return payments::EarlyPayment{days, *percent};
}

QJsonObject toJson(const storage::PaymentAgreement &agreement, const QString &account)
{
    QStringList steps;
    for (const payments::EarlyPayment &early : agreement.earlyPayments)
        steps << u"%1 % within %2 days"_s.arg(early.percent.toShortString()).arg(early.days);
    return {{u"account"_s, account},
            {u"early_payment"_s, steps.join(u", "_s)},
            {u"withholding_percent"_s, agreement.withholdingPercent.toShortString()},
            {u"withholding_on_total"_s, agreement.withholdingOnTotal},
            {u"agreed_by"_s, agreement.agreedBy}};
}

Result<int> terms(Context &context)
{
    const Arguments &arguments = context.arguments();
    const QString account = arguments.positional(0);
    const bool changes = arguments.has(u"discount"_s) || arguments.has(u"withholding"_s) || arguments.has(u"none"_s);
    const auto services = context.services(changes ? workspace::Mode::ReadWrite : workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    if (!changes) {
        const auto current = workspace::paymentAgreement(**services, account);
        if (!current)
            return passOn(current);
        context.output().document(toJson(*current, account));
        return Exit::Done;
    }
    storage::PaymentAgreement wish;
    for (const QString &text : arguments.values(u"discount"_s)) {
        const auto early = earlyPaymentFrom(text);
        if (!early)
            return passOn(early);
        wish.earlyPayments.push_back(*early);
    }
    const auto percent = Decimal::parse(arguments.value(u"withholding"_s, u"0"_s));
    if (!percent)
        return passOn(percent);
    wish.withholdingPercent = *percent;
    wish.withholdingOnTotal = arguments.has(u"on-total"_s);
    const auto agreed = workspace::agreeOnPayment(**services, account, wish);
    if (!agreed)
        return passOn(agreed);
    context.output().document(toJson(*agreed, account));
    return Exit::Done;
}

workspace::Effect effectOf(const Context &context)
{
    return context.arguments().has(u"dry-run"_s) ? workspace::Effect::Shown : workspace::Effect::Kept;
}

/// The option --percent.
Result<Decimal> percentOf(const Context &context)
{
    return Decimal::parse(context.arguments().value(u"percent"_s));
}

Result<int> offer(Context &context)
{
    const auto percent = percentOf(context);
    const auto lastDay = context.date(u"through"_s);
    if (!percent)
        return passOn(percent);
    if (!lastDay)
        return passOn(lastDay);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto offered = workspace::offerDiscount(**services, context.arguments().positional(0), *percent, *lastDay,
                                                  effectOf(context));
    if (!offered)
        return passOn(offered);
    context.output().document({{u"invoice"_s, context.arguments().positional(0)},
                               {u"percent"_s, offered->percent.toShortString()},
                               {u"discount"_s, offered->amount.toString()},
                               {u"currency"_s, offered->amount.currency().code()},
                               {u"through"_s, offered->lastDay.toString(Qt::ISODate)}});
    return Exit::Done;
}

Result<int> withhold(Context &context)
{
    const auto percent = percentOf(context);
    if (!percent)
        return passOn(percent);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto noted = workspace::expectWithholding(**services, context.arguments().positional(0), *percent,
                                                    context.arguments().has(u"on-total"_s), effectOf(context));
    if (!noted)
        return passOn(noted);
    context.output().document({{u"invoice"_s, context.arguments().positional(0)},
                               {u"percent"_s, noted->percent.toShortString()},
                               {u"withheld"_s, noted->amount.toString()},
                               {u"currency"_s, noted->amount.currency().code()}});
    return Exit::Done;
}

} // namespace

std::vector<Command> paymentAgreementCommands()
{
    return {{u"payment"_s,
             u"terms"_s,
             u"payment terms ACCOUNT [--discount DAYS=PERCENT... | --none] [--withholding PERCENT [--on-total]]"_s,
             u"Shows or agrees on discounts for early payment and withheld tax, for invoices issued from now on."_s,
             1,
             {u"discount"_s, u"withholding"_s, u"on-total"_s, u"none"_s},
             terms},
            {u"payment"_s,
             u"offer"_s,
             u"payment offer INVOICE --percent PERCENT --through DATE"_s,
             u"Offers a discount on an issued invoice that is paid up to a day."_s,
             1,
             {u"percent"_s, u"through"_s},
             offer},
            {u"payment"_s,
             u"withhold"_s,
             u"payment withhold INVOICE --percent PERCENT [--on-total]"_s,
             u"Notes that the customer will keep a part of an issued invoice back as tax."_s,
             1,
             {u"percent"_s, u"on-total"_s},
             withhold}};
}

} // namespace accord::ctl
