// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/business_calendar.h"
#include "core/pricing/derivation.h"
#include "core/tax/tax_groups.h"

namespace accord::payments {

/// From where the days of the terms are counted.
enum class DueRule {
    Net, ///< days after the document's date: "Net 30"
    NetFromEndOfMonth, ///< days after the last day of the document's month: "30 days end of month"
    EndOfMonthAfterNet ///< the last day of the month that the days reach: "end of month, 30 days"
};

/// A discount for paying early.
struct EarlyPayment
{
    int days = 14; ///< after the document's date, that day included
    Decimal percent; ///< of the total with tax, above 0 and at most 100
};

/// What was agreed about paying.
struct PaymentTerms
{
    int netDays = 30; ///< 0 to 3650
    DueRule rule = DueRule::Net;
    std::vector<EarlyPayment> earlyPayments; ///< by days, ascending; the discount falls
    bool onBusinessDays = false; ///< a due date on a day off moves to the next business day of the payer
};

/// The day on which a document of \a issued is due.
/// \returns InvalidInput "payments.terms_net_days" outside 0 to 3650, "date.invalid" for no date.
Result<QDate> dueDate(const QDate &issued, const PaymentTerms &terms, const BusinessCalendar &calendar = {});

/// The last day on which \a early can be taken.
QDate lastDayOf(const EarlyPayment &early, const QDate &issued);

/// The discount that a payment with value date \a valueDate may take: the largest whose last day is not before it; none
/// when it is too late for all of them.
/// \returns InvalidInput "payments.early_payment" unless days rise, percentages fall and lie above 0 and up to 100.
Result<std::optional<EarlyPayment>> earlyPaymentOn(const QDate &valueDate, const QDate &issued,
                                                   const PaymentTerms &terms);

/// A discount with its tax: the net reduces revenue, the tax what is owed to the authority.
struct DiscountTaken
{
    Money gross; ///< >= 0: net + tax
    Money net;
    std::vector<tax::TaxGroup> taxGroups; ///< the part of each group of the document
    Money tax; ///< sum of the groups' tax

    bool operator==(const DiscountTaken &) const = default;
};

/// \a percent off a document of \a net with \a groups: the gross discount is rounded once and dealt over the groups by
/// what they come to with tax (largest remainder); in each, the tax is the share that it has in the group, rounded. Net
/// that lies in no group (a document without tax) is a group without tax.
///
/// 2 % of 1,190.00 (1,000.00 and 19 %) is 23.80: 20.00 net and 3.80 tax.
/// \param net  sum of the groups' taxable amounts
/// \returns InvalidInput "payments.early_payment" for a percentage outside (0, 100], "money.currency_mix",
///          "number.overflow", "allocation.weights" for a document that is a credit in one of its groups.
Result<DiscountTaken> discountTaken(const Money &net, const std::vector<tax::TaxGroup> &groups, const Decimal &percent,
                                    pricing::Recorder *recorder = nullptr);

/// The same for a \a gross discount that is known already: of a document of which a part was given back, for one.
/// \returns as discountTaken()
Result<DiscountTaken> discountOf(const Money &gross, const Money &net, const std::vector<tax::TaxGroup> &groups);

/// As files name it: "net", "net_from_end_of_month",
/// "end_of_month_after_net".
QString toString(DueRule rule);
/// \returns InvalidInput "payments.due_rule_unknown".
Result<DueRule> dueRuleFromString(const QString &text);

} // namespace accord::payments
