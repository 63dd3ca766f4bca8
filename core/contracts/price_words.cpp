// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/price_words.h"

namespace accord::contracts {

using namespace pricing;

namespace {

QString text(const Decimal &value)
{
    return value.toShortString();
}

QString tiersInWords(const Tiers &tiers, const QString &each)
{
    QStringList parts;
    for (const Tier &tier : tiers.list()) {
        QString part = tier.upTo ? u"up to %1: "_s.arg(text(*tier.upTo)) : u"above: "_s;
        part += text(tier.unitPrice) + each;
        if (!tier.flatPrice.isZero())
            part += u" and %1"_s.arg(text(tier.flatPrice));
        if (tier.cap)
            part += u", at most %1"_s.arg(text(*tier.cap));
        parts << part;
    }
    return parts.join(u"; "_s);
}

struct ModelWords
{
    QString operator()(const PerUnit &m) const { return u"%1 each"_s.arg(text(m.unitPrice)); }
    QString operator()(const Flat &m) const { return u"%1 whatever the quantity"_s.arg(text(m.amount)); }
    QString operator()(const Graduated &m) const { return u"graduated, "_s + tiersInWords(m.tiers, u" each"_s); }
    QString operator()(const Volume &m) const
    {
        const QString words = u"by volume, "_s + tiersInWords(m.tiers, u" each"_s);
        return m.timeWeighted ? words + u", by the days that units stand"_s : words;
    }
    QString operator()(const GraduatedPercentage &m) const
    {
        return u"graduated share, "_s + tiersInWords(m.tiers, u" %"_s);
    }
    QString operator()(const TimeWeighted &m) const
    {
        return u"graduated by days, "_s + tiersInWords(m.tiers, u" each"_s);
    }
    QString operator()(const Package &m) const
    {
        QString words = u"%1 for each %2"_s.arg(text(m.packagePrice), text(m.size));
        if (!m.freeUnits.isZero())
            words += u" above %1"_s.arg(text(m.freeUnits));
        return m.truncates ? words + u", full packages only"_s : words;
    }
    QString operator()(const TieredBlock &m) const
    {
        QStringList parts;
        for (const BlockTier &tier : m.tiers)
            parts << (tier.mostBlocks ? u"%1 blocks of %2: %3 each"_s.arg(text(*tier.mostBlocks), text(tier.blockSize),
                                                                          text(tier.blockPrice))
                                      : u"blocks of %1: %2 each"_s.arg(text(tier.blockSize), text(tier.blockPrice)));
        return (m.policy == BlockPolicy::TopTier ? u"blocks at the tier reached, "_s : u"blocks, "_s)
               + parts.join(u"; "_s);
    }
    QString operator()(const Capacity &m) const
    {
        QStringList parts;
        for (const CapacityTier &tier : m.tiers) {
            QStringList limits;
            for (const auto &[unit, limit] : tier.limits)
                limits << u"%1 %2"_s.arg(text(limit), unit);
            parts << u"%1 up to %2"_s.arg(text(tier.amount), limits.isEmpty() ? u"any"_s : limits.join(u", "_s));
        }
        return u"by capacity, "_s + parts.join(u"; "_s);
    }
    QString operator()(const Percentage &m) const
    {
        QString words = u"%1 % of each"_s.arg(text(m.percent));
        if (!m.fixedPerEvent.isZero())
            words += u" and %1"_s.arg(text(m.fixedPerEvent));
        if (m.leastPerEvent)
            words += u", at least %1"_s.arg(text(*m.leastPerEvent));
        if (m.mostPerEvent)
            words += u", at most %1"_s.arg(text(*m.mostPerEvent));
        if (m.freeEvents)
            words += u", %1 free"_s.arg(*m.freeEvents);
        if (m.freeAmount)
            words += u", the first %1 free"_s.arg(text(*m.freeAmount));
        return words;
    }
    QString operator()(const CostPlus &m) const { return u"cost × %1"_s.arg(text(m.multiplier)); }
    QString operator()(const CommitmentOverage &m) const
    {
        QString words = u"%1 each"_s.arg(text(m.unitPrice));
        if (m.amount)
            words += u", committed %1"_s.arg(text(*m.amount));
        if (m.quantity)
            words += u", committed to %1"_s.arg(text(*m.quantity));
        if (m.overageFactor != Decimal(1))
            words += u", above it × %1"_s.arg(text(m.overageFactor));
        if (m.windowMonths > 0)
            words += u", in %1 months"_s.arg(m.windowMonths);
        return m.trueUp ? words + u", trued up"_s : words;
    }
};

} // namespace

QString inWords(const ChargeModel &model)
{
    return std::visit(ModelWords(), model);
}

QString inWords(const RampStep &step)
{
    QStringList parts;
    if (step.model)
        parts << inWords(*step.model);
    if (step.quantity)
        parts << u"quantity %1"_s.arg(text(*step.quantity));
    if (step.discountPercent)
        parts << u"less %1 %"_s.arg(text(*step.discountPercent));
    return parts.isEmpty() ? u"unchanged"_s : parts.join(u", "_s);
}

QString inWords(const Escalation &escalation)
{
    QString words;
    if (escalation.kind == EscalationKind::Percent) {
        words = u"%1 % every %2 months"_s.arg(text(escalation.percent)).arg(escalation.everyMonths);
    } else {
        QStringList indices;
        for (const IndexValue &index : escalation.indices)
            indices << u"%1 from %2"_s.arg(text(index.value), index.from.toString(Qt::ISODate));
        words = u"by index (base %1; %2)"_s.arg(text(escalation.baseIndex), indices.join(u"; "_s));
        if (escalation.kind == EscalationKind::IndexFromBase)
            words += u" over the base"_s;
        if (escalation.kind == EscalationKind::IndexPlusPercent)
            words += u" plus %1 %"_s.arg(text(escalation.percent));
    }
    if (escalation.floorPercent)
        words += u", at least %1 %"_s.arg(text(*escalation.floorPercent));
    if (escalation.capPercent)
        words += u", at most %1 %"_s.arg(text(*escalation.capPercent));
    return words;
}

QString inWords(const UnitConversion &conversion)
{
    const QString sign = conversion.operation == UnitConversion::Operation::Multiply ? u"× "_s : u"÷ "_s;
    const QString words = sign + text(conversion.factor);
    switch (conversion.rounding) {
    case UnitConversion::Rounding::None:
        return words;
    case UnitConversion::Rounding::Ceiling:
        return words + u", rounded up"_s;
    case UnitConversion::Rounding::Floor:
        return words + u", rounded down"_s;
    case UnitConversion::Rounding::HalfUp:
        return words + u", rounded"_s;
    }
    Q_UNREACHABLE();
}

} // namespace accord::contracts
