// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/approval_desk.h"

#include "core/storage/dunning_sql.h"
#include "core/storage/receivables_sql.h"
#include "core/storage/refunds_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/approval_scope.h"
#include "core/workspace/change_desk.h"
#include "core/workspace/contract_activation.h"
#include "core/workspace/permit.h"

#include <algorithm>

namespace accord::workspace {

using approvals::Approval;
using approvals::ApprovalId;
using approvals::ApprovalState;
using approvals::Decider;

namespace {

QString displayName(Services &services, const QString &user)
{
    const auto found = services.seller().user(user);
    return found ? found->displayName : user;
}

Result<approvals::Place> placeFor(const Approval &approval, const Result<Decider> &decider)
{
    return decider ? approvals::placeOf(approval, *decider) : passOn(decider);
}

/// What \a decider may decide of \a approval: their seat, of what they work for.
Result<approvals::Place> mayDecide(Services &services, const Approval &approval, const Result<Decider> &decider)
{
    const auto place = placeFor(approval, decider);
    if (!place)
        return place;
    const auto within = checkScopeOf(services, decider->user, approval);
    return within ? place : passOn(within);
}

/// Whether \a approval waits for \a decider: they may decide a seat that was left to nobody else.
bool isFor(Services &services, const Approval &approval, const Result<Decider> &decider)
{
    const auto place = mayDecide(services, approval, decider);
    if (!place)
        return false;
    const auto left = approval.delegation(place->seat);
    return !left || left->to == decider->user;
}

} // namespace

Result<std::vector<ApprovalRow>> ApprovalDesk::queue(ApprovalQueue queue)
{
    constexpr int decidedShown = 100;
    const auto requests = queue == ApprovalQueue::Decided ? m_services.approvals().decided(decidedShown)
                                                          : m_services.approvals().pending();
    if (!requests)
        return passOn(requests);
    const auto decider = deciderOf(m_services, m_services.actor());
    std::vector<ApprovalRow> rows;
    for (const Approval &approval : *requests) {
        const bool mine = isFor(m_services, approval, decider);
        if (queue != ApprovalQueue::Decided && mine != (queue == ApprovalQueue::Mine))
            continue;
        auto row = rowOf(approval, decider);
        if (!row)
            return passOn(row);
        rows.push_back(std::move(*row));
    }
    return rows;
}

Result<std::vector<ApprovalRow>> ApprovalDesk::waitingFor(const QString &user)
{
    const auto decider = deciderOf(m_services, user);
    if (!decider)
        return passOn(decider);
    const auto requests = m_services.approvals().pending();
    if (!requests)
        return passOn(requests);
    std::vector<ApprovalRow> rows;
    for (const Approval &approval : *requests) {
        if (!isFor(m_services, approval, decider))
            continue;
        auto row = rowOf(approval, decider);
        if (!row)
            return passOn(row);
        rows.push_back(std::move(*row));
    }
    return rows;
}

Result<std::vector<ApprovalRow>> ApprovalDesk::questions()
{
    const auto requests = m_services.approvals().pending();
    if (!requests)
        return passOn(requests);
    const auto decider = deciderOf(m_services, m_services.actor());
    std::vector<ApprovalRow> rows;
    for (const Approval &approval : *requests) {
        const QString &actor = m_services.actor();
        const bool mayAnswer = actor == approval.requestedBy || actor == approval.createdBy;
        if (!mayAnswer || !approval.isQuestionOpen() || approval.messages.back().who == actor)
            continue;
        auto row = rowOf(approval, decider);
        if (!row)
            return passOn(row);
        rows.push_back(std::move(*row));
    }
    return rows;
}

Result<ApprovalRow> ApprovalDesk::rowOf(const Approval &approval, const Result<Decider> &decider)
{
    ApprovalRow row{approval, {}, {}, {}, displayName(m_services, approval.requestedBy), {}, {}, 0, {}};
    const auto place = mayDecide(m_services, approval, decider);
    row.mayDecide = place ? Result<void>() : passOn(place);
    if (place && !place->onBehalfOf.isEmpty())
        row.standsInForName = displayName(m_services, place->onBehalfOf);
    if (const auto delegation = approval.delegation())
        row.delegatedToName = displayName(m_services, delegation->to);
    QStringList waits;
    for (const approvals::Seat &seat : approval.openSeats()) {
        const QDateTime due = approval.escalatesAt(seat);
        const bool escalated = due.isValid() && due <= m_services.clock().now();
        row.hasEscalated = row.hasEscalated || escalated;
        if (due.isValid() && (!row.escalatesAt.isValid() || due < row.escalatesAt))
            row.escalatesAt = due;
        waits << (escalated ? seat.asked.inWords() + u", "_s + seat.escalation->to.inWords() : seat.asked.inWords());
    }
    row.waitsFor = waits.join(u" + "_s);
    if (const auto described = describe(row); !described)
        return passOn(described);
    return row;
}

Result<> ApprovalDesk::describe(ApprovalRow &row)
{
    const Approval &approval = row.approval;
    if (approval.kind == approvals::SubjectKind::Invoice) {
        const auto invoice = storage::InvoiceQueriesSql(m_services.session()).row(billing::InvoiceId(approval.subject));
        if (!invoice)
            return invoice.error().kind == ErrorKind::NotFound ? Result<>() : passOn(invoice);
        row.account = invoice->accountId;
        row.accountName = invoice->account;
        row.number = invoice->number;
        row.period = invoice->period;
        row.total = invoice->total;
        row.exceptions = invoice->exceptions;
        return {};
    }
    if (approval.kind == approvals::SubjectKind::CreditNote) {
        const auto note = m_services.creditNotes().find(billing::CreditNoteId(approval.subject));
        if (!note)
            return passOn(note);
        row.account = note->account;
        row.accountName = note->accountName;
        row.number = note->invoiceNumber;
        row.total = note->total;
        return {};
    }
    const auto matter
        = storage::ApprovalMattersSql(m_services.session()).find(storage::ApprovalMatterId(approval.subject));
    if (!matter)
        return matter.error().kind == ErrorKind::NotFound ? describeCollection(row) : passOn(matter);
    row.account = matter->account.value_or(accounts::AccountId());
    row.accountName = matter->title;
    row.total = matter->amount;
    return {};
}

Result<> ApprovalDesk::describeCollection(ApprovalRow &row)
{
    if (row.approval.kind == approvals::SubjectKind::WriteOff) {
        const auto company = m_services.companyCurrency();
        if (!company)
            return passOn(company);
        const auto writeOff = storage::ReceivablesSql(m_services.session(), *company).writeOff(row.approval.subject);
        if (!writeOff)
            return passOn(writeOff);
        row.account = writeOff->payer;
        row.accountName = writeOff->payerName;
        row.number = writeOff->number;
        row.total = writeOff->amount;
    } else if (row.approval.kind == approvals::SubjectKind::Refund) {
        const auto company = m_services.companyCurrency();
        if (!company)
            return passOn(company);
        const auto refund = storage::RefundsSql(m_services.session(), *company).find(row.approval.subject);
        if (!refund)
            return passOn(refund);
        row.account = refund->account;
        row.accountName = refund->accountName;
        row.number = refund->invoiceNumber;
        row.total = refund->amount;
    } else if (row.approval.kind == approvals::SubjectKind::ServiceAction) {
        const auto step = storage::DunningSql(m_services.session()).step(row.approval.subject);
        if (!step)
            return passOn(step);
        row.account = step->account;
        row.accountName = step->accountName;
        row.total = step->amount;
    }
    return {};
}

Result<bool> ApprovalDesk::isApprover()
{
    const auto decider = deciderOf(m_services, m_services.actor());
    if (!decider)
        return passOn(decider);
    const auto decides = [](const QString &role) { return approvals::decidingRoles().contains(role); };
    return std::ranges::any_of(decider->roles, decides) || !decider->standsInFor.empty();
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
    default: {
        const auto matter
            = storage::ApprovalMattersSql(m_services.session()).find(storage::ApprovalMatterId(approval.subject));
        if (matter) {
            const auto change = storage::AskedChangesSql(m_services.session()).of(matter->id);
            if (!change)
                return passOn(change);
            if (*change)
                return storage::digestOf(*matter, **change);
            const auto contract = storage::AskedContractsSql(m_services.session()).of(matter->id);
            if (!contract)
                return passOn(contract);
            return *contract ? storage::digestOf(*matter, **contract) : storage::digestOf(*matter);
        }
        // Write-offs and service actions have rows of their own, which never change while they wait.
        return matter.error().kind == ErrorKind::NotFound ? Result<QByteArray>(approval.digest) : passOn(matter);
    }
    }
}

