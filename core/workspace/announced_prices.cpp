// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/announced_prices.h"

#include "core/contracts/amendment.h"
#include "core/contracts/price_terms.h"
#include "core/pricing/escalator.h"
#include "core/pricing/period_grid.h"
#include "core/storage/transaction.h"

namespace accord::workspace {

using contracts::Contract;
using contracts::PriceItem;

namespace {

Result<std::vector<Contract>> contractsOf(Services &services, const AnnouncedPrice &announced)
{
    std::vector<Contract> chosen;
    for (const QString &number : announced.contracts) {
        auto contract = services.contracts().findByNumber(number);
        if (!contract)
            return passOn(contract);
        if (!contract->item(announced.item))
            return fail(ErrorKind::InvalidInput, u"contracts.amend_item"_s, {{u"key"_s, announced.item}});
        chosen.push_back(std::move(*contract));
    }
    if (!announced.contracts.isEmpty())
        return chosen;
    auto all = services.contracts().all();
    if (!all)
        return all;
    std::erase_if(*all, [&](const Contract &contract) {
        return !contract.item(announced.item) || !contract.isInForce(announced.from);
    });
    if (all->empty())
        return fail(ErrorKind::InvalidInput, u"contracts.amend_item"_s, {{u"key"_s, announced.item}});
    return all;
}

Result<pricing::ChargeModel> modelAfter(const pricing::ChargeModel &before, const AnnouncedPrice &announced)
{
    if (announced.unitPrice)
        return pricing::ChargeModel(pricing::PerUnit{*announced.unitPrice});
    pricing::EscalationStep step;
    step.percent = *announced.percent;
    return pricing::escalated(before, {step});
}

/// What is left of the period that \a day lies in, by the price of before and by the one of after.
Result<pricing::PriceChange> runningPeriod(const Contract &contract, const PriceItem &item, const QDate &day,
                                           const pricing::RampTerms &before, const pricing::ChargeModel &after)
{
    const pricing::PeriodGrid grid(contract.term.start, contract.anchorDay(), item.billingMonths);
    const Period full = grid.periodAt(day);
    if (item.kind != contracts::ItemKind::Recurring || full.start == day)
        return pricing::PriceChange{{}, {}, Money::zero(contract.currency)};
    const Period left = Period{day, full.end}.intersected(contract.serviceOf(item));
    const Exact periods = Exact::ratio(item.billingMonths, item.priceMonths);
    pricing::RampTerms then = before;
    then.model = after;
    const int digits = contract.currency.minorDigits();
    return pricing::changePrices(
        {{pricing::valueOf(before, digits) * periods}}, {{pricing::valueOf(then, digits) * periods}},
        pricing::prorationFraction(left, full, contract.terms.proration, contract.terms.timeZone.toLatin1()),
        contract.currency);
}

Result<PriceNotice> noticeOf(const Contract &contract, const AnnouncedPrice &announced, const QDate &today)
{
    const PriceItem &item = *contract.item(announced.item);
    const auto steps = contracts::stepsOf(contract, item);
    if (!steps)
        return passOn(steps);
    const auto terms = pricing::termsOn(contracts::baseTermsOf(item), *steps, announced.from);
    auto after = modelAfter(terms.model, announced);
    if (!after)
        return passOn(after);
    auto running = runningPeriod(contract, item, announced.from, terms, *after);
    if (!running)
        return passOn(running);
    PriceNotice notice{contract, {}, {}, terms.model, *after, std::move(*running)};
    const QDate earliest = today.addDays(contract.terms.priceNoticeDays);
    auto candidate = contracts::amended(
        contract, {announced.from, announced.reason, {contracts::NewPrice{announced.item, *after}}});
    if (announced.from < earliest && contract.terms.priceNoticeDays > 0)
        notice.refused = Error{ErrorKind::InvalidInput,
                               u"contracts.price_notice_short"_s,
                               {{u"contract"_s, contract.number},
                                {u"days"_s, contract.terms.priceNoticeDays},
                                {u"earliest"_s, earliest.toString(Qt::ISODate)}},
                               {}};
    else if (!candidate)
        notice.refused = candidate.error();
    else
        notice.candidate = std::move(*candidate);
    return notice;
}

} // namespace

Result<std::vector<PriceNotice>> planPrices(Services &services, const AnnouncedPrice &announced)
{
    if (announced.unitPrice.has_value() == announced.percent.has_value())
        return fail(ErrorKind::InvalidInput, u"contracts.price_announced"_s);
    const auto contracts = contractsOf(services, announced);
    if (!contracts)
        return passOn(contracts);
    std::vector<PriceNotice> notices;
    for (const Contract &contract : *contracts) {
        auto notice = noticeOf(contract, announced, services.clock().today());
        if (!notice)
            return passOn(notice);
        notices.push_back(std::move(*notice));
    }
    return notices;
}

Result<std::vector<SavedContract>> announcePrices(Services &services, const AnnouncedPrice &announced)
{
    storage::Transaction transaction(services.session());
    const auto notices = planPrices(services, announced);
    if (!notices)
        return passOn(notices);
    std::vector<SavedContract> saved;
    for (const PriceNotice &notice : *notices) {
        if (notice.refused)
            return tl::unexpected(*notice.refused);
        auto stored = ContractDesk(services).save(notice.saved.id.toString(), *notice.candidate, notice.saved);
        if (!stored)
            return passOn(stored);
        saved.push_back(std::move(*stored));
    }
    return transaction.commit().map([&] { return std::move(saved); });
}

} // namespace accord::workspace
