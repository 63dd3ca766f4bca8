// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/statement.h"

namespace accord::billing {

Result<Money> sumOfLines(const std::vector<Exact> &amounts, const Currency &currency)
{
    MoneySum sum(currency);
    for (const Exact &amount : amounts) {
        const auto rounded = amount.toMoney(currency);
        if (!rounded)
            return passOn(rounded);
        sum.add(*rounded);
    }
    return sum.total();
}

namespace {
void record(pricing::Recorder *recorder, const Statement &statement)
{
    const pricing::Step step(recorder, [] { return u"Statement"_s; });
    recorder->rule(u"sum of the children less what was paid"_s);
    recorder->rounded(statement.due);
    for (const ChildSum &child : statement.children)
        recorder->fact(child.child, child.amount.toString());
    recorder->fact(u"Total"_s, statement.total.toString());
    recorder->fact(u"Paid"_s, statement.paid.toString());
}
} // namespace

Result<Statement> consolidate(const std::vector<StatementItem> &items, const Money &paid, pricing::Recorder *recorder)
{
    const Currency &currency = paid.currency();
    Statement statement{{}, Money::zero(currency), paid, Money::zero(currency)};
    QHash<QString, size_t> places;
    for (const StatementItem &item : items) {
        const auto known = places.constFind(item.child);
        const size_t place = known == places.constEnd() ? statement.children.size() : *known;
        if (known == places.constEnd()) {
            places.insert(item.child, place);
            statement.children.push_back({item.child, Money::zero(currency)});
        }
        const auto ofChild = statement.children[place].amount.plus(item.amount);
        const auto total = statement.total.plus(item.amount);
        if (!ofChild || !total)
            return ofChild ? passOn(total) : passOn(ofChild);
        statement.children[place].amount = *ofChild;
        statement.total = *total;
    }
    const auto due = statement.total.minus(paid);
    if (!due)
        return passOn(due);
    statement.due = *due;
    if (recorder)
        record(recorder, statement);
    return statement;
}

} // namespace accord::billing
