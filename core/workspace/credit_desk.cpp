// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/credit_desk.h"

#include "core/billing/late_charge.h"
#include "core/billing/opening_receivable.h"
#include "core/billing/prepayment.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/books.h"
#include "core/workspace/einvoice_desk.h"
#include "core/workspace/permit.h"
#include "core/workspace/soundness.h"

namespace accord::workspace {

using billing::CreditNote;
using billing::CreditNoteId;
using billing::CreditNoteState;
using billing::CreditWish;
using billing::Invoice;
using billing::InvoiceId;

namespace {

approvals::Subject subjectOf(const CreditNote &note, const Invoice &invoice)
{
    approvals::Subject subject{approvals::SubjectKind::CreditNote, note.companyTotal, {}, {}};
    const auto add = [](QStringList &names, const QString &name) {
        if (!name.isEmpty() && !names.contains(name))
            names << name;
    };
    for (const auto &line : note.lines) {
        const auto &billed = invoice.bill.lines.at(size_t(line.invoiceLine - 1));
        add(subject.costCentres, billed.costCentre);
        add(subject.departments, billed.department);
    }
    for (const auto &row : invoice.bill.allocations)
        add(subject.costCentres, row.costCentre);
    return subject;
}

Result<> checkReason(const QString &reason)
{
    return reason.trimmed().isEmpty() ? fail(ErrorKind::InvalidInput, u"billing.credit_reason"_s) : Result<>();
}

CanonicalForm formOf(const InvoiceId &invoice, const CreditWish &wish, const QString &reason)
{
    CanonicalForm form;
    form.add(invoice.toString()).add(reason).add(qint64(wish.lines.size()));
    for (const int line : wish.lines)
        form.add(qint64(line));
    form.add(wish.amount ? wish.amount->toString() + wish.amount->currency().code() : u""_s);
    form.add(wish.percent ? wish.percent->toShortString() : u""_s);
    return form;
}

QJsonObject toJson(const CreditOutcome &outcome)
{
    QJsonArray corrected;
    for (const InvoiceId &id : outcome.corrected)
        corrected.append(id.toString());
    return {{u"credit_note"_s, outcome.note.id.toString()}, {u"corrected"_s, corrected}};
}

/// What an audit record says of a credit note.
QJsonObject recordOf(const CreditNote &note)
{
    return {{u"id"_s, note.id.toString()},
            {u"number"_s, note.number},
            {u"issue_date"_s, note.issueDate.toString(Qt::ISODate)},
            {u"invoice"_s, note.invoiceNumber},
            {u"digest"_s, QString::fromLatin1(note.digest)},
            {u"total"_s, note.total.toString()},
            {u"currency"_s, note.currency.code()}};
}

/// By the roles first: whoever may not do it at all does not learn whether the invoice is there. Into a damaged file
/// nobody writes.
Result<> mayRequest(Services &services, const InvoiceId &id)
{
    if (auto may = permit(services, Act::RequestCredit); !may)
        return may;
    if (auto ready = readyForMoney(services); !ready)
        return ready;
    const auto invoice = services.invoices().find(id);
    if (!invoice)
        return passOn(invoice);
    if (auto may = permitFor(services, Act::RequestCredit, invoice->account); !may)
        return may;
    return permit(services, Act::RequestCredit, targetOf(*invoice));
}

Result<> permitNote(Services &services, Act act, const CreditNoteId &id)
{
    const auto note = services.creditNotes().find(id);
    if (!note)
        return passOn(note);
    const auto invoice = services.invoices().find(note->invoice);
    return invoice ? permit(services, act, targetOf(*invoice)) : passOn(invoice);
}

} // namespace

Result<> CreditDesk::checkAdjustments(const Invoice &invoice, const CreditNote &note)
{
    std::vector<int> whole;
    for (const auto &line : note.lines) {
        const auto credited = line.creditedNet.plus(line.net);
        if (credited && *credited == invoice.bill.lines.at(size_t(line.invoiceLine - 1)).net)
            whole.push_back(line.invoiceLine);
    }
    // The charge would be billed anew in full beside its adjustment.
    const auto other = m_services.creditNotes().adjustedOn(invoice.id, whole);
    if (!other)
        return passOn(other);
    if (!other->isEmpty())
        return fail(ErrorKind::Conflict, u"billing.credit_adjusted_later"_s,
                    {{u"number"_s, invoice.number}, {u"other"_s, *other}});
    return {};
}

Result<CreditPreview> CreditDesk::compute(const Invoice &invoice, const CreditWish &wish)
{
    if (const auto origin = billing::takenOverFrom(invoice))
        return fail(ErrorKind::Conflict, u"billing.credit_issued_elsewhere"_s,
                    {{u"number"_s, invoice.number}, {u"source"_s, origin->source}});
    const auto earlier = m_services.creditNotes().ofInvoice(invoice.id);
    if (!earlier)
        return passOn(earlier);
    pricing::Recorder recorder;
    auto note = billing::creditNoteOf(invoice, *earlier, wish, &recorder);
    if (!note)
        return passOn(note);
    if (const auto free = checkAdjustments(invoice, *note); !free)
        return passOn(free);
    const auto policy = currentPolicy(m_services);
    if (!policy)
        return passOn(policy);
    const auto asking = approvals::demandOf({subjectOf(*note, invoice)}, *policy);
    if (!asking)
        return passOn(asking);
    const Money open = billing::settlementOf(invoice).open();
    const auto after = open.minus(note->total);
    if (!after)
        return passOn(after);
    return CreditPreview{std::move(*note), recorder.take(), open, *after, asking->inWords};
}

Result<CreditPreview> CreditDesk::preview(const InvoiceId &id, const CreditWish &wish)
{
    const auto invoice = m_services.invoices().find(id);
    return invoice ? compute(*invoice, wish) : passOn(invoice);
}

Result<std::vector<LineLeft>> CreditDesk::linesLeft(const InvoiceId &id)
{
    const auto invoice = m_services.invoices().find(id);
    if (!invoice)
        return passOn(invoice);
    const auto earlier = m_services.creditNotes().ofInvoice(id);
    if (!earlier)
        return passOn(earlier);
    const auto lines = billing::creditableLines(*invoice, *earlier);
    if (!lines)
        return passOn(lines);
    std::vector<LineLeft> result;
    for (size_t i = 0; i < lines->size(); ++i) {
        const auto &billed = invoice->bill.lines[i];
        const auto left = billed.net.minus((*lines)[i].creditedNet);
        if (!left)
            return passOn(left);
        result.push_back({int(i + 1), billed.description, billed.locationName, billed.net, *left});
    }
    return result;
}

Result<> CreditDesk::submit(CreditNote &note, const Invoice &invoice)
{
    const Submission submission{subjectOf(note, invoice), note.id.uuid(),  1, note.digest,
                                note.requestedBy,         note.requestedBy};
    const auto asked = workspace::submit(m_services, submission);
    if (!asked)
        return passOn(asked);
    const auto beyond = *asked ? Result<bool>(false) : isWaivedBeyondLimit(note, invoice);
    if (!beyond)
        return passOn(beyond);
    if (*beyond) {
        const auto agreed = submitAlways(m_services, submission, u"waiver of the late charge %1"_s.arg(invoice.number));
        if (!agreed)
            return passOn(agreed);
    }
    note.state = *asked || *beyond ? CreditNoteState::InApproval : CreditNoteState::Approved;
    return m_services.creditNotes().setState(note.id, note.state);
}

Result<CreditNote> CreditDesk::store(const InvoiceId &id, const CreditWish &wish, const QString &reason,
                                     Purpose purpose)
{
    if (const auto given = checkReason(reason); !given)
        return passOn(given);
    const auto invoice = m_services.invoices().find(id);
    if (!invoice)
        return passOn(invoice);
    if (purpose == Purpose::Correct && billing::isPrepayment(invoice->bill))
        return fail(ErrorKind::Conflict, u"billing.prepayment_correct"_s, {{u"number"_s, invoice->number}});
    if (purpose == Purpose::Correct && billing::isLateCharge(invoice->bill))
        return fail(ErrorKind::Conflict, u"receivables.late_charge_correct"_s, {{u"number"_s, invoice->number}});
    auto computed = compute(*invoice, wish);
    if (!computed)
        return passOn(computed);
    CreditNote note = std::move(computed->note);
    note.id = m_services.ids().next<CreditNoteId>();
    note.reason = reason.trimmed();
    note.corrects = purpose == Purpose::Correct;
    note.voids = purpose == Purpose::MakeVoid;
    note.requestedBy = m_services.actor();
    note.requestedAt = m_services.clock().now();
    note.digest = billing::digestOf(note);
    if (const auto added = m_services.creditNotes().add(note); !added)
        return passOn(added);
    // What was never due is given back with the invoice that was agreed to be void.
    if (purpose == Purpose::NeverDue)
        note.state = CreditNoteState::Approved;
    const auto submitted = purpose == Purpose::NeverDue ? m_services.creditNotes().setState(note.id, note.state)
                                                        : submit(note, *invoice);
    if (!submitted)
        return passOn(submitted);
    return note;
}

Result<CreditNote> CreditDesk::request(const InvoiceId &invoice, const CreditWish &wish, const QString &reason,
                                       const std::optional<storage::CommandId> &command)
{
    if (auto may = mayRequest(m_services, invoice); !may)
        return passOn(may);
    const auto request = m_services.request(command, u"credit_note.request"_s, formOf(invoice, wish, reason));
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier) {
        const auto before = outcomeBefore(**earlier);
        return before ? Result<CreditNote>(before->note) : passOn(before);
    }
    auto note = store(invoice, wish, reason, Purpose::GiveBack);
    if (!note)
        return note;
    const auto audited = m_services.audit(u"credit_note.request"_s, u"credit_note"_s, note->id.toString(),
                                          {{u"reason"_s, note->reason}, {u"credit_note"_s, recordOf(*note)}});
    if (!audited)
        return passOn(audited);
    if (const auto kept = m_services.commands().keep(request, toJson({*note, {}}), m_services.clock().now()); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *note; });
}

