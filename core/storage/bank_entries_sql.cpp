// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bank_entries_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

#define ENTRY_COLUMNS                                                                                                  \
    "SELECT bank_entry.id, number, identity, bank_account_id, bank_account.account, import_id, line, booked_on, "      \
    "value_on, bank_entry.currency, amount_minor, booking, batch_id, parts, payer_name, payer_account, "               \
    "structured_reference, end_to_end_id, trace_number, remittance, details, state "                                   \
    "FROM bank_entry JOIN bank_account ON bank_account.id = bank_account_id "

BankEntryRow entryFrom(Statement &row)
{
    BankEntryRow entry;
    entry.id = row.read<BankEntryId>();
    entry.number = row.read<qint64>();
    entry.identity = row.read<QString>();
    entry.bankAccount = row.read<QUuid>();
    entry.bankAccountName = row.read<QString>();
    entry.import = row.read<QUuid>();
    entry.line = row.read<qint64>();
    entry.bookedOn = row.read<QDate>();
    entry.valueOn = row.read<QDate>();
    const auto currency = row.read<Currency>();
    entry.amount = row.readMoney(currency);
    entry.booking = row.read<QString>();
    entry.batch = row.read<std::optional<BankEntryId>>();
    entry.parts = row.read<int>();
    entry.payerName = row.read<QString>();
    entry.payerAccount = row.read<QString>();
    entry.structuredReference = row.read<QString>();
    entry.endToEndId = row.read<QString>();
    entry.traceNumber = row.read<QString>();
    entry.remittance = row.read<QString>();
    entry.details = row.read<QJsonObject>();
    entry.state = row.read<QString>();
    return entry;
}

BankImportRow importFrom(Statement &row)
{
    BankImportRow import;
    import.id = row.read<QUuid>();
    import.digest = row.read<QString>();
    import.fileName = row.read<QString>();
    import.format = row.read<QString>();
    import.importedBy = row.read<QString>();
    import.importedAt = row.read<QDateTime>();
    import.added = row.read<qint64>();
    import.repeated = row.read<qint64>();
    import.findings = row.read<QJsonArray>();
    return import;
}

BankDecision decisionFrom(Statement &row)
{
    BankDecision decision;
    decision.kind = row.read<QString>();
    decision.matches = row.read<QJsonArray>();
    decision.note = row.read<QString>();
    decision.decidedBy = row.read<QString>();
    decision.decidedAt = row.read<QDateTime>();
    return decision;
}

Result<BankEntryRow> oneOf(Result<std::optional<BankEntryRow>> found, const QString &entry)
{
    if (!found)
        return passOn(found);
    if (!*found)
        return fail(ErrorKind::NotFound, u"bank.entry_not_found"_s, {{u"entry"_s, entry}});
    return std::move(**found);
}

Result<> changedOne(const Result<qint64> &changed, const QString &entry)
{
    if (!changed)
        return passOn(changed);
    return *changed == 1 ? Result<>() : fail(ErrorKind::NotFound, u"bank.entry_not_found"_s, {{u"entry"_s, entry}});
}

} // namespace

Result<QUuid> BankEntriesSql::account(const QString &account, const Currency &currency, const QUuid &id)
{
    // An update that changes nothing makes RETURNING give the row that is there.
    const auto known
        = m_session
              .statement("INSERT INTO bank_account (id, account, currency) VALUES (?,?,?) ON CONFLICT (account, "
                         "currency) DO UPDATE SET account = excluded.account RETURNING id")
              .bind(id, account, currency)
              .first([](Statement &row) { return row.read<QUuid>(); });
    if (!known)
        return passOn(known);
    return known->value_or(id);
}

Result<std::optional<BankImportRow>> BankEntriesSql::importOf(const QString &digest) const
{
    return m_session
        .statement("SELECT id, digest, file_name, format, imported_by, imported_at, added, repeated, findings "
                   "FROM bank_import WHERE digest = ?")
        .bind(digest)
        .first(importFrom);
}

Result<std::vector<BankImportRow>> BankEntriesSql::imports(int limit) const
{
    return m_session
        .statement("SELECT id, digest, file_name, format, imported_by, imported_at, added, repeated, findings "
                   "FROM bank_import ORDER BY imported_at DESC, id DESC LIMIT ?")
        .bind(limit)
        .all(importFrom);
}

Result<> BankEntriesSql::add(const BankImportRow &import)
{
    const auto added = m_session.run(
        "INSERT INTO bank_import (id, digest, file_name, format, imported_by, imported_at, added, repeated, findings) "
        "VALUES (?,?,?,?,?,?,?,?,?)",
        import.id, import.digest, notNull(import.fileName), import.format, import.importedBy, import.importedAt,
        import.added, import.repeated, import.findings);
    return added ? Result<>() : passOn(added);
}

Result<std::optional<BankEntryRow>> BankEntriesSql::findByIdentity(const QString &identity) const
{
    return m_session.statement(ENTRY_COLUMNS "WHERE identity = ?").bind(identity).first(entryFrom);
}

Result<BankEntryRow> BankEntriesSql::find(qint64 number) const
{
    return oneOf(m_session.statement(ENTRY_COLUMNS "WHERE number = ?").bind(number).first(entryFrom),
                 QString::number(number));
}

