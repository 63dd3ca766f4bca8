// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/approval_parts.h"
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/workspace/approval_desk.h"
#include "ui/errors/error_words.h"

namespace accord::ctl {

using workspace::ApprovalItem;

namespace {

QJsonObject documentOf(const ApprovalItem &item)
{
    if (item.invoice)
        return {{u"account"_s, item.invoice->accountName},
                {u"number"_s, orNull(item.invoice->number)},
                {u"period"_s, item.invoice->bill.period.toString()},
                {u"total"_s, item.invoice->bill.total.toString()},
                {u"currency"_s, item.invoice->bill.currency.code()},
                {u"due_date"_s, item.invoice->dueDate.toString(Qt::ISODate)},
                {u"previous_total"_s, item.previousTotal ? QJsonValue(item.previousTotal->toString()) : QJsonValue()},
                {u"purchase_order"_s, orNull(item.invoice->bill.purchaseOrder)}};
    if (item.creditNote)
        return {{u"account"_s, item.creditNote->accountName},
                {u"invoice"_s, item.creditNote->invoiceNumber},
                {u"total"_s, item.creditNote->total.toString()},
                {u"currency"_s, item.creditNote->total.currency().code()},
                {u"reason"_s, item.creditNote->reason}};
    if (item.writeOff)
        return {{u"account"_s, item.writeOff->row.payerName},
                {u"invoice"_s, item.writeOff->row.number},
                {u"total"_s, item.writeOff->row.amount.toString()},
                {u"currency"_s, item.writeOff->row.amount.currency().code()},
                {u"invoice_total"_s, item.writeOff->total.toString()},
                {u"open"_s, item.writeOff->open.toString()},
                {u"due_date"_s, item.writeOff->due.toString(Qt::ISODate)},
                {u"days_late"_s, item.writeOff->daysLate},
                {u"limit"_s, item.writeOff->limit.toString()},
                {u"reason"_s, item.writeOff->row.reason}};
    if (item.serviceAction)
        return {{u"account"_s, item.serviceAction->accountName},
                {u"step"_s, item.serviceAction->kind},
                {u"total"_s, item.serviceAction->amount.toString()},
                {u"currency"_s, item.serviceAction->amount.currency().code()}};
    if (item.matter)
        return {{u"title"_s, item.matter->title},
                {u"reason"_s, item.matter->reason},
                {u"total"_s, item.matter->amount.toString()},
                {u"currency"_s, item.matter->amount.currency().code()}};
    return {};
}

QJsonArray stepsOf(const ApprovalItem &item)
{
    QJsonArray steps;
    for (const workspace::SeatProgress &one : item.progress) {
        QJsonObject step{{u"step"_s, one.seat.number},
                         {u"stage"_s, one.seat.stage},
                         {u"asks"_s, one.seat.asked.inWords()},
                         {u"limit"_s, one.seat.limit ? QJsonValue(one.seat.limit->toString()) : QJsonValue()},
                         {u"state"_s, one.decision ? approvals::toString(one.decision->verdict)
                                      : one.isOpen ? u"open"_s
                                                   : u"waits"_s},
                         {u"decided_by"_s, one.decision ? QJsonValue(one.decision->decidedBy) : QJsonValue()},
                         {u"on_behalf_of"_s, one.decision ? orNull(one.decision->onBehalfOf) : QJsonValue()},
                         {u"left_to"_s, one.leftTo ? QJsonValue(one.leftTo->to) : QJsonValue()},
                         {u"can_decide"_s, one.canDecide.join(u", "_s)},
                         {u"escalates_at"_s, orNull(one.escalatesAt.toString(Qt::ISODate))}};
        if (one.seat.escalation)
            step.insert(u"escalates_to"_s, one.seat.escalation->to.inWords());
        steps.append(step);
    }
    return steps;
}

QJsonArray budgetsOf(const ApprovalItem &item)
{
    QJsonArray budgets;
    for (const workspace::BudgetEffect &effect : item.spending)
        budgets.append(QJsonObject{{u"budget"_s, effect.name()},
                                   {u"period"_s, effect.budget.budget.period.toString()},
                                   {u"amount"_s, effect.budget.budget.amount.toString()},
                                   {u"this"_s, effect.spent.toString()},
                                   {u"after"_s, effect.after.toString()},
                                   {u"over"_s, effect.over.toString()},
                                   {u"cap"_s, effect.action ? purchasing::toString(*effect.action) : u"fits"_s}});
    for (const workspace::BudgetAfter &share : item.budgets)
        budgets.append(QJsonObject{{u"budget"_s, share.name},
                                   {u"period"_s, u"this invoice"_s},
                                   {u"amount"_s, share.cap.toString()},
                                   {u"this"_s, share.used.toString()},
                                   {u"after"_s, share.used.toString()},
                                   {u"over"_s, share.overCap.toString()},
                                   {u"cap"_s, share.overCap.isZero() ? u"fits"_s : u"stays on the payer"_s}});
    return budgets;
}

QString toString(workspace::Likeness likeness)
{
    switch (likeness) {
    case workspace::Likeness::SameTotal:
        return u"same_total"_s;
    case workspace::Likeness::SamePeriod:
        return u"same_period"_s;
    case workspace::Likeness::SplitUnderLimit:
        return u"split_under_limit"_s;
    }
    Q_UNREACHABLE();
}

QJsonArray similarOf(const ApprovalItem &item)
{
    QJsonArray similar;
    for (const auto &[row, likeness] : item.similar)
        similar.append(QJsonObject{{u"number"_s, orNull(row.number)},
                                   {u"id"_s, row.id.toString()},
                                   {u"total"_s, row.total.toString()},
                                   {u"issue_date"_s, row.issueDate.toString(Qt::ISODate)},
                                   {u"why"_s, toString(likeness)}});
    return similar;
}

QJsonArray linesOf(const ApprovalItem &item)
{
    QJsonArray lines;
    for (const workspace::LineGroup &group : item.lines) {
        QJsonObject line{{u"description"_s, group.description},
                         {u"lines"_s, group.lines},
                         {u"net"_s, group.net.toString()},
                         {u"clause"_s, QJsonValue()}};
        if (group.clause)
            line.insert(u"clause"_s,
                        QJsonObject{{u"contract"_s, group.clause->contract},
                                    {u"version"_s, group.clause->version},
                                    {u"item"_s, group.clause->item},
                                    {u"says"_s, group.clause->says},
                                    {u"discounts"_s, QJsonArray::fromStringList(group.clause->discounts)}});
        lines.append(line);
    }
    return lines;
}

QJsonArray dunningOf(const ApprovalItem &item)
{
    QJsonArray steps;
    for (const storage::DunningStepRow &step : item.writeOff->steps)
        steps.append(QJsonObject{{u"step"_s, step.kind},
                                 {u"level"_s, step.level},
                                 {u"day"_s, step.takenOn.toString(Qt::ISODate)},
                                 {u"amount"_s, step.amount.toString()},
                                 {u"by"_s, step.takenBy}});
    return steps;
}

QJsonArray relatedOf(const ApprovalItem &item)
{
    QJsonArray related;
    for (const workspace::RelatedRequest &one : item.related)
        related.append(QJsonObject{{u"title"_s, one.title},
                                   {u"amount"_s, one.amount.toString()},
                                   {u"day"_s, one.day.toString(Qt::ISODate)},
                                   {u"state"_s, approvals::toString(one.state)}});
    return related;
}

QJsonArray historyOf(const ApprovalItem &item)
{
    QJsonArray history;
    const auto add = [&](const QDateTime &at, const QString &who, const QString &what, const QString &text) {
        history.append(
            QJsonObject{{u"at"_s, at.toString(Qt::ISODate)}, {u"who"_s, who}, {u"what"_s, what}, {u"text"_s, text}});
    };
    for (auto earlier = item.earlier.rbegin(); earlier != item.earlier.rend(); ++earlier)
        add(earlier->requestedAt, earlier->requestedBy, u"asked before: "_s + approvals::toString(earlier->state()),
            earlier->ruleInWords);
    add(item.approval.requestedAt, item.approval.requestedBy, u"requested"_s, item.approval.ruleInWords);
    for (const auto &one : item.approval.delegations)
        add(one.delegatedAt, one.from, u"left to "_s + one.to, one.note);
    for (const auto &one : item.approval.messages)
        add(one.writtenAt, one.who, one.who == item.approval.requestedBy ? u"answered"_s : u"asked"_s, one.text);
    for (const auto &one : item.approval.decisions)
        add(one.decidedAt, one.decidedBy,
            one.onBehalfOf.isEmpty() ? approvals::toString(one.verdict)
                                     : approvals::toString(one.verdict) + u" for "_s + one.onBehalfOf,
            one.reason);
    return history;
}

QJsonObject toJson(const ApprovalItem &item)
{
    const approvals::Approval &approval = item.approval;
    QJsonObject object{
        {u"id"_s, approval.id.toString()},
        {u"kind"_s, approvals::toString(approval.kind)},
        {u"state"_s, approvals::toString(approval.state())},
        {u"amount"_s, approval.amount.toString()},
        {u"currency"_s, approval.amount.currency().code()},
        {u"requested_by"_s, approval.requestedBy},
        {u"revision"_s, approval.revision},
        {u"policy_version"_s, approval.policyVersion},
        {u"rule"_s, approval.ruleInWords},
        {u"over_budget"_s, approval.overBudget ? QJsonValue(approval.overBudget->toString()) : QJsonValue()},
        {u"you_may_decide"_s, item.mayDecide.has_value()},
        {u"why_not"_s, item.mayDecide ? QJsonValue() : QJsonValue(ui::inWords(item.mayDecide.error()).happened)},
        {u"document"_s, documentOf(item)},
        {u"steps"_s, stepsOf(item)},
        {u"budgets"_s, budgetsOf(item)},
        {u"similar"_s, similarOf(item)},
        {u"lines"_s, linesOf(item)},
        {u"related"_s, relatedOf(item)},
        {u"history"_s, historyOf(item)}};
    if (item.credit)
        object.insert(u"credit"_s, ctl::toJson(*item.credit));
    if (item.writeOff)
        object.insert(u"dunning"_s, dunningOf(item));
    if (item.activation)
        object.insert(u"contract"_s, ctl::toJson(*item.activation));
    if (item.recordChange)
        object.insert(u"change"_s, ctl::toJson(*item.recordChange));
    if (item.purchaseOrder)
        object.insert(u"purchase_order_after"_s,
                      QJsonObject{{u"number"_s, item.purchaseOrder->order.number},
                                  {u"amount"_s, item.purchaseOrder->order.amount.toString()},
                                  {u"available"_s, item.purchaseOrder->available().toString()},
                                  {u"used_percent"_s, item.purchaseOrderPercent}});
    return object;
}

} // namespace

Result<int> showApproval(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto id = approvalIdOf(**services, context.arguments().positional(0));
    if (!id)
        return passOn(id);
    const auto item = workspace::ApprovalDesk(**services).item(*id);
    if (!item)
        return passOn(item);
    context.output().document(toJson(*item));
    return Exit::Done;
}

} // namespace accord::ctl
