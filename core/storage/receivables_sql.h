// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/receivables/customer_statement.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// What the books hold of an invoice on a day.
struct ReceivableRow
{
    billing::InvoiceId invoice;
    QString number;
    accounts::AccountId payer;
    QString payerName;
    QDate issuedOn;
    QDate due;
    Money total; ///< to be paid when it was issued
    Money open; ///< below zero: paid or credited too much
    Money disputed; ///< >= 0, as it was objected to
    bool hasInstalments = false;
};

/// Credit of a payer that belongs to no invoice.
struct OnAccountRow
{
    accounts::AccountId payer;
    QString payerName;
    Money credit; ///< above zero: the payer's
};

/// A part of an invoice that is due by itself.
struct InstalmentDue
{
    QDate due; ///< null: waits for a milestone
    Money amount;
};

/// An objection.
struct DisputeRow
{
    QUuid id;
    billing::InvoiceId invoice;
    QString number;
    accounts::AccountId payer;
    QString payerName;
    int line = 0; ///< 0: the whole invoice
    Money amount;
    QString reason;
    QString openedBy;
    QDate openedOn;
    QString resolution; ///< empty: open
    QString resolvedBy;
    QDate resolvedOn;
};

/// A receivable that is given up.
struct WriteOffRow
{
    QUuid id;
    billing::InvoiceId invoice;
    QString number;
    accounts::AccountId payer;
    QString payerName;
    Money amount;
    Money company; ///< as the books carry it
    QString reason;
    QString state; ///< "in_approval", "rejected", "done"
    QDate dated;
    QByteArray digest;
    QString requestedBy;
    QDateTime requestedAt;
};

/// Open documents as the books hold them on any day, objections to them, and what is given up of them.
class ReceivablesSql
{
public:
    /// \param company  the currency of the books
    ReceivablesSql(Session &session, const Currency &company)
        : m_session(session)
        , m_company(company)
    { }

    /// Invoices of \a payer, or of all, that are not settled on \a day, the oldest due first.
    Result<std::vector<ReceivableRow>> open(const QDate &day, const std::optional<accounts::AccountId> &payer) const;
    Result<std::vector<OnAccountRow>> onAccount(const QDate &day,
                                                const std::optional<accounts::AccountId> &payer) const;
    Result<std::vector<InstalmentDue>> instalments(const billing::InvoiceId &invoice, const Currency &currency) const;
    /// Payments of \a payer from \a from to \a to, both included; receivables given up are none.
    Result<std::vector<receivables::StatementPayment>>
    payments(const accounts::AccountId &payer, const Currency &currency, const QDate &from, const QDate &to) const;
    /// Invoices of \a payer that were made void from \a from to \a to, both included, the oldest first.
    Result<std::vector<receivables::StatementItem>> voided(const accounts::AccountId &payer, const Currency &currency,
                                                           const QDate &from, const QDate &to) const;
    /// Receivables in company currency on \a day.
    Result<Money> total(const QDate &day) const;
    /// What was sold on credit from \a from to \a to, both included: invoices less credit notes, in company currency.
    Result<Money> creditSales(const QDate &from, const QDate &to) const;
    /// Cash that nobody knows the owner of.
    Result<std::vector<Money>> unappliedCash(const QDate &day) const;

    Result<std::vector<DisputeRow>> disputes(bool openOnly) const; ///< newest first
    /// \returns Conflict "storage.unique" when that part is disputed, "dispute.no_such_line".
    Result<> add(const DisputeRow &dispute);
    Result<> resolve(const QUuid &dispute, const QString &resolution, const QString &who, const QDate &day);

    Result<std::vector<WriteOffRow>> writeOffs() const; ///< newest first
    /// What was given up of \a invoice without asking anybody, in company currency.
    Result<qint64> givenUpUnasked(const billing::InvoiceId &invoice) const;
    /// \returns NotFound "approvals.not_found".
    Result<WriteOffRow> writeOff(const QUuid &id) const;
    Result<> add(const WriteOffRow &row);
    Result<> setState(const QUuid &writeOff, const QString &state, const QDate &dated);
    /// Settles the invoice by what is given up.
    Result<> settle(const WriteOffRow &row);

private:
    Result<std::vector<WriteOffRow>> writeOffs(const QUuid &id) const;

    Session &m_session;
    Currency m_company;
};

} // namespace accord::storage
