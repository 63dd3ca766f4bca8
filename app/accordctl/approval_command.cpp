// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/approval_parts.h"
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/workspace/approval_desk.h"
#include "core/workspace/record_change_kinds.h"

#include <algorithm>

namespace accord::ctl {

namespace {

QJsonObject toJson(const approvals::Approval &approval, const QString &account)
{
    QJsonObject object{{u"id"_s, approval.id.toString()},
                       {u"kind"_s, approvals::toString(approval.kind)},
                       {u"subject"_s, approval.subject.toString(QUuid::WithoutBraces)},
                       {u"account"_s, account},
                       {u"amount"_s, approval.amount.toString()},
                       {u"currency"_s, approval.amount.currency().code()},
                       {u"requested_by"_s, approval.requestedBy},
                       {u"rule"_s, approval.ruleInWords},
                       {u"state"_s, approvals::toString(approval.state())},
                       {u"stage"_s, approval.stage()},
                       {u"stages"_s, approval.stages()},
                       {u"policy_version"_s, approval.policyVersion}};
    return object;
}

QJsonObject toJson(const workspace::ApprovalRow &row)
{
    QJsonObject object = toJson(row.approval, row.accountName);
    object.insert(u"number"_s, orNull(row.number));
    object.insert(u"waits_for"_s, row.waitsFor);
    object.insert(u"delegated_to"_s, orNull(row.delegatedToName));
    object.insert(u"escalates_at"_s, orNull(row.escalatesAt.toString(Qt::ISODate)));
    object.insert(u"escalated"_s, row.hasEscalated);
    object.insert(u"question_open"_s, row.approval.isQuestionOpen());
    return object;
}

/// Everything that waits, as somebody who reads all of it sees it, or what waits for one person.
Result<std::vector<workspace::ApprovalRow>> waiting(Context &context, workspace::Services &services)
{
    workspace::ApprovalDesk desk(services);
    if (context.arguments().has(u"decided"_s))
        return desk.queue(workspace::ApprovalQueue::Decided);
    if (context.arguments().has(u"waiting-for"_s))
        return desk.waitingFor(context.arguments().value(u"waiting-for"_s));
    auto mine = desk.queue(workspace::ApprovalQueue::Mine);
    auto others = desk.queue(workspace::ApprovalQueue::Others);
    if (!mine || !others)
        return mine ? others : mine;
    std::move(others->begin(), others->end(), std::back_inserter(*mine));
    std::ranges::stable_sort(*mine, {}, [](const auto &row) { return row.approval.requestedAt; });
    return mine;
}

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto pending = waiting(context, **services);
    if (!pending)
        return passOn(pending);
    QJsonArray rows;
    for (const workspace::ApprovalRow &row : *pending)
        rows.append(toJson(row));
    const auto written
        = context.output().records(rows, {u"id"_s, u"kind"_s, u"account"_s, u"amount"_s, u"currency"_s,
                                          u"requested_by"_s, u"waits_for"_s, u"escalates_at"_s, u"rule"_s});
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
    for (const auto kind : approvals::allSubjectKinds()) {
        const auto latest = services.approvals().latestFor(kind, id->uuid());
        if (!latest)
            return passOn(latest);
        if (*latest)
            return (*latest)->id;
    }
    return fail(ErrorKind::NotFound, u"approvals.not_found"_s, {{u"approval"_s, reference}});
}

/// What is decided about, added up in company currency.
Result<> sayTogether(Context &context, const std::vector<approvals::Approval> &approvals, const QString &what)
{
    if (approvals.empty())
        return {};
    MoneySum sum(approvals.front().amount.currency());
    for (const auto &approval : approvals)
        sum.add(approval.amount);
    if (!sum.total())
        return passOn(sum.total());
    context.output().note(u"%1 %2, together %3 %4."_s.arg(approvals.size())
                              .arg(what, sum.total()->toString(), sum.total()->currency().code()));
    return {};
}

Result<int> decide(Context &context, approvals::Verdict verdict)
{
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const bool dryRun = context.arguments().has(u"dry-run"_s);
    workspace::ApprovalDesk desk(**services);
    std::vector<approvals::Approval> decided;
    QJsonArray rows;
    for (int i = 0; i < context.arguments().positionalCount(); ++i) {
        const auto id = idOf(**services, context.arguments().positional(i));
        if (!id)
            return passOn(id);
        // One command, one decision each: the first has the id that was given, the others follow from it.
        const storage::CommandRequest part{*command, {}, {}, {}};
        const auto one = dryRun ? (*services)->approvals().find(*id)
                                : desk.decide(*id, verdict, context.arguments().value(u"reason"_s),
                                              i == 0 ? *command : part.part(QString::number(i)).id);
        if (!one)
            return passOn(one);
        rows.append(toJson(*one, {}));
        decided.push_back(*one);
    }
    const auto written = context.output().records(rows, {u"id"_s, u"amount"_s, u"currency"_s, u"state"_s});
    if (!written)
        return passOn(written);
    const bool approves = verdict == approvals::Verdict::Approve;
    const QString what = dryRun ? u"to decide"_s : approves ? u"approved"_s : u"rejected"_s;
    const auto said = sayTogether(context, decided, what);
    return said ? Result<int>(Exit::Done) : passOn(said);
}

/// `ask` and `answer`.
Result<int> say(Context &context,
                Result<> (workspace::ApprovalDesk::*how)(const approvals::ApprovalId &, const QString &))
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto id = idOf(**services, context.arguments().positional(0));
    if (!id)
        return passOn(id);
    workspace::ApprovalDesk desk(**services);
    const auto said = (desk.*how)(*id, context.arguments().value(u"text"_s));
    return said ? Result<int>(Exit::Done) : passOn(said);
}

