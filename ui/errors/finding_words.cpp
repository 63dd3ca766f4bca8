// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/finding_words.h"

#include "ui/errors/error_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QLocale>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Findings)
};

using Sentence = QString (*)(const QVariantMap &args);

QString arg(const QVariantMap &args, const char *name)
{
    return args.value(QLatin1StringView(name)).toString();
}

/// A decimal with its thousands grouped as people write them: "-10434.64" → "−10,434.64". Digits after the point stay
/// as they are.
QString figure(const QVariantMap &args, const char *name)
{
    const QString text = arg(args, name);
    const QString whole = text.section(u'.', 0, 0);
    bool isNumber = false;
    const qint64 number = whole.toLongLong(&isNumber);
    if (!isNumber)
        return text;
    const QLocale locale;
    const QString digits = text.contains(u'.') ? locale.decimalPoint() + text.section(u'.', 1) : QString();
    const QString sign = text.startsWith(u'-') ? QString(QChar(0x2212)) : QString();
    return sign + locale.toString(number < 0 ? -number : number) + digits;
}

/// What a text of an invoice is called.
QString fieldName(const QString &field)
{
    static const QHash<QString, const char *> names{
        {u"name"_s, QT_TRANSLATE_NOOP("Findings", "name")},
        {u"address"_s, QT_TRANSLATE_NOOP("Findings", "address")},
        {u"vat_id"_s, QT_TRANSLATE_NOOP("Findings", "VAT id")},
        {u"portal_reference"_s, QT_TRANSLATE_NOOP("Findings", "portal reference")},
        {u"payment_instructions"_s, QT_TRANSLATE_NOOP("Findings", "payment instructions")},
        {u"purchase_order"_s, QT_TRANSLATE_NOOP("Findings", "purchase order")},
        {u"description"_s, QT_TRANSLATE_NOOP("Findings", "description of a line")},
        {u"unit"_s, QT_TRANSLATE_NOOP("Findings", "unit of a line")},
        {u"location"_s, QT_TRANSLATE_NOOP("Findings", "location")},
        {u"company"_s, QT_TRANSLATE_NOOP("Findings", "company")},
        {u"cost_centre"_s, QT_TRANSLATE_NOOP("Findings", "cost centre")},
        {u"instalment"_s, QT_TRANSLATE_NOOP("Findings", "instalment")}};
    const char *name = names.value(field, nullptr);
    return name ? Tr::tr(name) : field;
}

/// What is opened to mend something.
QString recordName(const QString &record)
{
    return record == u"contract"_s  ? Tr::tr("contract")
           : record == u"company"_s ? Tr::tr("the issuing company")
                                    : Tr::tr("account");
}

