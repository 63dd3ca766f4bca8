// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/contracts/contract.h"

namespace accord::storage {

enum class SearchKind { Account, Location, Contract, Invoice, Person };

/// By what a record is found, and how it is shown when it is.
struct SearchEntry
{
    SearchKind kind = SearchKind::Account;
    QUuid record;
    accounts::AccountId account; ///< the customer it belongs to; an account itself
    QString number; ///< number or code; empty when it has none
    QString title; ///< name; empty for contracts, which have a number only
    QString detail; ///< shown behind the title: town, purchase order, title of a person
    QString body; ///< further words by which it is found

    bool operator==(const SearchEntry &) const = default;
};

SearchEntry searchEntryOf(const accounts::Account &account, const std::vector<accounts::Contact> &contacts);
SearchEntry searchEntryOf(const accounts::Location &location);
SearchEntry searchEntryOf(const accounts::Contact &contact);
SearchEntry searchEntryOf(const contracts::Contract &contract);
SearchEntry searchEntryOf(const billing::Invoice &invoice);

QString toString(SearchKind kind);
/// \returns InvalidInput "search.kind_unknown".
Result<SearchKind> searchKindFromString(const QString &text);

} // namespace accord::storage
