// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/invoice_redate.h"

#include "core/storage/transaction.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/books.h"
#include "core/workspace/invoice_submission.h"
#include "core/workspace/permit.h"

#include <algorithm>

namespace accord::workspace {

using billing::Invoice;

namespace {

/// \a draft with \a day, and what follows from it.
Result<Invoice> datedOn(Services &services, const Invoice &draft, const QDate &day)
{
    Invoice next = draft;
    const auto company = services.companyCurrency();
    if (!company)
        return passOn(company);
    const ExchangeRates &rates = services.reference().exchangeRates;
    const auto rate = rates.quote(draft.bill.currency, *company, day);
    const auto worth = rates.convert(draft.bill.total, *company, day);
    if (!rate)
        return passOn(rate);
    if (!worth)
        return passOn(worth);
    next.issueDate = day;
    next.dueDate = day.addDays(draft.bill.netDays);
    next.companyTotal = *worth;
    next.inputs.insert(u"exchange_rate"_s, rate->rate.toString());
    next.inputs.insert(u"exchange_rate_day"_s, rate->day.toString(Qt::ISODate));
    next.inputs.insert(u"tax_day"_s, day.toString(Qt::ISODate));
    ++next.revision;
    next.digest = billing::digestOf(next);
    return next;
}

/// Whether the bill comes to the same on its new day: tax may have changed, and parts may fall due on other days.
Result<> comesToTheSame(Services &services, const Invoice &next)
{
    const auto again = BillingDesk(services).explain(next);
    if (again)
        return {};
    return again.error().id == u"billing.recomputed_differs"_s
               ? fail(ErrorKind::Conflict, u"billing.redate_differs"_s,
                      {{u"account"_s, next.accountName}, {u"date"_s, next.issueDate.toString(Qt::ISODate)}})
               : Result<>(passOn(again));
}

Result<> canBeDated(Services &services, const Invoice &draft, const QDate &day)
{
    if (draft.state == billing::InvoiceState::Issued)
        return fail(ErrorKind::Conflict, u"billing.invoice_immutable"_s);
    if (draft.bill.conversion)
        return fail(ErrorKind::Conflict, u"billing.redate_converted"_s,
                    {{u"account"_s, draft.accountName},
                     {u"from"_s, draft.bill.conversion->from.code()},
                     {u"to"_s, draft.bill.currency.code()}});
    const auto earliest = earliestDateFor(services, draft);
    if (!earliest)
        return passOn(earliest);
    if (!day.isValid() || day < *earliest)
        return fail(ErrorKind::InvalidInput, u"billing.redate_early"_s,
                    {{u"date"_s, day.toString(Qt::ISODate)},
                     {u"account"_s, draft.accountName},
                     {u"earliest"_s, earliest->toString(Qt::ISODate)}});
    return {};
}

} // namespace

Result<QDate> earliestDateFor(Services &services, const Invoice &draft)
{
    const auto last = services.invoices().lastIssueDate(draft.issuingEntity);
    const auto closed = Books(services).closedThrough();
    if (!last)
        return passOn(last);
    if (!closed)
        return passOn(closed);
    QDate earliest = billing::earliestIssueDate(draft.bill);
    if (last->isValid())
        earliest = std::max(earliest, *last);
    if (closed->isValid())
        earliest = std::max(earliest, closed->addDays(1));
    return earliest;
}

Result<Invoice> redateInvoice(Services &services, const billing::InvoiceId &id, const QDate &day)
{
    if (auto may = permit(services, Act::PrepareBills); !may)
        return passOn(may);
    storage::Transaction transaction(services.session());
    const auto draft = services.invoices().find(id);
    if (!draft)
        return draft;
    if (auto may = permitFor(services, Act::PrepareBills, draft->account); !may)
        return passOn(may);
    if (const auto fine = canBeDated(services, *draft, day); !fine)
        return passOn(fine);
    const auto next = datedOn(services, *draft, day);
    if (!next)
        return next;
    if (const auto same = comesToTheSame(services, *next); !same)
        return passOn(same);
    if (const auto dropped = services.approvals().supersede(approvals::SubjectKind::Invoice, id.uuid()); !dropped)
        return passOn(dropped);
    if (const auto saved = services.invoices().saveDates(*next); !saved)
        return passOn(saved);
    if (const auto asked = submitInvoice(services, *next); !asked)
        return passOn(asked);
    const auto audited = services.audit(u"invoice.redate"_s, u"invoice"_s, id.toString(),
                                        {{u"before"_s, draft->issueDate.toString(Qt::ISODate)},
                                         {u"after"_s, day.toString(Qt::ISODate)},
                                         {u"revision"_s, next->revision}});
    if (!audited)
        return passOn(audited);
    auto stored = services.invoices().find(id);
    if (!stored)
        return stored;
    return transaction.commit().map([&] { return *stored; });
}

} // namespace accord::workspace
