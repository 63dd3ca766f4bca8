// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

namespace accord::storage {

class Session;

/// What was measured of the service levels of contracts, one report for each period.
class ServiceReportsSql
{
public:
    explicit ServiceReportsSql(Session &session)
        : m_session(session)
    { }

    /// Adds the report of a period, or corrects it. \returns Conflict "billing.service_report_billed" once it gave
    /// something back.
    Result<> put(const contracts::ContractId &contract, const contracts::ServiceLevelReport &report,
                 const QString &recordedBy, const QDateTime &now);
    /// The reports of \a contract that end in or before \a period, begin on \a notBefore or later and gave nothing back
    /// on an invoice that stands; in their order.
    Result<std::vector<contracts::ServiceLevelReport>> open(const contracts::ContractId &contract, const Period &period,
                                                            const QDate &notBefore) const;

private:
    Session &m_session;
};

} // namespace accord::storage
