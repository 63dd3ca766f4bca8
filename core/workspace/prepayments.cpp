// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/prepayments.h"

#include "core/storage/milestones_sql.h"
#include "core/storage/prepayments_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/invoice_groups.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using billing::Bill;
using billing::PrepaymentTerms;
using contracts::Contract;
using contracts::PriceItem;

namespace {

/// The facts that a prepayment is computed from: those of the contract alone.
struct Forecast
{
    BillAssembly assembly;
    Bill bill; ///< what the contract will charge
};

/// When what is prepaid is charged, as far as is known.
struct Expected
{
    Period period;
    bool isReached = false; ///< the milestone that it waits for
};

/// An item is charged in the month in which its milestone was reached, or in which it is expected.
Result<Expected> expectedOf(Services &services, const PrepaymentRequest &request, const Contract &contract,
                            const QDate &day)
{
    const PriceItem *item = contract.item(request.wish.item);
    if (!item)
        return Expected{request.period.isEmpty() ? Period::monthOf(day) : request.period, false};
    const auto reached = storage::MilestonesSql(services.session()).reached(contract.id);
    if (!reached)
        return passOn(reached);
    for (const contracts::ReachedMilestone &one : *reached)
        if (one.name == item->milestone)
            return Expected{Period::monthOf(one.day), true};
    return Expected{Period::monthOf(contract.serviceOf(*item).start), false};
}

Result<Forecast> forecast(Services &services, const PrepaymentRequest &request, const Contract &contract)
{
    const QDate day = request.issueDate.isValid() ? request.issueDate : services.clock().today();
    const auto expected = expectedOf(services, request, contract, day);
    if (!expected)
        return passOn(expected);
    auto assemblies = assemble(services, contract.account, expected->period, day);
    if (!assemblies)
        return passOn(assemblies);
    std::optional<Forecast> result;
    for (BillAssembly &assembly : *assemblies) {
        billing::BillInput &input = assembly.input;
        std::erase_if(input.contracts, [&](const Contract &one) { return one.id != contract.id; });
        if (input.contracts.empty())
            continue;
        if (!expected->isReached)
            input.milestones.reset();
        input.prepayments.clear();
        auto bill = billOf(assembly, services.reference().taxRates);
        if (!bill)
            return passOn(bill);
        if (result)
            std::ranges::move(bill->lines, std::back_inserter(result->bill.lines));
        else
            result.emplace(std::move(assembly), std::move(*bill));
    }
    if (!result)
        return fail(ErrorKind::InvalidInput, u"billing.prepayment_nothing"_s,
                    {{u"contract"_s, contract.number}, {u"what"_s, contract.number}});
    billing::BillInput &input = result->assembly.input;
    input.billed.clear();
    input.spent.clear();
    input.creditsUsed.clear();
    input.serviceReports.clear();
    result->assembly.purchaseOrder.reset();
    return std::move(*result);
}

struct Computed
{
    BillAssembly assembly;
    PrepaymentPreview preview;
};

Result<Computed> compute(Services &services, const PrepaymentRequest &request)
{
    const auto contract = services.contracts().findByNumber(request.contract);
    if (!contract)
        return passOn(contract);
    auto expected = forecast(services, request, *contract);
    if (!expected)
        return passOn(expected);
    const storage::PrepaymentsSql prepayments(services.session());
    const auto prepaid = prepayments.outstanding(contract->id, request.wish.item, expected->bill.currency);
    if (!prepaid)
        return passOn(prepaid);
    auto terms = billing::prepaymentTerms(request.wish, expected->assembly.input, expected->bill, *prepaid);
    if (!terms)
        return passOn(terms);
    const auto key = prepayments.nextKey(contract->id);
    if (!key)
        return passOn(key);
    terms->key = *key;
    auto bill = billing::ratePrepayment(expected->assembly.input, *terms,
                                        tax::RateTableProvider(services.reference().taxRates));
    if (!bill)
        return passOn(bill);
    const auto value = terms->value();
    if (!value)
        return passOn(value);
    return Computed{std::move(expected->assembly), {std::move(*terms), std::move(*bill), *value, *prepaid}};
}

CanonicalForm formOf(const PrepaymentRequest &request)
{
    CanonicalForm form;
    form.add(request.contract).add(request.wish.item);
    form.add(request.wish.amount ? request.wish.amount->toString() + request.wish.amount->currency().code() : u""_s);
    form.add(request.wish.percent ? request.wish.percent->toShortString() : u""_s);
    form.add(request.period.toString()).add(request.issueDate.toString(Qt::ISODate));
    return form;
}

QJsonObject recordOf(const billing::Invoice &invoice, const PrepaymentTerms &terms)
{
    return {{u"contract"_s, terms.contractNumber},       {u"item"_s, terms.item},
            {u"amount"_s, terms.amount.toString()},      {u"currency"_s, terms.amount.currency().code()},
            {u"total"_s, invoice.bill.total.toString()}, {u"digest"_s, QString::fromLatin1(invoice.digest)}};
}

} // namespace

Result<std::vector<PrepayableItem>> prepayableItems(Services &services, const QString &number)
{
    const auto contract = services.contracts().findByNumber(number);
    if (!contract)
        return passOn(contract);
    std::vector<PrepayableItem> items;
    for (const PriceItem &item : contract->items)
        if (item.kind == contracts::ItemKind::OneTime)
            items.push_back({item.key, item.description, contract->serviceOf(item).start});
    return items;
}

Result<PrepaymentPreview> previewPrepayment(Services &services, const PrepaymentRequest &request)
{
    auto computed = compute(services, request);
    if (!computed)
        return passOn(computed);
    return std::move(computed->preview);
}

Result<billing::Invoice> askPrepayment(Services &services, const PrepaymentRequest &request,
                                       const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(services, Act::PrepareBills); !may)
        return passOn(may);
    const auto act = services.request(command, u"invoice.prepayment"_s, formOf(request));
    storage::Transaction transaction(services.session());
    const auto earlier = services.commands().outcomeOf(act);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return services.invoices().find(
            billing::InvoiceId(QUuid::fromString((*earlier)->value(u"invoice"_s).toString())));
    auto computed = compute(services, request);
    if (!computed)
        return passOn(computed);
    if (auto may = permitFor(services, Act::PrepareBills, computed->assembly.input.payer.id); !may)
        return passOn(may);
    const PrepaymentTerms &terms = computed->preview.terms;
    const auto invoice
        = BillingDesk(services).draftPrepayment(computed->assembly, terms, std::move(computed->preview.bill));
    if (!invoice)
        return invoice;
    const auto audited
        = services.audit(u"invoice.prepayment"_s, u"invoice"_s, invoice->id.toString(), recordOf(*invoice, terms));
    if (!audited)
        return passOn(audited);
    const auto kept = services.commands().keep(act, {{u"invoice"_s, invoice->id.toString()}}, services.clock().now());
    if (!kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *invoice; });
}

} // namespace accord::workspace
