// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/storage/dunning_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/write_offs.h"

namespace accord::ctl {

namespace {

QJsonObject toJson(const approvals::Approval &approval, const QString &account)
{
    return {{u"id"_s, approval.id.toString()},
            {u"kind"_s, approvals::toString(approval.kind)},
            {u"subject"_s, approval.subject.toString(QUuid::WithoutBraces)},
            {u"account"_s, account},
            {u"amount"_s, approval.amount.toString()},
            {u"currency"_s, approval.amount.currency().code()},
            {u"requested_by"_s, approval.requestedBy},
            {u"rule"_s, approval.ruleInWords},
            {u"state"_s, approvals::toString(approval.state())}};
}

/// The account of a write-off or a service action; empty for everything else.
QString nameOfSubject(workspace::Services &services, const approvals::Approval &approval)
{
    if (approval.kind == approvals::SubjectKind::ServiceAction) {
        const auto step = storage::DunningSql(services.session()).step(approval.subject);
        return step ? step->accountName : QString();
    }
    const auto all = workspace::writeOffs(services);
    for (const auto &row : all.value_or(std::vector<storage::WriteOffRow>())) {
        if (row.id == approval.subject)
            return row.payerName;
    }
    return {};
}

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto pending = workspace::ApprovalDesk(**services).pending();
    if (!pending)
        return passOn(pending);
    storage::InvoiceQueriesSql invoices((*services)->session());
    QJsonArray rows;
    for (const auto &approval : *pending) {
        if (approval.kind == approvals::SubjectKind::CreditNote) {
            const auto note = (*services)->creditNotes().find(billing::CreditNoteId(approval.subject));
            rows.append(toJson(approval, note ? note->accountName : QString()));
            continue;
        }
        const auto invoice = invoices.row(billing::InvoiceId(approval.subject));
        rows.append(toJson(approval, invoice ? invoice->account : nameOfSubject(**services, approval)));
    }
    const auto written = context.output().records(
        rows, {u"id"_s, u"account"_s, u"amount"_s, u"currency"_s, u"requested_by"_s, u"rule"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// An approval by its id, or by the id of what is to be approved.
Result<approvals::ApprovalId> idOf(workspace::Services &services, const QString &reference)
{
    const auto id = approvals::ApprovalId::parse(reference);
    if (!id)
        return passOn(id);
    if (services.approvals().find(*id))
        return *id;
    for (const auto kind : {approvals::SubjectKind::Invoice, approvals::SubjectKind::CreditNote,
                            approvals::SubjectKind::WriteOff, approvals::SubjectKind::ServiceAction}) {
        const auto latest = services.approvals().latestFor(kind, id->uuid());
        if (!latest)
            return passOn(latest);
        if (*latest)
            return (*latest)->id;
    }
    return fail(ErrorKind::NotFound, u"approvals.not_found"_s, {{u"approval"_s, reference}});
}

Result<int> decide(Context &context, approvals::Verdict verdict)
{
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    QJsonArray rows;
    for (int i = 0; i < context.arguments().positionalCount(); ++i) {
        const auto id = idOf(**services, context.arguments().positional(i));
        if (!id)
            return passOn(id);
        // One command, one decision each: the first has the id that was given, the others follow from it.
        const storage::CommandRequest part{*command, {}, {}, {}};
        const auto decided = workspace::ApprovalDesk(**services)
                                 .decide(*id, verdict, context.arguments().value(u"reason"_s),
                                         i == 0 ? *command : part.part(QString::number(i)).id);
        if (!decided)
            return passOn(decided);
        rows.append(toJson(*decided, {}));
    }
    const auto written = context.output().records(rows, {u"id"_s, u"amount"_s, u"currency"_s, u"state"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

std::vector<Command> approvalCommands()
{
    return {{u"approval"_s,
             u"list"_s,
             u"approval list"_s,
             u"Lists what waits for a decision, oldest first."_s,
             0,
             {},
             list},
            {u"approval"_s,
             u"approve"_s,
             u"approval approve ID… [--command-id UUID]"_s,
             u"Approves as the user of --as; never what that user made or requested."_s,
             1,
             {u"command-id"_s},
             [](Context &context) { return decide(context, approvals::Verdict::Approve); }},
            {u"approval"_s,
             u"reject"_s,
             u"approval reject ID… --reason TEXT [--command-id UUID]"_s,
             u"Rejects with a reason; the invoice goes back to draft."_s,
             1,
             {u"reason"_s, u"command-id"_s},
             [](Context &context) { return decide(context, approvals::Verdict::Reject); }}};
}

} // namespace accord::ctl
