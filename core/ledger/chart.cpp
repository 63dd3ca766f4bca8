// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/chart.h"

#include <algorithm>
#include <array>

namespace accord::ledger::chart {

namespace {

constexpr QStringView taxPayableName = u"tax_payable"; ///< in front of a jurisdiction

constexpr std::array all{receivable,
                         cash,
                         unappliedCash,
                         prepaidCredit,
                         customerPrepayments,
                         revenue,
                         deferredRevenue,
                         taxPayableName,
                         lateCharges,
                         discountsAllowed,
                         badDebt,
                         smallDifferences,
                         bankFees,
                         withheldTax,
                         exchangeDifference,
                         unrealisedExchange,
                         receivableRevaluation,
                         cashRevaluation,
                         unappliedCashRevaluation,
                         taxPayableRevaluation,
                         withheldTaxRevaluation,
                         exchangeClearing,
                         openingBalance,
                         retainedEarnings};

/// Monetary accounts, and what stands beside each.
constexpr std::array revaluations{std::pair(receivable, receivableRevaluation), std::pair(cash, cashRevaluation),
                                  std::pair(unappliedCash, unappliedCashRevaluation),
                                  std::pair(taxPayableName, taxPayableRevaluation),
                                  std::pair(withheldTax, withheldTaxRevaluation)};

QStringView main(QStringView account)
{
    const qsizetype slash = account.indexOf(u'/');
    return slash < 0 ? account : account.first(slash);
}

auto revaluation(QStringView account)
{
    return std::ranges::find(revaluations, main(account), [](const auto &pair) { return pair.first; });
}

} // namespace

QString taxPayable(const QString &jurisdiction)
{
    return taxPayableName.toString() + u'/' + jurisdiction;
}

std::span<const QStringView> accounts()
{
    return all;
}

bool isOfResult(QStringView account)
{
    constexpr std::array result{revenue,          lateCharges, discountsAllowed,   badDebt,
                                smallDifferences, bankFees,    exchangeDifference, unrealisedExchange};
    return std::find(result.begin(), result.end(), account) != result.end();
}

bool isMonetary(QStringView account)
{
    return revaluation(account) != revaluations.end();
}

QString revaluationOf(const QString &account)
{
    const auto found = revaluation(account);
    Q_ASSERT(found != revaluations.end());
    return found->second.toString() + account.sliced(main(account).size());
}

QString mainAccount(const QString &account)
{
    return main(account).toString();
}

bool hasCodes(QStringView account)
{
    return account == revenue || account == deferredRevenue;
}

} // namespace accord::ledger::chart
