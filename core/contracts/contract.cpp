// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract.h"

namespace accord::contracts {

const PriceItem *Contract::item(const QString &key) const
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const PriceItem &i) { return i.key == key; });
    return found == items.end() ? nullptr : &*found;
}

bool Contract::isSigned() const
{
    const auto hasSigned = [this](const QString &party) {
        return std::any_of(signatures.begin(), signatures.end(),
                           [&](const Signature &s) { return s.party == party && s.signedOn.isValid(); });
    };
    return hasSigned(u"customer"_s) && hasSigned(u"provider"_s);
}

Period Contract::serviceOf(const PriceItem &item) const
{
    if (item.kind == ItemKind::OneTime) {
        const QDate due = item.start.isValid() ? item.start : term.start;
        return Period{due, due.addDays(1)};
    }
    const Period own{item.start.isValid() ? item.start : term.start, item.end.isValid() ? item.end : term.end};
    return own.intersected(term);
}

Period Contract::billedHere(const Period &served) const
{
    if (!terms.billedThrough.isValid() || terms.billedThrough < served.start)
        return served;
    return Period{std::min(terms.billedThrough.addDays(1), served.end), served.end};
}

std::vector<Period> without(const Period &whole, const std::vector<Period> &taken)
{
    std::vector<Period> parts;
    QDate start = whole.start;
    for (const Period &one : taken) {
        if (!one.overlaps({start, whole.end}))
            continue;
        if (start < one.start)
            parts.push_back({start, one.start});
        start = std::max(start, one.end);
    }
    if (start < whole.end)
        parts.push_back({start, whole.end});
    return parts;
}

std::vector<Period> Contract::withoutGaps(const Period &served) const
{
    return without(served, terms.gaps);
}

bool Contract::isInGap(const QDate &day) const
{
    return inForceAgain(day).isValid();
}

QDate Contract::inForceAgain(const QDate &day) const
{
    const auto gap = std::ranges::find_if(terms.gaps, [&](const Period &one) { return one.contains(day); });
    return gap == terms.gaps.end() ? QDate() : gap->end;
}

QString toString(ItemKind kind)
{
    switch (kind) {
    case ItemKind::Recurring:
        return u"recurring"_s;
    case ItemKind::Usage:
        return u"usage"_s;
    case ItemKind::OneTime:
        return u"one_time"_s;
    }
    Q_UNREACHABLE();
}

QString toString(Timing timing)
{
    return timing == Timing::InAdvance ? u"in_advance"_s : u"in_arrears"_s;
}

} // namespace accord::contracts
