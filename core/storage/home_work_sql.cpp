// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/home_work_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using accounts::AccountId;

namespace {

Stake readStake(Statement &row)
{
    Stake stake;
    stake.id = row.read<QUuid>();
    stake.account = row.read<AccountId>();
    const auto currency = row.read<Currency>();
    stake.amount = row.readMoney(currency);
    return stake;
}

#define UNPAID                                                                                                         \
    "(invoice.amount_due_minor - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application "                     \
    "WHERE invoice_id = invoice.id))"
#define CREDITED(of)                                                                                                   \
    "(SELECT coalesce(sum(note.total_minor), 0) FROM credit_note AS note WHERE note.invoice_id = " of                  \
    ".id AND note.state = 'issued')"
// Neither void nor credited in full.
#define IS_COLLECTED(of, total)                                                                                        \
    "NOT EXISTS (SELECT 1 FROM credit_note AS note WHERE note.invoice_id = " of                                        \
    ".id AND note.state = 'issued' AND (note.voids OR note.total_minor >= " total "))"
// What came in from an account in the currency of a promise since it was made.
#define PAID_SINCE                                                                                                     \
    "(SELECT coalesce(sum(applied.amount_minor - applied.written_off_minor), 0) FROM invoice "                         \
    "JOIN payment_application AS applied ON applied.invoice_id = invoice.id "                                          \
    "JOIN payment ON payment.id = applied.payment_id WHERE invoice.account_id = promise.account_id "                   \
    "AND payment.currency = promise.currency AND payment.method <> 'write_off' "                                       \
    "AND payment.received_on >= promise.made_on)"

} // namespace

Result<std::vector<Stake>> HomeWorkSql::overdue(const WorkReach &reach, const QDate &today) const
{
    // What was paid is asked once for each, and what was credited of those alone of which something is left.
    return m_session
        .statement(
            "WITH late AS MATERIALIZED (SELECT invoice.id AS id, invoice.account_id AS account_id, "
            "invoice.currency AS currency, invoice.total_minor AS total, " UNPAID
            " AS unpaid FROM invoice JOIN account ON account.id = invoice.account_id "
            "WHERE invoice.state = 'issued' AND invoice.due_date < ?1 AND " REACHED(
                "?2", "?3", "?4") "), left_over AS MATERIALIZED (SELECT id, account_id, currency, total, "
                                  "unpaid, " CREDITED("late") " AS credited FROM late WHERE unpaid > 0) SELECT id, "
                                                              "account_id, currency, unpaid - credited "
                                                              "FROM left_over WHERE unpaid > credited "
                                                              "AND " IS_COLLECTED("left_over", "left_over.total"))
        .bind(today, int(reach.accounts), reach.regionList(), notNull(reach.user))
        .all(readStake);
}

Result<std::vector<Stake>> HomeWorkSql::invoicesToIssue() const
{
    return m_session
        .statement("SELECT id, account_id, currency, CASE WHEN total_minor < 0 THEN 0 ELSE total_minor END "
                   "FROM invoice WHERE state <> 'issued' AND state = 'approved'")
        .bind()
        .all(readStake);
}

Result<std::vector<Stake>> HomeWorkSql::creditNotesToIssue() const
{
    return m_session.statement("SELECT id, account_id, currency, total_minor FROM credit_note WHERE state = 'approved'")
        .bind()
        .all(readStake);
}

Result<std::vector<Stake>> HomeWorkSql::bankEntries() const
{
    return m_session
        .statement("SELECT id, NULL, currency, abs(amount_minor) FROM bank_entry WHERE state IN ('new', 'proposed', "
                   "'unapplied') AND (state <> 'unapplied' OR coalesce((SELECT kind FROM bank_decision WHERE entry_id "
                   "= bank_entry.id ORDER BY n DESC LIMIT 1), '') NOT IN ('left', 'undone'))")
        .bind()
        .all(readStake);
}

