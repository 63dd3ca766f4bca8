// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::contracts {

/// Another price of an item from the day on. Rises that are agreed go on from the new price.
struct NewPrice
{
    QString item;
    pricing::ChargeModel model;
};
/// Another quantity of an item from the day on.
struct NewQuantity
{
    QString item;
    Decimal quantity;
};
/// A percentage off an item from the day on; 0 ends one.
struct NewDiscount
{
    QString item; ///< empty: every recurring item
    Decimal percent;
};
/// A discount of the contract for charges that begin from the day on, behind those that it has.
struct AddedDiscount
{
    pricing::Discount discount; ///< its start is the day unless it names a later one
};
/// A new item, served from the day on unless it names a later one.
struct AddedItem
{
    PriceItem item;
};
/// An item whose service ends with the day.
struct RemovedItem
{
    QString item;
};
/// No recurring charge on these days, which must not begin before the day.
struct Pause
{
    Period days;
};
/// The contract ends with the day, or with the billing period that contains it.
struct Cancellation
{
    bool atPeriodEnd = false;
};
/// The contract is in force again from the day on, which may lie behind its end: on the days between them nothing is
/// served. Items that had ended by themselves stay ended.
struct Reactivation
{
    QDate end; ///< first day without service
};
/// The term ends later.
struct Renewal
{
    QDate end; ///< first day without service
};
/// A location that is served from the day on.
struct AddedLocation
{
    QString location; ///< its code
};
/// A location that is served no more from the day on.
struct ClosedLocation
{
    QString location; ///< its code
};
/// Early renewal: the term ends later, and from the day on an item with a price for each unit has one price for what
/// is left of the present term and for the new days: the prices of the present term and the new one, each weighted by
/// its days, rounded to the digits of the longer one. Rises that were agreed are in it and end with it.
struct BlendedRenewal
{
    QString item;
    Decimal price; ///< of the new days
    QDate end; ///< first day without service; the same for every item of an amendment
};

using AmendmentChange
    = std::variant<NewPrice, NewQuantity, NewDiscount, AddedDiscount, AddedItem, RemovedItem, Pause, Cancellation,
                   Renewal, Reactivation, AddedLocation, ClosedLocation, BlendedRenewal>;

/// What is agreed anew, and from which day. A reactivation is made first, whatever its place.
struct Amendment
{
    QDate from;
    QString reason; ///< as printed
    std::vector<AmendmentChange> changes; ///< in the order they are made
};

/// The next version of \a contract: nothing that holds before \a amendment's day is different in it. Signatures are
/// those of the version before and stay out.
/// \returns InvalidInput "contracts.amend_nothing", "contracts.amend_day" (outside the term), "contracts.amend_reason"
///          (none given), "contracts.amend_discount" (a discount that begins before the day), "contracts.amend_item"
///          (no such item), "contracts.item_key_twice", "contracts.amend_pause" (begins before the day, or overlaps
///          another pause), "contracts.amend_cancel" (nothing would be left), "contracts.amend_reactivation" (would not
///          end after the day and later than the term does), "contracts.amend_renewal" (not later than the term ends),
///          "contracts.amend_blend" (an item without a price for each unit), what `LocationTerms` says of a location,
///          or what `pricing::validate()` says of a price.
Result<Contract> amended(const Contract &contract, const Amendment &amendment);

/// The last day of the billing period of \a contract that contains \a day: the latest of its recurring items.
QDate periodEndAfter(const Contract &contract, const QDate &day);

} // namespace accord::contracts