Result<Money> amountOf(const Context &context, const QString &option, const Currency &otherwise)
{
    const Arguments &arguments = context.arguments();
    const auto currency = arguments.has(u"currency"_s) ? Currency::fromCode(arguments.value(u"currency"_s))
                                                       : Result<Currency>(otherwise);
    return currency ? Money::parse(arguments.value(option), *currency) : passOn(currency);
}

Result<workspace::MatterWish> wishFrom(const Context &context, workspace::Services &services)
{
    const Arguments &arguments = context.arguments();
    for (const QString &name : {u"amount"_s, u"title"_s, u"reason"_s})
        if (!arguments.has(name))
            return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--"_s + name}});
    const auto kind = approvals::subjectKindFromString(arguments.positional(0));
    const auto company = services.companyCurrency();
    if (!kind)
        return passOn(kind);
    if (!company)
        return passOn(company);
    const auto amount = amountOf(context, u"amount"_s, *company);
    if (!amount)
        return passOn(amount);
    workspace::MatterWish wish;
    wish.kind = *kind;
    wish.amount = *amount;
    wish.title = arguments.value(u"title"_s);
    wish.reason = arguments.value(u"reason"_s);
    wish.departments = arguments.values(u"department"_s);
    wish.costCentres = arguments.values(u"cost-center"_s);
    wish.beneficiary = arguments.value(u"beneficiary"_s);
    if (arguments.has(u"account"_s)) {
        const auto account = services.accounts().findByReference(arguments.value(u"account"_s));
        if (!account)
            return passOn(account);
        wish.account = account->id;
    }
    if (arguments.has(u"discount"_s)) {
        const auto percent = Decimal::parse(arguments.value(u"discount"_s));
        if (!percent)
            return passOn(percent);
        wish.discountPercent = *percent;
    }
    if (arguments.has(u"net-days"_s)) {
        const auto days = workspace::netDaysFrom(arguments.value(u"net-days"_s));
        if (!days)
            return passOn(days);
        wish.netDays = *days;
    }
    return wish;
}

Result<int> request(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto wish = wishFrom(context, **services);
    if (!wish)
        return passOn(wish);
    const auto asked = workspace::ApprovalDesk(**services).request(*wish);
    if (!asked)
        return passOn(asked);
    context.output().document(*asked ? toJson(**asked, wish->title)
                                     : QJsonObject{{u"id"_s, QJsonValue()}, {u"state"_s, u"not_needed"_s}});
    return Exit::Done;
}

} // namespace