const QHash<QString, Sentence> &contractSentences()
{
    static const QHash<QString, Sentence> table{
        {u"contracts.no_items"_s,
         [](const QVariantMap &) { return Tr::tr("The contract prices nothing: add at least one item."); }},
        {u"contracts.not_signed"_s,
         [](const QVariantMap &) { return Tr::tr("One of the two parties has not signed yet."); }},
        {u"contracts.time_zone_unknown"_s,
         [](const QVariantMap &a) {
             return Tr::tr("“%1” is no time zone; use an IANA name such as Europe/Berlin.").arg(arg(a, "value"));
         }},
        {u"contracts.item_key_twice"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Two items have the key “%1”; each charge needs its own.").arg(arg(a, "key"));
         }},
        {u"contracts.item_outside_term"_s,
         [](const QVariantMap &a) {
             return Tr::tr("“%1” lies outside the contract's term and will never be billed.").arg(arg(a, "item"));
         }},
        {u"contracts.usage_without_meter"_s,
         [](const QVariantMap &a) {
             return Tr::tr("“%1” is priced by usage but names no meter.").arg(arg(a, "item"));
         }},
        {u"contracts.item_ends_before_start"_s,
         [](const QVariantMap &a) {
             return Tr::tr("“%1” ends on %2, before it starts on %3.")
                 .arg(arg(a, "item"), arg(a, "end"), arg(a, "start"));
         }},
        {u"contracts.pause_outside_term"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The pause %1 lies outside the term and has no effect.").arg(arg(a, "value"));
         }},
        {u"contracts.billed_through_term"_s,
         [](const QVariantMap &a) {
             return Tr::tr(
                        "Everything up to %1 was billed by another system: nothing is left of the term to be billed.")
                 .arg(arg(a, "value"));
         }},
        {u"contracts.ramp_outside_term"_s,
         [](const QVariantMap &a) {
             return Tr::tr("A step of the ramp of “%1”, %2, lies outside the term.")
                 .arg(arg(a, "item"), arg(a, "value"));
         }},
        {u"contracts.spend_limits"_s,
         [](const QVariantMap &a) {
             return Tr::tr("“%1” is to cost at least %2 and at most %3.")
                 .arg(arg(a, "item"), arg(a, "minimum"), arg(a, "maximum"));
         }},
        {u"contracts.location_prices_unused"_s,
         [](const QVariantMap &a) {
             return Tr::tr("“%1” has prices of locations (%2), but is not priced by location.")
                 .arg(arg(a, "item"), arg(a, "value"));
         }},
        {u"contracts.quantity_terms_unused"_s,
         [](const QVariantMap &a) {
             return Tr::tr("“%1” is priced by “%2”: included units and conversions (%3) have no effect.")
                 .arg(arg(a, "item"), arg(a, "model"), arg(a, "value"));
         }},
        {u"contracts.commitment_key_twice"_s,
         [](const QVariantMap &a) { return Tr::tr("Two commitments have the key “%1”.").arg(arg(a, "key")); }},
        {u"contracts.commitment_item_unknown"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The commitment “%1” counts “%2”, which is no item.")
                 .arg(arg(a, "commitment"), arg(a, "value"));
         }},
        {u"contracts.volume_cliff"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Just above %1 units the whole volume costs less than at the limit: %2 falls to %3.")
                 .arg(arg(a, "limit"), figure(a, "before"), figure(a, "after"));
         }},
        {u"contracts.item_key_missing"_s,
         [](const QVariantMap &) { return Tr::tr("The item needs a key: a short name that stays the same."); }},
        {u"contracts.tier_price_falls"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The price of a unit falls from %2 to %3 above %1 units.")
                 .arg(arg(a, "limit"), figure(a, "before"), figure(a, "after"));
         }},
        {u"contracts.ramp_outside_service"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The step of %1 lies outside the service, which runs from %2 to %3.")
                 .arg(arg(a, "day"), arg(a, "start"), arg(a, "last"));
         }},
        {u"contracts.ramp_with_escalation"_s,
         [](const QVariantMap &) {
             return Tr::tr(
                 "The ramp names prices and the price rises as well: each rise starts from the first price and "
                 "replaces that of the ramp.");
         }},
        {u"contracts.commitment_currency"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The commitment “%1” is in another currency than the contract.").arg(arg(a, "commitment"));
         }},
        {u"contracts.commitment_unreachable"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The commitment of %1 %3 cannot be reached: its items come to %2 at most.")
                 .arg(figure(a, "amount"), figure(a, "most"), arg(a, "currency"));
         }},
        {u"contracts.date_range"_s,
         [](const QVariantMap &a) { return Tr::tr("%1 is outside the years 1900 to 2999.").arg(arg(a, "day")); }},
        {u"contracts.discount_currency"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The discount “%1” is in another currency and never applies.").arg(arg(a, "discount"));
         }},
        {u"contracts.cap_currency"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The budget cap of %1 is in another currency than the bills.").arg(arg(a, "entity"));
         }},
        {u"contracts.shares_not_whole"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The shares of the entities add up to %1 %, not to 100 %.").arg(arg(a, "sum"));
         }},
        {u"contracts.credit_name_twice"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Two prepaid credits are called “%1”; what is used is counted by the name.")
                 .arg(arg(a, "credit"));
         }},
        {u"contracts.milestone_kind"_s,
         [](const QVariantMap &a) {
             return Tr::tr("“%1” waits for the milestone “%2”; only a one-time item can do that.")
                 .arg(arg(a, "item"), arg(a, "milestone"));
         }},
        {u"contracts.billing_currency_same"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The prices are in %1 already: bills need no other currency.").arg(arg(a, "currency"));
         }},
        {u"contracts.locked_rate"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The locked rate is %1 and must be above zero.").arg(arg(a, "rate"));
         }},
        {u"contracts.credit_currency"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The prepaid credit “%1” is in another currency than the bills.").arg(arg(a, "credit"));
         }},
        {u"contracts.credit_amount"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The prepaid credit “%1” must be above zero.").arg(arg(a, "credit"));
         }},
        {u"contracts.credit_never_valid"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The prepaid credit “%1” expires before it can be used.").arg(arg(a, "credit"));
         }},
        {u"contracts.item_unknown"_s,
         [](const QVariantMap &a) { return Tr::tr("The contract has no item “%1”.").arg(arg(a, "key")); }},
        {u"contracts.instalment_currency"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The instalment “%1” is in another currency than the contract.").arg(arg(a, "name"));
         }},
        {u"billing.instalment_order"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The instalment “%1” falls due before the one above it.").arg(arg(a, "name"));
         }},
        {u"contracts.sla_currency"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The credit for “%1” is in another currency than the contract.").arg(arg(a, "promise"));
         }},
        {u"contracts.split_without_shares"_s,
         [](const QVariantMap &) { return Tr::tr("The bill is to be split, but nobody has a share of it."); }},
        {u"contracts.split_without_meter"_s,
         [](const QVariantMap &) { return Tr::tr("The bill is split by usage, but no meter is named."); }},
        {u"contracts.split_meter_unused"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The split names the meter %1 but does not go by usage.").arg(arg(a, "meter"));
         }},
        {u"contracts.capacity_falls"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Step %1 holds %2 of %3, less than the %4 of the step before: it is never reached.")
                 .arg(arg(a, "step"), arg(a, "after"), arg(a, "unit"), arg(a, "before"));
         }},
        {u"contracts.headcount_zero"_s,
         [](const QVariantMap &) {
             return Tr::tr("The bill is split by heads, but everybody has none: give at least one of them some.");
         }},
        {u"contracts.headcount_missing"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The bill is split by heads, but %1 has no headcount.").arg(arg(a, "entity"));
         }},
        {u"contracts.fixed_discount_by_invoice"_s,
         [](const QVariantMap &a) {
             return Tr::tr("“%1” takes off a fixed amount, but the bill goes out as several invoices.")
                 .arg(arg(a, "discount"));
         }},
        {u"contracts.stated_value_differs"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The contract states %1 %4 a year, but its items come to %2: %3 are not covered. Either a "
                           "commitment is missing, or the stated value is wrong.")
                 .arg(figure(a, "stated"), figure(a, "committed"), figure(a, "difference"), arg(a, "currency"));
         }},
        {u"discount.percent_range"_s,
         [](const QVariantMap &) { return Tr::tr("A discount must lie between 0 and 100 %."); }},
        {u"discount.step_order"_s, [](const QVariantMap &) { return Tr::tr("The steps of a discount must rise."); }},
        {u"discount.step_falling"_s,
         [](const QVariantMap &) { return Tr::tr("A higher step of the discount takes less off than a lower one."); }},
        {u"contracts.meter_unbilled"_s,
         [](const QVariantMap &a) {
             return Tr::tr("No item prices the meter “%1”; its usage is in no amount.").arg(arg(a, "meter"));
         }},
        {u"billing.usage_outside_service"_s,
         [](const QVariantMap &a) {
             return Tr::tr("%1 used %2 of %3 from %4 to %5, when the contract does not serve it: not billed.")
                 .arg(arg(a, "location"), arg(a, "quantity"), arg(a, "item"), arg(a, "first"), arg(a, "last"));
         }},
        {u"billing.usage_outside_service_counted"_s,
         [](const QVariantMap &a) {
             return Tr::tr("%1 used %2 of %3 from %4 to %5, when the contract does not serve it: counted, for all "
                           "locations have one price.")
                 .arg(arg(a, "location"), arg(a, "quantity"), arg(a, "item"), arg(a, "first"), arg(a, "last"));
         }},
        {u"billing.vat_number"_s,
         [](const QVariantMap &a) {
             return Tr::tr(
                        "VAT is left to the customer, but “%1” is no VAT number of the European Union. Correct it, or "
                        "take it out: then VAT is charged where the company collects it.")
                 .arg(arg(a, "number"));
         }},
        {u"billing.vat_not_collected"_s,
         [](const QVariantMap &a) {
             return Tr::tr("No VAT is charged in %1, where the company is not registered and the customer has no VAT "
                           "number. Register there or for the one-stop shop (Settings, Company), or enter the number.")
                 .arg(arg(a, "country"));
         }},
        {u"billing.interim_fixed_discount"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Usage of %1 has a fixed discount and waits for the bill of the whole period.")
                 .arg(arg(a, "item"));
         }},
        {u"contracts.price_without_notice"_s,
         [](const QVariantMap &a) {
             return Tr::tr("%1 becomes dearer on %2, but the customer has %3 days of notice: from %4 on.")
                 .arg(arg(a, "item"), arg(a, "from"), arg(a, "days"), arg(a, "earliest"));
         }},
        {u"contracts.dimension_prices_unused"_s,
         [](const QVariantMap &a) {
             return Tr::tr("%1 has prices by dimension, which only usage has.").arg(arg(a, "item"));
         }},
        {u"contracts.commitment_window"_s,
         [](const QVariantMap &a) {
             return Tr::tr("A window of %1 months does not fit the billing period of %2 months of %3. Use a part or a "
                           "multiple of it.")
                 .arg(arg(a, "window"), arg(a, "billing"), arg(a, "item"));
         }},
        {u"contracts.commitment_window_limits"_s,
         [](const QVariantMap &a) {
             return Tr::tr("%1 is committed to for windows of %2 months; a minimum or maximum of its billing period "
                           "cannot be held beside that.")
                 .arg(arg(a, "item"), arg(a, "window"));
         }},
        {u"discount.dates"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The discount “%1” ends before it begins.").arg(arg(a, "discount"));
         }},
        {u"discount.steps_empty"_s, [](const QVariantMap &) { return Tr::tr("A discount by steps has no step."); }},
        {u"discount.amount_negative"_s,
         [](const QVariantMap &) { return Tr::tr("A fixed discount must not be negative."); }}};
    return table;
}

