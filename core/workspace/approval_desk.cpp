// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/approval_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/dunning_desk.h"
#include "core/workspace/write_offs.h"

namespace accord::workspace {

using approvals::Approval;
using approvals::ApprovalId;
using approvals::ApprovalState;
using approvals::Decider;

namespace {
Result<Decider> deciderOf(Services &services)
{
    const auto user = services.seller().user(services.actor());
    if (!user)
        return passOn(user);
    return Decider{user->name, user->roles};
}

QString displayName(Services &services, const QString &user)
{
    const auto found = services.seller().user(user);
    return found ? found->displayName : user;
}

/// \a part of \a whole in percent with one decimal, rounded half away from zero; empty where it is undefined.
QString percentOf(const Money &part, const Money &whole)
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max() / 4000;
    if (whole.minor() <= 0 || part.minor() < 0 || part.minor() > largest || whole.minor() > largest)
        return {};
    const qint64 tenths = (part.minor() * 2000 + whole.minor()) / (2 * whole.minor());
    return u"%1.%2"_s.arg(tenths / 10).arg(tenths % 10);
}

std::vector<BudgetAfter> budgetsAfter(const billing::Bill &bill)
{
    std::vector<BudgetAfter> budgets;
    for (const auto &share : bill.allocations) {
        if (!share.budgetCap || share.isOverCapRow)
            continue;
        const QString name
            = share.costCentre.isEmpty() ? share.entityName : u"%1, %2"_s.arg(share.entityName, share.costCentre);
        budgets.push_back(
            {name, share.amount, *share.budgetCap, share.overCap, percentOf(share.amount, *share.budgetCap)});
    }
    return budgets;
}

std::vector<LineGroup> grouped(const billing::Bill &bill)
{
    std::vector<LineGroup> groups;
    for (const auto &line : bill.lines) {
        const QString item = line.contractNumber + u'/' + line.key.item + u'/' + line.key.kind;
        const auto same
            = std::find_if(groups.begin(), groups.end(), [&](const LineGroup &g) { return g.item == item; });
        if (same == groups.end()) {
            groups.push_back({item, line.description, 1, line.net, line.locationName, line.quantity, line.unitPrice});
            continue;
        }
        if (same->description != line.description)
            same->description
                = line.description.section(u" - "_s, 0, 0); // each location's own quantity stands behind it
        if (const auto sum = same->net.plus(line.net))
            same->net = *sum; // cannot overflow: the subtotal did not
        ++same->lines;
        same->locationName.clear();
        same->quantity.reset();
        same->unitPrice.reset();
    }
    return groups;
}
} // namespace

