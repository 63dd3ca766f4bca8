// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/late_charges_desk.h"

#include "core/storage/receivables_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
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
    return QString::fromUtf8(QJsonDocument(payments::toJson(rule)).toJson(QJsonDocument::Compact));
}

Result<LateChargeRule> fromText(const QString &text)
{
    return payments::lateChargeRuleFrom(QJsonDocument::fromJson(text.toUtf8()).object());
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
        const bool isNote = std::ranges::any_of(*charges, [&](const auto &one) { return one.note == row.invoice; });
        // No interest on interest.
        if (row.due >= day || row.open.minor() <= 0 || !row.disputed.isZero() || isNote)
            continue;
        const Currency currency = row.open.currency();
        const auto history = store.history(row.invoice, currency);
        if (!history)
            return passOn(history);
        const Charged before = chargedFor(row.invoice, *charges);
        payments::LateChargeBasis basis{row.number,   row.due, day, *history, *own, Money(before.interest, currency),
                                        before.hasFee};
        const auto cost = payments::beyondBefore(basis);
        if (!cost)
            return passOn(cost);
        if (!cost->interest.isZero() || !cost->fee.isZero())
            list.push_back({row.invoice, row.number, row.payer, row.payerName, row.due, cost->days, row.open,
                            cost->interest, cost->fee, std::move(basis)});
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
    const auto payer = m_services.accounts().find(due.payer);
    if (!payer)
        return passOn(payer);
    const auto note = m_services.ids().next<billing::InvoiceId>();
    auto bill
        = billing::lateChargeBill({note, due.number, due.payer, due.payerName, due.due, today, due.interest, due.fee});
    if (!bill)
        return passOn(bill);
    BillingDesk billing(m_services);
    const auto draft = billing.draftLateCharge(*payer, payments::toJson(due.basis), note, std::move(*bill));
    if (!draft)
        return passOn(draft);
    const LateChargeRow row{m_services.ids().next(), due.invoice, due.payer, today, due.interest, due.fee, today,
                            m_services.actor(),      note};
    if (const auto added = LateChargesSql(m_services.session()).add(row); !added)
        return passOn(added);
    const auto issued = billing.issueLateCharge(note);
    if (!issued)
        return passOn(issued);
    const auto audited = m_services.audit(u"receivables.late_charge"_s, u"invoice"_s, row.invoice.toString(),
                                          {{u"invoice"_s, due.number},
                                           {u"note"_s, issued->number},
                                           {u"interest"_s, row.interest.toString()},
                                           {u"fee"_s, row.fee.toString()},
                                           {u"currency"_s, row.interest.currency().code()},
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

Result<std::vector<LateChargeSheet>> LateChargesDesk::charged(const std::optional<accounts::AccountId> &payer)
{
    const auto charges = LateChargesSql(m_services.session()).charges();
    if (!charges)
        return passOn(charges);
    std::vector<LateChargeSheet> sheets;
    for (const LateChargeRow &row : *charges) {
        if (payer && row.account != *payer)
            continue;
        const auto invoice = m_services.invoices().find(row.invoice);
        if (!invoice)
            return passOn(invoice);
        LateChargeSheet sheet{row, invoice->number, invoice->accountName, {}, {}};
        if (row.note) {
            const auto note = m_services.invoices().find(*row.note);
            if (!note)
                return passOn(note);
            sheet.number = note->number;
            sheet.settlement = billing::settlementOf(*note);
        }
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

Result<billing::CreditNote> LateChargesDesk::waive(const QString &number, const std::optional<Money> &amount,
                                                   const QString &reason)
{
    if (auto may = permit(m_services, Act::RequestCredit); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const auto note = m_services.invoices().findByReference(number);
    if (!note)
        return passOn(note);
    if (!billing::isLateCharge(note->bill))
        return fail(ErrorKind::InvalidInput, u"receivables.not_a_late_charge"_s, {{u"number"_s, note->number}});
    const Money open = billing::settlementOf(*note).open();
    if (open.minor() <= 0)
        return fail(ErrorKind::Conflict, u"receivables.nothing_open"_s, {{u"number"_s, note->number}});
    const Money waived = amount.value_or(open);
    if (waived.currency() != open.currency() || waived.minor() <= 0 || waived.minor() > open.minor())
        return fail(ErrorKind::InvalidInput, u"receivables.waive_amount"_s,
                    {{u"amount"_s, waived.toString()}, {u"number"_s, note->number}, {u"open"_s, open.toString()}});
    CreditDesk desk(m_services);
    auto given = desk.request(note->id, {{}, waived, {}}, reason);
    if (!given)
        return given;
    const bool isDone = given->state == billing::CreditNoteState::Approved && permit(m_services, Act::IssueCredit);
    if (isDone) {
        auto issued = desk.issue(given->id);
        if (!issued)
            return passOn(issued);
        *given = std::move(issued->note);
    }
    return transaction.commit().map([&] { return std::move(*given); });
}

} // namespace accord::workspace
