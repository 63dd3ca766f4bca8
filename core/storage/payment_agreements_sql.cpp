// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/payment_agreements_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

#include <QtCore/QJsonArray>

namespace accord::storage {

namespace {

QJsonArray toJson(const std::vector<payments::EarlyPayment> &earlyPayments)
{
    QJsonArray array;
    for (const payments::EarlyPayment &early : earlyPayments)
        array.append(QJsonArray{early.days, early.percent.toShortString()});
    return array;
}

std::vector<payments::EarlyPayment> earlyPaymentsFrom(const QJsonArray &array)
{
    std::vector<payments::EarlyPayment> earlyPayments;
    for (const QJsonValue &one : array)
        earlyPayments.push_back({one[0].toInt(), Decimal::parse(one[1].toString()).value_or(Decimal())});
    return earlyPayments;
}

} // namespace

Result<std::optional<PaymentAgreement>> PaymentAgreementsSql::current(const accounts::AccountId &account) const
{
    return m_session
        .statement("SELECT early_payments, withholding_percent, withholding_on_total, agreed_by, agreed_at "
                   "FROM payment_agreement WHERE account_id = ? ORDER BY n DESC LIMIT 1")
        .bind(account)
        .first([&](Statement &row) {
            PaymentAgreement agreement;
            agreement.account = account;
            agreement.earlyPayments = earlyPaymentsFrom(row.read<QJsonArray>());
            agreement.withholdingPercent = row.read<Decimal>();
            agreement.withholdingOnTotal = row.read<bool>();
            agreement.agreedBy = row.read<QString>();
            agreement.agreedAt = row.read<QDateTime>();
            return agreement;
        });
}

Result<> PaymentAgreementsSql::add(const PaymentAgreement &agreement)
{
    const auto added = m_session.run(
        "INSERT INTO payment_agreement (account_id, n, early_payments, withholding_percent, withholding_on_total, "
        "agreed_by, agreed_at) VALUES (?1, (SELECT coalesce(max(n), 0) + 1 FROM payment_agreement WHERE account_id = "
        "?1), ?2, ?3, ?4, ?5, ?6)",
        agreement.account, toJson(agreement.earlyPayments), agreement.withholdingPercent, agreement.withholdingOnTotal,
        agreement.agreedBy, agreement.agreedAt);
    return added ? Result<>() : passOn(added);
}

Result<> PaymentAgreementsSql::add(const EarlyPaymentOffer &offer)
{
    const auto added
        = m_session.run("INSERT INTO early_payment_offer (invoice_id, last_day, percent, amount_minor, "
                        "offered_by, offered_at) VALUES (?,?,?,?,?,?)",
                        offer.invoice, offer.lastDay, offer.percent, offer.amount, offer.offeredBy, offer.offeredAt);
    return added ? Result<>() : passOn(added);
}

Result<std::vector<EarlyPaymentOffer>>
PaymentAgreementsSql::offers(const std::optional<billing::InvoiceId> &invoice) const
{
    return m_session
        .statement("SELECT invoice_id, last_day, percent, currency, amount_minor, offered_by, offered_at "
                   "FROM early_payment_offer JOIN invoice ON invoice.id = invoice_id "
                   "WHERE ?1 = ?2 OR invoice_id = ?3 ORDER BY invoice_id, last_day")
        .bind(invoice ? 1 : 0, 0, invoice.value_or(billing::InvoiceId()))
        .all([](Statement &row) {
            EarlyPaymentOffer offer;
            offer.invoice = row.read<billing::InvoiceId>();
            offer.lastDay = row.read<QDate>();
            offer.percent = row.read<Decimal>();
            const auto currency = row.read<Currency>();
            offer.amount = row.readMoney(currency);
            offer.offeredBy = row.read<QString>();
            offer.offeredAt = row.read<QDateTime>();
            return offer;
        });
}

Result<> PaymentAgreementsSql::add(const ExpectedWithholding &withholding)
{
    const auto added = m_session.run("INSERT INTO expected_withholding (invoice_id, percent, amount_minor, noted_by, "
                                     "noted_at) VALUES (?,?,?,?,?)",
                                     withholding.invoice, withholding.percent, withholding.amount, withholding.notedBy,
                                     withholding.notedAt);
    return added ? Result<>() : passOn(added);
}

Result<std::vector<ExpectedWithholding>>
PaymentAgreementsSql::withholdings(const std::optional<billing::InvoiceId> &invoice) const
{
    return m_session
        .statement("SELECT invoice_id, percent, currency, amount_minor, noted_by, noted_at FROM expected_withholding "
                   "JOIN invoice ON invoice.id = invoice_id WHERE ?1 = ?2 OR invoice_id = ?3 ORDER BY invoice_id")
        .bind(invoice ? 1 : 0, 0, invoice.value_or(billing::InvoiceId()))
        .all([](Statement &row) {
            ExpectedWithholding withholding;
            withholding.invoice = row.read<billing::InvoiceId>();
            withholding.percent = row.read<Decimal>();
            const auto currency = row.read<Currency>();
            withholding.amount = row.readMoney(currency);
            withholding.notedBy = row.read<QString>();
            withholding.notedAt = row.read<QDateTime>();
            return withholding;
        });
}

} // namespace accord::storage
