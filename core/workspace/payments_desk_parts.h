// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/payments_desk.h"
#include "core/workspace/permit.h"

/// What the sources of the payments desk share.
namespace accord::workspace {

/// What every act of the desk asks first. \returns what permit() and readyForMoney() do.
Result<> mayBook(Services &services, Act act);

QJsonArray toJson(const std::vector<payments::Match> &matches, const CashBook &book);

/// Whose credit a rest of \a match is, and whose payment it is: the one payer that was recognised, otherwise the owner
/// of the first invoice.
std::optional<accounts::AccountId> customerOf(const std::vector<accounts::AccountId> &payers,
                                              const payments::Match &match, const CashBook &book);

/// Where the invoices \a numbers stand in \a book, each once. \returns NotFound "payments.document_unknown".
Result<std::vector<std::uint32_t>> placesOf(const QStringList &numbers, const CashBook &book);

/// What stays open of the documents when \a match is applied, in minor units.
std::int64_t restOf(const payments::Match &match, const std::vector<std::uint32_t> &places, const CashBook &book);

} // namespace accord::workspace
