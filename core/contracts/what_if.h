// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QJsonObject>

#include <vector>

namespace accord::contracts {

/// One thing that is tried out: "items.base.quantity" = "20".
struct TriedChange
{
    QString path;
    QString value;

    bool operator==(const TriedChange &) const = default;
};

/// Reads "PATH=VALUE". \returns InvalidInput "contracts.change_form".
Result<TriedChange> parseChange(const QString &text);

/// The contract document with \a changes made, in order. A path names a member of `contract.schema.json`; an entry of a
/// list is named by its key or name, or by its place from 0: "items.base.quantity", "terms.net_days",
/// "discounts.Volume.percent". A value is a word, a number or a JSON object or list. Short forms:
///
/// "start" moves the contract to another start with the same length in months and days; "term" sets its length in
/// months; "discount" takes so many percent more off everything; "quantity.KEY" and "price.KEY" set an item's quantity
/// and unit price; "model.KEY" prices its tiers as "graduated" or "volume".
/// \returns InvalidInput "contracts.change_path" for a member that is not there, "contracts.change_value".
Result<QJsonObject> withChanges(const QJsonObject &contract, const std::vector<TriedChange> &changes);

} // namespace accord::contracts
