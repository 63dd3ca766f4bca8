// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/credit_note.h"

#include "core/money/allocation.h"

namespace accord::billing {

namespace {

tl::unexpected<Error> overflow()
{
    return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
}

struct ItemShare
{
    Exact gross;
    Exact discount;
};

Result<ItemShare> shareOf(const CreditItem &item, size_t place)
{
    const auto refuse = [&](const QString &field) {
        return fail(ErrorKind::InvalidInput, u"billing.credit_item"_s,
                    {{u"item"_s, qulonglong(place + 1)}, {u"field"_s, field}});
    };
    const Exact gross = item.amount * item.fraction;
    if (!gross.isValid())
        return overflow();
    if (item.amount.isNegative())
        return refuse(u"amount"_s);
    if (item.fraction.isNegative() || item.fraction > Exact(1))
        return refuse(u"fraction"_s);
    if (item.lineDiscount.isZero())
        return ItemShare{gross, Exact()};
    if (item.lineDiscount.isNegative() || item.lineDiscount.minor() > item.lineAmount.minor())
        return refuse(u"line_discount"_s);
    if (gross > Exact(item.lineAmount))
        return refuse(u"amount"_s);
    return ItemShare{gross, Exact(item.lineDiscount) * gross / Exact(item.lineAmount)};
}

/// The rounded \a net over the items by what each comes to exactly.
Result<std::vector<Money>> dealt(const Money &net, const std::vector<Exact> &exactNets)
{
    const bool isNothing = std::all_of(exactNets.begin(), exactNets.end(), [](const Exact &e) { return e.isZero(); });
    if (isNothing)
        return std::vector<Money>(exactNets.size(), Money::zero(net.currency()));
    return allocate(net, exactNets);
}

/// What is left of one amount after \a credited, or nothing where none was credited.
Money rest(const Money &whole, const Money &credited)
{
    return credited.isZero() ? whole : Money(whole.minor() - credited.minor(), whole.currency());
}

bool isBeyond(const Money &amount, const Money &left)
{
    return left.isNegative() ? amount.minor() > 0 || amount.minor() < left.minor()
                             : amount.minor() < 0 || amount.minor() > left.minor();
}

/// Whether \a credited is a part of \a whole, so that a rest of it can be told.
Result<void> checkPart(const Money &whole, const Money &credited)
{
    if (credited.isZero())
        return {};
    if (credited.currency() != whole.currency())
        return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                    {{u"one"_s, whole.currency().code()}, {u"other"_s, credited.currency().code()}});
    if (isBeyond(credited, whole))
        return fail(ErrorKind::InvalidInput, u"billing.credit_history"_s,
                    {{u"credited"_s, credited.toString()}, {u"billed"_s, whole.toString()}});
    return {};
}

Result<void> checkHistory(const CreditableLine &line)
{
    if (!line.creditedTaxes.empty() && line.creditedTaxes.size() != line.taxes.size())
        return fail(ErrorKind::InvalidInput, u"billing.credit_taxes"_s);
    auto fine = checkPart(line.net, line.creditedNet);
    for (size_t i = 0; fine && i < line.creditedTaxes.size(); ++i)
        fine = checkPart(line.taxes[i], line.creditedTaxes[i]);
    return fine;
}

Result<void> checkLine(const CreditableLine &line, const Money &amount)
{
    if (const auto fine = checkHistory(line); !fine)
        return fine;
    if (amount.currency() != line.net.currency())
        return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                    {{u"one"_s, line.net.currency().code()}, {u"other"_s, amount.currency().code()}});
    const Money left = rest(line.net, line.creditedNet);
    if (isBeyond(amount, left))
        return fail(ErrorKind::InvalidInput, u"billing.credit_exceeds"_s,
                    {{u"amount"_s, amount.toString()}, {u"left"_s, left.toString()}});
    return {};
}

/// The tax that \a amount takes with it: the share of all that is credited then, less what was credited before.
Result<Money> taxShare(const CreditableLine &line, size_t place, const Money &amount)
{
    const Money &tax = line.taxes[place];
    const Money before = line.creditedTaxes.empty() ? Money::zero(tax.currency()) : line.creditedTaxes[place];
    const Money left = rest(tax, before);
    if (amount == rest(line.net, line.creditedNet))
        return left;
    const Exact credited = (Exact(line.creditedNet) + Exact(amount)) / Exact(line.net);
    const auto cumulated = (Exact(tax) * credited).toMoney(tax.currency());
    if (!cumulated)
        return passOn(cumulated);
    const Money share = rest(*cumulated, before);
    // Earlier credits that were not taken by this rule may have given back more tax already.
    return isBeyond(share, left) ? Money::zero(tax.currency()) : share;
}

