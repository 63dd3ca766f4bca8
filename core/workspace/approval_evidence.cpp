// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside a decision.
#include "core/contracts/discount_reach.h"
#include "core/contracts/price_terms.h"
#include "core/contracts/price_words.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/approval_scope.h"

#include <algorithm>

namespace accord::workspace {

using approvals::Approval;
using approvals::ApprovalId;
using approvals::Decider;

namespace {

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

/// What a percentage or an amount of \a discount says.
QString inWords(const pricing::Discount &discount)
{
    if (discount.basis == pricing::DiscountBasis::Percent)
        return u"%1: %2 %"_s.arg(discount.name, discount.percent.toShortString());
    if (discount.basis == pricing::DiscountBasis::Fixed)
        return u"%1: %2 %3"_s.arg(discount.name, discount.amount.toString(), discount.amount.currency().code());
    QStringList steps;
    for (const pricing::DiscountStep &step : discount.steps)
        steps << u"%1 % from %2"_s.arg(step.percent.toShortString(), step.from.toShortString());
    return u"%1: %2"_s.arg(discount.name, steps.join(u", "_s));
}

std::optional<Clause> clauseOf(const contracts::Contract &contract, const billing::BillLine &line)
{
    const contracts::PriceItem *item = contract.item(line.key.item);
    if (!item)
        return std::nullopt;
    const auto steps = contracts::stepsOf(contract, *item, line.locationCode);
    if (!steps)
        return std::nullopt;
    const pricing::RampTerms terms
        = pricing::termsOn(contracts::baseTermsOf(*item, line.locationCode), *steps, line.key.period.start);
    Clause clause{contract.number, contract.version, item->key, contracts::inWords(terms.model), {}};
    if (item->perLocation)
        clause.says += u", for each location"_s;
    if (item->kind == contracts::ItemKind::Usage && item->included)
        clause.says += u", %1 included"_s.arg(item->included->toShortString());
    if (!terms.discountPercent.isZero())
        clause.discounts << u"on this item: %1 %"_s.arg(terms.discountPercent.toShortString());
    for (const pricing::Discount &discount : contract.discounts) {
        if (contracts::reaches(discount, item, line.key.period.start))
            clause.discounts << inWords(discount);
    }
    return clause;
}

/// Adds to \a groups what each rests on: the version of the contract by which it was billed.
Result<> addClauses(Services &services, const billing::Bill &bill, std::vector<LineGroup> &groups)
{
    for (const billing::BillLine &line : bill.lines) {
        const QString item = line.contractNumber + u'/' + line.key.item + u'/' + line.key.kind;
        const auto group = std::ranges::find(groups, item, &LineGroup::item);
        if (group == groups.end() || group->clause || line.contractNumber.isEmpty())
            continue;
        const auto contract = services.contracts().findVersion(line.key.contract, line.contractVersion);
        if (contract)
            group->clause = clauseOf(*contract, line);
        else if (contract.error().kind != ErrorKind::NotFound)
            return passOn(contract);
    }
    return {};
}

QString displayName(Services &services, const QString &user)
{
    const auto found = services.seller().user(user);
    return found ? found->displayName : user;
}

/// Display names of those who could decide \a seat now.
Result<QStringList> takersOf(Services &services, const Approval &approval, const approvals::Seat &seat)
{
    const auto users = services.seller().users();
    if (!users)
        return passOn(users);
    QStringList names;
    for (const storage::User &user : *users) {
        Approval alone = approval; // this seat only, so that another open one does not answer for it
        std::erase_if(alone.seats, [&](const approvals::Seat &other) {
            return other.number != seat.number && other.stage == seat.stage;
        });
        const auto decider = deciderOf(services, user.name);
        if (decider && approvals::placeOf(alone, *decider))
            names << user.displayName;
    }
    return names;
}

Result<std::vector<SeatProgress>> progressOf(Services &services, const Approval &approval)
{
    const std::vector<approvals::Seat> open = approval.openSeats();
    std::vector<SeatProgress> progress;
    for (const approvals::Seat &seat : approval.seats) {
        SeatProgress one{seat, std::ranges::find(open, seat) != open.end(), {}, {}, {}, false, {}};
        const auto decision = std::ranges::find(approval.decisions, seat.number, &approvals::Decision::step);
        if (decision != approval.decisions.end())
            one.decision = *decision;
        if (one.isOpen) {
            one.leftTo = approval.delegation(seat.number);
            one.escalatesAt = approval.escalatesAt(seat);
            one.hasEscalated = one.escalatesAt.isValid() && one.escalatesAt <= services.clock().now();
            const auto names = takersOf(services, approval, seat);
            if (!names)
                return passOn(names);
            one.canDecide = *names;
        }
        progress.push_back(std::move(one));
    }
    return progress;
}

void nameEverybody(Services &services, ApprovalItem &item)
{
    const auto name = [&](const QString &user) {
        if (!user.isEmpty())
            item.names.insert(user, displayName(services, user));
    };
    name(item.approval.requestedBy);
    name(item.approval.beneficiary);
    for (const auto &decision : item.approval.decisions) {
        name(decision.decidedBy);
        name(decision.onBehalfOf);
    }
    for (const auto &message : item.approval.messages)
        name(message.who);
    for (const auto &delegation : item.approval.delegations) {
        name(delegation.from);
        name(delegation.to);
    }
    for (const SeatProgress &seat : item.progress) {
        for (const QString &person : seat.seat.asked.people)
            name(person);
    }
}

/// Whether \a other and \a invoice, which nobody was asked about alone, would be asked about together.
Result<bool> isSplit(Services &services, const approvals::Policy &policy, const billing::Invoice &invoice,
                     const storage::InvoiceRow &other)
{
    constexpr int days = 31;
    if (std::abs(other.issueDate.daysTo(invoice.issueDate)) > days || other.total.currency() != invoice.bill.currency)
        return false;
    const auto asked = services.approvals().latestFor(approvals::SubjectKind::Invoice, other.id.uuid());
    if (!asked)
        return passOn(asked);
    approvals::Subject alone{approvals::SubjectKind::Invoice, invoice.companyTotal, {}, {}};
    approvals::Subject together = alone;
    const auto company
        = services.reference().exchangeRates.convert(other.total, invoice.companyTotal.currency(), other.issueDate);
    const auto sum = company ? alone.amount.plus(*company) : company;
    if (*asked || !sum)
        return false;
    together.amount = *sum;
    const auto before = approvals::demandOf({alone}, policy);
    const auto after = approvals::demandOf({together}, policy);
    return before && after && before->seats != after->seats;
}

Result<> addSimilar(Services &services, ApprovalItem &item)
{
    const billing::Invoice &invoice = *item.invoice;
    storage::InvoiceFilter filter;
    filter.account = invoice.account;
    const auto others = storage::InvoiceQueriesSql(services.session()).page(filter, {}, 50, services.clock().today());
    if (!others)
        return passOn(others);
    const auto policy = currentPolicy(services);
    if (!policy)
        return passOn(policy);
    for (const auto &row : *others) {
        if (row.id == invoice.id)
            continue;
        const bool sameTotal = row.total == invoice.bill.total;
        const auto split = isSplit(services, *policy, invoice, row);
        if (!split)
            return passOn(split);
        if (sameTotal || row.period == invoice.bill.period || *split)
            item.similar.push_back({row, sameTotal                           ? Likeness::SameTotal
                                         : row.period == invoice.bill.period ? Likeness::SamePeriod
                                                                             : Likeness::SplitUnderLimit});
    }
    return {};
}

Result<> addOrder(Services &services, ApprovalItem &item)
{
    const billing::Invoice &invoice = *item.invoice;
    const auto orders = storage::PurchaseOrdersSql(services.session()).ofAccount(invoice.account);
    if (!orders)
        return passOn(orders);
    for (const auto &order : *orders) {
        if (order.order.number == invoice.bill.purchaseOrder)
            item.purchaseOrder = order;
    }
    if (item.purchaseOrder)
        item.purchaseOrderPercent = percentOf(item.purchaseOrder->used, item.purchaseOrder->order.amount);
    return {};
}

Result<> addInvoice(Services &services, ApprovalItem &item)
{
    const auto invoice = services.invoices().find(billing::InvoiceId(item.approval.subject));
    if (!invoice)
        return {}; // the draft was thrown away; the request is all there is
    item.invoice = *invoice;
    item.lines = grouped(invoice->bill);
    if (const auto added = addClauses(services, invoice->bill, item.lines); !added)
        return added;
    item.budgets = budgetsAfter(invoice->bill);
    if (const auto added = addOrder(services, item); !added)
        return added;
    auto effects = budgetEffects(services, invoice->bill, invoice->issueDate, invoice->id.uuid());
    if (!effects)
        return passOn(effects);
    item.spending = std::move(*effects);
    auto credit
        = creditStanding(services, invoice->account, invoice->issueDate, invoice->bill.amountDue(), invoice->id);
    if (!credit)
        return passOn(credit);
    item.credit = std::move(*credit);
    const auto previous = services.invoices().previousTotal(invoice->account, invoice->bill.period.start);
    if (!previous)
        return passOn(previous);
    item.previousTotal = *previous;
    if (*previous) {
        if (const auto change = invoice->bill.total.minus(**previous))
            item.change = *change;
    }
    return addSimilar(services, item);
}

} // namespace

Result<ApprovalItem> ApprovalDesk::item(const ApprovalId &id)
{
    const auto approval = m_services.approvals().find(id);
    if (!approval)
        return passOn(approval);
    ApprovalItem item;
    item.approval = *approval;
    item.requestedByName = displayName(m_services, approval->requestedBy);
    auto progress = progressOf(m_services, *approval);
    if (!progress)
        return passOn(progress);
    item.progress = std::move(*progress);
    nameEverybody(m_services, item);
    const auto decider = deciderOf(m_services, m_services.actor());
    item.mayDecide = decider ? approvals::mayDecide(*approval, *decider) : Result<void>(passOn(decider));
    if (item.mayDecide)
        item.mayDecide = checkScopeOf(m_services, decider->user, *approval);
    auto earlier = m_services.approvals().earlierThan(*approval);
    if (!earlier)
        return passOn(earlier);
    item.earlier = std::move(*earlier);
    if (approval->kind == approvals::SubjectKind::Invoice) {
        if (const auto added = addInvoice(m_services, item); !added)
            return passOn(added);
        return item;
    }
    if (approval->kind == approvals::SubjectKind::CreditNote) {
        const auto note = m_services.creditNotes().find(billing::CreditNoteId(approval->subject));
        if (!note)
            return passOn(note);
        item.creditNote = *note;
        return item;
    }
    const auto matter
        = storage::ApprovalMattersSql(m_services.session()).find(storage::ApprovalMatterId(approval->subject));
    if (!matter && matter.error().kind != ErrorKind::NotFound)
        return passOn(matter);
    if (!matter) {
        const auto added = addCollection(m_services, item);
        return added ? Result<ApprovalItem>(std::move(item)) : passOn(added);
    }
    item.matter = *matter;
    if (const auto added = addRelated(m_services, item); !added)
        return passOn(added);
    auto change = ChangeDesk(m_services).stateOf(*approval);
    if (!change)
        return passOn(change);
    item.recordChange = std::move(*change);
    auto activation = askedActivation(m_services, *approval);
    if (!activation)
        return passOn(activation);
    item.activation = std::move(*activation);
    const bool isCredit = approval->kind == approvals::SubjectKind::CreditTerms && item.matter->account;
    if (isCredit) {
        auto credit = creditStanding(m_services, *item.matter->account, m_services.clock().today());
        if (!credit)
            return passOn(credit);
        item.credit = std::move(*credit);
    }
    return item;
}

} // namespace accord::workspace
