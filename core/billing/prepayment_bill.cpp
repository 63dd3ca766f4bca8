// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/prepayment.h"
#include "core/money/allocation.h"

namespace accord::billing {

namespace {

/// Gives \a line the place of the location \a code.
void locate(BillLine &line, const BillInput &input, const QString &code)
{
    line.entity = input.payer.id;
    line.entityName = input.payer.name;
    const auto found = std::ranges::find(input.locations, code, [](const auto &one) { return one.location.code; });
    if (code.isEmpty() || found == input.locations.end())
        return;
    line.location = found->location.id;
    line.locationCode = code;
    line.locationName = found->location.name;
}

void setAmount(BillLine &line, const Money &amount)
{
    line.quantity = Decimal(1);
    line.gross = line.net = amount;
    line.discount = line.tax = Money::zero(amount.currency());
}

BillLine prepaymentLine(const BillInput &input, const PrepaymentTerms &terms, const PrepaymentTerms::Share &share,
                        const Money &amount)
{
    BillLine line;
    // The place is part of the key: one line for each tax.
    line.key = {terms.contract,
                terms.key,
                share.dimension,
                {input.taxDay, input.taxDay.addDays(1)},
                prepaymentKind.toString(),
                0};
    line.contractNumber = terms.contractNumber;
    line.contractVersion = terms.contractVersion;
    locate(line, input, share.dimension);
    line.purchaseOrder = terms.purchaseOrder;
    line.description = terms.percent ? u"Prepayment of %1 % for %2"_s.arg(terms.percent->toShortString(), terms.what)
                                     : u"Prepayment for %1"_s.arg(terms.what);
    setAmount(line, amount);
    return line;
}

void explain(pricing::Recorder *recorder, const PrepaymentTerms &terms, const PrepaymentTerms::Share &share,
             const BillLine &line)
{
    if (!recorder)
        return;
    const pricing::Step step(recorder, [&] { return line.description; });
    recorder->rule(terms.shares.size() == 1 ? u"what was asked for, before delivery"_s
                                            : u"share of what was asked for, by what is delivered there"_s);
    recorder->rounded(line.net);
    recorder->fact(u"Asked for"_s, terms.amount.toString());
    if (terms.percent)
        recorder->fact(u"Percent"_s, terms.percent->toShortString());
    recorder->fact(u"Comes to on delivery"_s, share.value.toString(),
                   u"contract %1 v%2"_s.arg(terms.contractNumber).arg(terms.contractVersion));
    recorder->explains(line.key.toString());
}

Result<void> addUp(Bill &bill, pricing::Recorder *recorder)
{
    const auto total = bill.subtotal.plus(bill.tax);
    if (!total)
        return passOn(total);
    bill.total = *total;
    if (recorder) {
        const pricing::Step step(recorder, [] { return u"Total"_s; });
        recorder->rule(u"subtotal + tax"_s);
        recorder->rounded(bill.total);
        recorder->fact(u"Subtotal"_s, bill.subtotal.toString());
        recorder->fact(u"Tax"_s, bill.tax.toString());
    }
    return {};
}

/// A line that takes off of one prepayment, with no amount yet.
BillLine deductionLine(const BillInput &input, const PrepaidPart &part, const BillLine &charge)
{
    BillLine line;
    line.key = {part.contract,
                u"%1.%2"_s.arg(part.key).arg(part.uses + 1),
                part.dimension,
                {part.issuedOn, part.issuedOn.addDays(1)},
                deductionKind.toString(),
                0};
    line.contractNumber = charge.contractNumber;
    line.contractVersion = charge.contractVersion;
    line.purchaseOrder = charge.purchaseOrder;
    locate(line, input, part.dimension);
    line.description = u"Less prepayment %1 of %2"_s.arg(part.number, part.issuedOn.toString(Qt::ISODate));
    setAmount(line, Money::zero(part.left.currency()));
    return line;
}

/// Finds how much of the prepayments goes off the charges of a bill.
class Deducting
{
public:
    Deducting(Bill &bill, pricing::Recorder *recorder)
        : m_bill(bill)
        , m_recorder(recorder)
    { }

    /// The first charge that \a part was paid for; none: it waits for another bill.
    const BillLine *chargeOf(const PrepaidPart &part) const
    {
        const auto found = std::ranges::find_if(m_bill.lines, [&](const BillLine &line) { return pays(part, line); });
        return found == m_bill.lines.end() ? nullptr : &*found;
    }

    Result<void> deduct(const PrepaidPart &part, BillLine line)
    {
        const auto room = roomFor(part, line);
        if (!room)
            return passOn(room);
        const Money taken(std::min(part.left.minor(), room->minor()), part.left.currency());
        if (taken.minor() <= 0)
            return {};
        setAmount(line, taken.negated());
        if (m_recorder) {
            const pricing::Step step(m_recorder, [&] { return line.description; });
            m_recorder->rule(u"what is left of the prepayment, at most the charges of the same tax that it is for"_s);
            m_recorder->fact(u"Left of it"_s, part.left.toString(), part.number);
            m_recorder->fact(u"Charges"_s, room->toString());
            m_recorder->rounded(line.net);
            m_recorder->explains(line.key.toString());
        }
        m_taken.push_back({part.contract, part.item, line.taxes, taken});
        m_bill.lines.push_back(std::move(line));
        return {};
    }

private:
    struct Taken
    {
        contracts::ContractId contract;
        QString item;
        std::vector<tax::Component> taxes;
        Money amount;
    };

