// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/entry.h"

#include <map>
#include <tuple>

namespace accord::ledger {

/// Collects the postings of an entry: those of one account, customer, document, currency and dimensions are added up,
/// what comes to nothing is left out, and what went wrong on the way is said at the end.
class EntryBuilder
{
public:
    EntryBuilder(const QString &kind, const QUuid &subject, const QDate &dated);

    EntryBuilder &debit(QStringView account, const std::optional<accounts::AccountId> &customer, const Money &amount,
                        const Money &base = {}, const QUuid &document = {}, const Dimensions &dimensions = {});
    EntryBuilder &credit(QStringView account, const std::optional<accounts::AccountId> &customer, const Money &amount,
                         const Money &base = {}, const QUuid &document = {}, const Dimensions &dimensions = {});
    /// A posting of its own, whatever else is on the account.
    EntryBuilder &debitApart(QStringView account, const Money &amount, const Money &base);

    /// \returns the first error of an addition, or of checkBalanced().
    Result<Entry> build() const;

private:
    /// Account, customer, document, currency and dimensions.
    using Key = std::tuple<QString, std::optional<accounts::AccountId>, QUuid, QString, Dimensions>;

    Entry m_entry;
    std::map<Key, size_t> m_places; ///< of postings that others are added to
    Result<void> m_status;
};

} // namespace accord::ledger
