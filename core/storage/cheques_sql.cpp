// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/cheques_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

#define CHEQUE_COLUMNS                                                                                                 \
    "SELECT cheque.id, cheque.number, account_id, account.name, company.id, company.code, cheque_number, "             \
    "cheque.currency, amount_minor, "                                                                                  \
    "received_on, shares, deposit_id, coalesce((SELECT deposit.number FROM cheque_deposit AS deposit WHERE "           \
    "deposit.id = deposit_id), 0), coalesce((SELECT part.number FROM bank_entry AS part WHERE part.id = part_id), "    \
    "0), coalesce((SELECT part.state FROM bank_entry AS part WHERE part.id = part_id), ''), recorded_by, "             \
    "recorded_at FROM cheque JOIN account ON account.id = account_id "                                                 \
    "JOIN issuing_entity AS company ON company.id = coalesce(cheque.company_id, account.issuing_entity_id) "

#define DEPOSIT_COLUMNS                                                                                                \
    "SELECT deposit.id, deposit.number, deposit.company_id, coalesce((SELECT code FROM issuing_entity "                \
    "WHERE id = deposit.company_id), ''), dated, deposit.currency, coalesce((SELECT sum(amount_minor) FROM cheque "    \
    "WHERE deposit_id = deposit.id), 0), (SELECT count(*) FROM cheque WHERE deposit_id = deposit.id), "                \
    "coalesce((SELECT entry.number FROM bank_entry AS entry WHERE entry.id = entry_id), 0), deposited_by, "            \
    "deposited_at FROM cheque_deposit AS deposit "

ChequeRow chequeFrom(Statement &row)
{
    ChequeRow cheque;
    cheque.id = row.read<QUuid>();
    cheque.number = row.read<qint64>();
    cheque.account = row.read<accounts::AccountId>();
    cheque.accountName = row.read<QString>();
    cheque.company = row.read<QUuid>();
    cheque.companyCode = row.read<QString>();
    cheque.chequeNumber = row.read<QString>();
    const auto currency = row.read<Currency>();
    cheque.amount = row.readMoney(currency);
    cheque.receivedOn = row.read<QDate>();
    cheque.shares = row.read<QJsonArray>();
    cheque.deposit = row.read<std::optional<QUuid>>();
    cheque.depositNumber = row.read<qint64>();
    cheque.part = row.read<qint64>();
    cheque.partState = row.read<QString>();
    cheque.recordedBy = row.read<QString>();
    cheque.recordedAt = row.read<QDateTime>();
    return cheque;
}

DepositRow depositFrom(Statement &row)
{
    DepositRow deposit;
    deposit.id = row.read<QUuid>();
    deposit.number = row.read<qint64>();
    deposit.company = row.read<QUuid>();
    deposit.companyCode = row.read<QString>();
    deposit.dated = row.read<QDate>();
    deposit.currency = row.read<Currency>();
    deposit.total = row.readMoney(deposit.currency);
    deposit.cheques = row.read<int>();
    deposit.entry = row.read<qint64>();
    deposit.depositedBy = row.read<QString>();
    deposit.depositedAt = row.read<QDateTime>();
    return deposit;
}

Result<qint64> next(Session &session, Sql sql)
{
    return session.statement(sql)
        .bind()
        .first([](Statement &row) { return row.read<qint64>(); })
        .map([](const auto &number) { return number.value_or(1); });
}

} // namespace

QString ChequeRow::state() const
{
    if (depositNumber == 0)
        return u"received"_s;
    if (part == 0)
        return u"deposited"_s;
    if (partState == u"returned"_s)
        return u"bounced"_s;
    return partState == u"applied"_s ? u"applied"_s : u"cleared"_s;
}

QString DepositRow::reference() const
{
    return u"DEP-%1"_s.arg(number, 6, 10, QChar(u'0'));
}

Result<qint64> ChequesSql::nextNumber() const
{
    return next(m_session, "SELECT coalesce(max(number), 0) + 1 FROM cheque");
}

Result<> ChequesSql::add(const ChequeRow &cheque)
{
    const auto added = m_session.run(
        "INSERT INTO cheque (id, number, account_id, company_id, cheque_number, currency, amount_minor, received_on, "
        "shares, recorded_by, recorded_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        cheque.id, cheque.number, cheque.account, cheque.company, notNull(cheque.chequeNumber),
        cheque.amount.currency(), cheque.amount, cheque.receivedOn, cheque.shares, cheque.recordedBy,
        cheque.recordedAt);
    return added ? Result<>() : passOn(added);
}

Result<std::vector<ChequeRow>> ChequesSql::all() const
{
    return m_session.statement(CHEQUE_COLUMNS "ORDER BY cheque.number DESC").bind().all(chequeFrom);
}

Result<std::vector<ChequeRow>> ChequesSql::ofDeposit(const QUuid &deposit) const
{
    return m_session.statement(CHEQUE_COLUMNS "WHERE deposit_id = ? ORDER BY cheque.number")
        .bind(deposit)
        .all(chequeFrom);
}

Result<ChequeRow> ChequesSql::find(qint64 number) const
{
    const auto found = m_session.statement(CHEQUE_COLUMNS "WHERE cheque.number = ?").bind(number).first(chequeFrom);
    if (!found)
        return passOn(found);
    return *found ? Result<ChequeRow>(**found)
                  : fail(ErrorKind::NotFound, u"payments.cheque_not_found"_s, {{u"cheque"_s, number}});
}

Result<> ChequesSql::put(const QUuid &cheque, const QUuid &deposit)
{
    const auto done = m_session.run("UPDATE cheque SET deposit_id = ? WHERE id = ?", deposit, cheque);
    return done ? Result<>() : passOn(done);
}

Result<> ChequesSql::setPart(const QUuid &cheque, const BankEntryId &part)
{
    const auto done = m_session.run("UPDATE cheque SET part_id = ? WHERE id = ?", part, cheque);
    return done ? Result<>() : passOn(done);
}

Result<qint64> ChequesSql::nextDepositNumber() const
{
    return next(m_session, "SELECT coalesce(max(number), 0) + 1 FROM cheque_deposit");
}

Result<> ChequesSql::add(const DepositRow &deposit)
{
    const auto added = m_session.run("INSERT INTO cheque_deposit (id, number, company_id, dated, currency, "
                                     "deposited_by, deposited_at) VALUES (?,?,?,?,?,?,?)",
                                     deposit.id, deposit.number, deposit.company, deposit.dated, deposit.currency,
                                     deposit.depositedBy, deposit.depositedAt);
    return added ? Result<>() : passOn(added);
}

Result<std::vector<DepositRow>> ChequesSql::deposits() const
{
    return m_session.statement(DEPOSIT_COLUMNS "ORDER BY deposit.number DESC").bind().all(depositFrom);
}

Result<DepositRow> ChequesSql::deposit(qint64 number) const
{
    const auto found = m_session.statement(DEPOSIT_COLUMNS "WHERE deposit.number = ?").bind(number).first(depositFrom);
    if (!found)
        return passOn(found);
    return *found ? Result<DepositRow>(**found)
                  : fail(ErrorKind::NotFound, u"payments.deposit_not_found"_s, {{u"deposit"_s, number}});
}

Result<> ChequesSql::setEntry(const QUuid &deposit, const BankEntryId &entry)
{
    const auto done = m_session.run("UPDATE cheque_deposit SET entry_id = ? WHERE id = ?", entry, deposit);
    return done ? Result<>() : passOn(done);
}

} // namespace accord::storage
