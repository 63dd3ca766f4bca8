// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/payer_bills.h"

#include "core/billing/due_charges.h"
#include "core/billing/prepayment.h"
#include "core/storage/bill_runs_sql.h"
#include "core/workspace/carried_bills.h"
#include "core/workspace/invoice_groups.h"
#include "core/workspace/order_use.h"
#include "core/workspace/payment_facts.h"
#include "core/workspace/print_check.h"
#include "core/workspace/stored_usage.h"

namespace accord::workspace {

using billing::Bill;

namespace {

/// Reads the usage that the charges of \a assembly ask for, as far as that can be told without rating them.
Result<> readUsage(const BillAssembly &assembly)
{
    for (const contracts::Contract &contract : assembly.input.contracts) {
        for (const contracts::PriceItem &item : contract.items) {
            if (item.kind != contracts::ItemKind::Usage)
                continue;
            for (const billing::DueCharge &charge : billing::dueCharges(contract, item, assembly.input.period)) {
                if (charge.served.isEmpty())
                    continue;
                if (const auto covered = assembly.usage->cover(charge.served); !covered)
                    return covered;
            }
        }
    }
    return {};
}

} // namespace

void leaveTaken(std::vector<BillAssembly> &assemblies, const Bill &bill)
{
    for (BillAssembly &assembly : assemblies) {
        takeFromOrders(assembly.orders, bill);
        noteCredits(assembly.input.creditsUsed, bill.credits);
        billing::noteDeductions(assembly.input.prepayments, bill);
    }
}

Result<std::unique_ptr<PayerBills>> PayerBills::gather(Services &services, const accounts::AccountId &payer,
                                                       const storage::BillRunRow &run)
{
    auto assemblies = assembleForRun(services, payer, run.period, run.issueDate);
    if (!assemblies)
        return passOn(assemblies);
    std::vector<DraftFacts> facts;
    for (const BillAssembly &assembly : *assemblies) {
        if (const auto read = readUsage(assembly); !read)
            return passOn(read);
        auto own = draftFacts(services, payer, run.issueDate);
        if (!own)
            return passOn(own);
        own->run = run.id;
        facts.push_back(std::move(*own));
    }
    return std::unique_ptr<PayerBills>(new PayerBills(services, payer, std::move(*assemblies), std::move(facts)));
}

PayerBills::PayerBills(Services &services, const accounts::AccountId &payer, std::vector<BillAssembly> assemblies,
                       std::vector<DraftFacts> facts)
    : m_taxRates(services.reference().taxRates)
    , m_exchangeRates(services.reference().exchangeRates)
    , m_payer(payer)
    , m_assemblies(std::move(assemblies))
    , m_facts(std::move(facts))
{
    if (!m_assemblies.empty())
        m_first = std::async(std::launch::async, [this] { return make(0, m_assemblies[0].usage->inMemory()); });
}

PayerBills::Draft PayerBills::make(size_t n, const billing::UsageLookup &usage) const
{
    const BillAssembly &assembly = m_assemblies[n];
    auto bill = billOf(assembly, usage, m_taxRates);
    if (!bill)
        return passOn(bill);
    if (bill->isEmpty() || isSkippedZero(assembly, *bill))
        return std::nullopt;
    auto unprinted = unprintable(*bill, assembly.input.payer, assembly.seller);
    auto invoice = draftInvoice(m_facts[n], assembly, std::move(*bill), m_exchangeRates);
    if (!invoice)
        return passOn(invoice);
    return RunDraft{std::move(*invoice), std::move(unprinted)};
}

PayerBills::Draft PayerBills::draft(size_t n)
{
    if (n > 0 || !m_first.valid())
        return make(n, *m_assemblies[n].usage);
    auto first = m_first.get();
    // Single events, or usage of a period that nobody could foresee: only this thread may read them.
    return first || !isNotRead(first.error()) ? std::move(first) : make(n, *m_assemblies[n].usage);
}

void PayerBills::take(const Bill &bill)
{
    leaveTaken(m_assemblies, bill);
}

Result<std::unique_ptr<PayerBills>> BillsAhead::gather()
{
    const accounts::AccountId payer = m_rest.front();
    m_rest = m_rest.subspan(1);
    return PayerBills::gather(m_services, payer, m_run);
}

Result<std::unique_ptr<PayerBills>> BillsAhead::next()
{
    auto bills = m_ahead ? Result<std::unique_ptr<PayerBills>>(std::move(m_ahead)) : gather();
    if (bills && !m_rest.empty()) {
        auto ahead = gather();
        if (!ahead)
            return ahead;
        m_ahead = std::move(*ahead);
    }
    return bills;
}

} // namespace accord::workspace
