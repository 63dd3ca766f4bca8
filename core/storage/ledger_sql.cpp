// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledger_sql.h"

#include "core/ledger/receipt_entries.h"
#include "core/storage/row_batch.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

namespace accord::storage {

namespace {

/// Nothing is NULL.
QString orNull(const QString &text)
{
    return text.isEmpty() ? QString() : text;
}

/// Calls \a add with the values of the columns of the posting \a n.
template<typename Add> Result<> withPosting(const ledger::Entry &entry, int n, Add add)
{
    const ledger::Posting &posting = entry.postings[size_t(n - 1)];
    return add(entry.id, n, posting.account, posting.customer, posting.amount.currency().code(), posting.amount,
               posting.base.currency().isNull() ? std::nullopt : std::optional(posting.base), posting.document,
               orNull(posting.dimensions.ledgerCode), orNull(posting.dimensions.costCentre));
}

#define POSTING_COLUMNS                                                                                                \
    "entry_id, n, account, customer_id, currency, amount_minor, base_minor, document_id, ledger_code, cost_centre"

/// A close can have thousands: on a server they make one journey for a thousand.
Result<> addPostings(Session &session, const ledger::Entry &entry)
{
    constexpr int mostTogether = 1'000;
    const int count = int(entry.postings.size());
    const bool isBatch = RowBatch::suits(session);
    RowBatch rows{"entry_id",     "n",          "account",     "customer_id", "currency",
                  "amount_minor", "base_minor", "document_id", "ledger_code", "cost_centre"};
    auto insert = session.statement("INSERT INTO posting (" POSTING_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?)");
    for (int n = 1; n <= count; ++n) {
        const auto added = withPosting(entry, n, [&](const auto &...values) -> Result<> {
            if (isBatch) {
                rows.add(values...);
                return {};
            }
            const auto run = insert.bind(values...).run();
            return run ? Result<>() : passOn(run);
        });
        if (!added)
            return added;
        if (rows.size() < mostTogether && n < count)
            continue;
        const auto stored = rows.store(session, "INSERT INTO posting (" POSTING_COLUMNS ") SELECT " POSTING_COLUMNS
                                                " FROM json_populate_recordset(NULL::acc.posting, ?::json)");
        if (!stored)
            return stored;
    }
    return {};
}

#undef POSTING_COLUMNS

} // namespace

Result<> LedgerSql::post(const ledger::Entry &entry, const QDateTime &now)
{
    if (entry.postings.empty())
        return {};
    Transaction transaction(m_session);
    // Postings first: the entry that closes them is refused by a trigger unless they balance.
    if (const auto added = addPostings(m_session, entry); !added)
        return added;
    const auto closed
        = m_session.run("INSERT INTO ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES (?,?,?,?,?)",
                        entry.id, entry.dated, entry.kind, entry.subject, now);
    if (!closed)
        return passOn(closed);
    return transaction.commit();
}

Result<ledger::Entry> LedgerSql::entryOf(const QString &kind, const QUuid &subject) const
{
    auto found = m_session.statement("SELECT id, dated FROM ledger_entry WHERE kind = ? AND subject_id = ?")
                     .bind(kind, subject)
                     .first([&](Statement &row) {
                         const auto id = row.read<ledger::EntryId>();
                         return ledger::Entry{id, row.read<QDate>(), kind, subject, {}};
                     });
    if (!found)
        return passOn(found);
    if (!*found)
        return fail(ErrorKind::NotFound, u"ledger.entry_not_found"_s, {{u"kind"_s, kind}});
    const auto company = companyCurrency();
    if (!company)
        return passOn(company);
    auto postings
        = m_session
              .statement("SELECT account, customer_id, currency, amount_minor, base_minor, document_id, ledger_code, "
                         "cost_centre FROM posting WHERE entry_id = ? ORDER BY n")
              .bind((*found)->id)
              .all([&](Statement &row) {
                  ledger::Posting posting;
                  posting.account = row.read<QString>();
                  posting.customer = row.read<std::optional<accounts::AccountId>>();
                  const auto currency = row.read<Currency>();
                  posting.amount = row.readMoney(currency);
                  if (const auto base = row.read<std::optional<qint64>>())
                      posting.base = Money(*base, *company);
                  posting.document = row.read<QUuid>();
                  posting.dimensions.ledgerCode = row.read<QString>();
                  posting.dimensions.costCentre = row.read<QString>();
                  return posting;
              });
    if (!postings)
        return passOn(postings);
    (*found)->postings = std::move(*postings);
    return std::move(**found);
}

Result<Currency> LedgerSql::companyCurrency() const
{
    const auto code = m_session.statement("SELECT value FROM workspace_setting WHERE key = 'company_currency'")
                          .bind()
                          .first([](Statement &row) { return row.read<QString>(); });
    if (!code)
        return passOn(code);
    return Currency::fromCode(code->value_or(u"USD"_s));
}

Result<CarriedAmount> LedgerSql::carried(const billing::InvoiceId &invoice, const Currency &currency) const
{
    const auto company = companyCurrency();
    if (!company)
        return passOn(company);
    const auto sums = m_session
                          .statement("SELECT coalesce(sum(amount_minor), 0), CASE WHEN count(*) = count(base_minor) "
                                     "THEN coalesce(sum(base_minor), 0) END FROM posting "
                                     "WHERE document_id = ? AND account = 'receivable' AND currency = ?")
                          .bind(invoice, currency)
                          .first([&](Statement &row) {
                              CarriedAmount carried{row.readMoney(currency), {}};
                              if (const auto base = row.read<std::optional<qint64>>())
                                  carried.base = Money(*base, *company);
                              return carried;
                          });
    if (!sums)
        return passOn(sums);
    return sums->value_or(CarriedAmount{Money::zero(currency), Money::zero(*company)});
}

Result<> LedgerSql::receive(const Payment &payment, const billing::InvoiceId &invoice, const ledger::EntryId &entryId,
                            const QDateTime &now)
{
    Transaction transaction(m_session);
    const auto added
        = m_session.run("INSERT INTO payment (id, account_id, received_on, currency, amount_minor, method, reference) "
                        "VALUES (?,?,?,?,?,?,?)",
                        payment.id, payment.account, payment.receivedOn, payment.amount.currency(), payment.amount,
                        notNull(payment.method), notNull(payment.reference));
    if (!added)
        return passOn(added);
    SyncedChange change(m_session, headerOf(invoice.uuid()));
    const auto applied
        = m_session.run("INSERT INTO payment_application (payment_id, invoice_id, amount_minor) VALUES (?,?,?)",
                        payment.id, invoice, payment.amount);
    if (!applied)
        return passOn(applied);
    if (auto told = change.tell(); !told)
        return told;
    ledger::Entry entry
        = ledger::entryForPayment(payment.id, payment.account, payment.amount, payment.receivedOn, invoice.uuid());
    entry.id = entryId;
    const auto before = carried(invoice, payment.amount.currency());
    if (!before)
        return passOn(before);
    if (!before->base.currency().isNull() && !before->open.isZero()) {
        const auto worth = ledger::carryingOf(payment.amount, before->open, before->base);
        if (!worth)
            return passOn(worth);
        entry.postings.front().base = *worth;
        entry.postings.back().base = worth->negated();
    }
    if (const auto posted = post(entry, now); !posted)
        return posted;
    return transaction.commit();
}

} // namespace accord::storage
