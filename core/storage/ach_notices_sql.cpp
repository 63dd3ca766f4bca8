// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ach_notices_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

#include <QtCore/QJsonObject>

namespace accord::storage {

Result<std::optional<QUuid>> AchNoticesSql::detailOf(const QString &trace) const
{
    // Of a prenote the account itself; of a debit the one that was the newest when the file was made.
    return m_session
        .statement("SELECT CASE WHEN item.kind = 'prenote' THEN item.subject_id ELSE "
                   "(SELECT detail.id FROM bank_detail AS detail WHERE detail.account_id = item.account_id "
                   "AND detail.recorded_at <= file.made_at ORDER BY detail.n DESC LIMIT 1) END "
                   "FROM payment_file_item AS item JOIN payment_file AS file ON file.id = item.file_id "
                   "WHERE item.reference = ? AND file.format LIKE 'nacha%' ORDER BY file.number DESC LIMIT 1")
        .bind(trace)
        .first([](Statement &row) { return row.read<QUuid>(); });
}

Result<bool> AchNoticesSql::add(const BankChangeNotice &notice)
{
    const auto known = m_session.statement("SELECT 1 FROM bank_change_notice WHERE trace_number = ? AND code = ?")
                           .bind(notice.traceNumber, notice.code)
                           .first([](Statement &row) { return row.read<int>(); });
    if (!known)
        return passOn(known);
    if (*known)
        return false;
    const auto added = m_session.run(
        "INSERT INTO bank_change_notice (id, detail_id, trace_number, code, routing_number, account_number, "
        "transaction_code, holder, noted_by, noted_at) VALUES (?,?,?,?,?,?,?,?,?,?)",
        notice.id, notice.detail, notNull(notice.traceNumber), notNull(notice.code), notNull(notice.routingNumber),
        notNull(notice.accountNumber), notNull(notice.transactionCode), notNull(notice.holder), notNull(notice.notedBy),
        notice.notedAt);
    return added ? Result<bool>(true) : passOn(added);
}

Result<bool> AchNoticesSql::isCorrected(const QUuid &detail) const
{
    const auto found = m_session.statement("SELECT 1 FROM bank_change_notice WHERE detail_id = ?")
                           .bind(detail)
                           .first([](Statement &row) { return row.read<int>(); });
    return found ? Result<bool>(found->has_value()) : passOn(found);
}

Result<std::vector<BankChangeNotice>> AchNoticesSql::all() const
{
    return m_session
        .statement("SELECT notice.id, detail_id, account.name, trace_number, code, routing_number, "
                   "notice.account_number, transaction_code, notice.holder, noted_by, noted_at "
                   "FROM bank_change_notice AS notice JOIN bank_detail AS detail ON detail.id = detail_id "
                   "JOIN account ON account.id = detail.account_id ORDER BY noted_at DESC, notice.id DESC")
        .bind()
        .all([](Statement &row) {
            BankChangeNotice notice;
            notice.id = row.read<QUuid>();
            notice.detail = row.read<QUuid>();
            notice.accountName = row.read<QString>();
            notice.traceNumber = row.read<QString>();
            notice.code = row.read<QString>();
            notice.routingNumber = row.read<QString>();
            notice.accountNumber = row.read<QString>();
            notice.transactionCode = row.read<QString>();
            notice.holder = row.read<QString>();
            notice.notedBy = row.read<QString>();
            notice.notedAt = row.read<QDateTime>();
            return notice;
        });
}

Result<std::vector<payments::AchReturn>> AchNoticesSql::returnsOf(const billing::InvoiceId &invoice,
                                                                  const QDateTime &since) const
{
    return m_session
        .statement("SELECT file.settles_on, (SELECT entry.details FROM bank_entry AS entry "
                   "WHERE entry.trace_number = item.reference AND entry.amount_minor < 0 "
                   "ORDER BY entry.number DESC LIMIT 1) "
                   "FROM payment_file_item AS item JOIN payment_file AS file ON file.id = item.file_id "
                   "WHERE item.kind = 'invoice' AND item.subject_id = ? AND item.state = 'returned' "
                   "AND file.format LIKE 'nacha%' AND file.made_at >= ? ORDER BY file.settles_on, file.number")
        .bind(invoice, since)
        .all([](Statement &row) {
            payments::AchReturn one;
            one.settledOn = row.read<QDate>();
            one.code = row.read<QJsonObject>().value(u"return_reason"_s).toString();
            return one;
        });
}

Result<> AchNoticesSql::add(const DebitConsent &consent)
{
    const auto added = m_session.run(
        "INSERT INTO debit_consent (id, invoice_id, given_on, note, recorded_by, recorded_at) VALUES (?,?,?,?,?,?)",
        consent.id, consent.invoice, consent.givenOn, notNull(consent.note), notNull(consent.recordedBy),
        consent.recordedAt);
    return added ? Result<>() : passOn(added);
}

Result<QDate> AchNoticesSql::consentOf(const billing::InvoiceId &invoice) const
{
    return m_session.statement("SELECT given_on FROM debit_consent WHERE invoice_id = ? ORDER BY given_on DESC LIMIT 1")
        .bind(invoice)
        .first([](Statement &row) { return row.read<QDate>(); })
        .map([](const std::optional<QDate> &day) { return day.value_or(QDate()); });
}

} // namespace accord::storage
