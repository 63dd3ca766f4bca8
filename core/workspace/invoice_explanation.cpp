// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/booked_rate.h"
#include "core/billing/opening_receivable.h"
#include "core/billing/prepayment.h"
#include "core/billing/rating.h"
#include "core/payments/late_charge_basis.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/carried_bills.h"
#include "core/workspace/invoice_groups.h"
#include "core/workspace/stored_usage.h"

namespace accord::workspace {

using billing::Bill;
using billing::Invoice;

namespace {

/// Whether two bills come to the same, figure by figure.
bool isSame(const Bill &one, const Bill &other)
{
    return one.total == other.total && one.tax == other.tax && one.lines.size() == other.lines.size()
           && one.credits == other.credits && one.instalments == other.instalments;
}

tl::unexpected<Error> differs(const Invoice &invoice, const Bill &again)
{
    return fail(ErrorKind::Internal,
                invoice.engine == billing::engineVersion ? u"billing.recomputed_differs"_s : u"billing.other_engine"_s,
                {{u"invoice"_s, invoice.number},
                 {u"stored"_s, invoice.bill.total.toString()},
                 {u"recomputed"_s, again.total.toString()},
                 {u"engine"_s, invoice.engine}});
}

/// Leaves the charges out that fell due in the period but are not among the \a own ones: they stand on other invoices.
/// Without them more may be missing to a commitment, which then stands elsewhere as well.
Result<void> leaveWhatStandsElsewhere(BillAssembly &assembly, const QSet<QString> &own, const tax::RateTable &rates)
{
    const bool hasCommitments = std::ranges::any_of(
        assembly.input.contracts, [](const contracts::Contract &contract) { return !contract.commitments.empty(); });
    for (bool isMore = true; isMore;) {
        const auto everything = billing::rate(assembly.input, *assembly.usage, rates);
        if (!everything)
            return passOn(everything);
        isMore = false;
        for (const auto &line : everything->lines) {
            const QString key = line.key.toString();
            if (own.contains(key) || assembly.input.billedKeys.contains(key))
                continue;
            assembly.input.billedKeys.insert(key);
            isMore = hasCommitments;
        }
    }
    return {};
}

Result<std::vector<pricing::Derivation>> explainBill(Services &services, const Invoice &invoice)
{
    if (const auto origin = billing::takenOverFrom(invoice))
        return billing::explainOpening(invoice, *origin);
    const auto late = payments::lateChargeBasisOf(invoice);
    if (!late)
        return passOn(late);
    if (*late)
        return payments::explainLateCharge(invoice, **late);
    auto assembly = assembleFromInvoice(services, invoice);
    if (!assembly)
        return passOn(assembly);
    if (const auto terms = billing::prepaymentOf(invoice)) {
        pricing::Recorder recorder;
        const auto again = billing::ratePrepayment(assembly->input, *terms,
                                                   tax::RateTableProvider(services.reference().taxRates), &recorder);
        if (!again)
            return passOn(again);
        return isSame(*again, invoice.bill) ? Result<std::vector<pricing::Derivation>>(recorder.take())
                                            : differs(invoice, *again);
    }
    QSet<QString> own;
    for (const auto &line : invoice.bill.lines)
        own.insert(line.key.toString());
    if (const auto left = leaveWhatStandsElsewhere(*assembly, own, services.reference().taxRates); !left)
        return passOn(left);
    pricing::Recorder recorder;
    const auto again = billing::rate(assembly->input, *assembly->usage, services.reference().taxRates, &recorder);
    if (!again)
        return passOn(again);
    if (!isSame(*again, invoice.bill))
        return differs(invoice, *again);
    explainCarried(invoice, recorder);
    return recorder.take();
}

} // namespace

Result<std::vector<pricing::Derivation>> BillingDesk::explain(const Invoice &invoice)
{
    auto figures = explainBill(m_services, invoice);
    if (!figures)
        return figures;
    if (auto booked = billing::explainBooked(invoice))
        figures->push_back(std::move(*booked));
    return figures;
}

} // namespace accord::workspace