std::vector<Command> approvalCommands()
{
    return {{u"approval"_s,
             u"list"_s,
             u"approval list [--waiting-for USER] [--decided]"_s,
             u"Lists what waits for a decision, oldest first: for whom, and when it goes to somebody further; or what "
             "was decided or went back to who asked, newest first."_s,
             0,
             {u"waiting-for"_s, u"decided"_s},
             list},
            {u"approval"_s,
             u"show"_s,
             u"approval show ID"_s,
             u"A request with its evidence: rule, steps, order and budgets after it, similar items, history."_s,
             1,
             {},
             showApproval},
            {u"approval"_s,
             u"approve"_s,
             u"approval approve ID… [--dry-run] [--command-id UUID]"_s,
             u"Approves as the user of --as and says what it comes to; never what that user made or requested."_s,
             1,
             {u"command-id"_s},
             [](Context &context) { return decide(context, approvals::Verdict::Approve); }},
            {u"approval"_s,
             u"reject"_s,
             u"approval reject ID… --reason TEXT [--command-id UUID]"_s,
             u"Rejects with a reason; the invoice goes back to draft."_s,
             1,
             {u"reason"_s, u"command-id"_s},
             [](Context &context) { return decide(context, approvals::Verdict::Reject); }},
            {u"approval"_s,
             u"ask"_s,
             u"approval ask ID --text QUESTION"_s,
             u"Asks the requester; the request waits meanwhile."_s,
             1,
             {u"text"_s},
             [](Context &context) { return say(context, &workspace::ApprovalDesk::ask); }},
            {u"approval"_s,
             u"answer"_s,
             u"approval answer ID --text ANSWER"_s,
             u"Answers as the requester what was asked."_s,
             1,
             {u"text"_s},
             [](Context &context) { return say(context, &workspace::ApprovalDesk::answer); }},
            {u"approval"_s,
             u"request"_s,
             u"approval request KIND --title TEXT --amount A --reason TEXT [--currency C] [--account A] [--discount P] "
             "[--net-days N] [--department D…] [--cost-center C…] [--beneficiary USER]"_s,
             u"Asks about what has no document: proposal (terms that are to be offered), discount, credit_terms, "
             "write_off, refund, budget_overrun, instalment_plan, price_change."_s,
             1,
             {u"title"_s, u"amount"_s, u"reason"_s, u"currency"_s, u"account"_s, u"discount"_s, u"net-days"_s,
              u"department"_s, u"cost-center"_s, u"beneficiary"_s},
             request},
            {u"approval"_s,
             u"change"_s,
             u"approval change payment-terms ACCOUNT | credit-limit ACCOUNT | credit-hold ACCOUNT | price CONTRACT "
             u"ITEM | discount CONTRACT "
             "ITEM | instalments CONTRACT | list-price PLAN --to VALUE --reason TEXT [--from DATE] [--beneficiary "
             "USER] [--dry-run]"_s,
             u"Asks for a change of a record; it is done once everybody agreed, at once where nobody has to. VALUE is "
             "days, an amount or none, a price or its document, percent, or instalments as “3 x 30”."_s,
             2,
             {u"to"_s, u"reason"_s, u"from"_s, u"beneficiary"_s},
             requestChange},
            {u"approval"_s,
             u"again"_s,
             u"approval again ID"_s,
             u"Asks again, about the record as it is now, for a change that was rejected or went back."_s,
             1,
             {},
             requestAgain},
            {u"approval"_s,
             u"delegate"_s,
             u"approval delegate USER --from DATE --to DATE [--limit A] [--note TEXT]"_s,
             u"Lets another person decide in your place on these days, up to an amount; you still can yourself."_s,
             1,
             {u"from"_s, u"to"_s, u"limit"_s, u"note"_s},
             addStandIn},
            {u"approval"_s,
             u"delegations"_s,
             u"approval delegations"_s,
             u"Who decides in whose place, today or later."_s,
             0,
             {},
             listStandIns},
            {u"approval"_s,
             u"undelegate"_s,
             u"approval undelegate ID"_s,
             u"Takes a delegation back from now on."_s,
             1,
             {},
             endStandIn},
            {u"approval"_s,
             u"policy"_s,
             u"approval policy show|export [VERSION] | versions | propose FILE | publish FILE|VERSION [--dry-run] | "
             "simulate FILE [--from DATE] [--to DATE]"_s,
             u"The approval policy and its versions. One person proposes, a controller publishes; simulate says what a "
             "policy would have asked about past documents."_s,
             1,
             {u"from"_s, u"to"_s, u"out"_s},
             approvalPolicy}};
}

Result<approvals::ApprovalId> approvalIdOf(workspace::Services &services, const QString &reference)
{
    return idOf(services, reference);
}

} // namespace accord::ctl
