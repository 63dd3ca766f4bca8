// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/canonical.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/money/exchange.h"
#include "core/storage/account_queries_sql.h"
#include "core/storage/accounts_sql.h"
#include "core/storage/approvals_sql.h"
#include "core/storage/audit_sql.h"
#include "core/storage/commands_sql.h"
#include "core/storage/contracts_sql.h"
#include "core/storage/credit_notes_sql.h"
#include "core/storage/invoices_sql.h"
#include "core/storage/ledger_sql.h"
#include "core/storage/seller_sql.h"
#include "core/storage/session.h"
#include "core/tax/rate_table.h"

namespace accord::workspace {

/// Tables that come with the program and never change while it runs.
struct ReferenceData
{
    tax::RateTable taxRates;
    ExchangeRates exchangeRates;

    static Result<std::shared_ptr<const ReferenceData>> load();
};

/// Everything that work on a workspace needs, over one session, for one thread.
class Services
{
public:
    /// \a accountNames is shared by the threads of a program; without one, this makes its own.
    Services(std::unique_ptr<storage::Session> session, std::shared_ptr<const Clock> clock,
             std::shared_ptr<IdSource> ids, std::shared_ptr<const ReferenceData> reference, const QString &actor,
             std::shared_ptr<storage::AccountNamesCache> accountNames = {});

    storage::Session &session() { return *m_session; }
    const Clock &clock() const { return *m_clock; }
    IdSource &ids() { return *m_ids; }
    const ReferenceData &reference() const { return *m_reference; }
    const QString &actor() const { return m_actor; } ///< who works: a user name

    storage::AccountQueriesSql accountQueries(const Currency &company)
    {
        return storage::AccountQueriesSql(*m_session, company, m_accountNames.get());
    }
    storage::AccountsSql accounts() { return storage::AccountsSql(*m_session); }
    storage::ApprovalsSql approvals() { return storage::ApprovalsSql(*m_session); }
    storage::CommandsSql commands() { return storage::CommandsSql(*m_session); }
    storage::ContractsSql contracts() { return storage::ContractsSql(*m_session); }
    storage::CreditNotesSql creditNotes() { return storage::CreditNotesSql(*m_session); }
    storage::InvoicesSql invoices() { return storage::InvoicesSql(*m_session); }
    storage::LedgerSql ledger() { return storage::LedgerSql(*m_session); }
    storage::SellerSql seller() { return storage::SellerSql(*m_session); }

    /// The act \a kind on what \a form says, asked for by who works, under \a id if there is one.
    storage::CommandRequest request(const std::optional<storage::CommandId> &id, const QString &kind,
                                    const CanonicalForm &form) const;
    /// The currency of the company's own books and limits.
    Result<Currency> companyCurrency();
    /// Adds a record to the audit chain, in the caller's transaction. \returns the seal of the record before it.
    Result<QString> audit(const QString &kind, const QString &subjectKind, const QString &subjectId,
                          const QJsonObject &body);

private:
    std::unique_ptr<storage::Session> m_session;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<IdSource> m_ids;
    std::shared_ptr<const ReferenceData> m_reference;
    QString m_actor;
    std::shared_ptr<storage::AccountNamesCache> m_accountNames;
};

} // namespace accord::workspace
