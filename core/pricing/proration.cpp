// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/proration.h"

#include <QtCore/QTimeZone>

namespace accord::pricing {

namespace {

Exact between0And1(const Exact &value)
{
    return value.isNegative() ? Exact() : Exact(1) < value ? Exact(1) : value;
}

Exact fixedMonthFraction(const Period &served)
{
    qint64 days = served.days();
    const bool runsIntoNextMonth
        = served.start.month() != served.end.month() || served.start.year() != served.end.year();
    if (runsIntoNextMonth)
        days -= served.start.daysInMonth() - 30;
    return between0And1(Exact::ratio(days, 30));
}

/// Day \a wanted of the month \a months after that of \a day, or its last day.
QDate inLaterMonth(const QDate &day, int months, int wanted)
{
    const QDate first = QDate(day.year(), day.month(), 1).addMonths(months);
    return first.addDays(std::min(wanted, first.daysInMonth()) - 1);
}

/// The months that \a period consists of, counted from the day of the month that its ends have in common; none when it
/// does not consist of whole months.
std::vector<Period> monthsOf(const Period &period)
{
    const auto number = [](const QDate &day) { return day.year() * 12 + day.month(); };
    const int count = number(period.end) - number(period.start);
    const int anchorDay = std::max(period.start.day(), period.end.day());
    if (period.start != inLaterMonth(period.start, 0, anchorDay)
        || period.end != inLaterMonth(period.start, count, anchorDay))
        return {};
    std::vector<Period> months;
    for (int k = 0; k < count; ++k)
        months.push_back({inLaterMonth(period.start, k, anchorDay), inLaterMonth(period.start, k + 1, anchorDay)});
    return months;
}

/// A period of several months counts 30 days for each of them.
Exact fixedMonthsFraction(const Period &served, const Period &fullPeriod)
{
    const auto months = monthsOf(fullPeriod);
    if (months.empty())
        return fixedMonthFraction(served);
    Exact sum;
    for (const Period &month : months) {
        const Period part = served.intersected(month);
        if (part == month)
            sum = sum + Exact(1);
        else if (!part.isEmpty())
            sum = sum + fixedMonthFraction(part);
    }
    return sum / Exact(std::int64_t(months.size()));
}

Span midnights(const Period &period, const QByteArray &timeZone)
{
    const QTimeZone zone(timeZone);
    return {period.start.startOfDay(zone), period.end.startOfDay(zone)};
}

Money least(const Money &a, const Money &b)
{
    return a.minor() < b.minor() ? a : b;
}

} // namespace

Exact secondsFraction(const Span &served, const Span &full)
{
    const QDateTime start = std::max(served.start, full.start);
    const QDateTime end = std::min(served.end, full.end);
    return between0And1(Exact::ratio(std::max<qint64>(0, start.secsTo(end)), full.start.secsTo(full.end)));
}

Exact prorationFraction(const Period &served, const Period &fullPeriod, ProrationBasis basis,
                        const QByteArray &timeZone)
{
    const Period common = served.intersected(fullPeriod);
    if (common.isEmpty())
        return {};
    switch (basis) {
    case ProrationBasis::Days:
        return Exact::ratio(common.days(), fullPeriod.days());
    case ProrationBasis::None:
        return Exact(1);
    case ProrationBasis::Seconds:
        return secondsFraction(midnights(common, timeZone), midnights(fullPeriod, timeZone));
    case ProrationBasis::FixedMonth30:
        return fixedMonthsFraction(common, fullPeriod);
    }
    Q_UNREACHABLE();
}

Result<ProratedPrice> prorated(const Exact &price, const Exact &fraction, const Currency &currency)
{
    const Exact exact = price * fraction;
    return exact.toMoney(currency).map([&](const Money &billed) { return ProratedPrice{exact, billed}; });
}

Result<UnusedCredit> unusedCredit(const Money &billed, const Exact &notServed, const Money &alreadyCredited)
{
    const auto exact = (Exact(billed) * notServed).toMoney(billed.currency());
    const auto left = billed.minus(alreadyCredited);
    if (!exact || !left)
        return passOn(exact ? left : exact);
    const Money given = least(*exact, left->isNegative() ? Money::zero(billed.currency()) : *left);
    return billed.minus(given).map([&](const Money &kept) { return UnusedCredit{given.negated(), kept}; });
}

Result<PriceChange> changePrices(const std::vector<ChangedPrice> &before, const std::vector<ChangedPrice> &after,
                                 const Exact &fractionLeft, const Currency &currency)
{
    PriceChange change;
    MoneySum net(currency);
    const auto amountOf = [&](const ChangedPrice &price) {
        return (price.amount * price.quantity * (price.oneTime ? Exact(1) : fractionLeft)).toMoney(currency);
    };
    for (const ChangedPrice &price : before) {
        const auto amount = amountOf(price);
        if (!amount)
            return passOn(amount);
        change.credits.push_back(amount->negated());
        net.subtract(*amount);
    }
    for (const ChangedPrice &price : after) {
        const auto amount = amountOf(price);
        if (!amount)
            return passOn(amount);
        change.charges.push_back(*amount);
        net.add(*amount);
    }
    return net.total().map([&](const Money &total) {
        change.net = total;
        return change;
    });
}

Result<Money> cappedCredit(const Money &potential, const Money &paid, const Money &alreadyCredited)
{
    const auto left = paid.minus(alreadyCredited);
    if (!left)
        return passOn(left);
    const Money credit = least(least(potential, paid), *left);
    return credit.isNegative() ? Money::zero(paid.currency()) : credit;
}

Result<std::vector<Money>> cumulativeParts(const Exact &price, const std::vector<Exact> &fractions,
                                           const Currency &currency)
{
    std::vector<Money> parts;
    Exact cumulated;
    Money before = Money::zero(currency);
    for (const Exact &fraction : fractions) {
        cumulated = cumulated + fraction;
        const auto upToHere = (price * cumulated).toMoney(currency);
        if (!upToHere)
            return passOn(upToHere);
        const auto part = upToHere->minus(before);
        if (!part)
            return passOn(part);
        parts.push_back(*part);
        before = *upToHere;
    }
    return parts;
}

QString toString(ProrationBasis basis)
{
    switch (basis) {
    case ProrationBasis::Days:
        return u"days"_s;
    case ProrationBasis::None:
        return u"none"_s;
    case ProrationBasis::Seconds:
        return u"seconds"_s;
    case ProrationBasis::FixedMonth30:
        return u"fixed_month_30"_s;
    }
    Q_UNREACHABLE();
}

Result<ProrationBasis> prorationBasisFromString(const QString &text)
{
    for (const auto basis :
         {ProrationBasis::Days, ProrationBasis::None, ProrationBasis::Seconds, ProrationBasis::FixedMonth30})
        if (toString(basis) == text)
            return basis;
    return fail(ErrorKind::InvalidInput, u"pricing.proration_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::pricing
