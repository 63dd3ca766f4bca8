// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/invoice_draft.h"

#include <future>
#include <span>

namespace accord::storage {
struct BillRunRow;
}

namespace accord::workspace {

/// A draft of a run, with what keeps it from being printed.
struct RunDraft
{
    billing::Invoice invoice;
    std::vector<billing::BillException> unprintable;
};

/// The bills of one payer in a run. They are gathered from the store in the thread of its session; the first of them is
/// rated and drafted in another thread meanwhile, so that the caller can write the payer before.
class PayerBills
{
public:
    static Result<std::unique_ptr<PayerBills>> gather(Services &services, const accounts::AccountId &payer,
                                                      const storage::BillRunRow &run);
    Q_DISABLE_COPY_MOVE(PayerBills)

    const accounts::AccountId &payer() const { return m_payer; }
    size_t size() const { return m_assemblies.size(); }
    const BillAssembly &assembly(size_t n) const { return m_assemblies[n]; }
    /// The draft of assembly \a n, once; none where nothing is due. Asked in order, after take() of those before it.
    Result<std::optional<RunDraft>> draft(size_t n);
    /// What \a bill took of credits, prepayments and purchase orders is not there for the bills after it.
    void take(const billing::Bill &bill);

private:
    using Draft = Result<std::optional<RunDraft>>;
    PayerBills(Services &services, const accounts::AccountId &payer, std::vector<BillAssembly> assemblies,
               std::vector<DraftFacts> facts);
    Draft make(size_t n, const billing::UsageLookup &usage) const;

    const tax::RateTable &m_taxRates;
    const ExchangeRates &m_exchangeRates;
    accounts::AccountId m_payer;
    std::vector<BillAssembly> m_assemblies;
    std::vector<DraftFacts> m_facts; ///< of each assembly
    std::future<Draft> m_first; ///< ends before what it reads
};

/// The bills of several payers of a run, one payer after the other: the one after it is gathered, and so rated, while
/// the caller works with the one that it was given. All in the caller's transaction.
class BillsAhead
{
public:
    BillsAhead(Services &services, const storage::BillRunRow &run, std::span<const accounts::AccountId> payers)
        : m_services(services)
        , m_run(run)
        , m_rest(payers)
    { }
    bool isAtEnd() const { return m_rest.empty() && !m_ahead; }
    /// The next payer's bills; not to be asked at the end.
    Result<std::unique_ptr<PayerBills>> next();

private:
    Result<std::unique_ptr<PayerBills>> gather();

    Services &m_services;
    const storage::BillRunRow &m_run;
    std::span<const accounts::AccountId> m_rest;
    std::unique_ptr<PayerBills> m_ahead;
};

/// Leaves what \a bill took of credits, prepayments and purchase orders out of \a assemblies, of the same payer.
void leaveTaken(std::vector<BillAssembly> &assemblies, const billing::Bill &bill);

} // namespace accord::workspace
