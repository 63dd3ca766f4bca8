// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/money/money.h"

#include <QtCore/QHash>

#include <optional>
#include <span>
#include <vector>

/// Entries of the general ledger for other bookkeeping programs.
namespace accord::exports {

/// One side of an entry: debits are positive, credits negative.
struct JournalLine
{
    QString account; ///< of Accord's chart: "receivable"
    Money amount; ///< never zero
    Money base; ///< in the currency of the books; no currency where it is not known
    QString party;
    QString document; ///< number of the invoice that it charges or settles
    QString ledgerCode = {}; ///< of income, earned or deferred: the company's own account of it; empty: none
    QString costCentre = {}; ///< of the customer; empty: none
    /// Departments of the customer and what each has of the amount: they add up to it; empty: none is known.
    std::vector<std::pair<QString, Money>> departments = {};
};

/// A balanced entry.
struct JournalEntry
{
    QString id; ///< stays the same in each export
    QDate date;
    QString kind; ///< "invoice", "application"
    QString document;
    QString party;
    std::vector<JournalLine> lines;
};

/// What is exported at once.
struct Journal
{
    QString batch; ///< "2026-05-csv"
    QString company;
    Period period;
    Currency base; ///< of the books
    std::vector<JournalEntry> entries;
};

enum class JournalFormat {
    Csv, ///< neutral: one line for each posting
    Iif, ///< QuickBooks Desktop: in the currency of the books
    NetSuite, ///< journal import of NetSuite
    Datev ///< booking batch of DATEV: EXTF 700, category 21, version 13
};
/// "csv", "iif", "netsuite", "datev".
QString toString(JournalFormat format);
/// \returns InvalidInput "exports.format_unknown".
Result<JournalFormat> journalFormatFromString(const QString &text);
std::span<const JournalFormat> journalFormats();

/// What the other program needs to know beside the entries.
struct JournalOptions
{
    /// What its books call an account of Accord's chart; "tax_payable" holds for all of its jurisdictions, "revenue"
    /// and "deferred_revenue" for what has no code, "revenue/4010" and "deferred_revenue/4010" for what has that one.
    /// Where nothing is said, revenue with a code goes to the account of that name, and deferred revenue to that of all
    /// deferred revenue. Otherwise DATEV takes the accounts of the standard chart SKR 03 and all others the account's
    /// own name.
    QHash<QString, QString> accounts = {};
    QString subsidiary = {}; ///< NetSuite; empty: the company's name
    std::optional<int> consultant = {}; ///< DATEV: 1001 to 9999999; none: 1001
    std::optional<int> client = {}; ///< DATEV: 1 to 99999; none: 1
    std::optional<int> firstMonth = {}; ///< DATEV: of the fiscal year, 1 to 12; none: 1
};

/// \returns InvalidInput "exports.consultant", "exports.client" or "exports.first_month" with the value and its range.
Result<> checkOptions(const JournalOptions &options);

/// The file for \a format. Income is a line for each code and cost centre; the cost centre is a column of its own in
/// CSV, the class of QuickBooks, the department of NetSuite and KOST1 of DATEV, whose KOST2
/// is the department: income of several departments is a booking for each of them. Text that a spreadsheet would run as
/// a formula gets an apostrophe in front. CSV and NetSuite are UTF-8; IIF and DATEV are Windows-1252, in which accents
/// that it lacks are left out and other characters become a question mark; amounts have a point, those of DATEV a
/// comma. The same journal gives the same bytes.
/// \returns InvalidInput "exports.base_missing" with the entry where IIF needs amounts in the currency of the books,
///          "exports.account_number" for an account of DATEV that is no number of 4 to 8 digits, and those of
///          checkOptions().
Result<QByteArray> writeJournal(JournalFormat format, const Journal &journal, const JournalOptions &options = {});

/// What a file of \a format calls the account of \a line when the company has \a names for some, as in
/// JournalOptions::accounts.
QString accountName(JournalFormat format, const JournalLine &line, const QHash<QString, QString> &names);
/// \returns InvalidInput "exports.account_number" with \a account where DATEV needs a number.
Result<> checkAccountName(JournalFormat format, const QString &account, const QString &name);

/// The accounts of a JSON object {"receivable": "1200"}. \returns InvalidInput "exports.accounts_malformed".
Result<QHash<QString, QString>> readAccountNames(const QByteArray &utf8);

} // namespace accord::exports
