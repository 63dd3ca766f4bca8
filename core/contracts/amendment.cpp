// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/amendment.h"

#include "core/contracts/price_terms.h"
#include "core/pricing/period_grid.h"

namespace accord::contracts {

using namespace pricing;

namespace {

QString iso(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

/// The step of \a ramp that begins on \a day, made if there is none.
RampStep &stepOn(std::vector<RampStep> &ramp, const QDate &day)
{
    const auto after = std::find_if(ramp.begin(), ramp.end(), [&](const RampStep &step) { return step.from >= day; });
    if (after != ramp.end() && after->from == day)
        return *after;
    return *ramp.insert(after, RampStep{day, {}, {}, {}});
}

/// Lets what later steps say of \a part go: from now on the new value holds.
template<typename Part> void clearAfter(std::vector<RampStep> &ramp, const QDate &day, Part RampStep::*part)
{
    for (RampStep &step : ramp)
        if (step.from > day)
            (step.*part).reset();
    std::erase_if(ramp, [](const RampStep &step) { return !step.model && !step.quantity && !step.discountPercent; });
}

/// The rises after \a day, each counted from the price before it: a new price does not rise for what is past.
std::vector<std::pair<QDate, EscalationStep>> risesAfter(const Escalation &escalation, const Period &term,
                                                         const QDate &day)
{
    auto rises = risesOf(escalation, term);
    Decimal prior = escalation.baseIndex;
    for (auto &[from, step] : rises) {
        if (step.kind == EscalationKind::IndexFromBase) {
            step.kind = EscalationKind::IndexFromPrior;
            step.priorIndex = prior;
        }
        prior = step.index;
    }
    std::erase_if(rises, [&](const auto &rise) { return rise.first <= day; });
    return rises;
}

class Amender
{
public:
    Amender(Contract contract, const Amendment &amendment)
        : m_contract(std::move(contract))
        , m_day(amendment.from)
        , m_present(m_contract.term)
    { }

    Result<void> operator()(const NewPrice &change)
    {
        if (const auto valid = validate(change.model); !valid)
            return valid;
        return withItem(change.item, [&](PriceItem &item) { return setPrice(item, change.model); });
    }
    Result<void> operator()(const NewQuantity &change)
    {
        return withItem(change.item, [&](PriceItem &item) -> Result<void> {
            if (change.quantity.isNegative())
                return fail(ErrorKind::InvalidInput, u"contracts.negative"_s,
                            {{u"value"_s, change.quantity.toString()}});
            stepOn(item.ramp, m_day).quantity = change.quantity;
            clearAfter(item.ramp, m_day, &RampStep::quantity);
            return {};
        });
    }
    Result<void> operator()(const NewDiscount &change)
    {
        if (change.percent.isNegative() || change.percent > Decimal(100))
            return fail(ErrorKind::InvalidInput, u"discount.percent_range"_s,
                        {{u"value"_s, change.percent.toString()}});
        const auto discount = [&](PriceItem &item) -> Result<void> {
            stepOn(item.ramp, m_day).discountPercent = change.percent;
            clearAfter(item.ramp, m_day, &RampStep::discountPercent);
            return {};
        };
        if (!change.item.isEmpty())
            return withItem(change.item, discount);
        for (PriceItem &item : m_contract.items)
            if (item.kind == ItemKind::Recurring)
                (void)discount(item);
        return {};
    }
    Result<void> operator()(const AddedItem &added)
    {
        PriceItem item = added.item;
        if (m_contract.item(item.key))
            return fail(ErrorKind::InvalidInput, u"contracts.item_key_twice"_s, {{u"key"_s, item.key}});
        if (!item.start.isValid() || item.start < m_day)
            item.start = m_day;
        m_contract.items.push_back(std::move(item));
        return {};
    }
    Result<void> operator()(const AddedDiscount &added)
    {
        Discount discount = added.discount;
        if (discount.start.isNull())
            discount.start = m_day;
        if (discount.start < m_day)
            return fail(ErrorKind::InvalidInput, u"contracts.amend_discount"_s,
                        {{u"discount"_s, discount.name}, {u"start"_s, iso(discount.start)}, {u"day"_s, iso(m_day)}});
        if (const auto valid = validate(discount); !valid)
            return valid;
        m_contract.discounts.push_back(std::move(discount));
        return {};
    }
    Result<void> operator()(const RemovedItem &removed)
    {
        return withItem(removed.item, [&](PriceItem &item) -> Result<void> {
            const QDate end = m_contract.serviceOf(item).end;
            item.end = std::min(end, m_day);
            return {};
        });
    }
    Result<void> operator()(const Pause &pause)
    {
        auto &pauses = m_contract.terms.pauses;
        const bool overlaps = std::any_of(pauses.begin(), pauses.end(),
                                          [&](const Period &other) { return other.overlaps(pause.days); });
        if (pause.days.isEmpty() || pause.days.start < m_day || overlaps)
            return fail(ErrorKind::InvalidInput, u"contracts.amend_pause"_s,
                        {{u"start"_s, iso(pause.days.start)}, {u"end"_s, iso(pause.days.end)}, {u"day"_s, iso(m_day)}});
        pauses.insert(std::upper_bound(pauses.begin(), pauses.end(), pause.days), pause.days);
        return {};
    }
    Result<void> operator()(const Cancellation &cancellation)
    {
        const QDate end = cancellation.atPeriodEnd ? periodEndAfter(m_contract, m_day) : m_day;
        if (end <= m_contract.term.start)
            return fail(ErrorKind::InvalidInput, u"contracts.amend_cancel"_s, {{u"day"_s, iso(end)}});
        m_contract.term.end = std::min(m_contract.term.end, end);
        m_contract.terms.autoRenewal = false;
        return {};
    }
    Result<void> operator()(const Renewal &renewal)
    {
        if (!renewal.end.isValid() || renewal.end <= m_contract.term.end || renewal.end.year() > 2999)
            return fail(ErrorKind::InvalidInput, u"contracts.amend_renewal"_s, {{u"end"_s, iso(m_contract.term.end)}});
        m_contract.term.end = renewal.end;
        return {};
    }

    Result<void> operator()(const Reactivation &reactivation)
    {
        const QDate end = m_contract.term.end;
        if (!reactivation.end.isValid() || reactivation.end <= std::max(end, m_day) || reactivation.end.year() > 2999)
            return fail(ErrorKind::InvalidInput, u"contracts.amend_reactivation"_s,
                        {{u"day"_s, iso(m_day)}, {u"end"_s, iso(end)}});
        if (m_day > end)
            m_contract.terms.gaps.push_back({end, m_day});
        m_contract.term.end = reactivation.end;
        return {};
    }

    Result<void> operator()(const AddedLocation &added) { return m_contract.locations.add(added.location, m_day); }
    Result<void> operator()(const ClosedLocation &closed) { return m_contract.locations.close(closed.location, m_day); }

    Result<void> operator()(const BlendedRenewal &renewal)
    {
        if (!renewal.end.isValid() || renewal.end <= m_present.end || renewal.end.year() > 2999
            || (m_contract.term.end != m_present.end && m_contract.term.end != renewal.end))
            return fail(ErrorKind::InvalidInput, u"contracts.amend_renewal"_s, {{u"end"_s, iso(m_present.end)}});
        const auto blended = withItem(renewal.item, [&](PriceItem &item) { return blend(item, renewal); });
        if (blended)
            m_contract.term.end = renewal.end;
        return blended;
    }

    const Contract &contract() const { return m_contract; }
    Contract take() { return std::move(m_contract); }

private:
    template<typename Change> Result<void> withItem(const QString &key, Change change)
    {
        const auto item = std::find_if(m_contract.items.begin(), m_contract.items.end(),
                                       [&](const PriceItem &one) { return one.key == key; });
        if (item == m_contract.items.end())
            return fail(ErrorKind::InvalidInput, u"contracts.amend_item"_s, {{u"key"_s, key}});
        return change(*item);
    }

    /// The price from the day on. An escalation becomes steps: those up to the day as they were, and the later ones
    /// counted from the new price.
    Result<void> setPrice(PriceItem &item, const ChargeModel &model)
    {
        std::vector<std::pair<QDate, EscalationStep>> later;
        if (item.escalation) {
            const auto steps = stepsOf(m_contract, item);
            if (!steps)
                return passOn(steps);
            later = risesAfter(*item.escalation, m_contract.term, m_day);
            item.ramp = *steps;
            item.escalation.reset();
        }
        stepOn(item.ramp, m_day).model = model;
        clearAfter(item.ramp, m_day, &RampStep::model);
        std::vector<EscalationStep> rises;
        for (const auto &[day, rise] : later) {
            rises.push_back(rise);
            const auto risen = escalated(model, rises);
            if (!risen)
                return passOn(risen);
            stepOn(item.ramp, day).model = *risen;
        }
        return {};
    }

    /// One price for what is left of the present term and for the new days.
    Result<void> blend(PriceItem &item, const BlendedRenewal &renewal)
    {
        const auto steps = stepsOf(m_contract, item);
        if (!steps)
            return passOn(steps);
        std::vector<PriceStretch> stretches;
        int digits = renewal.price.scale();
        const Period left = Period{m_day, m_present.end}.intersected(m_contract.serviceOf(item));
        for (const auto &[period, terms] : intervalsIn(baseTermsOf(item), *steps, left)) {
            const auto *each = std::get_if<PerUnit>(&terms.model);
            if (!each || item.kind == ItemKind::OneTime)
                return fail(ErrorKind::InvalidInput, u"contracts.amend_blend"_s, {{u"item"_s, item.description}});
            digits = std::max(digits, each->unitPrice.scale());
            stretches.push_back({each->unitPrice, int(period.days())});
        }
        stretches.push_back({renewal.price, int(m_present.end.daysTo(renewal.end))});
        const auto price = blendedPrice(stretches, digits);
        if (!price)
            return passOn(price);
        item.ramp = *steps;
        item.escalation.reset();
        if (item.end.isValid())
            item.end = renewal.end;
        stepOn(item.ramp, m_day).model = PerUnit{*price};
        clearAfter(item.ramp, m_day, &RampStep::model);
        return {};
    }

    Contract m_contract;
    QDate m_day;
    Period m_present; ///< the term before the amendment
};

} // namespace

QDate periodEndAfter(const Contract &contract, const QDate &day)
{
    QDate end = day;
    for (const PriceItem &item : contract.items) {
        if (item.kind != ItemKind::Recurring || !contract.serviceOf(item).contains(day))
            continue;
        const PeriodGrid grid(contract.term.start, contract.anchorDay(), item.billingMonths);
        end = std::max(end, grid.periodAt(day).end);
    }
    return std::min(end, contract.term.end);
}

Result<Contract> amended(const Contract &contract, const Amendment &amendment)
{
    if (amendment.changes.empty())
        return fail(ErrorKind::InvalidInput, u"contracts.amend_nothing"_s);
    if (amendment.reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"contracts.amend_reason"_s);
    Amender amender(contract, amendment);
    for (const AmendmentChange &change : amendment.changes)
        if (std::holds_alternative<Reactivation>(change))
            if (const auto made = std::visit(amender, change); !made)
                return passOn(made);
    const Period term = amender.contract().term;
    if (!term.contains(amendment.from))
        return fail(ErrorKind::InvalidInput, u"contracts.amend_day"_s,
                    {{u"day"_s, iso(amendment.from)}, {u"start"_s, iso(term.start)}, {u"last"_s, iso(term.lastDay())}});
    for (const AmendmentChange &change : amendment.changes)
        if (!std::holds_alternative<Reactivation>(change))
            if (const auto made = std::visit(amender, change); !made)
                return passOn(made);
    Contract next = amender.take();
    next.version = contract.version + 1;
    next.effectiveFrom = amendment.from;
    next.changeReason = amendment.reason.trimmed();
    next.signatures.clear();
    return next;
}

} // namespace accord::contracts
