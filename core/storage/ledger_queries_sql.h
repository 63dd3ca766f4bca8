// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/closing.h"
#include "core/ledger/revaluation.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>

#include <map>
#include <tuple>

namespace accord::storage {

class Session;

/// Which postings are looked at; what is empty does not limit.
struct PostingFilter
{
    QString account; ///< of the chart; "tax_payable" means all of its jurisdictions
    QDate from;
    QDate to; ///< that day included
    std::optional<accounts::AccountId> customer = {};
    QUuid document = {}; ///< an invoice
};

/// A posting as people look at it.
struct PostingRow
{
    ledger::EntryId entry;
    int n = 1; ///< within its entry
    QDate dated;
    QString kind;
    QString document; ///< number of what is behind the entry: invoice, credit note, bank entry; may be empty
    QUuid subject; ///< what is behind the entry
    QUuid invoice; ///< that it charges, settles or gives back of; null: none
    QString invoiceNumber;
    QString account;
    std::optional<accounts::AccountId> customer;
    QString customerName;
    Money amount;
    Money base; ///< no currency: not known
    ledger::Dimensions dimensions;
};

/// What the lines of each department come to, in minor units, by invoice or credit note, general-ledger code and cost
/// centre; the department may be empty.
using Departments = std::map<std::tuple<QUuid, QString, QString>, std::vector<std::pair<QString, qint64>>>;

/// A period that was closed, and perhaps opened again.
struct CloseRow
{
    QUuid id;
    QDate through;
    QString closedBy;
    QDateTime closedAt;
    QJsonArray checks;
    QString reopenedBy; ///< empty: it is closed
    QDateTime reopenedAt;
    QString reason;

    bool isClosed() const { return reopenedBy.isEmpty(); }
};

/// A file that another bookkeeping got.
struct ExportRow
{
    QUuid id;
    QString format;
    Period period;
    int entries = 0;
    QString sha256;
    QString exportedBy;
    QDateTime exportedAt;
};

/// What the books say, and which of their periods are closed.
class LedgerQueriesSql
{
public:
    /// \param company  the currency of the books
    LedgerQueriesSql(Session &session, const Currency &company)
        : m_session(session)
        , m_company(company)
    { }

    /// All sums up to and including \a through.
    Result<ledger::TrialBalance> trialBalance(const QDate &through) const;
    /// The postings, newest first, at most \a limit.
    Result<std::vector<PostingRow>> postings(const PostingFilter &filter, int limit) const;
    /// All postings of \a period by day, in the order in which they were made.
    Result<std::vector<PostingRow>> journal(const Period &period) const;
    /// The departments of the lines of the invoices that were posted to in \a period, and of the credit notes that were
    /// posted in it.
    Result<Departments> departments(const Period &period) const;
    /// Income and expenses by their dimensions up to and including \a through.
    Result<std::vector<ledger::ResultBalance>> resultBalances(const QDate &through) const;
    /// Monetary items in other currencies than that of the books.
    Result<std::vector<ledger::ForeignBalance>> foreignBalances(const QDate &through) const;
    /// Invoices with deferred revenue, with what is still to be served after \a through.
    Result<std::vector<ledger::DeferredBalance>> deferredBalances(const QDate &through) const;
    /// Accounts with a jurisdiction or a code that were posted, and codes of drafts: "tax_payable/DE", "revenue/4010".
    Result<QStringList> codedAccounts() const;
    Result<qint64> entriesThrough(const QDate &through) const;

    /// The last day that is closed; null where none is.
    Result<QDate> closedThrough() const;
    Result<std::vector<CloseRow>> closes() const; ///< newest day first
    /// \returns Conflict "ledger.closed_already", "ledger.close_role".
    Result<> add(const CloseRow &close);
    /// \returns Conflict "ledger.reopen_last", "ledger.reopen_own", "ledger.close_role".
    Result<> reopen(const QUuid &close, const QString &who, const QDateTime &now, const QString &reason);
    /// Invoices and credit notes dated in \a period that were not issued, by account name.
    Result<QStringList> unissuedDocuments(const Period &period) const;
    /// Numbers of bank entries booked in \a period that nobody decided about.
    Result<QStringList> undecidedEntries(const Period &period) const;

    Result<std::vector<ExportRow>> exports() const; ///< newest first
    Result<> add(const ExportRow &row);

private:
    /// What of the lines of \a invoice is served after \a through, less what was given back by then.
    Result<std::vector<ledger::DimensionPart>> unservedLines(const QUuid &invoice, const Currency &currency,
                                                             const QDate &through) const;

    Session &m_session;
    Currency m_company;
};

} // namespace accord::storage