Result<std::vector<ApprovalRow>> ApprovalDesk::queue(ApprovalQueue queue)
{
    constexpr int decidedShown = 100;
    const auto requests = queue == ApprovalQueue::Decided ? m_services.approvals().decided(decidedShown)
                                                          : m_services.approvals().pending();
    if (!requests)
        return passOn(requests);
    const auto decider = deciderOf(m_services);
    const storage::InvoiceQueriesSql invoices(m_services.session());
    std::vector<ApprovalRow> rows;
    for (const Approval &approval : *requests) {
        ApprovalRow row{approval, {}, {}, {}, displayName(m_services, approval.requestedBy), {}, {}, 0, {}};
        row.mayDecide = decider ? approvals::mayDecide(approval, *decider) : Result<void>(passOn(decider));
        const auto delegation = approval.delegation();
        if (delegation)
            row.delegatedToName = displayName(m_services, delegation->to);
        const bool isMine = row.mayDecide && (!delegation || delegation->to == m_services.actor());
        if (queue != ApprovalQueue::Decided && isMine != (queue == ApprovalQueue::Mine))
            continue;
        if (approval.kind == approvals::SubjectKind::Invoice) {
            const auto invoice = invoices.row(billing::InvoiceId(approval.subject));
            if (invoice) {
                row.account = invoice->accountId;
                row.accountName = invoice->account;
                row.number = invoice->number;
                row.period = invoice->period;
                row.total = invoice->total;
                row.exceptions = invoice->exceptions;
            } else if (invoice.error().kind != ErrorKind::NotFound) {
                return passOn(invoice);
            }
        }
        if (approval.kind == approvals::SubjectKind::WriteOff) {
            const auto company = m_services.companyCurrency();
            if (!company)
                return passOn(company);
            const auto writeOff = storage::ReceivablesSql(m_services.session(), *company).writeOff(approval.subject);
            if (!writeOff)
                return passOn(writeOff);
            row.account = writeOff->payer;
            row.accountName = writeOff->payerName;
            row.number = writeOff->number;
            row.total = writeOff->amount;
        }
        if (approval.kind == approvals::SubjectKind::ServiceAction) {
            const auto step = storage::DunningSql(m_services.session()).step(approval.subject);
            if (!step)
                return passOn(step);
            row.account = step->account;
            row.accountName = step->accountName;
            row.total = step->amount;
        }
        if (approval.kind == approvals::SubjectKind::CreditNote) {
            const auto note = m_services.creditNotes().find(billing::CreditNoteId(approval.subject));
            if (!note)
                return passOn(note);
            row.account = note->account;
            row.accountName = note->accountName;
            row.number = note->invoiceNumber;
            row.total = note->total;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<bool> ApprovalDesk::isApprover()
{
    const auto decider = deciderOf(m_services);
    if (!decider)
        return passOn(decider);
    return decider->roles.contains(u"approver"_s) || decider->roles.contains(u"controller"_s);
}

Result<std::vector<RefusedDecision>> ApprovalDesk::approveAll(const std::vector<ApprovalId> &ids)
{
    std::vector<RefusedDecision> refused;
    for (const ApprovalId &id : ids) {
        if (const auto decided = decide(id, approvals::Verdict::Approve, {}); !decided)
            refused.push_back({id, decided.error()});
    }
    return refused;
}

Result<ApprovalItem> ApprovalDesk::item(const ApprovalId &id)
{
    const auto approval = m_services.approvals().find(id);
    if (!approval)
        return passOn(approval);
    ApprovalItem item;
    item.approval = *approval;
    item.requestedByName = displayName(m_services, approval->requestedBy);
    const auto name = [&](const QString &user) { item.names.insert(user, displayName(m_services, user)); };
    for (const auto &decision : approval->decisions)
        name(decision.decidedBy);
    for (const auto &message : approval->messages)
        name(message.who);
    for (const auto &delegation : approval->delegations) {
        name(delegation.from);
        name(delegation.to);
    }
    const auto decider = deciderOf(m_services);
    item.mayDecide = decider ? approvals::mayDecide(*approval, *decider) : Result<void>(passOn(decider));
    if (approval->kind == approvals::SubjectKind::CreditNote) {
        const auto note = m_services.creditNotes().find(billing::CreditNoteId(approval->subject));
        if (!note)
            return passOn(note);
        item.creditNote = *note;
    }
    if (approval->kind != approvals::SubjectKind::Invoice)
        return item;
    const auto invoice = m_services.invoices().find(billing::InvoiceId(approval->subject));
    if (!invoice)
        return item; // the draft was thrown away; the request is all there is
    item.invoice = *invoice;
    item.lines = grouped(invoice->bill);
    const auto orders = storage::PurchaseOrdersSql(m_services.session()).ofAccount(invoice->account);
    if (!orders)
        return passOn(orders);
    for (const auto &order : *orders) {
        if (order.order.number == invoice->bill.purchaseOrder)
            item.purchaseOrder = order;
    }
    if (item.purchaseOrder)
        item.purchaseOrderPercent = percentOf(item.purchaseOrder->used, item.purchaseOrder->order.amount);
    item.budgets = budgetsAfter(invoice->bill);
    const auto previous = m_services.invoices().previousTotal(invoice->account, invoice->bill.period.start);
    if (!previous)
        return passOn(previous);
    item.previousTotal = *previous;
    if (*previous) {
        if (const auto change = invoice->bill.total.minus(**previous))
            item.change = *change;
    }
    storage::InvoiceFilter filter;
    filter.account = invoice->account;
    const auto others
        = storage::InvoiceQueriesSql(m_services.session()).page(filter, {}, 50, m_services.clock().today());
    if (!others)
        return passOn(others);
    for (const auto &row : *others) {
        if (row.id != invoice->id && (row.total == invoice->bill.total || row.period == invoice->bill.period))
            item.similar.push_back(row);
    }
    return item;
}

namespace {

/// The approval as it was once it had so many decisions.
Approval asDecided(Approval approval, const QJsonObject &outcome)
{
    approval.decisions.resize(std::min(approval.decisions.size(), size_t(outcome.value(u"decisions"_s).toInteger())));
    return approval;
}

} // namespace

Result<QByteArray> ApprovalDesk::digestNow(const Approval &approval)
{
    switch (approval.kind) {
    case approvals::SubjectKind::Invoice: {
        const auto invoice = m_services.invoices().find(billing::InvoiceId(approval.subject));
        return invoice ? Result<QByteArray>(billing::digestOf(*invoice)) : passOn(invoice);
    }
    case approvals::SubjectKind::CreditNote: {
        const auto note = m_services.creditNotes().find(billing::CreditNoteId(approval.subject));
        return note ? Result<QByteArray>(billing::digestOf(*note)) : passOn(note);
    }
    default:
        return approval.digest;
    }
}

Result<> ApprovalDesk::moveOn(const Approval &decided)
{
    const bool isApproved = decided.state() == ApprovalState::Approved;
    if (decided.kind == approvals::SubjectKind::Invoice)
        return m_services.invoices().setState(billing::InvoiceId(decided.subject), isApproved
                                                                                       ? billing::InvoiceState::Approved
                                                                                       : billing::InvoiceState::Draft);
    if (decided.kind == approvals::SubjectKind::CreditNote)
        return m_services.creditNotes().setState(billing::CreditNoteId(decided.subject),
                                                 isApproved ? billing::CreditNoteState::Approved
                                                            : billing::CreditNoteState::Draft);
    if (decided.kind == approvals::SubjectKind::WriteOff)
        return decideWriteOff(m_services, decided.subject, isApproved);
    if (decided.kind == approvals::SubjectKind::ServiceAction)
        return decideServiceAction(m_services, decided.subject, isApproved);
    return {};
}

Result<Approval> ApprovalDesk::decide(const ApprovalId &id, approvals::Verdict verdict, const QString &reason,
                                      const std::optional<storage::CommandId> &command)
{
    const auto request
        = m_services.request(command, u"approval.decide"_s,
                             CanonicalForm().add(id.toString()).add(approvals::toString(verdict)).add(reason));
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    const auto approval = m_services.approvals().find(id);
    if (!approval)
        return passOn(approval);
    if (*earlier)
        return transaction.commit().map([&] { return asDecided(*approval, **earlier); });
    const auto decider = deciderOf(m_services);
    if (!decider)
        return passOn(decider);
    const auto currentDigest = digestNow(*approval);
    if (!currentDigest)
        return passOn(currentDigest);
    const auto decided
        = approvals::decide(*approval, *decider, verdict, reason, *currentDigest, m_services.clock().now());
    if (!decided)
        return decided;
    if (const auto saved = m_services.approvals().saveDecisions(*decided); !saved)
        return passOn(saved);
    if (decided->state() != ApprovalState::Pending) {
        if (const auto moved = moveOn(*decided); !moved)
            return passOn(moved);
    }
    const auto audited = m_services.audit(u"approval.decide"_s, approvals::toString(approval->kind),
                                          approval->subject.toString(QUuid::WithoutBraces),
                                          {{u"verdict"_s, approvals::toString(verdict)},
                                           {u"reason"_s, reason},
                                           {u"digest"_s, QString::fromLatin1(approval->digest)},
                                           {u"step"_s, decided->decisions.back().step}});
    if (!audited)
        return passOn(audited);
    const auto kept = m_services.commands().keep(request, {{u"decisions"_s, qint64(decided->decisions.size())}},
                                                 m_services.clock().now());
    if (!kept)
        return passOn(kept);
    if (const auto committed = transaction.commit(); !committed)
        return passOn(committed);
    return decided;
}

Result<> ApprovalDesk::say(const ApprovalId &id, const QString &text)
{
    storage::Transaction transaction(m_services.session());
    const auto approval = m_services.approvals().find(id);
    if (!approval)
        return passOn(approval);
    if (approval->state() != ApprovalState::Pending)
        return fail(ErrorKind::Conflict, u"approvals.not_pending"_s,
                    {{u"state"_s, approvals::toString(approval->state())}});
    if (text.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"approvals.message_missing"_s);
    const approvals::Message message{m_services.actor(), text.trimmed(), m_services.clock().now()};
    if (const auto added = m_services.approvals().add(id, message); !added)
        return passOn(added);
    return transaction.commit();
}

Result<> ApprovalDesk::delegate(const ApprovalId &id, const QString &user, const QString &note)
{
    storage::Transaction transaction(m_services.session());
    const auto approval = m_services.approvals().find(id);
    const auto decider = deciderOf(m_services);
    const auto to = m_services.seller().user(user);
    if (!approval)
        return passOn(approval);
    if (!decider)
        return passOn(decider);
    if (!to)
        return passOn(to);
    if (const auto allowed = approvals::mayDelegate(*approval, *decider, to->name); !allowed)
        return allowed;
    const approvals::Delegation delegation{*approval->nextStep(), decider->user, to->name, note.trimmed(),
                                           m_services.clock().now()};
    if (const auto added = m_services.approvals().add(id, delegation); !added)
        return passOn(added);
    const auto audited = m_services.audit(
        u"approval.delegate"_s, approvals::toString(approval->kind), approval->subject.toString(QUuid::WithoutBraces),
        {{u"to"_s, to->name}, {u"step"_s, delegation.step}, {u"note"_s, delegation.note}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<std::vector<Candidate>> ApprovalDesk::candidates(const ApprovalId &id)
{
    const auto approval = m_services.approvals().find(id);
    const auto decider = deciderOf(m_services);
    const auto users = m_services.seller().users();
    if (!approval)
        return passOn(approval);
    if (!decider)
        return passOn(decider);
    if (!users)
        return passOn(users);
    std::vector<Candidate> candidates;
    for (const auto &user : *users) {
        if (approvals::mayDelegate(*approval, *decider, user.name))
            candidates.push_back({user.name, user.displayName});
    }
    std::ranges::sort(candidates, {}, &Candidate::name);
    return candidates;
}

Result<Money> sumOf(const std::vector<ApprovalRow> &rows, const Currency &company)
{
    MoneySum sum(company);
    for (const ApprovalRow &row : rows)
        sum.add(row.approval.amount);
    return sum.total();
}

} // namespace accord::workspace
