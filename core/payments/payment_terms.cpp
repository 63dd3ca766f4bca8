// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/payment_terms.h"

#include "core/money/allocation.h"

namespace accord::payments {

namespace {

QDate endOfMonth(const QDate &day)
{
    return QDate(day.year(), day.month(), day.daysInMonth());
}

QDate counted(const QDate &issued, const PaymentTerms &terms)
{
    switch (terms.rule) {
    case DueRule::Net:
        return issued.addDays(terms.netDays);
    case DueRule::NetFromEndOfMonth:
        return endOfMonth(issued).addDays(terms.netDays);
    case DueRule::EndOfMonthAfterNet:
        return endOfMonth(issued.addDays(terms.netDays));
    }
    Q_UNREACHABLE();
}

tl::unexpected<Error> unusable(const EarlyPayment &early)
{
    return fail(ErrorKind::InvalidInput, u"payments.early_payment"_s,
                {{u"days"_s, early.days}, {u"percent"_s, early.percent.toString()}});
}

bool isPercentage(const Decimal &percent)
{
    return percent > Decimal(0) && percent <= Decimal(100);
}

/// The groups of a document, with a group without tax for one that has none.
std::vector<tax::TaxGroup> allGroups(const Money &net, const std::vector<tax::TaxGroup> &groups)
{
    if (!groups.empty())
        return groups;
    return {{tax::Component{}, net, Money::zero(net.currency())}};
}

/// What each group comes to. A net that several taxes are levied on (state and city) is counted once, with all of them.
Result<std::vector<Exact>> grossOf(const Money &net, const std::vector<tax::TaxGroup> &groups)
{
    MoneySum taxable(net.currency());
    for (const tax::TaxGroup &group : groups)
        taxable.add(group.taxable);
    if (!taxable.total())
        return passOn(taxable.total());
    // Where groups overlap each stands for its share of the net.
    const Exact share = taxable.total()->isZero() ? Exact(1) : Exact(net) / Exact(*taxable.total());
    std::vector<Exact> gross;
    for (const tax::TaxGroup &group : groups)
        gross.push_back(Exact(group.taxable) * share + Exact(group.tax));
    return gross;
}

void record(pricing::Recorder *recorder, const DiscountTaken &taken, const Decimal &percent)
{
    const pricing::Step step(recorder, [] { return u"Discount for early payment"_s; });
    recorder->rule(u"%1 % of the total; the tax of each group falls by its share"_s.arg(percent.toShortString()));
    recorder->rounded(taken.gross);
    recorder->fact(u"Net"_s, taken.net.toString());
    recorder->fact(u"Tax"_s, taken.tax.toString());
}

} // namespace

Result<QDate> dueDate(const QDate &issued, const PaymentTerms &terms, const BusinessCalendar &calendar)
{
    if (!issued.isValid())
        return fail(ErrorKind::InvalidInput, u"date.invalid"_s);
    if (terms.netDays < 0 || terms.netDays > 3650)
        return fail(ErrorKind::InvalidInput, u"payments.terms_net_days"_s, {{u"days"_s, terms.netDays}});
    const QDate due = counted(issued, terms);
    return terms.onBusinessDays ? calendar.onOrAfter(due) : due;
}

QDate lastDayOf(const EarlyPayment &early, const QDate &issued)
{
    return issued.addDays(early.days);
}

Result<std::optional<EarlyPayment>> earlyPaymentOn(const QDate &valueDate, const QDate &issued,
                                                   const PaymentTerms &terms)
{
    std::optional<EarlyPayment> found;
    const EarlyPayment *before = nullptr;
    for (const EarlyPayment &early : terms.earlyPayments) {
        const bool inOrder = !before || (before->days < early.days && early.percent < before->percent);
        if (early.days < 0 || !isPercentage(early.percent) || !inOrder)
            return unusable(early);
        if (!found && valueDate <= lastDayOf(early, issued))
            found = early;
        before = &early;
    }
    return found;
}

Result<DiscountTaken> discountTaken(const Money &net, const std::vector<tax::TaxGroup> &groups, const Decimal &percent,
                                    pricing::Recorder *recorder)
{
    if (!isPercentage(percent))
        return fail(ErrorKind::InvalidInput, u"payments.early_payment"_s, {{u"percent"_s, percent.toString()}});
    const std::vector<tax::TaxGroup> all = allGroups(net, groups);
    const auto weights = grossOf(net, all);
    if (!weights)
        return passOn(weights);
    Exact total;
    for (const Exact &weight : *weights)
        total = total + weight;
    const auto gross = (total * Exact::percent(percent)).toMoney(net.currency());
    if (!gross)
        return passOn(gross);
    auto taken = discountOf(*gross, net, groups);
    if (taken && recorder)
        record(recorder, *taken, percent);
    return taken;
}

Result<DiscountTaken> discountOf(const Money &gross, const Money &net, const std::vector<tax::TaxGroup> &groups)
{
    const std::vector<tax::TaxGroup> all = allGroups(net, groups);
    const auto weights = grossOf(net, all);
    if (!weights)
        return passOn(weights);
    const auto parts = allocate(gross, *weights);
    if (!parts)
        return passOn(parts);
    DiscountTaken taken{gross, {}, {}, {}};
    MoneySum tax(net.currency());
    for (size_t i = 0; i < all.size(); ++i) {
        const tax::TaxGroup &group = all[i];
        const Money &part = (*parts)[i];
        const Result<Money> share = part.isZero()
                                        ? Result<Money>(part)
                                        : (Exact(part) * Exact(group.tax) / (*weights)[i]).toMoney(net.currency());
        if (!share)
            return passOn(share);
        taken.taxGroups.push_back({group.component, Money(part.minor() - share->minor(), part.currency()), *share});
        tax.add(*share);
    }
    if (!tax.total())
        return passOn(tax.total());
    taken.tax = *tax.total();
    taken.net = Money(gross.minor() - taken.tax.minor(), gross.currency());
    return taken;
}

QString toString(DueRule rule)
{
    switch (rule) {
    case DueRule::Net:
        return u"net"_s;
    case DueRule::NetFromEndOfMonth:
        return u"net_from_end_of_month"_s;
    case DueRule::EndOfMonthAfterNet:
        return u"end_of_month_after_net"_s;
    }
    Q_UNREACHABLE();
}

Result<DueRule> dueRuleFromString(const QString &text)
{
    for (const DueRule rule : {DueRule::Net, DueRule::NetFromEndOfMonth, DueRule::EndOfMonthAfterNet}) {
        if (text == toString(rule))
            return rule;
    }
    return fail(ErrorKind::InvalidInput, u"payments.due_rule_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::payments
