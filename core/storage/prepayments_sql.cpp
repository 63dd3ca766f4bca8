// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/prepayments_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using billing::PrepaidPart;

Result<> PrepaymentsSql::add(const billing::InvoiceId &invoice, const billing::PrepaymentTerms &terms,
                             const QString &by, const QDateTime &now)
{
    const auto added = m_session.run(
        "INSERT INTO prepayment (invoice_id, contract_id, key, item, asked_by, asked_at) VALUES (?,?,?,?,?,?)", invoice,
        terms.contract, notNull(terms.key), notNull(terms.item), notNull(by), now);
    return added ? Result<>() : passOn(added);
}

Result<QString> PrepaymentsSql::nextKey(const contracts::ContractId &contract) const
{
    // Keys of drafts that were discarded come again: nothing stands under them any more.
    auto select = m_session.statement("SELECT key FROM prepayment WHERE contract_id = ?");
    const auto keys = select.bind(contract).all([](Statement &row) { return row.read<QString>(); });
    if (!keys)
        return passOn(keys);
    int last = 0;
    for (const QString &key : *keys)
        last = std::max(last, key.section(u'-', 1).toInt());
    return u"prepayment-%1"_s.arg(last + 1);
}

Result<std::vector<PrepaidPart>> PrepaymentsSql::left(const contracts::ContractId &contract) const
{
    // A number that a credited deduction had is free again; the highest that stands is what counts.
    auto parts = m_session
                     .statement("SELECT part.key, invoice.number, invoice.issue_date, part.item, part.dimension, "
                                "invoice.currency, asked_minor - credited_minor - deducted_minor "
                                "FROM prepayment_line AS part JOIN invoice ON invoice.id = part.invoice_id "
                                "WHERE part.contract_id = ? AND invoice.state = 'issued' "
                                "AND asked_minor - credited_minor - deducted_minor > 0 "
                                "ORDER BY invoice.issue_date, invoice.number, part.n")
                     .bind(contract)
                     .all([&](Statement &row) {
                         PrepaidPart part;
                         part.contract = contract;
                         part.key = row.read<QString>();
                         part.number = row.read<QString>();
                         part.issuedOn = row.read<QDate>();
                         part.item = row.read<QString>();
                         part.dimension = row.read<QString>();
                         const auto currency = row.read<Currency>();
                         part.left = row.readMoney(currency);
                         part.followsDelivery = true;
                         return part;
                     });
    if (!parts)
        return parts;
    auto used = m_session.statement("SELECT item FROM invoice_line WHERE contract_id = ? AND kind = 'deduction' "
                                    "AND dimension = ? AND NOT credited AND item LIKE ? || '.%'");
    for (PrepaidPart &part : *parts) {
        const auto items = used.bind(contract, notNull(part.dimension), part.key).all([](Statement &row) {
            return row.read<QString>();
        });
        if (!items)
            return passOn(items);
        for (const QString &item : *items)
            part.uses = std::max(part.uses, item.section(u'.', 1).toInt());
    }
    return parts;
}

Result<Money> PrepaymentsSql::outstanding(const contracts::ContractId &contract, const QString &item,
                                          const Currency &currency) const
{
    auto select = m_session.statement("SELECT coalesce(sum(asked_minor - credited_minor - deducted_minor), 0) "
                                      "FROM prepayment_line WHERE contract_id = ? AND item = ?");
    const auto sum
        = select.bind(contract, notNull(item)).first([&](Statement &row) { return row.readMoney(currency); });
    if (!sum)
        return passOn(sum);
    return sum->value_or(Money::zero(currency));
}

Result<std::vector<PrepaymentRow>> PrepaymentsSql::ofAccount(const accounts::AccountId &account) const
{
    return m_session
        .statement("SELECT invoice.id, coalesce(invoice.number, ''), invoice.state, invoice.issue_date, "
                   "(SELECT number FROM contract WHERE contract.id = part.contract_id), part.key, part.item, "
                   "invoice.currency, sum(asked_minor), sum(credited_minor), sum(deducted_minor) "
                   "FROM prepayment_line AS part JOIN invoice ON invoice.id = part.invoice_id "
                   "WHERE invoice.account_id = ? GROUP BY invoice.id, invoice.number, invoice.state, "
                   "invoice.issue_date, part.contract_id, part.key, part.item, invoice.currency "
                   "ORDER BY invoice.issue_date DESC, invoice.id DESC")
        .bind(account)
        .all([](Statement &row) {
            PrepaymentRow prepayment;
            prepayment.invoice = row.read<billing::InvoiceId>();
            prepayment.number = row.read<QString>();
            prepayment.state = row.read<QString>();
            prepayment.issuedOn = row.read<QDate>();
            prepayment.contractNumber = row.read<QString>();
            prepayment.key = row.read<QString>();
            prepayment.item = row.read<QString>();
            const auto currency = row.read<Currency>();
            prepayment.asked = row.readMoney(currency);
            prepayment.credited = row.readMoney(currency);
            prepayment.deducted = row.readMoney(currency);
            return prepayment;
        });
}

} // namespace accord::storage
