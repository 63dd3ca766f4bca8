// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledger_queries_sql.h"

#include "core/ledger/chart.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"

#include <algorithm>

namespace accord::storage {

namespace {

#define POSTING_COLUMNS                                                                                                \
    "SELECT entry_id, n, dated, kind, coalesce((SELECT number FROM invoice WHERE id = subject_id), "                   \
    "(SELECT number FROM credit_note WHERE id = subject_id), "                                                         \
    "(SELECT CAST(number AS TEXT) FROM bank_entry WHERE id = subject_id), "                                            \
    "(SELECT reference FROM payment WHERE id = subject_id), ''), subject_id, document_id, "                            \
    "coalesce((SELECT number FROM invoice WHERE id = document_id), ''), account, customer_id, "                        \
    "coalesce((SELECT name FROM account WHERE id = customer_id), ''), currency, amount_minor, base_minor, "            \
    "ledger_code, cost_centre FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id "

Money baseFrom(const std::optional<qint64> &minor, const Currency &company)
{
    return minor ? Money(*minor, company) : Money();
}

ledger::Dimensions dimensionsFrom(Statement &row)
{
    const auto code = row.read<QString>();
    return {code, row.read<QString>()};
}

PostingRow postingFrom(Statement &row, const Currency &company)
{
    PostingRow posting;
    posting.entry = row.read<ledger::EntryId>();
    posting.n = row.read<int>();
    posting.dated = row.read<QDate>();
    posting.kind = row.read<QString>();
    posting.document = row.read<QString>();
    posting.subject = row.read<QUuid>();
    posting.invoice = row.read<QUuid>();
    posting.invoiceNumber = row.read<QString>();
    posting.account = row.read<QString>();
    posting.customer = row.read<std::optional<accounts::AccountId>>();
    posting.customerName = row.read<QString>();
    const auto currency = row.read<Currency>();
    posting.amount = row.readMoney(currency);
    posting.base = baseFrom(row.read<std::optional<qint64>>(), company);
    posting.dimensions = dimensionsFrom(row);
    return posting;
}

} // namespace

Result<ledger::TrialBalance> LedgerQueriesSql::trialBalance(const QDate &through) const
{
    auto rows
        = m_session
              .statement("SELECT account, currency, sum(CASE WHEN amount_minor > 0 THEN amount_minor ELSE 0 END), "
                         "sum(CASE WHEN amount_minor < 0 THEN -amount_minor ELSE 0 END), "
                         "CASE WHEN count(*) = count(base_minor) THEN sum(base_minor) END "
                         "FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id WHERE dated <= ? "
                         "GROUP BY account, currency ORDER BY account, currency")
              .bind(through)
              .all([&](Statement &row) {
                  ledger::TrialBalanceRow sums;
                  sums.account = row.read<QString>();
                  sums.currency = row.read<Currency>();
                  sums.debit = row.readMoney(sums.currency);
                  sums.credit = row.readMoney(sums.currency);
                  sums.balance = Money(sums.debit.minor() - sums.credit.minor(), sums.currency);
                  sums.base = baseFrom(row.read<std::optional<qint64>>(), m_company);
                  return sums;
              });
    if (!rows)
        return passOn(rows);
    return ledger::TrialBalance{std::move(*rows)};
}

Result<std::vector<PostingRow>> LedgerQueriesSql::postings(const PostingFilter &filter, int limit) const
{
    return m_session
        .statement(POSTING_COLUMNS
                   ""
                   "WHERE (?1 = '' OR account = ?1 OR account LIKE ?1 || '/%') AND (?2 IS NULL OR dated >= ?2) "
                   "AND (?3 IS NULL OR dated <= ?3) AND (?4 IS NULL OR customer_id = ?4) "
                   "AND (?5 IS NULL OR document_id = ?5) "
                   "ORDER BY dated DESC, recorded_at DESC, entry_id DESC, n LIMIT ?6")
        .bind(notNull(filter.account), filter.from, filter.to, filter.customer, filter.document, limit)
        .all([&](Statement &row) { return postingFrom(row, m_company); });
}

Result<std::vector<PostingRow>> LedgerQueriesSql::journal(const Period &period) const
{
    return m_session
        .statement(POSTING_COLUMNS "WHERE dated >= ? AND dated < ? "
                                   "ORDER BY dated, recorded_at, entry_id, n")
        .bind(period.start, period.end)
        .all([&](Statement &row) { return postingFrom(row, m_company); });
}

Result<Departments> LedgerQueriesSql::departments(const Period &period) const
{
    Departments departments;
    auto select = m_session.statement(
        "SELECT invoice_id, ledger_account, cost_centre, department, sum(net_minor) FROM invoice_line "
        "WHERE invoice_id IN (SELECT document_id FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id "
        "WHERE document_id IS NOT NULL AND dated >= ?1 AND dated < ?2) "
        "GROUP BY invoice_id, ledger_account, cost_centre, department "
        "UNION ALL SELECT credit_note_id, ledger_account, cost_centre, department, sum(given.net_minor) "
        "FROM credit_note_line AS given JOIN invoice_line AS line ON line.invoice_id = given.invoice_id "
        "AND line.n = given.invoice_line WHERE credit_note_id IN (SELECT subject_id FROM ledger_entry "
        "WHERE kind = 'credit_note' AND dated >= ?1 AND dated < ?2) "
        "GROUP BY credit_note_id, ledger_account, cost_centre, department ORDER BY 1, 2, 3, 4");
    select.bind(period.start, period.end);
    while (select.next()) {
        const auto document = select.read<QUuid>();
        const auto code = select.read<QString>();
        const auto centre = select.read<QString>();
        const auto department = select.read<QString>();
        departments[{document, code, centre}].emplace_back(department, select.read<qint64>());
    }
    const auto read = select.finish();
    return read ? Result<Departments>(std::move(departments)) : passOn(read);
}

Result<std::vector<ledger::ResultBalance>> LedgerQueriesSql::resultBalances(const QDate &through) const
{
    auto balances
        = m_session
              .statement("SELECT account, currency, sum(amount_minor), CASE WHEN count(*) = count(base_minor) "
                         "THEN sum(base_minor) END, ledger_code, cost_centre "
                         "FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id WHERE dated <= ? "
                         "GROUP BY account, currency, ledger_code, cost_centre "
                         "ORDER BY account, currency, coalesce(ledger_code, ''), coalesce(cost_centre, '')")
              .bind(through)
              .all([&](Statement &row) {
                  ledger::ResultBalance balance;
                  balance.account = row.read<QString>();
                  const auto currency = row.read<Currency>();
                  balance.balance = row.readMoney(currency);
                  balance.base = baseFrom(row.read<std::optional<qint64>>(), m_company);
                  balance.dimensions = dimensionsFrom(row);
                  return balance;
              });
    if (balances)
        std::erase_if(*balances, [](const auto &one) { return !ledger::chart::isOfResult(one.account); });
    return balances;
}

Result<std::vector<ledger::ForeignBalance>> LedgerQueriesSql::foreignBalances(const QDate &through) const
{
    // By customer where it is owed by one; what is owed to others, and what lies in the bank, by account.
    auto balances
        = m_session
              .statement(
                  "SELECT account, customer, currency, sum(amount_minor), sum(base_minor) FROM (SELECT account, "
                  "CASE WHEN account = 'receivable' THEN customer_id END AS customer, currency, amount_minor, "
                  "base_minor FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id WHERE currency <> ? "
                  "AND dated <= ? AND base_minor IS NOT NULL) AS foreign_posting GROUP BY account, customer, currency "
                  "HAVING sum(amount_minor) <> 0 OR sum(base_minor) <> 0 ORDER BY account, customer, currency")
              .bind(m_company, through)
              .all([&](Statement &row) {
                  ledger::ForeignBalance balance;
                  balance.account = row.read<QString>();
                  balance.customer = row.read<std::optional<accounts::AccountId>>();
                  const auto currency = row.read<Currency>();
                  balance.open = row.readMoney(currency);
                  balance.carrying = row.readMoney(m_company);
                  return balance;
              });
    if (balances)
        std::erase_if(*balances, [](const auto &one) { return !ledger::chart::isMonetary(one.account); });
    return balances;
}

Result<std::vector<ledger::DimensionPart>>
LedgerQueriesSql::unservedLines(const QUuid &invoice, const Currency &currency, const QDate &through) const
{
    auto lines = m_session.statement(
        "SELECT period_start, period_end, net_minor - (SELECT coalesce(sum(given.net_minor), 0) "
        "FROM credit_note_line AS given JOIN credit_note ON credit_note.id = given.credit_note_id "
        "WHERE given.invoice_id = invoice_line.invoice_id AND given.invoice_line = invoice_line.n "
        "AND credit_note.state = 'issued' AND issue_date <= ?), ledger_account, cost_centre FROM invoice_line "
        "WHERE invoice_id = ? AND in_advance ORDER BY n");
    lines.bind(through, invoice);
    std::vector<ledger::DimensionPart> unserved;
    Result<> status;
    while (lines.next()) {
        const auto start = lines.read<QDate>();
        const Period period{start, lines.read<QDate>()};
        const Money net = lines.readMoney(currency);
        const auto rest
            = ledger::servedPart(net, period, through).and_then([&](const Money &served) { return net.minus(served); });
        if (rest)
            unserved.push_back({dimensionsFrom(lines), *rest});
        else if (status)
            status = passOn(rest);
    }
    if (const auto read = lines.finish(); !read)
        return passOn(read);
    if (!status)
        return passOn(status);
    return unserved;
}

Result<std::vector<ledger::DeferredBalance>> LedgerQueriesSql::deferredBalances(const QDate &through) const
{
    auto sums = m_session.statement(
        "SELECT document_id, customer_id, currency, -sum(amount_minor), CASE WHEN count(*) = count(base_minor) "
        "THEN -sum(base_minor) END, ledger_code, cost_centre FROM posting "
        "JOIN ledger_entry ON ledger_entry.id = entry_id "
        "WHERE account = 'deferred_revenue' AND document_id IS NOT NULL AND dated <= ? "
        "GROUP BY document_id, customer_id, currency, ledger_code, cost_centre HAVING sum(amount_minor) <> 0 "
        "ORDER BY document_id, coalesce(ledger_code, ''), coalesce(cost_centre, '')");
    const auto found = sums.bind(through).all([&](Statement &row) {
        ledger::DeferredBalance balance;
        balance.invoice = row.read<QUuid>();
        balance.customer = row.read<accounts::AccountId>();
        const auto currency = row.read<Currency>();
        balance.deferred = row.readMoney(currency);
        balance.base = baseFrom(row.read<std::optional<qint64>>(), m_company);
        balance.dimensions = dimensionsFrom(row);
        return balance;
    });
    if (!found)
        return passOn(found);
    std::vector<ledger::DeferredBalance> balances;
    for (auto first = found->begin(); first != found->end();) {
        const auto last
            = std::find_if(first, found->end(), [&](const auto &one) { return one.invoice != first->invoice; });
        std::vector<ledger::DeferredBalance> ofInvoice(first, last);
        const auto set
            = unservedLines(first->invoice, first->deferred.currency(), through).and_then([&](const auto &lines) {
                  return ledger::setUnserved(ofInvoice, lines);
              });
        if (!set)
            return passOn(set);
        balances.insert(balances.end(), ofInvoice.begin(), ofInvoice.end());
        first = last;
    }
    return balances;
}

Result<QStringList> LedgerQueriesSql::codedAccounts() const
{
    return m_session
        .statement("SELECT DISTINCT account || coalesce('/' || ledger_code, '') FROM posting "
                   "WHERE ledger_code IS NOT NULL OR account LIKE '%/%' "
                   "UNION SELECT DISTINCT 'revenue/' || ledger_account FROM invoice_line "
                   "JOIN invoice ON invoice.id = invoice_id WHERE invoice.state <> 'issued' AND ledger_account <> '' "
                   "ORDER BY 1")
        .bind()
        .all([](Statement &row) { return row.read<QString>(); })
        .map([](const auto &accounts) { return QStringList(accounts.begin(), accounts.end()); });
}

Result<qint64> LedgerQueriesSql::entriesThrough(const QDate &through) const
{
    return m_session.statement("SELECT count(*) FROM ledger_entry WHERE dated <= ?")
        .bind(through)
        .first([](Statement &row) { return row.read<qint64>(); })
        .map([](const auto &count) { return count.value_or(0); });
}

Result<QDate> LedgerQueriesSql::closedThrough() const
{
    return m_session.statement("SELECT max(through) FROM ledger_close WHERE reopened_at IS NULL")
        .bind()
        .first([](Statement &row) { return row.read<QDate>(); })
        .map([](const auto &day) { return day.value_or(QDate()); });
}

Result<std::vector<CloseRow>> LedgerQueriesSql::closes() const
{
    return m_session
        .statement("SELECT id, through, closed_by, closed_at, checks, coalesce(reopened_by, ''), reopened_at, reason "
                   "FROM ledger_close ORDER BY through DESC, closed_at DESC, reopened_at IS NULL DESC")
        .bind()
        .all([](Statement &row) {
            CloseRow close;
            close.id = row.read<QUuid>();
            close.through = row.read<QDate>();
            close.closedBy = row.read<QString>();
            close.closedAt = row.read<QDateTime>();
            close.checks = row.read<QJsonArray>();
            close.reopenedBy = row.read<QString>();
            close.reopenedAt = row.read<QDateTime>();
            close.reason = row.read<QString>();
            return close;
        });
}

Result<> LedgerQueriesSql::add(const CloseRow &close)
{
    const auto added
        = m_session.run("INSERT INTO ledger_close (id, through, closed_by, closed_at, checks) VALUES (?,?,?,?,?)",
                        close.id, close.through, close.closedBy, close.closedAt, close.checks);
    return added ? Result<>() : passOn(added);
}

Result<> LedgerQueriesSql::reopen(const QUuid &close, const QString &who, const QDateTime &now, const QString &reason)
{
    const auto done = m_session.run("UPDATE ledger_close SET reopened_by = ?, reopened_at = ?, reason = ? WHERE id = ?",
                                    who, now, reason, close);
    return done ? Result<>() : passOn(done);
}

Result<QStringList> LedgerQueriesSql::unissuedDocuments(const Period &period) const
{
    return m_session
        .statement("SELECT account_name FROM invoice WHERE state <> 'issued' AND issue_date >= ?1 AND issue_date < ?2 "
                   "UNION ALL SELECT account_name FROM credit_note JOIN invoice ON invoice.id = invoice_id "
                   "WHERE credit_note.state = 'approved' AND credit_note.requested_at >= ?1 "
                   "AND credit_note.requested_at < ?2 ORDER BY 1")
        .bind(period.start, period.end)
        .all([](Statement &row) { return row.read<QString>(); })
        .map([](const auto &names) { return QStringList(names.begin(), names.end()); });
}

Result<QStringList> LedgerQueriesSql::undecidedEntries(const Period &period) const
{
    return m_session
        .statement("SELECT CAST(number AS TEXT) FROM bank_entry WHERE state IN ('new', 'proposed') "
                   "AND booked_on >= ? AND booked_on < ? ORDER BY number")
        .bind(period.start, period.end)
        .all([](Statement &row) { return row.read<QString>(); })
        .map([](const auto &numbers) { return QStringList(numbers.begin(), numbers.end()); });
}

Result<std::vector<ExportRow>> LedgerQueriesSql::exports() const
{
    return m_session
        .statement("SELECT id, format, period_start, period_end, entries, sha256, exported_by, exported_at "
                   "FROM ledger_export ORDER BY exported_at DESC, id DESC")
        .bind()
        .all([](Statement &row) {
            ExportRow one;
            one.id = row.read<QUuid>();
            one.format = row.read<QString>();
            one.period.start = row.read<QDate>();
            one.period.end = row.read<QDate>();
            one.entries = row.read<int>();
            one.sha256 = row.read<QString>();
            one.exportedBy = row.read<QString>();
            one.exportedAt = row.read<QDateTime>();
            return one;
        });
}

Result<> LedgerQueriesSql::add(const ExportRow &row)
{
    const auto added = m_session.run(
        "INSERT INTO ledger_export (id, format, period_start, period_end, entries, sha256, "
        "exported_by, exported_at) VALUES (?,?,?,?,?,?,?,?)",
        row.id, row.format, row.period.start, row.period.end, row.entries, row.sha256, row.exportedBy, row.exportedAt);
    return added ? Result<>() : passOn(added);
}

} // namespace accord::storage
