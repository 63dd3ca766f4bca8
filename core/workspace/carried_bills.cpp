// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/carried_bills.h"

#include "core/billing/prepayment.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace accord::workspace {

using billing::Bill;
using billing::BillException;
using contracts::Severity;
using storage::CarriedBill;
using storage::CarriedBillsSql;

namespace {

/// The earliest of \a bills.
const CarriedBill &oldest(const std::vector<CarriedBill> &bills)
{
    return *std::ranges::min_element(bills, {}, [](const CarriedBill &bill) { return bill.period.start; });
}

/// The newest of \a bills: what it came to includes those before it.
const CarriedBill &newest(const std::vector<CarriedBill> &bills)
{
    return *std::ranges::max_element(bills, {}, [](const CarriedBill &bill) { return bill.period.end; });
}

QJsonObject toJson(const std::optional<Money> &minimum)
{
    return minimum ? QJsonObject{{u"amount"_s, minimum->toString()}, {u"currency"_s, minimum->currency().code()}}
                   : QJsonObject();
}

} // namespace

Result<std::vector<BillAssembly>> assembleForRun(Services &services, const accounts::AccountId &payer,
                                                 const Period &period, const QDate &taxDay)
{
    const CarriedBillsSql store(services.session());
    const auto minimum = store.minimumOf(payer);
    if (!minimum)
        return passOn(minimum);
    auto carried = store.open(payer);
    if (!carried)
        return passOn(carried);
    std::erase_if(*carried, [&](const CarriedBill &bill) { return bill.period.end > period.start; });
    auto assemblies = assemble(services, payer, period, taxDay, nullptr, *carried);
    if (!assemblies)
        return assemblies;
    for (BillAssembly &assembly : *assemblies)
        assembly.minimum = *minimum;
    return assemblies;
}

bool isCarried(const BillAssembly &assembly, const Bill &bill)
{
    if (!assembly.minimum || assembly.minimum->currency() != bill.currency || !assembly.input.prepayments.empty()
        || billing::hasDeductions(bill))
        return false;
    const bool isLast = std::ranges::any_of(
        assembly.input.contracts, [&](const auto &contract) { return contract.term.end <= assembly.input.period.end; });
    return !isLast && assembly.wholeTotal.value_or(bill.total).minor() < assembly.minimum->minor();
}

Result<> noteCarried(Services &services, const storage::BillRunRow &run, const BillAssembly &assembly, const Bill &bill)
{
    CarriedBillsSql store(services.session());
    for (const contracts::Contract &contract : assembly.input.contracts) {
        const CarriedBill carried{contract.id,
                                  contract.number,
                                  assembly.input.payer.id,
                                  assembly.input.payer.number,
                                  assembly.input.payer.name,
                                  run.period,
                                  assembly.wholeTotal.value_or(bill.total),
                                  *assembly.minimum,
                                  run.id};
        if (const auto noted = store.note(carried, services.clock().now()); !noted)
            return noted;
    }
    return {};
}

Result<> forgetCarried(Services &services, const BillAssembly &assembly)
{
    if (assembly.wholeTotal)
        return {}; // what other invoices of the payer charge of it may still wait
    CarriedBillsSql store(services.session());
    for (const CarriedBill &bill : assembly.carried) {
        if (const auto gone = store.forget(bill.contract, assembly.input.period.end); !gone)
            return gone;
    }
    return {};
}

Result<> keepCarried(Services &services, const BillAssembly &assembly)
{
    CarriedBillsSql store(services.session());
    // An invoice takes over what was noted until it was made: this is noted after those of the run.
    const QDateTime after = services.clock().now().addMSecs(1);
    for (const CarriedBill &bill : assembly.carried) {
        if (const auto noted = store.note(bill, after); !noted)
            return noted;
    }
    return {};
}

std::vector<BillException> carriedExceptions(const BillAssembly &assembly, const Bill &bill)
{
    std::vector<BillException> exceptions;
    if (isCarried(assembly, bill))
        exceptions.push_back({Severity::Note,
                              u"billing.carried_forward"_s,
                              {{u"total"_s, assembly.wholeTotal.value_or(bill.total).toString()},
                               {u"minimum"_s, assembly.minimum->toString()},
                               {u"currency"_s, bill.currency.code()}}});
    else if (!assembly.carried.empty())
        exceptions.push_back({Severity::Note,
                              u"billing.took_over"_s,
                              {{u"from"_s, oldest(assembly.carried).period.start.toString(Qt::ISODate)},
                               {u"total"_s, newest(assembly.carried).total.toString()},
                               {u"minimum"_s, newest(assembly.carried).minimum.toString()},
                               {u"currency"_s, newest(assembly.carried).total.currency().code()}}});
    return exceptions;
}

QJsonArray carriedToJson(const std::vector<CarriedBill> &bills)
{
    QJsonArray array;
    for (const CarriedBill &bill : bills)
        array.append(QJsonObject{{u"contract"_s, bill.contractNumber},
                                 {u"period_start"_s, bill.period.start.toString(Qt::ISODate)},
                                 {u"period_end"_s, bill.period.end.toString(Qt::ISODate)},
                                 {u"total"_s, bill.total.toString()},
                                 {u"minimum"_s, bill.minimum.toString()},
                                 {u"currency"_s, bill.total.currency().code()}});
    return array;
}

void explainCarried(const billing::Invoice &invoice, pricing::Recorder &recorder)
{
    const QJsonArray carried = invoice.inputs.value(u"carried"_s).toArray();
    if (carried.isEmpty())
        return;
    const pricing::Step step(&recorder, [] { return u"Carried forward to this invoice"_s; });
    recorder.rule(u"what came to less than the customer's minimum waited for the next bill; charges keep their periods "
                  "and prices"_s);
    for (const QJsonValue &value : carried) {
        const QJsonObject bill = value.toObject();
        const auto text = [&](const QString &name) { return bill.value(name).toString(); };
        recorder.fact(
            u"Contract %1, %2 to %3"_s.arg(
                text(u"contract"_s), text(u"period_start"_s),
                QDate::fromString(text(u"period_end"_s), Qt::ISODate).addDays(-1).toString(Qt::ISODate)),
            u"%1 %2"_s.arg(text(u"total"_s), text(u"currency"_s)),
            u"bill run of that period: less than the minimum of %1 %2"_s.arg(text(u"minimum"_s), text(u"currency"_s)));
    }
}

Result<> setMinimumInvoice(Services &services, const accounts::AccountId &account, const std::optional<Money> &minimum)
{
    if (const auto allowed = permitFor(services, Act::SaveBillingDetails, account); !allowed)
        return allowed;
    if (minimum && minimum->minor() <= 0)
        return fail(ErrorKind::InvalidInput, u"billing.minimum_invoice"_s, {{u"value"_s, minimum->toString()}});
    storage::Transaction transaction(services.session());
    CarriedBillsSql store(services.session());
    const auto before = store.minimumOf(account);
    if (!before)
        return passOn(before);
    if (*before == minimum)
        return transaction.commit();
    if (const auto set = store.setMinimum(account, minimum, services.actor(), services.clock().now()); !set)
        return set;
    const auto audited = services.audit(u"account.minimum_invoice"_s, u"account"_s, account.toString(),
                                        {{u"before"_s, toJson(*before)}, {u"after"_s, toJson(minimum)}});
    return audited ? transaction.commit() : passOn(audited);
}

Result<std::optional<Money>> minimumInvoiceOf(Services &services, const accounts::AccountId &account)
{
    return CarriedBillsSql(services.session()).minimumOf(account);
}

} // namespace accord::workspace
