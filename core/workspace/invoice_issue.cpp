// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/late_charge.h"
#include "core/storage/transaction.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/books.h"
#include "core/workspace/budget_check.h"
#include "core/workspace/credit_control.h"
#include "core/workspace/einvoice_desk.h"
#include "core/workspace/invoice_submission.h"
#include "core/workspace/order_use.h"
#include "core/workspace/payment_agreements.h"
#include "core/workspace/permit.h"
#include "core/workspace/print_check.h"
#include "core/workspace/rare_checkpoints.h"
#include "core/workspace/soundness.h"

#include <algorithm>

namespace accord::workspace {

using billing::Invoice;
using billing::InvoiceId;
using billing::InvoiceState;

namespace {

/// Which invoices a batch issued: they never change, so their ids are enough.
QJsonObject outcomeOf(const std::vector<Invoice> &issued)
{
    QJsonArray ids;
    for (const Invoice &invoice : issued)
        ids.append(invoice.id.toString());
    return {{u"invoices"_s, ids}};
}

} // namespace

Result<std::vector<Invoice>> BillingDesk::issue(const std::vector<InvoiceId> &ids, jobs::Progress &progress,
                                                const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::IssueInvoices); !may)
        return passOn(may);
    if (auto ready = readyForMoney(m_services); !ready)
        return passOn(ready);
    CanonicalForm form;
    for (const InvoiceId &id : ids)
        form.add(id.toString());
    const auto request = m_services.request(command, u"invoice.issue"_s, form);
    const RareCheckpoints rareCheckpoints(m_services.session());
    progress.setTotal(qint64(ids.size()));
    constexpr size_t batch = 500; // reliability: at most so many documents hold the number series at once
    std::vector<Invoice> issued;
    for (size_t start = 0; start < ids.size(); start += batch) {
        if (progress.cancelled())
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s, {{u"issued"_s, qulonglong(issued.size())}});
        const auto part = start == 0 ? request : request.part(QString::number(start));
        storage::Transaction transaction(m_services.session());
        const auto earlier = m_services.commands().outcomeOf(part);
        if (!earlier)
            return passOn(earlier);
        auto members = *earlier
                           ? issuedBefore(**earlier)
                           : issueBatch(std::span(ids).subspan(start, std::min(batch, ids.size() - start)), progress);
        if (!members)
            return members;
        if (!*earlier) {
            const auto kept = m_services.commands().keep(part, outcomeOf(*members), m_services.clock().now());
            if (!kept)
                return passOn(kept);
        }
        if (const auto committed = transaction.commit(); !committed)
            return passOn(committed);
        std::move(members->begin(), members->end(), std::back_inserter(issued));
    }
    return issued;
}

Result<Invoice> BillingDesk::issueLateCharge(const InvoiceId &id)
{
    jobs::Progress progress;
    auto issued = issueBatch(std::span(&id, 1), progress);
    return issued ? Result<Invoice>(std::move(issued->front())) : passOn(issued);
}

Result<std::vector<Invoice>> BillingDesk::issueBatch(std::span<const InvoiceId> ids, jobs::Progress &progress)
{
    storage::AuditSql store(m_services.session());
    const auto head = security::AuditChain(store, m_services.clock()).head();
    if (!head)
        return passOn(head);
    std::vector<Invoice> members;
    for (const InvoiceId &id : ids) {
        auto invoice = m_services.invoices().find(id);
        if (!invoice)
            return passOn(invoice);
        if (auto may = permit(m_services, Act::IssueInvoices, targetOf(*invoice));
            !may && may.error().id != u"permission.role_missing") // who charges late payment issues what asks for it
            return passOn(may);
        members.push_back(std::move(*invoice));
    }
    // Numbers follow the issue dates, whatever order the ids came in.
    std::stable_sort(members.begin(), members.end(),
                     [](const Invoice &a, const Invoice &b) { return a.issueDate < b.issueDate; });
    QJsonArray documents;
    LastIssueDates lastDates;
    for (Invoice &invoice : members) {
        if (const auto done = issueOne(invoice, head->toString(), lastDates); !done)
            return passOn(done);
        documents.append(QJsonObject{{u"id"_s, invoice.id.toString()},
                                     {u"number"_s, invoice.number},
                                     {u"digest"_s, QString::fromLatin1(invoice.digest)},
                                     {u"total"_s, invoice.bill.total.toString()},
                                     {u"currency"_s, invoice.bill.currency.code()}});
        progress.advance();
    }
    const auto audited
        = m_services.audit(u"invoice.issue"_s, u"invoice"_s, members.size() == 1 ? members[0].id.toString() : QString(),
                           {{u"documents"_s, documents}});
    if (!audited)
        return passOn(audited);
    return members;
}