    static bool pays(const PrepaidPart &part, const BillLine &line)
    {
        return line.key.contract == part.contract && !isDeduction(line)
               && (part.item.isEmpty() || line.key.item == part.item);
    }

    /// The least of what is left of the charges of its tax, of those that it was paid for, and of the whole bill.
    Result<Money> roomFor(const PrepaidPart &part, const BillLine &deduction) const
    {
        const Currency currency = part.left.currency();
        MoneySum all(currency), ofTax(currency), own(currency);
        for (const BillLine &line : m_bill.lines) {
            all.add(line.net);
            if (line.key.contract != part.contract || line.taxes != deduction.taxes)
                continue;
            ofTax.add(line.net);
            if (pays(part, line))
                own.add(line.net);
        }
        for (const Taken &earlier : m_taken)
            if (earlier.contract == part.contract && earlier.item == part.item && earlier.taxes == deduction.taxes)
                own.subtract(earlier.amount);
        Money room = part.left;
        for (const Result<Money> &sum : {all.total(), ofTax.total(), own.total()}) {
            if (!sum)
                return sum;
            room = Money(std::min(room.minor(), sum->minor()), currency);
        }
        return room;
    }

    Bill &m_bill;
    pricing::Recorder *m_recorder;
    std::vector<Taken> m_taken;
};

} // namespace

Result<Bill> ratePrepayment(const BillInput &input, const PrepaymentTerms &terms, const tax::TaxProvider &taxes,
                            pricing::Recorder *recorder)
{
    Bill bill;
    bill.payer = input.payer.id;
    bill.currency = terms.amount.currency();
    bill.period = {input.taxDay, input.taxDay.addDays(1)};
    bill.purchaseOrder = terms.purchaseOrder;
    bill.netDays = terms.netDays;
    bill.subtotal = bill.tax = bill.total = Money::zero(bill.currency);
    std::vector<Exact> weights;
    for (const PrepaymentTerms::Share &share : terms.shares)
        weights.emplace_back(share.value);
    const auto parts = allocate(terms.amount, weights);
    if (!parts)
        return passOn(parts);
    for (size_t i = 0; i < parts->size(); ++i) {
        if ((*parts)[i].isZero())
            continue;
        bill.lines.push_back(prepaymentLine(input, terms, terms.shares[i], (*parts)[i]));
        explain(recorder, terms, terms.shares[i], bill.lines.back());
    }
    bill.subtotal = terms.amount;
    BillTax tax(input, taxes, recorder);
    if (auto taxed = tax.addToExclusiveLines(bill); !taxed)
        return passOn(taxed);
    return addUp(bill, recorder).map([&] { return bill; });
}

Result<void> deductPrepayments(Bill &bill, const BillInput &input, const BillTax &tax, pricing::Recorder *recorder)
{
    Deducting deducting(bill, recorder);
    std::vector<const PrepaidPart *> parts;
    std::vector<BillLine> deductions;
    for (const PrepaidPart &part : input.prepayments) {
        const BillLine *charge = deducting.chargeOf(part);
        if (!charge || part.left.currency() != bill.currency)
            continue;
        parts.push_back(&part);
        deductions.push_back(deductionLine(input, part, *charge));
    }
    if (parts.empty())
        return {};
    // Which charges are of the same tax is known before anything is deducted.
    std::vector<BillLine *> asked;
    for (BillLine &line : bill.lines)
        if (!line.taxIncluded)
            asked.push_back(&line);
    for (BillLine &line : deductions)
        asked.push_back(&line);
    const auto components = tax.componentsOf(bill, asked);
    if (!components)
        return passOn(components);
    for (size_t i = 0; i < asked.size(); ++i)
        asked[i]->taxes = (*components)[i];
    for (size_t i = 0; i < parts.size(); ++i) {
        if (auto deducted = deducting.deduct(*parts[i], std::move(deductions[i])); !deducted)
            return deducted;
    }
    return {};
}

void noteDeductions(std::vector<PrepaidPart> &prepaid, const Bill &bill)
{
    for (PrepaidPart &part : prepaid) {
        const QString itsDeductions = part.key + u'.';
        for (const BillLine &line : bill.lines) {
            const bool isOfIt = isDeduction(line) && line.key.contract == part.contract
                                && line.key.dimension == part.dimension && line.key.item.startsWith(itsDeductions);
            if (!isOfIt)
                continue;
            part.left = part.left.plus(line.net).value_or(part.left);
            ++part.uses;
        }
    }
    std::erase_if(prepaid, [](const PrepaidPart &part) { return part.left.minor() <= 0; });
}

} // namespace accord::billing