Result<BankEntryRow> BankEntriesSql::find(const BankEntryId &id) const
{
    return oneOf(m_session.statement(ENTRY_COLUMNS "WHERE bank_entry.id = ?").bind(id).first(entryFrom), id.toString());
}

Result<std::vector<BankEntryRow>> BankEntriesSql::list(const QString &state, int limit) const
{
    return m_session
        .statement(ENTRY_COLUMNS "WHERE ?1 = '' OR state = ?1 OR (?1 = 'open' AND state IN ('new', 'proposed', "
                                 "'unapplied')) ORDER BY number DESC LIMIT ?2")
        .bind(notNull(state), limit)
        .all(entryFrom);
}

Result<std::vector<BankEntryRow>> BankEntriesSql::toMatch() const
{
    return m_session
        .statement(ENTRY_COLUMNS
                   "WHERE state IN ('new', 'proposed', 'unapplied') AND NOT EXISTS (SELECT 1 FROM bank_decision "
                   "WHERE entry_id = bank_entry.id AND kind IN ('left', 'undone') AND n = (SELECT max(n) FROM "
                   "bank_decision WHERE entry_id = bank_entry.id)) ORDER BY number")
        .bind()
        .all(entryFrom);
}

Result<qint64> BankEntriesSql::nextNumber() const
{
    const auto next
        = m_session.statement("SELECT coalesce(max(number), 0) + 1 FROM bank_entry").bind().first([](Statement &row) {
              return row.read<qint64>();
          });
    if (!next)
        return passOn(next);
    return next->value_or(1);
}

Result<> BankEntriesSql::add(const BankEntryRow &entry)
{
    const auto added = m_session.run(
        "INSERT INTO bank_entry (id, number, identity, bank_account_id, import_id, line, booked_on, value_on, "
        "currency, amount_minor, booking, batch_id, parts, payer_name, payer_account, structured_reference, "
        "end_to_end_id, trace_number, remittance, details, state) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        entry.id, entry.number, entry.identity, entry.bankAccount, entry.import, entry.line, entry.bookedOn,
        entry.valueOn, entry.amount.currency(), entry.amount, entry.booking, entry.batch, entry.parts,
        notNull(entry.payerName), notNull(entry.payerAccount), notNull(entry.structuredReference),
        notNull(entry.endToEndId), notNull(entry.traceNumber), notNull(entry.remittance), entry.details, entry.state);
    return added ? Result<>() : passOn(added);
}

Result<> BankEntriesSql::book(const BankEntryRow &entry)
{
    return changedOne(
        m_session.run("UPDATE bank_entry SET booking = 'booked', import_id = ?, line = ?, booked_on = ?, value_on = ?, "
                      "payer_name = ?, payer_account = ?, structured_reference = ?, end_to_end_id = ?, "
                      "trace_number = ?, remittance = ?, details = ?, state = ? WHERE id = ?",
                      entry.import, entry.line, entry.bookedOn, entry.valueOn, notNull(entry.payerName),
                      notNull(entry.payerAccount), notNull(entry.structuredReference), notNull(entry.endToEndId),
                      notNull(entry.traceNumber), notNull(entry.remittance), entry.details, entry.state, entry.id),
        entry.id.toString());
}

Result<> BankEntriesSql::split(const BankEntryId &id, int parts)
{
    return changedOne(m_session.run("UPDATE bank_entry SET parts = ?, state = 'batch' WHERE id = ?", parts, id),
                      id.toString());
}

Result<> BankEntriesSql::setState(const BankEntryId &id, const QString &state)
{
    return changedOne(m_session.run("UPDATE bank_entry SET state = ? WHERE id = ?", state, id), id.toString());
}

Result<> BankEntriesSql::decide(const BankEntryId &id, const BankDecision &decision)
{
    const auto added = m_session.run(
        "INSERT INTO bank_decision (entry_id, n, kind, matches, note, decided_by, decided_at) VALUES (?1, (SELECT "
        "coalesce(max(n), 0) + 1 FROM bank_decision WHERE entry_id = ?1), ?2, ?3, ?4, ?5, ?6)",
        id, decision.kind, decision.matches, notNull(decision.note), decision.decidedBy, decision.decidedAt);
    return added ? Result<>() : passOn(added);
}

Result<std::vector<BankDecision>> BankEntriesSql::decisions(const BankEntryId &id) const
{
    return m_session
        .statement("SELECT kind, matches, note, decided_by, decided_at FROM bank_decision WHERE entry_id = ? "
                   "ORDER BY n")
        .bind(id)
        .all(decisionFrom);
}

Result<BankDecision> BankEntriesSql::latestDecision(const BankEntryId &id) const
{
    const auto latest
        = m_session
              .statement("SELECT kind, matches, note, decided_by, decided_at FROM bank_decision WHERE entry_id = ? "
                         "ORDER BY n DESC LIMIT 1")
              .bind(id)
              .first(decisionFrom);
    if (!latest)
        return passOn(latest);
    return latest->value_or(BankDecision());
}

} // namespace accord::storage
