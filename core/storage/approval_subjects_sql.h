// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/subject.h"
#include "core/base/period.h"
#include "core/billing/invoice.h"

namespace accord::storage {

class Session;

/// A document as a policy sees it.
struct PastDocument
{
    approvals::Subject subject;
    QUuid id;
    QString number; ///< empty where it was not issued
    QString accountName;
    QDate day;
};

/// What an invoice is to a policy: its amount in company currency, cost centres, departments, largest discount, terms.
approvals::Subject subjectOf(const billing::Invoice &invoice);

/// Documents of the past, to be held against a policy.
class ApprovalSubjectsSql
{
public:
    explicit ApprovalSubjectsSql(Session &session)
        : m_session(session)
    { }

    /// Invoices by their issue date, credit notes and other matters by the day they were asked for; \a company is the
    /// currency of company totals.
    Result<std::vector<PastDocument>> documentsOf(const Period &period, const Currency &company) const;

private:
    Result<std::vector<PastDocument>> invoicesOf(const Period &period, const Currency &company) const;
    Result<std::vector<PastDocument>> creditNotesOf(const Period &period) const;
    Session &m_session;
};

} // namespace accord::storage
