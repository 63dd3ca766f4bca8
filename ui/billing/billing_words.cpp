// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/billing_words.h"

#include "ui/errors/finding_words.h"

#include <QtCore/QCoreApplication>

namespace accord::ui::billing_words {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Billing)
};

/// Amounts as people write them.
QVariantMap readable(QVariantMap args)
{
    for (QVariant &value : args) {
        const QString text = value.toString();
        if (const auto number = Decimal::parse(text); number && text.contains(u'.'))
            value = decimalText(*number);
    }
    return args;
}

} // namespace

Badge badgeOf(const std::vector<billing::BillException> &exceptions)
{
    if (exceptions.empty())
        return {Tr::tr("Ready"), Tone::Good};
    const auto worst = std::max_element(exceptions.begin(), exceptions.end(),
                                        [](const auto &a, const auto &b) { return a.severity < b.severity; });
    switch (worst->severity) {
    case contracts::Severity::Note:
        return {Tr::tr("Note"), Tone::Info};
    case contracts::Severity::Warning:
        return {Tr::tr("Check"), Tone::Warning};
    case contracts::Severity::Blocking:
        return {Tr::tr("Blocked"), Tone::Bad};
    }
    Q_UNREACHABLE();
}

Badge badgeOf(const storage::BillRunRow &run, bool isUnderWay)
{
    if (run.state == "done"_L1)
        return {Tr::tr("Done"), Tone::Good};
    if (isUnderWay)
        return {Tr::tr("Running"), Tone::Info};
    return run.state == "cancelled"_L1 ? Badge{Tr::tr("Stopped"), Tone::Warning}
                                       : Badge{Tr::tr("Interrupted"), Tone::Warning};
}

QString nameOf(const billing::Invoice &invoice)
{
    return invoice.number.isEmpty() ? Tr::tr("Draft for %1").arg(invoice.accountName)
                                    : Tr::tr("Invoice %1").arg(invoice.number);
}

QString nameOf(const billing::CreditNote &note)
{
    return note.number.isEmpty() ? Tr::tr("Credit note for %1").arg(note.accountName)
                                 : Tr::tr("Credit note %1").arg(note.number);
}

QString totalsText(const std::vector<storage::CurrencyTotal> &totals, bool withOpen)
{
    qint64 count = 0;
    QStringList parts;
    auto byCount = totals; // the currencies that matter most come first
    std::stable_sort(byCount.begin(), byCount.end(), [](const auto &a, const auto &b) { return a.count > b.count; });
    for (const storage::CurrencyTotal &total : byCount) {
        count += total.count;
        parts << (withOpen && !total.open.isZero()
                      ? Tr::tr("%1, open %2").arg(moneyText(total.total), moneyText(total.open))
                      : moneyText(total.total));
    }
    parts.prepend(Tr::tr("%n invoice(s)", nullptr, int(count)));
    return parts.join(u"  ·  "_s);
}

QString changeText(const Money &difference)
{
    return difference.minor() > 0 ? u"%1\u00A0+%2"_s.arg(difference.currency().code(), amountText(difference))
                                  : moneyText(difference);
}

QString sentences(const std::vector<billing::BillException> &exceptions)
{
    QStringList parts;
    for (const billing::BillException &exception : exceptions)
        parts << findingInWords(exception.id, readable(exception.args));
    return parts.join(u' ');
}

std::pair<QString, QString> placeOf(const billing::BillException &exception, const accounts::AccountId &payer)
{
    const QString account = u"account/"_s + payer.toString();
    if (exception.id == u"billing.einvoice_incomplete"_s)
        return {account + u"/einvoices"_s, Tr::tr("Complete the electronic invoices…")};
    if (exception.id == u"billing.on_hold"_s)
        return {account + u"/billing_details"_s, Tr::tr("End the hold…")};
    if (exception.id == u"billing.certificate_expired"_s)
        return {account + u"/exemptions"_s, Tr::tr("Record another certificate…")};
    if (exception.id == u"billing.certificate_waits"_s)
        return {account + u"/exemptions"_s, Tr::tr("Agree to the certificate…")};
    if (exception.id == u"billing.usage_waits"_s)
        return {u"usage"_s, Tr::tr("Open the quarantine of usage")};
    if (exception.id == u"billing.usage_missing"_s || exception.id == u"billing.changed_much"_s)
        return {account + u"/tab.3"_s, Tr::tr("Open the usage of the account")};
    if (const QString number = exception.args.value(u"number"_s).toString();
        exception.id.startsWith(u"billing.purchase_order_"_s) && !number.isEmpty())
        return {u"purchase-orders/"_s + number, Tr::tr("Open the purchase order %1").arg(number)};
    if (exception.id.startsWith(u"billing.purchase_order_"_s))
        return {u"purchase-orders"_s, Tr::tr("Open the purchase orders")};
    if (exception.id == u"billing.budget_overrun"_s || exception.id.startsWith(u"billing.usage_outside_service"_s))
        return {account + u"/tab.2"_s, Tr::tr("Open the contracts of the account")};
    if (exception.id.startsWith(u"billing.budget_"_s))
        return {u"budgets/"_s + exception.args.value(u"budget_id"_s).toString(),
                Tr::tr("Open the budget of %1").arg(exception.args.value(u"budget"_s).toString())};
    if (exception.id == u"billing.credit_exceeded"_s || exception.id == u"billing.credit_hold"_s)
        return {account + u"/request_credit"_s, Tr::tr("Ask for more credit…")};
    if (exception.id != u"billing.glyph_missing"_s)
        return {};
    const QString record = exception.args.value(u"record"_s).toString();
    if (record == u"company"_s)
        return {u"settings"_s, Tr::tr("Open the settings of the company")};
    return {account,
            record == u"contract"_s ? Tr::tr("Open the account with its contract") : Tr::tr("Open the account")};
}

QString firstPlaceOf(const std::vector<billing::BillException> &exceptions, const accounts::AccountId &payer)
{
    for (const billing::BillException &exception : exceptions) {
        if (const QString address = placeOf(exception, payer).first; !address.isEmpty())
            return address;
    }
    return u"account/"_s + payer.toString();
}

} // namespace accord::ui::billing_words