const QHash<QString, Sentence> &billSentences()
{
    static const QHash<QString, Sentence> table{
        {u"billing.on_hold"_s,
         [](const QVariantMap &a) { return Tr::tr("Billing is on hold: %1.").arg(arg(a, "reason")); }},
        {u"billing.usage_missing"_s,
         [](const QVariantMap &a) {
             return Tr::tr("No usage of %1 was reported for %2 (contract %3).")
                 .arg(arg(a, "meter"), arg(a, "period"), arg(a, "contract"));
         }},
        {u"billing.certificate_expired"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Exemption certificate %1 for %2 expired on %3: tax is charged.")
                 .arg(arg(a, "number"), arg(a, "jurisdiction"), arg(a, "since"));
         }},
        {u"billing.rate_changed"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The price of %1 in %2 changed since the period before: %3, it was %4.")
                 .arg(arg(a, "item"), arg(a, "contract"), arg(a, "now"), arg(a, "before"));
         }},
        {u"billing.certificate_waits"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Exemption certificate %1 for %2 waits for a second person to agree: tax is charged.")
                 .arg(arg(a, "number"), arg(a, "jurisdiction"));
         }},
        {u"billing.carried_forward"_s,
         [](const QVariantMap &a) {
             return Tr::tr("%1 %3 is less than the customer's minimum of %2 %3: carried forward to the next bill.")
                 .arg(figure(a, "total"), figure(a, "minimum"), arg(a, "currency"));
         }},
        {u"billing.took_over"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Bills what was carried forward since %1, too: %2 %4 then, less than the minimum of %3 %4.")
                 .arg(arg(a, "from"), figure(a, "total"), figure(a, "minimum"), arg(a, "currency"));
         }},
        {u"billing.changed_much"_s,
         [](const QVariantMap &a) {
             return Tr::tr("More than 20 % away from the invoice before: %1 then, %2 %3 now.")
                 .arg(figure(a, "before"), figure(a, "now"), arg(a, "currency"));
         }},
        {u"billing.purchase_order_missing"_s,
         [](const QVariantMap &a) {
             return Tr::tr("%1 accepts no invoice without a purchase order: name it before this is issued.")
                 .arg(arg(a, "account"));
         }},
        {u"billing.glyph_missing"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The document's fonts have no sign for %1 (%2) in the %3 “%4”: change it in %5 %6, then run "
                           "again.")
                 .arg(arg(a, "character"), arg(a, "code"), fieldName(arg(a, "field")), arg(a, "text"),
                      recordName(arg(a, "record")), arg(a, "number"));
         }},
        {u"billing.einvoice_incomplete"_s,
         [](const QVariantMap &a) {
             return Tr::tr("No valid electronic invoice can be made: %1 Enter it in account %2, under Electronic "
                           "invoices.")
                 .arg(arg(a, "missing"), arg(a, "number"));
         }},
        {u"billing.einvoice_impossible"_s,
         [](const QVariantMap &a) {
             const ErrorWords words = inWords({ErrorKind::InvalidInput, arg(a, "error"), a, {}});
             return Tr::tr("No valid electronic invoice can be made: %1 %2").arg(words.happened, words.advice);
         }},
        {u"billing.budget_exceeded"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Over the budget of %1 (%2 %4) by %3.")
                 .arg(arg(a, "budget"), figure(a, "amount"), figure(a, "over"), arg(a, "currency"));
         }},
        {u"billing.budget_needs_approval"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Over the budget of %1 (%2 %4) by %3, which somebody has to approve.")
                 .arg(arg(a, "budget"), figure(a, "amount"), figure(a, "over"), arg(a, "currency"));
         }},
        {u"billing.budget_blocked"_s,
         [](const QVariantMap &a) {
             return Tr::tr("Over the budget of %1 (%2 %4) by %3, which is not allowed: raise the budget first, or "
                           "request the spending.")
                 .arg(arg(a, "budget"), figure(a, "amount"), figure(a, "over"), arg(a, "currency"));
         }},
        {u"billing.credit_exceeded"_s,
         [](const QVariantMap &a) {
             return Tr::tr("With it %1 would owe %2 %5, %3 beyond the credit limit of %4: it waits until the limit is "
                           "raised or it is let pass.")
                 .arg(arg(a, "account"), figure(a, "exposure"), figure(a, "over"), figure(a, "limit"),
                      arg(a, "currency"));
         }},
        {u"billing.credit_hold"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The credit of %1 is on hold: %2. It waits until the hold is lifted or it is let pass.")
                 .arg(arg(a, "account"), arg(a, "reason"));
         }},
        {u"billing.purchase_order_exceeded"_s,
         [](const QVariantMap &a) {
             const bool isUsedUp = arg(a, "remaining").startsWith(u'-');
             return (isUsedUp ? Tr::tr("Purchase order %1 is overdrawn (%2 %4), and this bill needs %3 more.")
                              : Tr::tr("Purchase order %1 has %2 %4 left, this bill needs %3."))
                 .arg(arg(a, "number"), figure(a, "remaining"), figure(a, "needed"), arg(a, "currency"));
         }},
        {u"billing.purchase_order_expired"_s,
         [](const QVariantMap &a) {
             const QString until = arg(a, "until");
             const bool hasEnded = !until.isEmpty() && until < arg(a, "day");
             return (hasEnded ? Tr::tr("Purchase order %1 ended on %2, before this bill of %3.")
                              : Tr::tr("Purchase order %1 is valid from %2 on, after this bill of %3."))
                 .arg(arg(a, "number"), hasEnded ? until : arg(a, "from"), arg(a, "day"));
         }},
        {u"purchasing.order_missing"_s,
         [](const QVariantMap &a) {
             return Tr::tr("No purchase order covers %1 of line %2.").arg(figure(a, "amount"), arg(a, "line"));
         }},
        {u"purchasing.order_expired"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The purchase order for line %2 has expired: %1 are not covered.")
                 .arg(figure(a, "amount"), arg(a, "line"));
         }},
        {u"purchasing.order_exceeded"_s,
         [](const QVariantMap &a) {
             return Tr::tr("The purchase order for line %2 is used up: %1 are not covered.")
                 .arg(figure(a, "amount"), arg(a, "line"));
         }},
        {u"billing.budget_overrun"_s,
         [](const QVariantMap &a) {
             return Tr::tr("%1 is over its budget cap of %2 by %3; the excess stays with the payer.")
                 .arg(arg(a, "entity"), figure(a, "cap"), figure(a, "over"));
         }},
        {u"billing.usage_waits"_s,
         [](const QVariantMap &a) {
             return Tr::tr("%1 event(s) of usage wait in quarantine and are not billed: %2.")
                 .arg(arg(a, "events"), arg(a, "meters"));
         }},
        {u"billing.split_without_usage"_s,
         [](const QVariantMap &a) {
             return Tr::tr("No location used %1 in %2: the whole bill stays with the payer (contract %3).")
                 .arg(arg(a, "meter"), arg(a, "period"), arg(a, "contract"));
         }},
        {u"billing.negative_total"_s,
         [](const QVariantMap &a) {
             return Tr::tr("More is given back than charged (%1 %2): write a credit note, or wait for the next period.")
                 .arg(figure(a, "total"), arg(a, "currency"));
         }},
        {u"tax.rate_missing"_s, [](const QVariantMap &a) {
             return Tr::tr("There is no tax rate for %1 on %2.").arg(arg(a, "jurisdiction"), arg(a, "day"));
         }}};
    return table;
}

} // namespace

QString findingInWords(const QString &id, const QVariantMap &args)
{
    for (const auto *table : {&contractSentences(), &billSentences()}) {
        if (const auto found = table->constFind(id); found != table->cend())
            return (*found)(args);
    }
    return inWords(Error{ErrorKind::InvalidInput, id, args, {}}).happened;
}

} // namespace accord::ui
