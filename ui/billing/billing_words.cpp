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

/// "1234.50 USD" as people write it; anything else stays as it is.
QString figureText(const QString &figure)
{
    const auto number = Decimal::parse(figure.section(u' ', 0, 0));
    if (!number || figure.count(u' ') > 1)
        return figure;
    const QString unit = figure.section(u' ', 1);
    return unit.isEmpty() ? decimalText(*number) : u"%1\u00A0%2"_s.arg(unit, decimalText(*number));
}

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

/// Whether \a exact says no more than \a rounded: "800" and "800.00 USD".
bool isTheSame(const QString &exact, const QString &rounded)
{
    const auto before = Decimal::parse(exact);
    const auto after = Decimal::parse(rounded.section(u' ', 0, 0));
    return exact == rounded || (before && after && *before == *after);
}

} // namespace

Badge badgeOf(billing::InvoiceStatus status)
{
    using enum billing::InvoiceStatus;
    switch (status) {
    case Draft:
        return {Tr::tr("Draft"), Tone::Neutral};
    case InApproval:
        return {Tr::tr("In approval"), Tone::Warning};
    case Approved:
        return {Tr::tr("Approved"), Tone::Info};
    case Issued:
        return {Tr::tr("Issued"), Tone::Info};
    case PartlyPaid:
        return {Tr::tr("Partly paid"), Tone::Warning};
    case Paid:
        return {Tr::tr("Paid"), Tone::Good};
    case Overdue:
        return {Tr::tr("Overdue"), Tone::Bad};
    }
    Q_UNREACHABLE();
}

Badge badgeOf(const std::vector<billing::BillException> &exceptions)
{
    if (exceptions.empty())
        return {Tr::tr("Ready"), Tone::Good};
    const auto worst = std::max_element(exceptions.begin(), exceptions.end(), [](const auto &a, const auto &b) { return a.severity < b.severity; });
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
    return run.state == "cancelled"_L1 ? Badge{Tr::tr("Stopped"), Tone::Warning} : Badge{Tr::tr("Interrupted"), Tone::Warning};
}

QString nameOf(const billing::Invoice &invoice)
{
    return invoice.number.isEmpty() ? Tr::tr("Draft for %1").arg(invoice.accountName) : Tr::tr("Invoice %1").arg(invoice.number);
}

QString periodText(const Period &period)
{
    if (period == Period::monthOf(period.start))
        return QLocale().toString(period.start, u"MMMM yyyy"_s);
    return u"%1 – %2"_s.arg(dateText(period.start), dateText(period.lastDay()));
}

QString totalsText(const std::vector<storage::CurrencyTotal> &totals, bool withOpen)
{
    qint64 count = 0;
    QStringList parts;
    auto byCount = totals; // the currencies that matter most come first
    std::stable_sort(byCount.begin(), byCount.end(), [](const auto &a, const auto &b) { return a.count > b.count; });
    for (const storage::CurrencyTotal &total : byCount) {
        count += total.count;
        parts << (withOpen && !total.open.isZero() ? Tr::tr("%1, open %2").arg(moneyText(total.total), moneyText(total.open)) : moneyText(total.total));
    }
    parts.prepend(Tr::tr("%n invoice(s)", nullptr, int(count)));
    return parts.join(u"  ·  "_s);
}

QString changeText(const Money &difference)
{
    return difference.minor() > 0 ? u"%1\u00A0+%2"_s.arg(difference.currency().code(), amountText(difference)) : moneyText(difference);
}

QString sentences(const std::vector<billing::BillException> &exceptions)
{
    QStringList parts;
    for (const billing::BillException &exception : exceptions)
        parts << findingInWords(exception.id, readable(exception.args));
    return parts.join(u' ');
}

DerivationNode nodeOf(const pricing::Derivation &derivation)
{
    DerivationNode node{derivation.label, derivation.rule, derivation.exact, figureText(derivation.rounded), derivation.source, {}};
    if (isTheSame(derivation.exact, derivation.rounded))
        node.exact.clear();
    for (const pricing::Derivation &child : derivation.children)
        node.children.push_back(nodeOf(child));
    return node;
}

} // namespace accord::ui::billing_words
