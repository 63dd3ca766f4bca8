// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/ratio.h"
#include "core/receivables/customer_statement.h"
#include "core/storage/receivables_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What one payer owes in one currency, by age.
struct PayerAgeing
{
    accounts::AccountId payer;
    QString name;
    receivables::Ageing ageing;
    QDate oldestDue; ///< of what is open and undisputed; null: nothing
};

/// All receivables on a day.
struct AgeingReport
{
    QDate day;
    std::vector<PayerAgeing> rows; ///< by name and currency
    std::vector<receivables::Ageing> totals; ///< for each currency
    Money receivables; ///< all of them in company currency, as the books carry them
    Money sales; ///< on credit, of the last 90 days
    Ratio daysSalesOutstanding = Ratio::undefined(u"receivables.no_sales"_s);
    std::vector<Money> unappliedCash; ///< of nobody knows whom
};

/// A part of an invoice that is due by itself.
struct DueItem
{
    billing::InvoiceId invoice;
    accounts::AccountId payer;
    QString payerName;
    receivables::StatementItem item;
};

/// What customers owe: by age, as a statement, and what they object to.
class ReceivablesDesk
{
public:
    explicit ReceivablesDesk(Services &services)
        : m_services(services)
    { }

    /// Receivables as the books held them on \a day. Instalments age by their own due dates; disputed parts are shown,
    /// credit on account and cash without an owner stand apart.
    Result<AgeingReport> ageing(const QDate &day, const std::optional<accounts::AccountId> &payer = {});
    /// Everything that is open on \a day, in parts that are due by themselves, disputed parts apart; the oldest due
    /// first.
    Result<std::vector<DueItem>> dueItems(const QDate &day, const std::optional<accounts::AccountId> &payer = {});
    /// Credit of payers that belongs to no invoice.
    Result<std::vector<storage::OnAccountRow>> onAccount(const QDate &day,
                                                         const std::optional<accounts::AccountId> &payer = {});
    /// One statement for each currency in which \a payer owes or paid something, with the payments of the last 90 days.
    Result<std::vector<receivables::CustomerStatement>> statements(const accounts::Account &payer, const QDate &day);

    Result<std::vector<storage::DisputeRow>> disputes(bool openOnly = true);
    /// Keeps that the customer objects to \a line of an invoice, or to all of it (0). It stays owed and is not
    /// collected. \returns InvalidInput "dispute.reason_missing", "dispute.no_such_line"; Conflict
    /// "dispute.open_already".
    Result<storage::DisputeRow> dispute(const QString &invoice, int line, const QString &reason);
    /// \returns NotFound "dispute.not_open"; InvalidInput "dispute.resolution_missing".
    Result<> resolve(const QString &invoice, int line, const QString &resolution);

private:
    Result<storage::ReceivablesSql> store();
    Result<> addParts(const storage::ReceivableRow &row, const QDate &day, std::vector<DueItem> &items);

    Services &m_services;
};

} // namespace accord::workspace
