// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/credit_limit.h"
#include "core/storage/credit_exposure_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// How much is sold to an account on credit, and how much may be; in the currency of the account.
struct CreditStanding
{
    QString account; ///< its name
    std::optional<Money> limit; ///< none: no limit
    std::optional<storage::CreditHold> hold;
    Money open; ///< receivable by the books, less credit on account
    Money drafted; ///< drafts, requested and approved invoices; for a document, those before it that have room
    Money asked; ///< by the document that it is about; zero without one
    payments::CreditCheck check; ///< of open + drafted + asked

    bool isExceeded() const { return check.verdict == payments::CreditVerdict::Exceeded; }
    /// > 0 when it is exceeded.
    Money over() const;
};

/// Where \a account stands. Amounts of other currencies count by the rates of \a day. Drafts take room in the order of
/// their creation: one that finds none leaves it to those after it, so that two never wait for each other.
/// \param asked    what a document of its asks for
/// \param document that document, when it is stored; otherwise it comes after all others
Result<CreditStanding> creditStanding(Services &services, const accounts::AccountId &account, const QDate &day,
                                      const std::optional<Money> &asked = {}, const billing::InvoiceId &document = {});

/// "billing.credit_exceeded" and "billing.credit_hold" of a bill that is about to be drafted: the draft waits.
std::vector<billing::BillException> exceptionsOf(const CreditStanding &standing);

/// \returns Conflict "billing.credit_exceeded" with limit, exposure and by how much, or "billing.credit_hold", unless
///          the invoice was let pass.
Result<> holdsItsCredit(Services &services, const billing::Invoice &invoice);

} // namespace accord::workspace
