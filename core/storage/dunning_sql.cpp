// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/dunning_sql.h"

#include "core/payments/dunning_schedule.h"
#include "core/storage/outbox_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

Result<> done(const Result<qint64> &run)
{
    return run ? Result<>() : passOn(run);
}

} // namespace

Result<DunningPolicyRow> DunningSql::policy() const
{
    return m_session.statement("SELECT version, body FROM dunning_policy ORDER BY version DESC LIMIT 1")
        .bind()
        .first([](Statement &row) {
            DunningPolicyRow policy;
            policy.version = row.read<int>();
            policy.body = row.read<QJsonObject>();
            return policy;
        })
        .map([](const auto &policy) { return policy.value_or(DunningPolicyRow()); });
}

Result<> DunningSql::add(const DunningPolicyRow &policy, const QString &who, const QDateTime &now)
{
    return done(m_session.run("INSERT INTO dunning_policy (version, body, saved_by, saved_at) VALUES (?,?,?,?)",
                              policy.version, policy.body, who, now));
}

Result<std::vector<DunningStepRow>>
DunningSql::steps(const QUuid &id, const std::optional<accounts::AccountId> &account, int limit) const
{
    return m_session
        .statement(
            "SELECT dunning_step.id, account_id, account.name, dunning_step.currency, due_on, kind, level, "
            "amount_minor, documents, recipients, state, policy_version, digest, taken_by, taken_on "
            "FROM dunning_step JOIN account ON account.id = account_id WHERE (?1 IS NULL OR dunning_step.id = ?1) "
            "AND (?3 IS NULL OR account_id = ?3) ORDER BY taken_on DESC, dunning_step.id DESC LIMIT ?2")
        .bind(id, limit, account)
        .all([](Statement &row) {
            DunningStepRow step;
            step.id = row.read<QUuid>();
            step.account = row.read<accounts::AccountId>();
            step.accountName = row.read<QString>();
            const auto currency = row.read<Currency>();
            step.due = row.read<QDate>();
            step.kind = row.read<QString>();
            step.level = row.read<int>();
            step.amount = row.readMoney(currency);
            step.documents = toStringList(row.read<QJsonArray>());
            step.recipients = toStringList(row.read<QJsonArray>());
            step.state = row.read<QString>();
            step.policyVersion = row.read<int>();
            step.digest = row.read<QString>().toLatin1();
            step.takenBy = row.read<QString>();
            step.takenOn = row.read<QDate>();
            return step;
        });
}

Result<std::vector<DunningStepRow>> DunningSql::steps(int limit) const
{
    return steps(QUuid(), {}, limit);
}

Result<std::vector<DunningStepRow>> DunningSql::stepsOf(const accounts::AccountId &account) const
{
    return steps(QUuid(), account, std::numeric_limits<int>::max());
}

Result<DunningStepRow> DunningSql::step(const QUuid &id) const
{
    auto rows = steps(id, {}, 1);
    if (!rows)
        return passOn(rows);
    if (rows->empty())
        return fail(ErrorKind::NotFound, u"approvals.not_found"_s,
                    {{u"approval"_s, id.toString(QUuid::WithoutBraces)}});
    return std::move(rows->front());
}

Result<> DunningSql::add(const DunningStepRow &step)
{
    return done(m_session.run(
        "INSERT INTO dunning_step (id, account_id, currency, due_on, kind, level, amount_minor, documents, recipients, "
        "state, policy_version, digest, taken_by, taken_on) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        step.id, step.account, step.amount.currency(), step.due, step.kind, step.level, step.amount,
        QJsonArray::fromStringList(step.documents), QJsonArray::fromStringList(step.recipients), step.state,
        step.policyVersion, QString::fromLatin1(step.digest), step.takenBy, step.takenOn));
}

Result<> DunningSql::setState(const QUuid &step, const QString &state)
{
    return done(m_session.run("UPDATE dunning_step SET state = ? WHERE id = ?", state, step));
}