Result<CreditOutcome> CreditDesk::creditWhole(const InvoiceId &invoice, const QString &reason, Purpose purpose)
{
    auto note = store(invoice, {}, reason, purpose);
    if (!note)
        return passOn(note);
    if (note->state == CreditNoteState::Approved)
        return issueNow(note->id);
    const auto audited = m_services.audit(u"credit_note.request"_s, u"credit_note"_s, note->id.toString(),
                                          {{u"reason"_s, note->reason}, {u"credit_note"_s, recordOf(*note)}});
    if (!audited)
        return passOn(audited);
    return CreditOutcome{*note, {}};
}

Result<CreditOutcome> CreditDesk::makeVoid(const InvoiceId &id, const QString &reason,
                                           const std::optional<storage::CommandId> &command)
{
    if (auto may = mayRequest(m_services, id); !may)
        return passOn(may);
    const auto request = m_services.request(command, u"invoice.void"_s, formOf(id, {}, reason));
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return outcomeBefore(**earlier);
    const auto invoice = m_services.invoices().find(id);
    if (!invoice)
        return passOn(invoice);
    const billing::Settlement settled = billing::settlementOf(*invoice);
    if (invoice->state == billing::InvoiceState::Issued && settled.open() != settled.amountDue)
        return fail(ErrorKind::Conflict, u"billing.void_settled"_s,
                    {{u"number"_s, invoice->number},
                     {u"paid"_s, settled.paid.toString()},
                     {u"credited"_s, settled.credited.toString()},
                     {u"currency"_s, settled.amountDue.currency().code()}});
    const auto outcome = creditWhole(id, reason, Purpose::MakeVoid);
    if (!outcome)
        return outcome;
    if (const auto kept = m_services.commands().keep(request, toJson(*outcome), m_services.clock().now()); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *outcome; });
}

