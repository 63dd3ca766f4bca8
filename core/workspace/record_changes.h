// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/record_change.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What somebody wants to be different in a record.
struct ChangeWish
{
    approvals::ChangedField field = approvals::ChangedField::PaymentTerms;
    QString record; ///< number or name of the account, number of the contract; unused for the price book
    QString part; ///< key of the item, code of the plan, id of the draft
    QString after; ///< days, amount, percent, price or reason of a hold; "none" takes a limit, hold or plan away; "3 x
                   ///< 30" deals an instalment plan out in three equal parts, 30 days apart
    QDate from = {}; ///< of contracts and the price book; null: today
    QString reason;
};

/// A change that can be asked for: checked against the record as it is now.
struct PreparedChange
{
    approvals::RecordChange change;
    approvals::Subject subject; ///< what the policy is asked about
    std::optional<accounts::AccountId> account;
    QString title; ///< "Payment terms of Northwind Clinics"
};

/// A change as a person reads it.
struct ChangeInWords
{
    QString what; ///< "Price of base in NW-2025, version 3"
    QString before;
    QString after;
};

/// The wish held against its record. The amount is what is at stake, in company currency: a new credit limit itself;
/// what a year of the contract comes to more or less, or all of it where that does not change; for payment terms a year
/// of business with the account; a list price over a year.
/// \returns NotFound for the record, InvalidInput "approvals.change_part" (no such item or plan),
///          "approvals.change_nothing" (it says that already), "approvals.change_days", "approvals.change_limit", and
///          what reading the value says.
Result<PreparedChange> prepareChange(Services &services, const ChangeWish &wish);

/// The revision of the record of \a change as it is now.
Result<int> revisionNow(Services &services, const approvals::RecordChange &change);

/// Does \a change in the caller's transaction, with an audit record of the record itself.
/// \returns the revision that has it; Conflict "approvals.change_outdated" when it is not about the present revision.
Result<int> carryOut(Services &services, const approvals::RecordChange &change, const QString &reason);

ChangeInWords inWords(const approvals::RecordChange &change);

/// A year of the recurring items that are served on \a day at the prices of that day, less their own discounts.
Result<Money> yearOf(const contracts::Contract &contract, int locations, const QDate &day);

} // namespace accord::workspace