Result<std::vector<Invoice>> BillingDesk::issuedBefore(const QJsonObject &outcome)
{
    std::vector<Invoice> issued;
    for (const QJsonValue &id : outcome.value(u"invoices"_s).toArray()) {
        auto invoice = m_services.invoices().find(InvoiceId(QUuid::fromString(id.toString())));
        if (!invoice)
            return passOn(invoice);
        issued.push_back(std::move(*invoice));
    }
    return issued;
}

Result<> BillingDesk::followsLast(const Invoice &invoice, LastIssueDates &lastDates)
{
    auto known = lastDates.find(invoice.issuingEntity);
    if (known == lastDates.end()) {
        const auto last = m_services.invoices().lastIssueDate(invoice.issuingEntity);
        if (!last)
            return passOn(last);
        known = lastDates.emplace(invoice.issuingEntity, *last).first;
    }
    QDate &last = known->second;
    if (last.isValid() && invoice.issueDate < last)
        return fail(ErrorKind::InvalidInput, u"billing.issue_date_before_last"_s,
                    {{u"date"_s, invoice.issueDate.toString(Qt::ISODate)}, {u"last"_s, last.toString(Qt::ISODate)}});
    last = invoice.issueDate;
    return {};
}

namespace {

/// An issued invoice never changes: what cannot be printed is not issued.
Result<> canBePrinted(Services &services, const Invoice &invoice, const billing::IssuingEntity &seller)
{
    const auto payer = services.accounts().find(invoice.account);
    if (!payer)
        return passOn(payer);
    const auto found = unprintable(invoice.bill, *payer, seller);
    return found.empty() ? Result<>() : fail(ErrorKind::Conflict, u"documents.glyph_missing"_s, found.front().args);
}

/// What the customer ordered, budgeted and may owe. Late payment was not ordered, and costs what it costs.
Result<> holdsItsLimits(Services &services, const Invoice &invoice)
{
    if (billing::isLateCharge(invoice.bill))
        return {};
    if (const auto ordered = holdsItsOrder(services, invoice); !ordered)
        return ordered;
    if (const auto within = holdsItsBudgets(services, invoice); !within)
        return within;
    return holdsItsCredit(services, invoice);
}

} // namespace

Result<> BillingDesk::issueOne(Invoice &invoice, const QString &seal, LastIssueDates &lastDates)
{
    if (invoice.state == InvoiceState::Issued)
        return fail(ErrorKind::Conflict, u"billing.issued_already"_s, {{u"number"_s, invoice.number}});
    if (invoice.state != InvoiceState::Approved)
        return fail(ErrorKind::Conflict, u"billing.not_approved"_s, {{u"account"_s, invoice.accountName}});
    if (billing::digestOf(invoice) != invoice.digest)
        return fail(ErrorKind::Internal, u"billing.digest_differs"_s, {{u"invoice"_s, invoice.id.toString()}});
    if (const auto held = holdsItsLimits(m_services, invoice); !held)
        return held;
    if (const auto follows = followsLast(invoice, lastDates); !follows)
        return follows;
    const auto entity = m_services.seller().entity(invoice.issuingEntity);
    if (!entity)
        return passOn(entity);
    if (const auto printed = canBePrinted(m_services, invoice, *entity); !printed)
        return printed;
    const auto number = m_services.invoices().takeNumber(invoice.issuingEntity, u"invoice"_s, invoice.issueDate.year());
    if (!number)
        return passOn(number);
    const auto formatted = billing::formatNumber(entity->numberFormat, invoice.issueDate.year(), *number);
    if (!formatted)
        return passOn(formatted);
    invoice.number = *formatted;
    invoice.state = InvoiceState::Issued;
    invoice.seal = seal;
    invoice.issuedAt = m_services.clock().now();
    if (const auto marked = m_services.invoices().markIssued(invoice); !marked)
        return marked;
    Books books(m_services);
    const auto entry = ledger::entryForInvoice(invoice).and_then(
        [&](const ledger::Entry &one) { return books.inBase(one, invoice.issueDate); });
    if (!entry)
        return passOn(entry);
    if (const auto posted = books.post(*entry); !posted)
        return posted;
    if (const auto noted = noteAgreementFor(m_services, invoice); !noted)
        return noted;
    if (const auto made = EinvoiceDesk(m_services).makeFor(invoice); !made)
        return made;
    return m_services.invoices().queueForSending(m_services.ids().next(), invoice);
}

} // namespace accord::workspace