Result<CreditOutcome> CreditDesk::correct(const InvoiceId &invoice, const QString &reason,
                                          const std::optional<storage::CommandId> &command)
{
    if (auto may = mayRequest(m_services, invoice); !may)
        return passOn(may);
    const auto request = m_services.request(command, u"credit_note.correct"_s, formOf(invoice, {}, reason));
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return outcomeBefore(**earlier);
    auto outcome = creditWhole(invoice, reason, Purpose::Correct);
    if (!outcome)
        return outcome;
    if (const auto kept = m_services.commands().keep(request, toJson(*outcome), m_services.clock().now()); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *outcome; });
}

Result<> CreditDesk::number(CreditNote &note)
{
    const auto last = m_services.creditNotes().lastIssueDate(note.issuingEntity);
    if (!last)
        return passOn(last);
    note.issueDate = std::max(m_services.clock().today(), note.invoiceIssueDate);
    if (last->isValid() && note.issueDate < *last)
        return fail(ErrorKind::InvalidInput, u"billing.issue_date_before_last"_s,
                    {{u"date"_s, note.issueDate.toString(Qt::ISODate)}, {u"last"_s, last->toString(Qt::ISODate)}});
    const auto entity = m_services.seller().entity(note.issuingEntity);
    if (!entity)
        return passOn(entity);
    const int year = note.issueDate.year();
    const auto taken = m_services.invoices().takeNumber(note.issuingEntity, u"credit_note"_s, year);
    if (!taken)
        return passOn(taken);
    const auto formatted = billing::formatNumber(billing::creditNumberFormat(entity->numberFormat), year, *taken);
    if (!formatted)
        return passOn(formatted);
    note.number = *formatted;
    return {};
}

