// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/prepaid_credit.h"

#include <tuple>

namespace accord::billing {

namespace {

Result<void> checkInputs(const std::vector<Money> &lines, const std::vector<PrepaidCredit> &credits,
                         const Currency &currency)
{
    MoneySum sum(currency);
    for (const Money &line : lines)
        sum.add(line);
    if (!sum.total())
        return passOn(sum.total());
    for (const PrepaidCredit &credit : credits) {
        if (credit.balance.isNegative())
            return fail(ErrorKind::InvalidInput, u"billing.credit_negative"_s,
                        {{u"credit"_s, credit.name}, {u"balance"_s, credit.balance.toString()}});
    }
    return {};
}

/// Draws one credit down over the lines that still have something due.
class Drawing
{
public:
    Drawing(Drawdown &drawdown, pricing::Recorder *recorder)
        : m_drawdown(drawdown)
        , m_recorder(recorder)
    { }

    void use(size_t credit, const QString &name)
    {
        const pricing::Step step(m_recorder, [&] { return name.isEmpty() ? u"Prepaid credit"_s : name; });
        Money &left = m_drawdown.remaining[credit];
        const Money before = left;
        for (size_t line = 0; line < m_drawdown.due.size() && !left.isZero(); ++line)
            pay(credit, line, left);
        if (!m_recorder)
            return;
        m_recorder->rule(u"of a balance of %1, after tax, lines in their order"_s.arg(before.toString()));
        m_recorder->rounded(*left.minus(before));
        m_recorder->fact(u"Left of it"_s, left.toString());
    }

private:
    void pay(size_t credit, size_t line, Money &left)
    {
        Money &due = m_drawdown.due[line];
        if (due.isNegative() || due.isZero())
            return;
        const Money paid(std::min(left.minor(), due.minor()), due.currency());
        left = *left.minus(paid);
        due = *due.minus(paid);
        m_drawdown.applied[line] = *m_drawdown.applied[line].plus(paid);
        m_drawdown.uses.push_back({credit, line, paid});
        if (m_recorder)
            m_recorder->fact(u"Line %1"_s.arg(line + 1), paid.toString());
    }

    Drawdown &m_drawdown;
    pricing::Recorder *m_recorder;
};

Result<void> refuseLeftover(const Drawdown &drawdown, const std::vector<PrepaidCredit> &credits)
{
    for (size_t i = 0; i < credits.size(); ++i) {
        if (!drawdown.remaining[i].isZero())
            return fail(ErrorKind::InvalidInput, u"billing.credit_not_consumed"_s,
                        {{u"credit"_s, credits[i].name}, {u"left"_s, drawdown.remaining[i].toString()}});
    }
    return {};
}

} // namespace

bool isUsable(const PrepaidCredit &credit, const QDate &day)
{
    const bool expired = credit.expiresOn.isValid() && credit.expiresOn <= day;
    return !expired && !credit.balance.isZero();
}

bool isUsedBefore(const PrepaidCredit &a, const PrepaidCredit &b)
{
    const auto rank = [](const PrepaidCredit &credit) {
        return std::tuple(credit.priority, credit.expiresOn.isNull(), credit.expiresOn);
    };
    return rank(a) < rank(b);
}

std::vector<PrepaidCredit> inDrawdownOrder(const std::vector<PrepaidCredit> &credits, const QDate &day)
{
    std::vector<PrepaidCredit> usable;
    std::copy_if(credits.begin(), credits.end(), std::back_inserter(usable),
                 [&](const PrepaidCredit &credit) { return isUsable(credit, day); });
    std::stable_sort(usable.begin(), usable.end(), isUsedBefore);
    return usable;
}

Result<Drawdown> drawDown(const std::vector<Money> &lines, const std::vector<PrepaidCredit> &credits,
                          const Currency &currency, Leftover leftover, pricing::Recorder *recorder)
{
    if (const auto fine = checkInputs(lines, credits, currency); !fine)
        return passOn(fine);
    Drawdown drawdown;
    drawdown.applied.assign(lines.size(), Money::zero(currency));
    drawdown.due = lines;
    for (const PrepaidCredit &credit : credits)
        drawdown.remaining.push_back(credit.balance);
    Drawing drawing(drawdown, recorder);
    for (size_t i = 0; i < credits.size(); ++i) {
        if (credits[i].balance.currency() == currency && !credits[i].balance.isZero())
            drawing.use(i, credits[i].name);
    }
    if (leftover == Leftover::Refused)
        if (const auto fine = refuseLeftover(drawdown, credits); !fine)
            return passOn(fine);
    MoneySum applied(currency), due(currency);
    for (size_t i = 0; i < lines.size(); ++i) {
        applied.add(drawdown.applied[i]);
        due.add(drawdown.due[i]);
    }
    if (!applied.total() || !due.total())
        return applied.total() ? passOn(due.total()) : passOn(applied.total());
    drawdown.totalApplied = *applied.total();
    drawdown.totalDue = *due.total();
    return drawdown;
}

} // namespace accord::billing
