// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approval.h"
#include "core/storage/prepayments_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/carried_bills.h"
#include "core/workspace/invoice_groups.h"
#include "core/workspace/invoice_submission.h"
#include "core/workspace/order_use.h"
#include "core/workspace/own_bank.h"
#include "core/workspace/payer_bills.h"
#include "core/workspace/permit.h"
#include "core/workspace/stored_usage.h"

#include <algorithm>

namespace accord::workspace {

using billing::Bill;
using billing::BillException;
using billing::Invoice;
using billing::InvoiceId;

Result<InvoiceId> BillingDesk::draftAmong(std::vector<BillAssembly> &all, const BillAssembly &assembly,
                                          billing::Bill bill, const QDate &day)
{
    auto exceptions = findBeforeDraft(assembly, bill);
    if (!exceptions)
        return passOn(exceptions);
    bill.exceptions = std::move(*exceptions);
    auto drafted = draft(day, assembly, bill);
    if (drafted)
        leaveTaken(all, bill);
    return drafted;
}

Result<std::vector<InvoiceId>> BillingDesk::billAgain(const Invoice &credited)
{
    const QDate day = m_services.clock().today();
    auto assemblies = assemble(m_services, credited.account, credited.bill.period, day);
    if (!assemblies)
        return passOn(assemblies);
    std::vector<InvoiceId> drafts;
    for (BillAssembly &assembly : *assemblies) {
        const bool isOfTheInvoice = std::ranges::any_of(assembly.input.contracts, [&](const auto &contract) {
            return std::ranges::any_of(credited.bill.lines,
                                       [&](const auto &line) { return line.key.contract == contract.id; });
        });
        if (!isOfTheInvoice)
            continue;
        // What was billed of later periods is adjusted by later bills.
        std::erase_if(assembly.input.billed, [&](const billing::BilledCharge &charge) {
            return charge.key.period.start >= credited.bill.period.end;
        });
        auto bill = billOf(assembly, m_services.reference().taxRates);
        if (!bill)
            return passOn(bill);
        if (bill->isEmpty() || isSkippedZero(assembly, *bill))
            continue;
        const auto drafted = draftAmong(*assemblies, assembly, std::move(*bill), day);
        if (!drafted)
            return passOn(drafted);
        drafts.push_back(*drafted);
    }
    return drafts;
}

Result<std::vector<InvoiceId>> BillingDesk::draftCarried(const accounts::AccountId &payer, const Period &period,
                                                         const QDate &day)
{
    auto assemblies = assembleForRun(m_services, payer, period, day);
    if (!assemblies)
        return passOn(assemblies);
    std::vector<InvoiceId> drafts;
    for (BillAssembly &assembly : *assemblies) {
        auto bill = billOf(assembly, m_services.reference().taxRates);
        if (!bill)
            return passOn(bill);
        if (bill->isEmpty() || isSkippedZero(assembly, *bill) || !isCarried(assembly, *bill))
            continue;
        assembly.minimum.reset();
        const auto drafted = draftAmong(*assemblies, assembly, std::move(*bill), day);
        if (!drafted)
            return passOn(drafted);
        drafts.push_back(*drafted);
    }
    if (!drafts.empty())
        return drafts;
    const auto account = m_services.accounts().find(payer);
    return account ? fail(ErrorKind::NotFound, u"billing.nothing_carried"_s,
                          {{u"account"_s, account->name}, {u"period"_s, period.start.toString(u"yyyy-MM"_s)}})
                   : passOn(account);
}

Result<std::vector<InvoiceId>> BillingDesk::billCarried(const accounts::AccountId &payer, const Period &period,
                                                        const QDate &issueDate,
                                                        const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::PrepareBills); !may)
        return passOn(may);
    const auto request
        = m_services.request(command, u"bill.carried"_s,
                             CanonicalForm().add(payer.toString()).add(period.start).add(period.end).add(issueDate));
    const QDate day = issueDate.isValid() ? issueDate : m_services.clock().today();
    return draftOnce(request, u"bill.carried"_s, payer, [&] { return draftCarried(payer, period, day); });
}

Result<std::vector<InvoiceId>> BillingDesk::draftOnce(const storage::CommandRequest &request, const QString &act,
                                                      const accounts::AccountId &payer,
                                                      const std::function<Result<std::vector<InvoiceId>>()> &make)
{
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier) {
        std::vector<InvoiceId> drafts;
        for (const QJsonValue &id : (*earlier)->value(u"invoices"_s).toArray())
            drafts.push_back(InvoiceId(QUuid::fromString(id.toString())));
        return drafts;
    }
    if (auto may = permitFor(m_services, Act::PrepareBills, payer); !may)
        return passOn(may);
    const auto drafts = make();
    if (!drafts)
        return drafts;
    QJsonArray ids;
    for (const InvoiceId &id : *drafts)
        ids.append(id.toString());
    const auto audited = m_services.audit(act, u"account"_s, payer.toString(), {{u"invoices"_s, ids}});
    if (!audited)
        return passOn(audited);
    const auto kept = m_services.commands().keep(request, {{u"invoices"_s, ids}}, m_services.clock().now());
    if (!kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *drafts; });
}