Result<> DunningSql::queueForSending(const QUuid &id, const DunningStepRow &step, const QDateTime &now)
{
    const QJsonObject body{{u"step"_s, step.kind},
                           {u"level"_s, step.level},
                           {u"account"_s, step.account.toString()},
                           {u"currency"_s, step.amount.currency().code()},
                           {u"amount"_s, step.amount.toString()},
                           {u"invoices"_s, QJsonArray::fromStringList(step.documents)},
                           {u"recipients"_s, QJsonArray::fromStringList(step.recipients)}};
    const auto queued = m_session.run("INSERT INTO outbox (id, kind, subject_id, body, state, created_at) "
                                      "VALUES (?, 'dunning', ?, ?, 'waiting', ?)",
                                      id, step.id, body, now);
    if (!queued)
        return passOn(queued);
    return step.kind == payments::toString(payments::DunningStepKind::Notify)
               ? OutboxSql(m_session).address(id, step.account, u"reminder"_s)
               : Result<>();
}

Result<std::vector<PromiseRow>> DunningSql::promises(const std::optional<accounts::AccountId> &account) const
{
    return m_session
        .statement("SELECT id, account_id, currency, amount_minor, promised_for, note, made_on, recorded_by, "
                   "(SELECT coalesce(sum(applied.amount_minor - written_off_minor), 0) FROM payment_application AS "
                   "applied JOIN payment ON payment.id = payment_id JOIN invoice ON invoice.id = invoice_id "
                   "WHERE invoice.account_id = payment_promise.account_id AND payment.currency = "
                   "payment_promise.currency AND method <> 'write_off' AND received_on >= made_on "
                   "AND received_on <= promised_for) FROM payment_promise WHERE ?1 IS NULL OR account_id = ?1 "
                   "ORDER BY promised_for, id")
        .bind(account)
        .all([](Statement &row) {
            PromiseRow promise;
            promise.id = row.read<QUuid>();
            promise.account = row.read<accounts::AccountId>();
            const auto currency = row.read<Currency>();
            promise.amount = row.readMoney(currency);
            promise.promisedFor = row.read<QDate>();
            promise.note = row.read<QString>();
            promise.madeOn = row.read<QDate>();
            promise.recordedBy = row.read<QString>();
            promise.paid = row.readMoney(currency);
            return promise;
        });
}

Result<> DunningSql::add(const PromiseRow &promise)
{
    return done(
        m_session.run("INSERT INTO payment_promise (id, account_id, currency, amount_minor, promised_for, note, "
                      "made_on, recorded_by) VALUES (?,?,?,?,?,?,?,?)",
                      promise.id, promise.account, promise.amount.currency(), promise.amount, promise.promisedFor,
                      notNull(promise.note), promise.madeOn, promise.recordedBy));
}

Result<std::vector<DunningPauseRow>> DunningSql::pauses() const
{
    return m_session
        .statement("SELECT id, account_id, until, reason, set_by, set_on FROM dunning_pause WHERE ended_on IS NULL "
                   "ORDER BY until, id")
        .bind()
        .all([](Statement &row) {
            DunningPauseRow pause;
            pause.id = row.read<QUuid>();
            pause.account = row.read<accounts::AccountId>();
            pause.until = row.read<QDate>();
            pause.reason = row.read<QString>();
            pause.setBy = row.read<QString>();
            pause.setOn = row.read<QDate>();
            return pause;
        });
}

Result<> DunningSql::add(const DunningPauseRow &pause)
{
    return done(m_session.run("INSERT INTO dunning_pause (id, account_id, until, reason, set_by, set_on) "
                              "VALUES (?,?,?,?,?,?)",
                              pause.id, pause.account, pause.until, pause.reason, pause.setBy, pause.setOn));
}

Result<> DunningSql::end(const QUuid &pause, const QString &who, const QDate &day)
{
    return done(m_session.run("UPDATE dunning_pause SET ended_by = ?, ended_on = ? WHERE id = ?", who, day, pause));
}

} // namespace accord::storage
