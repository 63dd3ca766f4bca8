// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <span>

/// The accounts that Accord posts to. What a company calls them in its own books is the business of the exports.
namespace accord::ledger::chart {

inline constexpr QStringView receivable = u"receivable"; ///< by customer; below zero for credit on account
inline constexpr QStringView cash = u"cash";
inline constexpr QStringView unappliedCash = u"unapplied_cash"; ///< received from nobody knows whom; owed
inline constexpr QStringView prepaidCredit = u"prepaid_credit"; ///< owed: paid in advance
/// Owed: asked for by prepayment invoices and not yet deducted, net.
inline constexpr QStringView customerPrepayments = u"customer_prepayments";
inline constexpr QStringView revenue = u"revenue";
inline constexpr QStringView deferredRevenue = u"deferred_revenue"; ///< owed: billed, not yet served
inline constexpr QStringView lateCharges = u"late_charges"; ///< interest and fees for late payment
inline constexpr QStringView discountsAllowed = u"discounts_allowed"; ///< early payment, net
inline constexpr QStringView badDebt = u"bad_debt"; ///< receivables given up, net
inline constexpr QStringView smallDifferences = u"small_differences"; ///< written off within the tolerance
inline constexpr QStringView bankFees = u"bank_fees";
inline constexpr QStringView withheldTax = u"withheld_tax"; ///< claims on authorities by certificates
inline constexpr QStringView exchangeDifference = u"exchange_difference"; ///< realised; a gain is a credit
inline constexpr QStringView unrealisedExchange = u"unrealised_exchange"; ///< of what is open at a period's end
/// What monetary items are worth at a period's end above their carrying amounts, each beside its own account.
inline constexpr QStringView receivableRevaluation = u"receivable_revaluation";
inline constexpr QStringView cashRevaluation = u"cash_revaluation";
inline constexpr QStringView unappliedCashRevaluation = u"unapplied_cash_revaluation";
inline constexpr QStringView taxPayableRevaluation = u"tax_payable_revaluation"; ///< by jurisdiction
inline constexpr QStringView withheldTaxRevaluation = u"withheld_tax_revaluation";
/// Joins the currencies of one entry; comes to nothing in base currency.
inline constexpr QStringView exchangeClearing = u"exchange_clearing";
/// What other books held at a cut-over; settled against them by the bookkeeper.
inline constexpr QStringView openingBalance = u"opening_balance";
inline constexpr QStringView retainedEarnings = u"retained_earnings";

/// "tax_payable/US-CA".
QString taxPayable(const QString &jurisdiction);

/// Every account once, those of tax without a jurisdiction.
std::span<const QStringView> accounts();
/// Whether \a account is income or expense, which a period close carries to retained earnings.
bool isOfResult(QStringView account);
/// Whether \a account is settled in units of money, and so restated when the rate of its currency changes: see
/// Revaluation.
bool isMonetary(QStringView account);
/// The account beside \a account, which is monetary: "cash_revaluation", "tax_payable_revaluation/DE".
QString revaluationOf(const QString &account);
/// The account of what other bookkeepings call an account: "tax_payable" of "tax_payable/DE", "revenue" of
/// "revenue/4010".
QString mainAccount(const QString &account);
/// Whether the postings of \a account have a general-ledger code: "revenue", "deferred_revenue".
bool hasCodes(QStringView account);

} // namespace accord::ledger::chart
