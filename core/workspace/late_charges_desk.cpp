// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/late_charges_desk.h"

#include "core/ledger/document_entries.h"
#include "core/storage/receivables_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/books.h"
#include "core/workspace/permit.h"

#include <QtCore/QJsonDocument>

namespace accord::workspace {

using payments::LateChargeRule;
using storage::LateChargeRow;
using storage::LateChargesSql;

namespace {

const QString setting = u"late_charge_rule"_s;

QString toText(const LateChargeRule &rule)
{
    QJsonObject object{{u"percent"_s, rule.rates.empty() ? u"0"_s : rule.rates.front().percent.toShortString()},
                       {u"year_days"_s, rule.yearDays},
                       {u"grace_days"_s, rule.graceDays}};
    if (rule.fee) {
        object.insert(u"fee"_s, rule.fee->toString());
        object.insert(u"fee_currency"_s, rule.fee->currency().code());
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<LateChargeRule> fromText(const QString &text)
{
    LateChargeRule rule;
    if (text.isEmpty())
        return rule;
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto percent = Decimal::parse(object.value(u"percent"_s).toString());
    if (!percent)
        return passOn(percent);
    if (*percent != Decimal())
        rule.rates.push_back({{}, *percent});
    rule.yearDays = object.value(u"year_days"_s).toInt();
    rule.graceDays = object.value(u"grace_days"_s).toInt();
    if (!object.contains(u"fee"_s))
        return rule;
    const auto currency = Currency::fromCode(object.value(u"fee_currency"_s).toString());
    if (!currency)
        return passOn(currency);
    const auto fee = Money::parse(object.value(u"fee"_s).toString(), *currency);
    if (!fee)
        return passOn(fee);
    rule.fee = *fee;
    return rule;
}

/// What was charged for an invoice before.
struct Charged
{
    std::int64_t interest = 0;
    bool hasFee = false;
};

Charged chargedFor(const billing::InvoiceId &invoice, const std::vector<LateChargeRow> &charges)
{
    Charged charged;
    for (const LateChargeRow &one : charges) {
        if (one.invoice != invoice)
            continue;
        charged.interest += one.interest.minor();
        charged.hasFee = charged.hasFee || !one.fee.isZero();
    }
    return charged;
}

} // namespace

Result<LateChargeRule> LateChargesDesk::rule()
{
    return m_services.seller().setting(setting).and_then(fromText);
}

Result<> LateChargesDesk::setRule(const LateChargeRule &rule)
{
    if (auto may = permit(m_services, Act::ChangeCollectionRules); !may)
        return may;
    const Money none = Money::zero(Currency::fromCode(u"EUR"_s).value());
    const QDate day(2000, 1, 1);
    if (const auto usable = payments::lateChargeOn({{day, none}}, day, day, rule); !usable)
        return passOn(usable);
    storage::Transaction transaction(m_services.session());
    const auto before = m_services.seller().setting(setting);
    if (!before)
        return passOn(before);
    if (const auto kept = m_services.seller().setSetting(setting, toText(rule)); !kept)
        return kept;
    const auto audited = m_services.audit(u"receivables.late_rule"_s, u"workspace_setting"_s, setting,
                                          {{u"before"_s, *before}, {u"after"_s, toText(rule)}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<std::vector<LateChargeDue>> LateChargesDesk::due(const QDate &day)
{
    const auto own = rule();
    const auto company = m_services.companyCurrency();
    LateChargesSql store(m_services.session());
    const auto charges = store.charges();
    if (!own)
        return passOn(own);
    if (!company)
        return passOn(company);
    if (!charges)
        return passOn(charges);
    const auto open = storage::ReceivablesSql(m_services.session(), *company).open(day, {});
    if (!open)
        return passOn(open);
    std::vector<LateChargeDue> list;
    for (const storage::ReceivableRow &row : *open) {
        if (row.due >= day || row.open.minor() <= 0 || !row.disputed.isZero())
            continue;
        const Currency currency = row.open.currency();
        const auto history = store.history(row.invoice, currency);
        if (!history)
            return passOn(history);
        const auto cost = payments::lateChargeOn(*history, row.due, day, *own);
        if (!cost)
            return passOn(cost);
        const Charged before = chargedFor(row.invoice, *charges);
        const bool isGraced = cost->days <= own->graceDays;
        const Money none = Money::zero(currency);
        const Money interest(std::max<std::int64_t>(cost->interest.minor() - before.interest, 0), currency);
        const Money fee = before.hasFee || cost->fee.currency() != currency ? none : cost->fee;
        if (!isGraced && (!interest.isZero() || !fee.isZero()))
            list.push_back(
                {row.invoice, row.number, row.payer, row.payerName, row.due, cost->days, row.open, interest, fee});
    }
    return list;
}

Result<LateChargeRow> LateChargesDesk::charge(const QString &number)
{
    if (auto may = permit(m_services, Act::ChargeLatePayment); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const QDate today = m_services.clock().today();
    const auto invoice = m_services.invoices().findByReference(number);
    const auto list = due(today);
    if (!invoice)
        return passOn(invoice);
    if (!list)
        return passOn(list);
    const auto found
        = std::find_if(list->begin(), list->end(), [&](const auto &one) { return one.invoice == invoice->id; });
    if (found == list->end())
        return fail(ErrorKind::Conflict, u"receivables.no_late_charge"_s, {{u"number"_s, invoice->number}});
    const auto row = charge(*found);
    return row ? transaction.commit().map([&] { return *row; }) : row;
}

Result<LateChargeRow> LateChargesDesk::charge(const LateChargeDue &due)
{
    const QDate today = m_services.clock().today();
    const LateChargeRow row{m_services.ids().next(), due.invoice, due.payer, today, due.interest, due.fee, today,
                            m_services.actor()};
    if (const auto added = LateChargesSql(m_services.session()).add(row); !added)
        return passOn(added);
    const auto sum = row.interest.plus(row.fee);
    if (!sum)
        return passOn(sum);
    Books books(m_services);
    const auto rate = books.rateOn(sum->currency(), today);
    if (!rate)
        return passOn(rate);
    const auto entry = ledger::entryForLateCharge(row.id, row.account, *sum, today, *rate);
    if (!entry)
        return passOn(entry);
    if (const auto posted = books.post(*entry); !posted)
        return passOn(posted);
    const auto audited = m_services.audit(u"receivables.late_charge"_s, u"invoice"_s, row.invoice.toString(),
                                          {{u"invoice"_s, due.number},
                                           {u"interest"_s, row.interest.toString()},
                                           {u"fee"_s, row.fee.toString()},
                                           {u"currency"_s, sum->currency().code()},
                                           {u"through"_s, today.toString(Qt::ISODate)}});
    if (!audited)
        return passOn(audited);
    return row;
}

Result<std::vector<LateChargeRow>> LateChargesDesk::chargeAll(const accounts::AccountId &payer)
{
    if (auto may = permit(m_services, Act::ChargeLatePayment); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const auto list = due(m_services.clock().today());
    if (!list)
        return passOn(list);
    std::vector<LateChargeRow> charged;
    for (const LateChargeDue &one : *list) {
        if (one.payer != payer)
            continue;
        auto row = charge(one);
        if (!row)
            return passOn(row);
        charged.push_back(std::move(*row));
    }
    if (charged.empty())
        return fail(ErrorKind::Conflict, u"receivables.no_late_charge"_s, {{u"number"_s, payer.toString()}});
    return transaction.commit().map([&] { return std::move(charged); });
}

} // namespace accord::workspace