Result<CreditOutcome> CreditDesk::issueNow(const CreditNoteId &id)
{
    auto found = m_services.creditNotes().find(id);
    if (!found)
        return passOn(found);
    CreditNote &note = *found;
    if (note.state == CreditNoteState::Issued)
        return fail(ErrorKind::Conflict, u"billing.credit_issued_already"_s, {{u"number"_s, note.number}});
    if (note.state == CreditNoteState::Void)
        return fail(ErrorKind::Conflict, u"billing.credit_is_void"_s, {{u"reason"_s, note.voidReason}});
    if (note.state != CreditNoteState::Approved)
        return fail(ErrorKind::Conflict, u"billing.credit_not_approved"_s, {{u"account"_s, note.accountName}});
    if (billing::digestOf(note) != note.digest)
        return fail(ErrorKind::Internal, u"billing.digest_differs"_s, {{u"invoice"_s, note.id.toString()}});
    const auto invoice = m_services.invoices().find(note.invoice);
    if (!invoice)
        return passOn(invoice);
    if (const auto free = checkAdjustments(*invoice, note); !free)
        return passOn(free);
    if (const auto numbered = number(note); !numbered)
        return passOn(numbered);
    note.state = CreditNoteState::Issued;
    note.issuedAt = m_services.clock().now();
    const auto seal = m_services.audit(u"credit_note.issue"_s, u"credit_note"_s, note.id.toString(),
                                       {{u"reason"_s, note.reason},
                                        {u"corrects"_s, note.corrects},
                                        {u"voids"_s, note.voids},
                                        {u"documents"_s, QJsonArray{recordOf(note)}}});
    if (!seal)
        return passOn(seal);
    note.seal = *seal;
    if (const auto marked = m_services.creditNotes().markIssued(note); !marked)
        return passOn(marked);
    Books books(m_services);
    const auto recognised = books.closedThrough();
    if (!recognised)
        return passOn(recognised);
    const auto entry = ledger::entryForCreditNote(note, *invoice, *recognised).and_then([&](const ledger::Entry &one) {
        return books.inBaseAsCarried(one, invoice->id, invoice->issueDate);
    });
    if (!entry)
        return passOn(entry);
    if (const auto posted = books.post(*entry); !posted)
        return passOn(posted);
    if (const auto made = EinvoiceDesk(m_services).makeFor(note, *invoice); !made)
        return passOn(made);
    if (const auto queued = m_services.creditNotes().queueForSending(m_services.ids().next(), note); !queued)
        return passOn(queued);
    if (note.voids) {
        if (const auto gone = giveBackLateCharges(*invoice); !gone)
            return passOn(gone);
    }
    CreditOutcome outcome{note, {}};
    if (note.corrects) {
        auto drafts = BillingDesk(m_services).billAgain(*invoice);
        if (!drafts)
            return passOn(drafts);
        outcome.corrected = std::move(*drafts);
    }
    return outcome;
}