Result<> ApprovalDesk::checkAmount(const Approval &approval)
{
    Result<Money> now = approval.amount;
    if (approval.kind == approvals::SubjectKind::Invoice) {
        now = m_services.invoices().find(billing::InvoiceId(approval.subject)).map([](const billing::Invoice &invoice) {
            return invoice.companyTotal;
        });
    } else if (approval.kind == approvals::SubjectKind::CreditNote) {
        now = m_services.creditNotes()
                  .find(billing::CreditNoteId(approval.subject))
                  .map([](const billing::CreditNote &note) { return note.companyTotal; });
    }
    if (!now)
        return passOn(now);
    if (*now != approval.amount)
        return fail(ErrorKind::Conflict, u"approvals.amount_differs"_s,
                    {{u"asked"_s, approval.amount.toString()},
                     {u"now"_s, now->toString()},
                     {u"currency"_s, approval.amount.currency().code()}});
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
    const auto decider = deciderOf(m_services, m_services.actor());
    if (!decider)
        return passOn(decider);
    if (auto within = checkScopeOf(m_services, decider->user, *approval); !within)
        return passOn(within);
    if (verdict == approvals::Verdict::Approve) {
        const auto returned = returnOutdated(*approval, *decider);
        if (!returned)
            return passOn(returned);
        if (*returned) {
            const auto committed = transaction.commit();
            return committed ? Result<Approval>(tl::unexpected(**returned)) : passOn(committed);
        }
        if (const auto same = checkAmount(*approval); !same)
            return passOn(same);
    }
    const auto currentDigest = digestNow(*approval);
    if (!currentDigest)
        return passOn(currentDigest);
    const auto decided = approvals::decide(*approval, *decider, verdict, reason, *currentDigest);
    if (!decided)
        return decided;
    if (const auto saved = m_services.approvals().saveDecisions(*decided); !saved)
        return passOn(saved);
    if (decided->state() != ApprovalState::Pending) {
        const bool approved = decided->state() == ApprovalState::Approved;
        if (const auto moved = settle(m_services, decided->kind, decided->subject, approved); !moved)
            return passOn(moved);
    }
    const approvals::Decision &decision = decided->decisions.back();
    QJsonObject record{{u"verdict"_s, approvals::toString(verdict)},
                       {u"reason"_s, reason},
                       {u"digest"_s, QString::fromLatin1(approval->digest)},
                       {u"step"_s, decision.step}};
    if (!decision.onBehalfOf.isEmpty())
        record.insert(u"on_behalf_of"_s, decision.onBehalfOf);
    if (decision.escalated)
        record.insert(u"escalated"_s, true);
    const auto audited = m_services.audit(u"approval.decide"_s, approvals::toString(approval->kind),
                                          approval->subject.toString(QUuid::WithoutBraces), record);
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

Result<std::optional<Error>> ApprovalDesk::returnOutdated(const Approval &approval, const Decider &decider)
{
    if (!approvals::placeOf(approval, decider))
        return std::nullopt; // deciding says why not
    const auto outdated = outdatedRecord(m_services, approval);
    if (!outdated)
        return passOn(outdated);
    if (!*outdated)
        return std::nullopt;
    const auto &[record, asked, now] = **outdated;
    if (const auto dropped = m_services.approvals().supersede(approval.kind, approval.subject); !dropped)
        return passOn(dropped);
    const auto audited = m_services.audit(u"approval.return"_s, approvals::toString(approval.kind),
                                          approval.subject.toString(QUuid::WithoutBraces),
                                          {{u"record"_s, record}, {u"asked"_s, asked}, {u"now"_s, now}});
    if (!audited)
        return passOn(audited);
    return Error{ErrorKind::Conflict,
                 u"approvals.change_returned"_s,
                 {{u"record"_s, record}, {u"asked"_s, asked}, {u"now"_s, now}, {u"user"_s, approval.requestedBy}},
                 {}};
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

Result<> ApprovalDesk::ask(const ApprovalId &id, const QString &text)
{
    const auto approval = m_services.approvals().find(id);
    if (!approval)
        return passOn(approval);
    if (approval->requestedBy == m_services.actor())
        return fail(ErrorKind::InvalidInput, u"approvals.ask_self"_s);
    return say(id, text);
}

Result<> ApprovalDesk::answer(const ApprovalId &id, const QString &text)
{
    const auto approval = m_services.approvals().find(id);
    if (!approval)
        return passOn(approval);
    if (m_services.actor() != approval->requestedBy && m_services.actor() != approval->createdBy)
        return fail(ErrorKind::Forbidden, u"approvals.answer_by_other"_s, {{u"user"_s, approval->requestedBy}});
    if (!approval->isQuestionOpen())
        return fail(ErrorKind::Conflict, u"approvals.no_question"_s);
    return say(id, text);
}

Result<std::optional<Approval>> ApprovalDesk::request(const MatterWish &wish)
{
    if (auto may = permit(m_services, Act::RequestMatter); !may)
        return passOn(may);
    using enum approvals::SubjectKind;
    if (wish.kind == Invoice || wish.kind == CreditNote)
        return fail(ErrorKind::InvalidInput, u"approvals.kind_has_document"_s,
                    {{u"kind"_s, approvals::toString(wish.kind)}});
    if (wish.kind == Contract)
        return fail(ErrorKind::InvalidInput, u"approvals.kind_by_contract"_s);
    if (wish.title.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"approvals.matter_title"_s);
    if (wish.reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"approvals.matter_reason"_s);
    if (wish.account) {
        if (auto may = permitFor(m_services, Act::RequestMatter, *wish.account); !may)
            return passOn(may);
    }
    const auto company = m_services.companyCurrency();
    if (!company)
        return passOn(company);
    const auto amount = m_services.reference().exchangeRates.convert(wish.amount, *company, m_services.clock().today());
    if (!amount)
        return passOn(amount);
    storage::ApprovalMatter matter;
    matter.id = m_services.ids().next<storage::ApprovalMatterId>();
    matter.subject = {wish.kind, *amount, wish.departments, wish.costCentres, wish.discountPercent, wish.netDays};
    matter.account = wish.account;
    matter.title = wish.title.trimmed();
    matter.reason = wish.reason.trimmed();
    matter.amount = wish.amount;
    matter.madeBy = m_services.actor();
    matter.madeAt = m_services.clock().now();
    storage::Transaction transaction(m_services.session());
    if (const auto added = storage::ApprovalMattersSql(m_services.session()).add(matter); !added)
        return passOn(added);
    auto asked = submit(m_services, {matter.subject,
                                     matter.id.uuid(),
                                     1,
                                     storage::digestOf(matter),
                                     matter.madeBy,
                                     matter.madeBy,
                                     wish.beneficiary,
                                     {}});
    if (!asked)
        return asked;
    const auto audited = m_services.audit(u"approval.request"_s, approvals::toString(wish.kind), matter.id.toString(),
                                          {{u"title"_s, matter.title},
                                           {u"amount"_s, matter.amount.toString()},
                                           {u"currency"_s, matter.amount.currency().code()},
                                           {u"asks"_s, asked->has_value()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return *asked; });
}

Result<> ApprovalDesk::delegate(const ApprovalId &id, const QString &user, const QString &note)
{
    storage::Transaction transaction(m_services.session());
    const auto approval = m_services.approvals().find(id);
    const auto decider = deciderOf(m_services, m_services.actor());
    const auto to = m_services.seller().user(user);
    if (!approval)
        return passOn(approval);
    if (!decider)
        return passOn(decider);
    if (!to)
        return passOn(to);
    const auto seat = approvals::mayDelegate(*approval, *decider, to->name);
    if (!seat)
        return passOn(seat);
    if (to->roles.contains(u"admin"_s) || to->roles.contains(u"auditor"_s))
        return fail(ErrorKind::Forbidden, u"approvals.delegate_unfit"_s,
                    {{u"user"_s, to->name}, {u"role"_s, to->roles.join(u", "_s)}});
    const approvals::Delegation delegation{*seat, decider->user, to->name, note.trimmed(), m_services.clock().now()};
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
    const auto decider = deciderOf(m_services, m_services.actor());
    const auto users = m_services.seller().users();
    if (!approval)
        return passOn(approval);
    if (!decider)
        return passOn(decider);
    if (!users)
        return passOn(users);
    std::vector<Candidate> candidates;
    for (const auto &user : *users) {
        const bool unfit = user.roles.contains(u"admin"_s) || user.roles.contains(u"auditor"_s);
        if (!unfit && approvals::mayDelegate(*approval, *decider, user.name))
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