Result<std::vector<Stake>> HomeWorkSql::brokenPromises(const WorkReach &reach, const QDate &today) const
{
    return m_session
        .statement(
            "SELECT id, account_id, currency, missing FROM (SELECT promise.id AS id, promise.account_id AS account_id, "
            "promise.currency AS currency, promise.amount_minor - " PAID_SINCE
            " AS missing FROM payment_promise AS promise JOIN account ON account.id = promise.account_id "
            "WHERE promise.promised_for < ?1 AND " REACHED(
                "?2", "?3",
                "?4") " AND NOT EXISTS (SELECT 1 FROM payment_promise AS later WHERE later.account_id = "
                      "promise.account_id "
                      "AND later.currency = promise.currency AND later.promised_for > promise.promised_for) "
                      "AND EXISTS (SELECT 1 FROM invoice WHERE invoice.account_id = promise.account_id "
                      "AND invoice.currency = promise.currency AND invoice.state = 'issued' AND invoice.due_date < ?1 "
                      "AND " UNPAID " > " CREDITED("invoice") " AND " IS_COLLECTED(
                          "invoice", "invoice.total_minor") ")) AS broken WHERE missing > 0")
        .bind(today, int(reach.accounts), reach.regionList(), notNull(reach.user))
        .all(readStake);
}

Result<std::vector<Stake>> HomeWorkSql::failedDeliveries() const
{
    return m_session
        .statement("SELECT outbox.id, coalesce(invoice.account_id, credit_note.account_id, dunning_step.account_id), "
                   "coalesce(invoice.currency, credit_note.currency, dunning_step.currency), "
                   "abs(coalesce(invoice.total_minor, credit_note.total_minor, dunning_step.amount_minor)) FROM outbox "
                   "LEFT JOIN invoice ON invoice.id = outbox.subject_id "
                   "LEFT JOIN credit_note ON credit_note.id = outbox.subject_id "
                   "LEFT JOIN dunning_step ON dunning_step.id = outbox.subject_id "
                   "WHERE outbox.state IN ('failed', 'unknown') "
                   "AND coalesce(invoice.id, credit_note.id, dunning_step.id) IS NOT NULL")
        .bind()
        .all(readStake);
}

Result<std::optional<BrokenPromise>> HomeWorkSql::brokenPromise(const Stake &stake) const
{
    return m_session
        .statement("SELECT account.name, promised_for FROM payment_promise JOIN account ON account.id = account_id "
                   "WHERE payment_promise.id = ?")
        .bind(stake.id)
        .first([&](Statement &row) {
            const auto name = row.read<QString>();
            return BrokenPromise{stake.account, name, stake.amount, row.read<QDate>()};
        });
}

Result<std::optional<FailedDelivery>> HomeWorkSql::failedDelivery(const QUuid &id) const
{
    return m_session
        .statement("SELECT account.id, account.name, coalesce(invoice.number, credit_note.number, ''), outbox.note, "
                   "coalesce(outbox.changed_at, outbox.created_at), outbox.state FROM outbox "
                   "LEFT JOIN invoice ON invoice.id = outbox.subject_id "
                   "LEFT JOIN credit_note ON credit_note.id = outbox.subject_id "
                   "LEFT JOIN dunning_step ON dunning_step.id = outbox.subject_id "
                   "JOIN account ON account.id = coalesce(invoice.account_id, credit_note.account_id, "
                   "dunning_step.account_id) WHERE outbox.id = ?")
        .bind(id)
        .first([](Statement &row) {
            FailedDelivery failed;
            failed.account = row.read<AccountId>();
            failed.accountName = row.read<QString>();
            failed.number = row.read<QString>();
            failed.note = row.read<QString>();
            failed.since = row.read<QDateTime>().date();
            failed.isUnknown = row.read<QString>() == u"unknown";
            return failed;
        });
}

Result<std::vector<DunningTask>> HomeWorkSql::dunningTasks() const
{
    return m_session
        .statement(
            "SELECT outbox.id, account.id, account.name, account.customer_success_manager, step.kind, "
            "step.currency, step.amount_minor, step.taken_on, step.recipients FROM outbox "
            "JOIN dunning_step AS step ON step.id = outbox.subject_id "
            "JOIN account ON account.id = step.account_id "
            "WHERE outbox.state = 'waiting' AND outbox.kind = 'dunning' AND step.kind IN ('outreach', 'escalate') "
            "ORDER BY outbox.created_at DESC, outbox.id DESC")
        .bind()
        .all([](Statement &row) {
            DunningTask task;
            task.delivery = row.read<QUuid>();
            task.account = row.read<AccountId>();
            task.accountName = row.read<QString>();
            task.manager = row.read<QString>();
            task.step = row.read<QString>();
            const auto currency = row.read<Currency>();
            task.amount = row.readMoney(currency);
            task.askedOn = row.read<QDate>();
            task.roles = toStringList(row.read<QJsonArray>());
            return task;
        });
}

} // namespace accord::storage