void record(pricing::Recorder *recorder, const CreditableLine &line, const LineCredit &credit)
{
    recorder->rule(u"share of each tax of the line, of all that is credited, less what was credited before"_s);
    recorder->rounded(credit.net);
    recorder->fact(u"Net of the line"_s, line.net.toString());
    recorder->fact(u"Credited before"_s, line.creditedNet.toString());
    for (size_t i = 0; i < credit.taxes.size(); ++i)
        recorder->fact(u"Tax %1"_s.arg(i + 1), credit.taxes[i].toString());
}

} // namespace

Result<CreditNoteAmounts> creditNoteFor(const std::vector<CreditItem> &items, const Currency &currency,
                                        pricing::Recorder *recorder)
{
    std::vector<Exact> exactNets;
    Exact discount, exactNet;
    for (size_t i = 0; i < items.size(); ++i) {
        const auto share = shareOf(items[i], i);
        if (!share)
            return passOn(share);
        exactNets.push_back(share->gross - share->discount);
        discount = discount + share->discount;
        exactNet = exactNet + exactNets.back();
    }
    const auto adjustment = discount.toMoney(currency);
    const auto net = exactNet.toMoney(currency);
    if (!adjustment || !net)
        return overflow();
    const auto nets = dealt(*net, exactNets);
    if (!nets)
        return passOn(nets);
    if (recorder) {
        const pricing::Step step(recorder, [] { return u"Credited net"_s; });
        recorder->rule(u"amount × fraction less its share of the line's discount, rounded once"_s);
        recorder->exact(exactNet);
        recorder->rounded(*net);
    }
    std::vector<tax::TaxableLine> taxable;
    for (size_t i = 0; i < items.size(); ++i)
        taxable.push_back({(*nets)[i], items[i].taxes});
    const auto taxes = tax::computeTax(taxable, currency, recorder);
    if (!taxes)
        return passOn(taxes);
    const auto total = net->plus(taxes->total);
    if (!total)
        return passOn(total);
    return CreditNoteAmounts{*nets, *adjustment, *net, taxes->groups, taxes->total, *total};
}

Result<LineCredit> creditLine(const CreditableLine &line, const Money &amount, pricing::Recorder *recorder)
{
    if (const auto fine = checkLine(line, amount); !fine)
        return passOn(fine);
    const pricing::Step step(recorder, [] { return u"Credit"_s; });
    LineCredit credit{Money(-amount.minor(), line.net.currency()), {}, {}};
    MoneySum tax(line.net.currency());
    for (size_t i = 0; i < line.taxes.size(); ++i) {
        const auto share = taxShare(line, i, amount);
        if (!share)
            return passOn(share);
        credit.taxes.push_back(share->negated());
        tax.subtract(*share);
    }
    if (!tax.total())
        return passOn(tax.total());
    credit.tax = *tax.total();
    if (recorder)
        record(recorder, line, credit);
    return credit;
}

Result<LineCredit> creditRest(const CreditableLine &line, pricing::Recorder *recorder)
{
    if (const auto fine = checkHistory(line); !fine)
        return passOn(fine);
    return creditLine(line, rest(line.net, line.creditedNet), recorder);
}

Result<Money> creditableNet(const std::vector<CreditableLine> &lines, const Currency &currency)
{
    MoneySum left(currency);
    for (const CreditableLine &line : lines) {
        if (const auto fine = checkHistory(line); !fine)
            return passOn(fine);
        left.add(rest(line.net, line.creditedNet));
    }
    return left.total();
}

Result<std::vector<LineCredit>> creditDocument(const std::vector<CreditableLine> &lines, const Money &amount,
                                               pricing::Recorder *recorder)
{
    const auto left = creditableNet(lines, amount.currency());
    if (!left)
        return passOn(left);
    std::vector<Money> amounts, open;
    for (const CreditableLine &line : lines) {
        amounts.push_back(rest(line.net, line.creditedNet));
        open.push_back(amounts.back().isNegative() ? Money::zero(amount.currency()) : amounts.back());
    }
    if (amount != *left) {
        if (amount.isNegative() || amount.minor() > left->minor())
            return fail(ErrorKind::InvalidInput, u"billing.credit_exceeds"_s,
                        {{u"amount"_s, amount.toString()}, {u"left"_s, left->toString()}});
        const auto taken = withdraw(amount, open);
        if (!taken)
            return passOn(taken);
        amounts = taken->taken;
    }
    std::vector<LineCredit> credits;
    for (size_t i = 0; i < lines.size(); ++i) {
        const auto credit = creditLine(lines[i], amounts[i], recorder);
        if (!credit)
            return passOn(credit);
        credits.push_back(*credit);
    }
    return credits;
}

} // namespace accord::billing