Result<std::vector<InvoiceId>> BillingDesk::draftInterim(const accounts::AccountId &payer, const QDate &last,
                                                         const QDate &day)
{
    const Period period{Period::monthOf(last).start, last.addDays(1)};
    auto assemblies = assemble(m_services, payer, period, day, nullptr, {}, true);
    if (!assemblies)
        return passOn(assemblies);
    std::vector<InvoiceId> drafts;
    for (BillAssembly &assembly : *assemblies) {
        auto bill = billOf(assembly, m_services.reference().taxRates);
        if (!bill)
            return passOn(bill);
        if (bill->isEmpty() || bill->subtotal.isZero())
            continue;
        const auto drafted = draftAmong(*assemblies, assembly, std::move(*bill), day);
        if (!drafted)
            return passOn(drafted);
        drafts.push_back(*drafted);
    }
    if (!drafts.empty())
        return drafts;
    const auto account = m_services.accounts().find(payer);
    return account ? fail(ErrorKind::NotFound, u"billing.nothing_interim"_s,
                          {{u"account"_s, account->name}, {u"day"_s, last.toString(Qt::ISODate)}})
                   : passOn(account);
}

Result<std::vector<InvoiceId>> BillingDesk::billInterim(const accounts::AccountId &payer, const QDate &last,
                                                        const QDate &issueDate,
                                                        const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::PrepareBills); !may)
        return passOn(may);
    const auto request = m_services.request(command, u"bill.interim"_s,
                                            CanonicalForm().add(payer.toString()).add(last).add(issueDate));
    const QDate day = issueDate.isValid() ? issueDate : m_services.clock().today();
    return draftOnce(request, u"bill.interim"_s, payer, [&] { return draftInterim(payer, last, day); });
}

Result<Invoice> BillingDesk::draftPrepayment(const BillAssembly &assembly, const billing::PrepaymentTerms &terms,
                                             Bill bill)
{
    if (const auto used = useOrders(assembly, bill); !used)
        return passOn(used);
    auto exceptions = findBeforeDraft(assembly, bill);
    if (!exceptions)
        return passOn(exceptions);
    std::erase_if(*exceptions, [](const BillException &one) { return one.id == u"billing.changed_much"_s; });
    bill.exceptions = std::move(*exceptions);
    const auto drafted = draft(assembly.input.taxDay, assembly, std::move(bill), terms);
    if (!drafted)
        return passOn(drafted);
    return m_services.invoices().find(*drafted);
}

Result<Invoice> BillingDesk::draftLateCharge(const accounts::Account &payer, const QJsonObject &basis,
                                             const InvoiceId &id, Bill bill)
{
    const QDate today = m_services.clock().today();
    BillAssembly assembly;
    const auto seller
        = m_services.seller().entity(billing::IssuingEntityId(payer.issuingEntity)).and_then([&](const auto &stored) {
              return withOwnAccount(m_services, stored);
          });
    if (!seller)
        return passOn(seller);
    assembly.input.payer = payer;
    assembly.input.period = bill.period;
    assembly.input.seller = seller->taxFacts();
    assembly.input.taxDay = today;
    assembly.seller = *seller;
    auto facts = draftFacts(m_services, payer.id, today);
    if (!facts)
        return passOn(facts);
    facts->id = id;
    facts->lateCharge = basis;
    auto invoice = draftInvoice(*facts, assembly, std::move(bill), m_services.reference().exchangeRates);
    if (!invoice)
        return invoice;
    if (const auto added = m_services.invoices().add(*invoice); !added)
        return passOn(added);
    invoice->state = billing::InvoiceState::Approved;
    const auto moved = m_services.invoices().setState(id, invoice->state);
    return moved ? invoice : passOn(moved);
}

Result<InvoiceId> BillingDesk::draft(const QDate &day, const BillAssembly &assembly, Bill bill,
                                     const std::optional<billing::PrepaymentTerms> &terms)
{
    auto facts = draftFacts(m_services, assembly.input.payer.id, day);
    if (!facts)
        return passOn(facts);
    facts->prepayment = terms;
    auto invoice = draftInvoice(*facts, assembly, std::move(bill), m_services.reference().exchangeRates);
    if (!invoice)
        return passOn(invoice);
    return keepDraft(std::move(*invoice), {}, nullptr, terms).map([&] { return facts->id; });
}

Result<> BillingDesk::keepDraft(Invoice draft, const QString &openedBy, std::vector<Invoice> *later,
                                const std::optional<billing::PrepaymentTerms> &terms)
{
    if (const auto added = m_services.invoices().add(draft); !added)
        return added;
    if (terms) {
        const auto noted
            = storage::PrepaymentsSql(m_services.session()).add(draft.id, *terms, draft.createdBy, draft.createdAt);
        if (!noted)
            return noted;
    }
    if (!later)
        return submitInvoice(m_services, draft, openedBy);
    later->push_back(std::move(draft));
    return {};
}

Result<> BillingDesk::discard(const InvoiceId &id, const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::PrepareBills); !may)
        return may;
    const auto request = m_services.request(command, u"invoice.discard"_s, CanonicalForm().add(id.toString()));
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return transaction.commit();
    const auto invoice = m_services.invoices().find(id);
    if (!invoice)
        return passOn(invoice);
    if (auto may = permit(m_services, Act::PrepareBills, targetOf(*invoice)); !may)
        return may;
    if (const auto dropped = m_services.approvals().supersede(approvals::SubjectKind::Invoice, id.uuid()); !dropped)
        return dropped;
    if (const auto removed = m_services.invoices().remove(id); !removed)
        return removed;
    const auto audited = m_services.audit(u"invoice.discard"_s, u"invoice"_s, id.toString(), {});
    if (!audited)
        return passOn(audited);
    if (const auto kept = m_services.commands().keep(request, {}, m_services.clock().now()); !kept)
        return kept;
    return transaction.commit();
}

} // namespace accord::workspace
