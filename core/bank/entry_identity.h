// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/iban.h"
#include "core/bank/statement.h"

#include <QtCore/QByteArray>

#include <functional>

namespace accord::bank {

/// What makes an entry the same entry in a second import, in an overlapping file and in another format.
struct EntryIdentity
{
    QByteArray key; ///< SHA-256 in hexadecimal
    bool isFromBank = false; ///< made from a reference of the bank; otherwise from everything the entry says

    bool operator==(const EntryIdentity &) const = default;
};

/// Names the account of a statement alike for all formats. Whoever knows the own bank accounts gives what tells them
/// apart, since a national number and an IBAN of one account need not look alike.
using AccountKey = std::function<QString(const QString &account)>;

/// The identities of all entries of one file, in the order of the entries: `result[statement][entry]`.
///
/// With a bank reference: account, reference and signed amount; the amount because banks book a reversal, and some a
/// second payment, under the reference of the first. Without one: account, booking date, value date, amount and texts.
/// A transaction of a batch without a reference of its own: its booking and its place in it. Entries that are still
/// equal are numbered, over all statements of the file, so that two equal payments of one day stay two.
///
/// A known key whose stored booking date differs is a conflict to show, not a repetition to skip: a bank that uses a
/// reference again (standing orders) must not make a payment disappear.
std::vector<std::vector<EntryIdentity>> entryIdentities(const std::vector<BankStatement> &statements,
                                                        const AccountKey &accountKey = canonicalAccount);

} // namespace accord::bank