Result<CreditOutcome> CreditDesk::issue(const CreditNoteId &id, const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::IssueCredit); !may)
        return passOn(may);
    if (auto ready = readyForMoney(m_services); !ready)
        return passOn(ready);
    const auto request = m_services.request(command, u"credit_note.issue"_s, CanonicalForm().add(id.toString()));
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return outcomeBefore(**earlier);
    if (auto may = permitNote(m_services, Act::IssueCredit, id); !may)
        return passOn(may);
    auto outcome = issueNow(id);
    if (!outcome)
        return outcome;
    if (const auto kept = m_services.commands().keep(request, toJson(*outcome), m_services.clock().now()); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *outcome; });
}

Result<CreditNote> CreditDesk::discard(const CreditNoteId &id, const QString &reason,
                                       const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::RequestCredit); !may)
        return passOn(may);
    const auto request
        = m_services.request(command, u"credit_note.void"_s, CanonicalForm().add(id.toString()).add(reason));
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    auto note = m_services.creditNotes().find(id);
    if (!note || *earlier)
        return note;
    if (const auto given = checkReason(reason); !given)
        return passOn(given);
    if (note->state == CreditNoteState::Issued)
        return fail(ErrorKind::Conflict, u"billing.credit_issued_already"_s, {{u"number"_s, note->number}});
    if (note->state == CreditNoteState::Void)
        return fail(ErrorKind::Conflict, u"billing.credit_is_void"_s, {{u"reason"_s, note->voidReason}});
    if (const auto dropped = m_services.approvals().supersede(approvals::SubjectKind::CreditNote, id.uuid()); !dropped)
        return passOn(dropped);
    if (const auto done = m_services.creditNotes().markVoid(id, reason.trimmed(), m_services.actor()); !done)
        return passOn(done);
    note->state = CreditNoteState::Void;
    note->voidReason = reason.trimmed();
    const auto audited = m_services.audit(u"credit_note.void"_s, u"credit_note"_s, id.toString(),
                                          {{u"reason"_s, note->voidReason}, {u"credit_note"_s, recordOf(*note)}});
    if (!audited)
        return passOn(audited);
    if (const auto kept = m_services.commands().keep(request, {}, m_services.clock().now()); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *note; });
}

Result<CreditOutcome> CreditDesk::outcomeBefore(const QJsonObject &outcome)
{
    const auto note
        = m_services.creditNotes().find(CreditNoteId(QUuid::fromString(outcome.value(u"credit_note"_s).toString())));
    if (!note)
        return passOn(note);
    CreditOutcome result{*note, {}};
    for (const QJsonValue &id : outcome.value(u"corrected"_s).toArray())
        result.corrected.emplace_back(QUuid::fromString(id.toString()));
    return result;
}

} // namespace accord::workspace
