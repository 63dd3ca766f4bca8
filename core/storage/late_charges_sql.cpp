// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/late_charges_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

Result<std::vector<payments::OpenFrom>> LateChargesSql::history(const billing::InvoiceId &invoice,
                                                                const Currency &currency) const
{
    auto changes
        = m_session
              .statement("SELECT dated, sum(amount_minor) FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id "
                         "WHERE document_id = ? AND account = 'receivable' AND currency = ? "
                         "GROUP BY dated ORDER BY dated")
              .bind(invoice, currency)
              .all([&](Statement &row) {
                  payments::OpenFrom change;
                  change.from = row.read<QDate>();
                  change.open = row.readMoney(currency);
                  return change;
              });
    if (!changes)
        return changes;
    MoneySum open(currency);
    for (payments::OpenFrom &change : *changes) {
        open.add(change.open);
        if (!open.total())
            return passOn(open.total());
        change.open = *open.total();
    }
    return changes;
}

Result<std::vector<LateChargeRow>> LateChargesSql::charges() const
{
    return m_session
        .statement(
            "SELECT id, invoice_id, account_id, currency, through, interest_minor, fee_minor, dated, charged_by, "
            "note_id FROM late_charge ORDER BY through DESC, id DESC")
        .bind()
        .all([](Statement &row) {
            LateChargeRow charge;
            charge.id = row.read<QUuid>();
            charge.invoice = row.read<billing::InvoiceId>();
            charge.account = row.read<accounts::AccountId>();
            const auto currency = row.read<Currency>();
            charge.through = row.read<QDate>();
            charge.interest = row.readMoney(currency);
            charge.fee = row.readMoney(currency);
            charge.dated = row.read<QDate>();
            charge.chargedBy = row.read<QString>();
            charge.note = row.read<std::optional<billing::InvoiceId>>();
            return charge;
        });
}

Result<std::vector<billing::InvoiceId>> LateChargesSql::notesOf(const billing::InvoiceId &invoice) const
{
    return m_session
        .statement("SELECT note_id FROM late_charge WHERE invoice_id = ? AND note_id IS NOT NULL ORDER BY through")
        .bind(invoice)
        .all([](Statement &row) { return row.read<billing::InvoiceId>(); });
}

Result<qint64> LateChargesSql::waivedUnasked(const billing::InvoiceId &note) const
{
    auto select = m_session.statement(
        "SELECT coalesce(sum(company_total_minor), 0) FROM credit_note WHERE invoice_id = ? AND state = 'issued' "
        "AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'credit_note' AND subject_id = credit_note.id)");
    const auto sum = select.bind(note).first([](Statement &row) { return row.read<qint64>(); });
    return sum ? Result<qint64>(sum->value_or(0)) : passOn(sum);
}

Result<> LateChargesSql::add(const LateChargeRow &charge)
{
    const auto added = m_session.run(
        "INSERT INTO late_charge (id, invoice_id, account_id, currency, through, interest_minor, fee_minor, dated, "
        "charged_by, note_id) VALUES (?,?,?,?,?,?,?,?,?,?)",
        charge.id, charge.invoice, charge.account, charge.interest.currency(), charge.through, charge.interest,
        charge.fee, charge.dated, charge.chargedBy, charge.note);
    return added ? Result<>() : passOn(added);
}

} // namespace accord::storage
