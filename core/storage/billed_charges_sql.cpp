// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/billed_charges_sql.h"

#include "core/billing/discount_shares.h"
#include "core/storage/session.h"

namespace accord::storage {

namespace {

/// From the columns item, dimension, kind, period_start and period_end.
billing::LineKey readKey(Statement &row, const contracts::ContractId &contract)
{
    billing::LineKey key;
    key.contract = contract;
    key.item = row.read<QString>();
    key.dimension = row.read<QString>();
    key.kind = row.read<QString>();
    key.period.start = row.read<QDate>();
    key.period.end = row.read<QDate>();
    return key;
}

billing::BilledCharge readCharge(Statement &row, const contracts::ContractId &contract, const Currency &currency)
{
    billing::BilledCharge charge;
    charge.key = readKey(row, contract);
    charge.net = row.readMoney(currency);
    charge.lastSequence = row.read<int>();
    charge.gross = row.readMoney(currency);
    charge.discount = row.readMoney(currency);
    charge.engine = row.read<int>();
    return charge;
}

/// Issued lines that are added up alike.
struct IssuedSum
{
    IssuedCharge charge; ///< its net contains the tax where \c isGross
    bool isGross = false; ///< converted, from prices that contain the tax
    qint64 net = 0; ///< minor units of the bill's currency
    qint64 tax = 0;
};

/// The net in the currency of the prices: of a gross one the share that the converted net has of net and tax.
Result<IssuedCharge> withoutTax(const IssuedSum &sum)
{
    IssuedCharge charge = sum.charge;
    if (!sum.isGross || sum.net + sum.tax == 0)
        return charge;
    const auto net = (Exact(charge.net) * Exact::ratio(sum.net, sum.net + sum.tax)).toMoney(charge.net.currency());
    return net.map([&](const Money &amount) {
        charge.net = amount;
        return charge;
    });
}

} // namespace

// The amounts of charges are in the currency of the prices, with the tax where the price contains it.
#define CHARGE_COLUMNS                                                                                                 \
    "SELECT item, dimension, kind, period_start, period_end, "                                                         \
    "sum(coalesce(priced_net_minor, net_minor + CASE WHEN tax_inclusive THEN tax_minor ELSE 0 END)), max(sequence), "  \
    "sum(CASE WHEN sequence = 0 THEN coalesce(priced_gross_minor, "                                                    \
    "gross_minor + CASE WHEN tax_inclusive THEN tax_minor ELSE 0 END) ELSE 0 END), "                                   \
    "sum(CASE WHEN sequence = 0 THEN coalesce(priced_discount_minor, discount_minor) ELSE 0 END), "                    \
    "min((SELECT made.engine_version FROM invoice AS made WHERE made.id = line.invoice_id)) "
// Money that was asked for before delivery, and its deduction, are no charges.
#define IS_CHARGE "kind NOT IN ('prepayment', 'deduction') "
#define IS_GROSS "(line.tax_inclusive AND line.priced_net_minor IS NOT NULL)"
#define BY_CHARGE "GROUP BY item, dimension, kind, period_start, period_end "
#define IN_ORDER "ORDER BY period_start, item, dimension, kind, period_end"

Result<std::vector<billing::BilledCharge>> BilledChargesSql::lookAgain(const LookAgain &question,
                                                                       const Currency &currency) const
{
    return m_session
        .statement(CHARGE_COLUMNS "FROM invoice_line AS line WHERE contract_id = ? AND period_end > ? AND NOT credited "
                                  "AND kind IN ('recurring', 'usage', 'one_time', 'minimum') " BY_CHARGE
                                  "HAVING kind = 'minimum' OR (max(in_advance) AND period_end > ?) OR "
                                  "(max(contract_version) < ? AND period_end > ?) "
                                  "OR (? > 0 AND kind = 'usage' AND EXISTS (SELECT 1 FROM usage_import AS late "
                                  "    WHERE late.sequence >= ? AND late.first_day < line.period_end "
                                  "    AND late.last_day >= line.period_start AND late.sequence > "
                                  "    (SELECT max(usage_watermark) FROM invoice JOIN invoice_line AS own "
                                  "     ON own.invoice_id = invoice.id WHERE own.contract_id = ? "
                                  "     AND own.item = line.item AND own.dimension = line.dimension "
                                  "     AND own.period_start = line.period_start AND own.period_end = line.period_end "
                                  "     AND own.kind = line.kind AND NOT own.credited))) " IN_ORDER)
        .bind(question.contract, question.notBefore, question.runningAfter, question.olderThanVersion,
              question.changedFrom, question.firstLateImport, question.firstLateImport, question.contract)
        .all([&](Statement &row) { return readCharge(row, question.contract, currency); });
}

Result<std::vector<billing::BilledCharge>> BilledChargesSql::beginningIn(const contracts::ContractId &contract,
                                                                         const Period &period,
                                                                         const Currency &currency) const
{
    return m_session
        .statement(CHARGE_COLUMNS
                   "FROM invoice_line AS line WHERE contract_id = ? AND period_start >= ? AND period_start < ? "
                   "AND NOT credited AND " IS_CHARGE BY_CHARGE IN_ORDER)
        .bind(contract, period.start, period.end)
        .all([&](Statement &row) { return readCharge(row, contract, currency); });
}

Result<std::vector<billing::BilledCharge>> BilledChargesSql::overlapping(const contracts::ContractId &contract,
                                                                         const Period &period,
                                                                         const Currency &currency) const
{
    return m_session
        .statement(CHARGE_COLUMNS
                   "FROM invoice_line AS line WHERE contract_id = ? AND period_end > ? AND period_start < ? "
                   "AND NOT credited AND " IS_CHARGE BY_CHARGE IN_ORDER)
        .bind(contract, period.start, period.end)
        .all([&](Statement &row) { return readCharge(row, contract, currency); });
}

Result<std::vector<BilledRate>> BilledChargesSql::ratesUntil(const contracts::ContractId &contract,
                                                             const QDate &end) const
{
    auto select = m_session.statement(
        "SELECT item, dimension, kind, unit_price FROM invoice_line WHERE contract_id = ? AND period_end = ? "
        "AND sequence = 0 AND NOT credited AND unit_price IS NOT NULL");
    return select.bind(contract, end).all([](Statement &row) {
        BilledRate rate;
        rate.item = row.read<QString>();
        rate.dimension = row.read<QString>();
        rate.kind = row.read<QString>();
        rate.unitPrice = row.read<Decimal>();
        return rate;
    });
}

Result<std::vector<IssuedCharge>> BilledChargesSql::issued(const contracts::ContractId &contract,
                                                           const Currency &currency) const
{
    const auto sums
        = m_session
              .statement(
                  "SELECT invoice.issue_date, line.item, line.kind, line.period_start, line.period_end, "
                  "sum(coalesce(line.priced_net_minor, line.net_minor)), " IS_GROSS ", sum(line.net_minor), "
                  "sum(line.tax_minor) FROM invoice_line AS line JOIN invoice ON invoice.id = line.invoice_id "
                  "WHERE line.contract_id = ? AND invoice.state = 'issued' AND NOT line.credited "
                  "AND line." IS_CHARGE
                  "GROUP BY invoice.issue_date, line.item, line.kind, line.period_start, line.period_end, " IS_GROSS
                  " ORDER BY invoice.issue_date, line.period_start, line.item, line.kind")
              .bind(contract)
              .all([&](Statement &row) {
                  IssuedSum sum;
                  sum.charge.issuedOn = row.read<QDate>();
                  sum.charge.item = row.read<QString>();
                  sum.charge.kind = row.read<QString>();
                  sum.charge.period.start = row.read<QDate>();
                  sum.charge.period.end = row.read<QDate>();
                  sum.charge.net = row.readMoney(currency);
                  sum.isGross = row.read<bool>();
                  sum.net = row.read<qint64>();
                  sum.tax = row.read<qint64>();
                  return sum;
              });
    if (!sums)
        return passOn(sums);
    std::vector<IssuedCharge> charges;
    for (const IssuedSum &sum : *sums) {
        const auto charge = withoutTax(sum);
        if (!charge)
            return passOn(charge);
        charges.push_back(*charge);
    }
    return charges;
}

Result<std::vector<PaidLine>> BilledChargesSql::paidLines(const contracts::ContractId &contract, const QDate &notBefore,
                                                          const Currency &currency) const
{
    return m_session
        .statement(
            "SELECT line.item, line.dimension, line.kind, line.period_start, line.period_end, "
            "coalesce(line.priced_net_minor, line.net_minor + CASE WHEN line.tax_inclusive THEN line.tax_minor ELSE 0 "
            "END), invoice.currency, invoice.total_minor, invoice.total_minor - invoice.amount_due_minor "
            "+ (SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = invoice.id) "
            "- (SELECT coalesce(sum(given.amount_minor), 0) FROM write_off AS given "
            "   WHERE given.invoice_id = invoice.id AND given.state = 'done') "
            "FROM invoice_line AS line JOIN invoice ON invoice.id = line.invoice_id "
            "WHERE line.contract_id = ? AND line.period_end > ? AND NOT line.credited AND line." IS_CHARGE
            "ORDER BY line.period_start, line.item, line.dimension, line.kind, line.sequence")
        .bind(contract, notBefore)
        .all([&](Statement &row) {
            PaidLine line;
            line.key = readKey(row, contract);
            line.net = row.readMoney(currency);
            const auto billed = row.read<Currency>();
            line.total = row.readMoney(billed);
            line.received = row.readMoney(billed);
            return line;
        });
}

Result<std::vector<ChargeLine>> BilledChargesSql::linesSince(const contracts::ContractId &contract,
                                                             const QDate &notBefore, const Currency &currency) const
{
    std::map<QString, billing::DiscountShares> kept;
    const auto invoices
        = m_session
              .statement("SELECT inputs FROM invoice WHERE EXISTS (SELECT 1 FROM invoice_line AS line "
                         "WHERE line.invoice_id = invoice.id AND line.contract_id = ? AND line.period_end > ? "
                         "AND NOT line.credited AND line." IS_CHARGE ")")
              .bind(contract, notBefore)
              .all([](Statement &row) { return row.read<QJsonObject>().value(u"discount_shares"_s).toArray(); });
    if (!invoices)
        return passOn(invoices);
    for (const QJsonArray &lines : *invoices)
        kept.merge(billing::sharesFromJson(lines, currency));
    return m_session
        .statement(
            "SELECT line.item, line.dimension, line.kind, line.period_start, line.period_end, line.sequence, "
            "invoice.period_start, invoice.period_end, coalesce(line.priced_discount_minor, line.discount_minor) "
            "FROM invoice_line AS line JOIN invoice ON invoice.id = line.invoice_id "
            "WHERE line.contract_id = ? AND line.period_end > ? AND NOT line.credited AND line." IS_CHARGE
            "ORDER BY line.sequence, line.period_start, line.item, line.dimension, line.kind")
        .bind(contract, notBefore)
        .all([&](Statement &row) {
            ChargeLine line;
            line.key = readKey(row, contract);
            line.key.sequence = row.read<int>();
            line.bill.start = row.read<QDate>();
            line.bill.end = row.read<QDate>();
            line.discount = row.readMoney(currency);
            if (const auto found = kept.find(line.key.toString()); found != kept.end())
                line.shares = found->second;
            return line;
        });
}

Result<std::vector<RunPeriod>> BilledChargesSql::runPeriods(const contracts::ContractId &contract,
                                                            const QDate &from) const
{
    return m_session
        .statement("SELECT invoice.period_start, invoice.period_end, min(invoice.usage_watermark) FROM invoice "
                   "WHERE invoice.period_end > ? AND EXISTS (SELECT 1 FROM invoice_line "
                   "WHERE invoice_line.invoice_id = invoice.id AND invoice_line.contract_id = ? AND " IS_CHARGE ") "
                   "AND invoice.account_id = (SELECT account_id FROM contract WHERE id = ?) "
                   "GROUP BY invoice.period_start, invoice.period_end ORDER BY invoice.period_start")
        .bind(from, contract, contract)
        .all([](Statement &row) {
            RunPeriod run;
            run.period.start = row.read<QDate>();
            run.period.end = row.read<QDate>();
            run.watermark = row.read<qint64>();
            return run;
        });
}

Result<std::vector<BilledChargesSql::ImportedDays>> BilledChargesSql::importedSince(qint64 watermark) const
{
    return m_session
        .statement("SELECT sequence, first_day, last_day FROM usage_import "
                   "WHERE sequence > ? AND first_day IS NOT NULL ORDER BY sequence")
        .bind(watermark)
        .all([](Statement &row) {
            ImportedDays days;
            days.import = row.read<qint64>();
            days.first = row.read<QDate>();
            days.last = row.read<QDate>();
            return days;
        });
}

} // namespace accord::storage
