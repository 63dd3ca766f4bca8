// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"

namespace accord::ledger {

struct Entry;
using EntryId = Id<Entry>;

/// One side of an entry: debits are positive, credits negative.
struct Posting
{
    QString account; ///< "receivable", "revenue", "deferred_revenue", "tax_payable/US-CA", "cash"
    std::optional<accounts::AccountId> customer;
    Money amount; ///< never zero
};

/// A balanced double entry behind one document or payment.
struct Entry
{
    EntryId id;
    QDate dated;
    QString kind; ///< "invoice", "payment"
    QUuid subject;
    std::vector<Posting> postings;
};

/// Receivable against revenue, deferred revenue (charges in advance) and tax by jurisdiction. Without postings for a
/// document of zero.
Result<Entry> entryForInvoice(const billing::Invoice &invoice);

/// Cash against receivable.
Entry entryForPayment(const QUuid &payment, const accounts::AccountId &customer, const Money &amount,
                      const QDate &received);

} // namespace accord::ledger
