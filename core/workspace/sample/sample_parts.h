// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

#include <random>

/// The parts that the sample company is built of, in the order in which they are called.
namespace accord::workspace::sample {

/// A customer with what its history needs.
struct Customer
{
    QString number;
    int meanDaysLate = 0; ///< how late it usually pays; above 60: it stopped paying
    std::vector<std::pair<QString, qint64>> dailyUsage; ///< meter and a usual day's quantity
    bool perLocation = false; ///< usage is reported for each location
    QDate usageFrom = QDate(2024, 7, 1);
};

/// Issuing entities, users, settings, meters, price book, approval policy.
Result<> makeSeller(Services &services, Services &approver);
/// Accounts, contracts, purchase orders, certificates.
Result<std::vector<Customer>> makeCustomers(Services &services);
/// One usage file a month; the numbers of the worked examples are exact, the others drawn from \a random.
Result<> importUsage(Services &services, const std::vector<Customer> &customers, const Period &month,
                     std::mt19937 &random);
/// The meters of the FOCUS file and its usage of September 2024.
Result<> addCloudMeters(Services &services);
Result<> importCloudUsage(Services &services);
/// Changes that happened on the way: renewals and amendments of \a month.
Result<> amendContracts(Services &services, const Period &month);
/// Runs, approves and issues the bills of \a month; the last month keeps some requests undecided.
Result<> billMonth(Services &biller, Services &approver, const Period &month, bool isLast);
/// What came in for the invoices that are issued so far, up to \a today.
Result<> receivePayments(Services &services, const std::vector<Customer> &customers, const QDate &today,
                         std::mt19937 &random);

/// Budgets of customers for \a year: one that tells, one that asks, one that blocks. Made last: what is billed until
/// then does not depend on them.
Result<> makeBudgets(Services &services, int year);

/// The approval policy of today, with rules for every kind that one can ask about; until then only invoices were asked
/// about. What \a admin proposes \a controller publishes.
Result<> makePolicy(Services &admin, Services &controller);

/// A resource of the sample, ":/accord/sample/NAME" or ":/accord/reference/NAME".
Result<QByteArray> readResource(const QString &path);

} // namespace accord::workspace::sample
