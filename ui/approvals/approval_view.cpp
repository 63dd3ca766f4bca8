// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/approval_view.h"

#include "ui/budgets/budget_bar.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/errors/finding_words.h"
#include "ui/words/status_words.h"

namespace accord::ui {

using workspace::ApprovalItem;

namespace {

constexpr size_t linesShown = 12;

QString signedMoney(const Money &amount)
{
    return amount.isNegative() || amount.isZero() ? moneyText(amount) : u"+"_s + moneyText(amount);
}

QString titleOf(const ApprovalItem &item)
{
    if (item.creditNote)
        return item.creditNote->accountName;
    if (item.matter)
        return item.matter->title;
    if (item.writeOff)
        return item.writeOff->row.payerName;
    if (item.serviceAction)
        return item.serviceAction->accountName;
    return item.invoice ? item.invoice->accountName : nameOf(item.approval.kind);
}

/// "Suspended, level 2".
QString dunningStepText(const storage::DunningStepRow &step)
{
    const QString level = QString::number(step.level);
    if (step.kind == u"retry"_s)
        return ApprovalView::tr("Collected again, attempt %1").arg(level);
    if (step.kind == u"notify"_s)
        return ApprovalView::tr("Letter, level %1").arg(level);
    if (step.kind == u"outreach"_s)
        return ApprovalView::tr("Somebody called, level %1").arg(level);
    if (step.kind == u"escalate"_s)
        return ApprovalView::tr("Escalated, level %1").arg(level);
    return step.kind == u"degrade"_s ? ApprovalView::tr("Less service, level %1").arg(level)
                                     : ApprovalView::tr("No service, level %1").arg(level);
}

QString nameOf(workspace::Likeness likeness)
{
    switch (likeness) {
    case workspace::Likeness::SameTotal:
        return ApprovalView::tr("same total");
    case workspace::Likeness::SamePeriod:
        return ApprovalView::tr("same period");
    case workspace::Likeness::SplitUnderLimit:
        return ApprovalView::tr("together above the limit");
    }
    Q_UNREACHABLE();
}

/// What the decision is about, in the currency of the document.
Money amountOf(const ApprovalItem &item)
{
    if (item.creditNote)
        return item.creditNote->total;
    if (item.matter)
        return item.matter->amount;
    if (item.writeOff)
        return item.writeOff->row.amount;
    if (item.serviceAction)
        return item.serviceAction->amount;
    return item.invoice ? item.invoice->bill.total : item.approval.amount;
}

} // namespace

ApprovalView::ApprovalView(QWidget *parent)
    : QScrollArea(parent)
{
    setAccessibleName(tr("What the decision is about"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    start();
}

void ApprovalView::start()
{
    m_inside = new QWidget(this);
    m_inside->setAutoFillBackground(false);
    m_column = new QVBoxLayout(m_inside);
    m_column->setContentsMargins(0, 0, metrics::insetSmall, metrics::inset);
    m_column->setSpacing(metrics::grid);
    setWidget(m_inside); // which makes it fill its background
    m_inside->setAutoFillBackground(false);
}

void ApprovalView::showNothing(const QString &sentence)
{
    start();
    addText(sentence, true);
    m_column->addStretch();
}

void ApprovalView::showItem(const ApprovalItem &item, const QDate &today)
{
    start();
    addHead(item, today);
    addRefusal(item);
    addTalk(item);
    addCaption(tr("Why somebody was asked"));
    addText(tr("Rule: %1").arg(item.approval.ruleInWords));
    addSteps(item);
    if (item.recordChange)
        addChange(item);
    if (item.activation)
        addActivation(item);
    if (item.matter)
        addMatter(*item.matter);
    if (item.invoice) {
        addExceptions(*item.invoice);
        addComparison(item, today);
        addLines(item);
    } else if (item.approval.kind == approvals::SubjectKind::Invoice) {
        addText(tr("The draft was thrown away; only the request is left."), true);
    }
    if (item.creditNote)
        addCredit(*item.creditNote);
    if (item.writeOff)
        addWriteOff(*item.writeOff, today);
    if (item.serviceAction)
        addServiceAction(*item.serviceAction);
    addRelated(item);
    addHistory(item);
    m_column->addStretch();
}

Label *ApprovalView::addText(const QString &text, bool quiet)
{
    auto *label = new Label(text, TextRole::Body, quiet ? Token::Text2 : Token::Text, m_inside);
    label->setWordWrap(true);
    m_column->addWidget(label);
    return label;
}

void ApprovalView::addCaption(const QString &text)
{
    m_column->addSpacing(metrics::inset);
    m_column->addWidget(new Label(text, TextRole::Caption, Token::Text3, m_inside));
}

void ApprovalView::addPair(const QString &left, const QString &right, const QString &below)
{
    auto *row = new QHBoxLayout;
    auto *name = new Label(left, TextRole::Body, Token::Text, m_inside);
    name->setElided(true);
    auto *value = new Label(right, TextRole::Body, Token::Text, m_inside);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(name, 1);
    row->addWidget(value);
    m_column->addLayout(row);
    if (below.isEmpty())
        return;
    auto *note = new Label(below, TextRole::Secondary, Token::Text3, m_inside);
    note->setElided(true);
    m_column->addWidget(note);
}

void ApprovalView::addHead(const ApprovalItem &item, const QDate &today)
{
    auto *title = new Label(titleOf(item), TextRole::Title, Token::Text, m_inside);
    title->setWordWrap(true);
    m_column->addWidget(title);
    const Money amount = amountOf(item);
    m_column->addWidget(new Label(moneyText(amount), TextRole::Figure, Token::Text, m_inside));
    if (amount.currency() != item.approval.amount.currency())
        addText(tr("%1 in company currency").arg(moneyText(item.approval.amount)), true);
    auto *badges = new QHBoxLayout;
    auto *state = new StatusBadge(m_inside);
    state->setBadge(badgeOf(item.approval.state()));
    badges->addWidget(state);
    QStringList what{nameOf(item.approval.kind)};
    if (item.invoice)
        what << (item.invoice->number.isEmpty() ? tr("draft") : item.invoice->number)
             << periodText(item.invoice->bill.period);
    if (item.creditNote)
        what << tr("of invoice %1").arg(item.creditNote->invoiceNumber);
    if (item.writeOff)
        what << tr("of invoice %1").arg(item.writeOff->row.number);
    badges->addWidget(new Label(what.join(u" · "_s), TextRole::Secondary, Token::Text2, m_inside));
    badges->addStretch();
    m_column->addLayout(badges);
    QString asked
        = tr("Requested by %1, %2.").arg(item.requestedByName, distanceText(today, item.approval.requestedAt.date()));
    if (item.approval.stages() > 1)
        asked += u' ' + tr("Step %1 of %2.").arg(item.approval.stage()).arg(item.approval.stages());
    addText(asked, true);
    if (!item.approval.beneficiary.isEmpty())
        addText(tr("%1 would gain by it.").arg(item.names.value(item.approval.beneficiary)), true);
}

void ApprovalView::addSteps(const ApprovalItem &item)
{
    const auto name = [&](const QString &user) { return item.names.value(user, user); };
    for (const workspace::SeatProgress &one : item.progress) {
        QStringList asked = one.seat.asked.roles;
        for (const QString &person : one.seat.asked.people)
            asked << name(person);
        const QString left = tr("%1  %2").arg(one.seat.stage).arg(asked.join(tr(" or ")));
        if (one.decision) {
            const bool approved = one.decision->verdict == approvals::Verdict::Approve;
            const QString who = name(one.decision->decidedBy);
            addPair(left, approved ? tr("approved") : tr("rejected"),
                    one.decision->onBehalfOf.isEmpty() ? who
                                                       : tr("%1 for %2").arg(who, name(one.decision->onBehalfOf)));
            continue;
        }
        if (!one.isOpen) {
            addPair(left, tr("later"));
            continue;
        }
        addPair(left, one.hasEscalated ? tr("escalated") : tr("open"), one.canDecide.join(tr(", ")));
        if (one.seat.escalation)
            addText(
                one.hasEscalated
                    ? tr("Went to %1 as well, %2.").arg(one.seat.escalation->to.inWords(), instantText(one.escalatesAt))
                    : tr("Goes to %1 as well on %2.")
                          .arg(one.seat.escalation->to.inWords(), instantText(one.escalatesAt)),
                true);
    }
}

void ApprovalView::addMatter(const storage::ApprovalMatter &matter)
{
    addCaption(tr("Reason"));
    addText(matter.reason);
    auto *facts = new FactGrid(m_inside);
    if (matter.subject.discountPercent)
        facts->add(tr("Discount"), tr("%1 %").arg(decimalText(*matter.subject.discountPercent)));
    if (matter.subject.netDays)
        facts->add(tr("Terms"), tr("net %1").arg(*matter.subject.netDays));
    if (!matter.subject.departments.isEmpty())
        facts->add(tr("Department"), matter.subject.departments.join(tr(", ")));
    if (!matter.subject.costCentres.isEmpty())
        facts->add(tr("Cost centre"), matter.subject.costCentres.join(tr(", ")));
    m_column->addWidget(facts);
}

void ApprovalView::addChange(const ApprovalItem &item)
{
    const workspace::ChangeState &state = *item.recordChange;
    addCaption(tr("What it changes"));
    addText(state.words.what);
    auto *facts = new FactGrid(m_inside);
    facts->add(tr("Now"), state.words.before);
    facts->add(tr("Then"), state.words.after);
    if (state.change.from.isValid())
        facts->add(tr("From"), dateText(state.change.from));
    facts->add(tr("Asked about"), tr("version %1 of %2").arg(state.change.revision).arg(state.change.recordName));
    m_column->addWidget(facts);
    const bool waits = item.approval.state() == approvals::ApprovalState::Pending;
    if (state.done)
        addText(tr("Done on %1: it is in version %2.").arg(instantText(state.done->doneAt)).arg(state.done->revision))
            ->setToken(Token::Good);
    else if (state.isOutdated() && item.approval.state() != approvals::ApprovalState::Rejected)
        addText(waits ? tr("%1 was changed since, it is at version %2 now: approving sends the request back to %3.")
                            .arg(state.change.recordName)
                            .arg(state.revisionNow)
                            .arg(item.requestedByName)
                      : tr("%1 was changed before it was decided: it went back to %2, who can ask again.")
                            .arg(state.change.recordName, item.requestedByName))
            ->setToken(Token::Warning);
    else if (waits)
        addText(tr("It is done with the last approval, and in no other way."), true);
}

void ApprovalView::addBudgets(const ApprovalItem &item)
{
    if (item.spending.empty())
        return;
    addCaption(tr("Budgets after this"));
    for (const workspace::BudgetEffect &effect : item.spending) {
        const purchasing::Budget &budget = effect.budget.budget;
        addPair(effect.name(), tr("%1 of %2").arg(amountText(effect.after), moneyText(budget.amount)),
                effect.over.isZero() ? periodText(budget.period)
                                     : tr("over by %1 · %2").arg(moneyText(effect.over), periodText(budget.period)));
        auto *bar = new BudgetBar(m_inside);
        bar->showBudget({effect.before.actual, effect.before.committed, effect.spent, budget.amount});
        m_column->addWidget(bar);
    }
}

void ApprovalView::addRefusal(const ApprovalItem &item)
{
    if (item.mayDecide || item.approval.state() != approvals::ApprovalState::Pending)
        return;
    addCaption(tr("You cannot decide this"));
    const ErrorWords words = inWords(item.mayDecide.error());
    auto *label = addText(u"%1 %2"_s.arg(words.happened, words.advice));
    label->setToken(Token::Warning);
}

void ApprovalView::addExceptions(const billing::Invoice &invoice)
{
    if (invoice.bill.exceptions.empty())
        return;
    addCaption(tr("Look at"));
    for (const auto &exception : invoice.bill.exceptions) {
        auto *badge = new StatusBadge(m_inside);
        badge->setBadge(badgeOf(exception.severity));
        m_column->addWidget(badge);
        addText(findingInWords(exception.id, exception.args));
    }
}

void ApprovalView::addCredit(FactGrid &facts, const ApprovalItem &item)
{
    if (!item.credit || (!item.credit->limit && !item.credit->hold))
        return;
    const workspace::CreditStanding &credit = *item.credit;
    if (credit.limit)
        facts.add(tr("Credit after this"),
                  credit.isExceeded()
                      ? tr("%1, %2 beyond the limit of %3")
                            .arg(moneyText(credit.check.exposure), amountText(credit.over()), amountText(*credit.limit))
                      : tr("%1 of %2").arg(moneyText(credit.check.exposure), amountText(*credit.limit)));
    if (credit.hold)
        facts.add(tr("Credit hold"), credit.hold->reason);
}

void ApprovalView::addComparison(const ApprovalItem &item, const QDate &today)
{
    addCaption(tr("Compared"));
    auto *facts = new FactGrid(m_inside);
    if (item.purchaseOrder) {
        const auto &order = *item.purchaseOrder;
        facts->add(tr("Purchase order"), order.order.number);
        facts->add(tr("After this"),
                   order.available().isNegative()
                       ? tr("exceeded by %1").arg(moneyText(order.available().negated()))
                       : tr("%1 left of %2").arg(moneyText(order.available()), amountText(order.order.amount)));
        if (!item.purchaseOrderPercent.isEmpty())
            facts->add(tr("Order used"), tr("%1 % after this").arg(item.purchaseOrderPercent));
        if (order.order.expiresOn.isValid())
            facts->add(tr("It expires"),
                       tr("%1, %2").arg(dateText(order.order.expiresOn), distanceText(today, order.order.expiresOn)));
    } else {
        facts->add(tr("Purchase order"), item.invoice->bill.purchaseOrder.isEmpty()
                                             ? tr("none is asked for")
                                             : tr("%1 is not known").arg(item.invoice->bill.purchaseOrder));
    }
    addCredit(*facts, item);
    for (const auto &budget : item.budgets)
        facts->add(
            tr("Budget %1").arg(budget.name),
            budget.overCap.isZero()
                ? tr("%1 of %2 after this (%3 %)").arg(moneyText(budget.used), amountText(budget.cap), budget.percent)
                : tr("used up (%1); %2 over it stay on the payer")
                      .arg(moneyText(budget.cap), moneyText(budget.overCap)));
    facts->add(tr("Invoice before"), item.previousTotal ? moneyText(*item.previousTotal) : tr("this is the first"));
    if (item.change)
        facts->add(tr("Change"), item.change->isZero() ? tr("none") : signedMoney(*item.change));
    facts->add(tr("Due"), dateText(item.invoice->dueDate));
    m_column->addWidget(facts);
    addBudgets(item);
    if (item.similar.empty()) {
        addText(tr("No similar invoice of this account: no duplicate, no split."), true);
        return;
    }
    addCaption(tr("Similar: duplicate or split?"));
    for (const auto &[row, likeness] : item.similar)
        addPair(row.number.isEmpty() ? tr("Draft") : row.number, moneyText(row.total),
                tr("%1, %2 · %3").arg(periodText(row.period), badgeOf(row.status(today)).text, nameOf(likeness)));
}

void ApprovalView::addLines(const ApprovalItem &item)
{
    const auto &bill = item.invoice->bill;
    addCaption(tr("Lines"));
    for (size_t i = 0; i < std::min(item.lines.size(), linesShown); ++i) {
        const auto &group = item.lines[i];
        QStringList note;
        if (group.lines > 1)
            note << tr("%n line(s)", nullptr, group.lines);
        if (!group.locationName.isEmpty())
            note << group.locationName;
        if (group.quantity && group.unitPrice)
            note << tr("%1 × %2").arg(decimalText(*group.quantity), decimalText(*group.unitPrice));
        addPair(group.description, amountText(group.net), note.join(u" · "_s));
        addClause(group);
    }
    if (item.lines.size() > linesShown)
        addText(tr("and %n more kind(s) of lines", nullptr, int(item.lines.size() - linesShown)), true);
    m_column->addWidget(new Hairline(Qt::Horizontal, m_inside));
    addPair(tr("Subtotal"), amountText(bill.subtotal));
    addPair(tr("Tax"), amountText(bill.tax));
    addPair(tr("Total"), moneyText(bill.total));
}

void ApprovalView::addClause(const workspace::LineGroup &group)
{
    if (!group.clause)
        return;
    const workspace::Clause &clause = *group.clause;
    QString words
        = tr("Contract %1, version %2, %3: %4").arg(clause.contract).arg(clause.version).arg(clause.item, clause.says);
    if (!clause.discounts.isEmpty())
        words = tr("%1; less %2").arg(words, clause.discounts.join(tr("; ")));
    auto *label = new Label(words, TextRole::Secondary, Token::Text3, m_inside);
    label->setWordWrap(true);
    m_column->addWidget(label);
}

void ApprovalView::addWriteOff(const workspace::WriteOffEvidence &evidence, const QDate &today)
{
    const storage::WriteOffRow &row = evidence.row;
    addCaption(tr("Reason"));
    addText(row.reason);
    addCaption(tr("What is given up"));
    auto *facts = new FactGrid(m_inside);
    facts->add(tr("Invoice"), row.number);
    facts->add(tr("Issued"), dateText(evidence.issuedOn));
    facts->add(tr("Due"), tr("%1, %2").arg(dateText(evidence.due), distanceText(today, evidence.due)));
    facts->add(tr("Late when asked"), tr("%n day(s)", nullptr, std::max(0, evidence.daysLate)));
    facts->add(tr("Total"), moneyText(evidence.total));
    facts->add(tr("Open now"), moneyText(evidence.open));
    facts->add(tr("Open after this"), row.state == u"in_approval"_s
                                          ? moneyText(evidence.open.minus(row.amount).value_or(evidence.open))
                                          : moneyText(evidence.open));
    facts->add(tr("In the books"), moneyText(row.company));
    facts->add(tr("Limit"), evidence.limit.isZero() ? tr("none: every write-off is asked for")
                                                    : tr("up to %1 nobody is asked").arg(moneyText(evidence.limit)));
    m_column->addWidget(facts);
    addCaption(tr("Dunning of this invoice"));
    if (evidence.steps.empty())
        addText(tr("No step was taken yet."))->setToken(Token::Warning);
    for (const storage::DunningStepRow &step : evidence.steps)
        addPair(dunningStepText(step), dateText(step.takenOn),
                tr("%1 due then · by %2").arg(moneyText(step.amount), step.takenBy));
    for (const storage::PromiseRow &promise : evidence.promises)
        addPair(tr("Promised for %1").arg(dateText(promise.promisedFor)), moneyText(promise.amount),
                promise.paid.minor() >= promise.amount.minor() ? tr("kept")
                                                               : tr("%1 of it came in").arg(moneyText(promise.paid)));
}

void ApprovalView::addServiceAction(const storage::DunningStepRow &step)
{
    addCaption(tr("Less service"));
    auto *facts = new FactGrid(m_inside);
    facts->add(tr("What"), dunningStepText(step));
    facts->add(tr("Due"), moneyText(step.amount));
    facts->add(tr("Oldest since"), dateText(step.due));
    facts->add(tr("Invoices"), step.documents.join(tr(", ")));
    m_column->addWidget(facts);
}

void ApprovalView::addRelated(const ApprovalItem &item)
{
    if (item.related.empty())
        return;
    addCaption(tr("Also asked about this customer: duplicate or split?"));
    for (const workspace::RelatedRequest &one : item.related)
        addPair(one.title, moneyText(one.amount), tr("%1 · %2").arg(dateText(one.day), badgeOf(one.state).text));
}

void ApprovalView::addCredit(const billing::CreditNote &note)
{
    addCaption(tr("Reason"));
    addText(note.reason);
    if (note.corrects)
        addText(tr("The whole invoice is given back and its charges are billed anew."), true);
    if (note.voids)
        addText(tr("The invoice becomes void: all of it is given back, and it keeps its number."), true);
    addCaption(tr("What is given back"));
    for (size_t i = 0; i < std::min(note.lines.size(), linesShown); ++i)
        addPair(note.lines[i].description, amountText(note.lines[i].net));
    if (note.lines.size() > linesShown)
        addText(tr("and %n more line(s)", nullptr, int(note.lines.size() - linesShown)), true);
    m_column->addWidget(new Hairline(Qt::Horizontal, m_inside));
    addPair(tr("Net"), amountText(note.net));
    addPair(tr("Tax"), amountText(note.tax));
    addPair(tr("Total"), moneyText(note.total));
}

void ApprovalView::addHistory(const ApprovalItem &item)
{
    if (item.approval.decisions.empty() && item.earlier.empty())
        return;
    addCaption(tr("History"));
    for (const auto &decision : item.approval.decisions) {
        const bool approved = decision.verdict == approvals::Verdict::Approve;
        const QString who = item.names.value(decision.decidedBy);
        addPair(approved ? tr("Approved by %1").arg(who) : tr("Rejected by %1").arg(who),
                instantText(decision.decidedAt), decision.reason);
    }
    for (const auto &earlier : item.earlier)
        addPair(tr("Asked before: %1").arg(badgeOf(earlier.state()).text), instantText(earlier.requestedAt),
                earlier.ruleInWords);
}

void ApprovalView::addTalk(const ApprovalItem &item)
{
    const auto name = [&](const QString &user) { return item.names.value(user, user); };
    for (const auto &delegation : item.approval.delegations) {
        addText(tr("%1 left this to %2.").arg(name(delegation.from), name(delegation.to)));
        if (!delegation.note.isEmpty())
            addText(delegation.note, true);
    }
    if (item.approval.messages.empty())
        return;
    addCaption(item.approval.isQuestionOpen() ? tr("Questions: an answer is awaited") : tr("Questions and answers"));
    for (const auto &message : item.approval.messages) {
        addPair(name(message.who), instantText(message.writtenAt));
        addText(message.text, true);
    }
}

QString ApprovalView::asText() const
{
    QStringList lines;
    for (const QLabel *label : m_inside->findChildren<QLabel *>())
        lines << label->text();
    return lines.join(u'\n');
}

} // namespace accord::ui
