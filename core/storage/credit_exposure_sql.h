// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// Why nothing more is sold on credit.
struct CreditHold
{
    QString reason;
    QString setBy;
    QDateTime setAt;
};

/// A document that will be owed once it is issued.
struct CreditDraft
{
    billing::InvoiceId invoice;
    Money amount; ///< due, in its own currency
    bool passes = false; ///< it was let pass as it is
};

/// What accounts owe and will owe, holds on their credit, and invoices that pass in spite of both.
class CreditExposureSql
{
public:
    explicit CreditExposureSql(Session &session)
        : m_session(session)
    { }

    /// What is receivable by the books, less credit on account; by currency.
    Result<std::vector<Money>> receivable(const accounts::AccountId &account) const;
    /// Drafts, requested and approved invoices in the order of their creation: those before \a before, all where it is
    /// null or not stored.
    Result<std::vector<CreditDraft>> drafts(const accounts::AccountId &account, const billing::InvoiceId &before) const;

    Result<std::optional<CreditHold>> holdOn(const accounts::AccountId &account) const;
    /// Where the policy asks about credit terms, triggers let only a change through that was asked for and granted.
    Result<> setHold(const accounts::AccountId &account, const CreditHold &hold);
    Result<> liftHold(const accounts::AccountId &account);

    /// Whether \a invoice was let pass as it is.
    Result<bool> passes(const billing::Invoice &invoice) const;
    Result<> letPass(const billing::InvoiceId &invoice, const accounts::AccountId &account, const Money &total,
                     const QString &who, const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
