// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/iban.h"
#include "core/money/money.h"

#include <QtCore/QDate>
#include <QtCore/QDateTime>

#include <vector>

namespace accord::payment_files {

/// A party with its account.
struct SepaParty
{
    QString name; ///< up to 70 characters in Latin spelling
    bank::Iban account;
    QString bic; ///< ISO 9362; may be empty: SEPA needs none

    bool operator==(const SepaParty &) const = default;
};

/// What a payment says to its receiver: one of the two, or nothing.
struct SepaRemittance
{
    QString reference; ///< structured creditor reference (ISO 11649)
    QString text; ///< up to 140 characters in Latin spelling

    bool operator==(const SepaRemittance &) const = default;
};

/// What both kinds of file begin with.
struct SepaFileHead
{
    QString messageId; ///< up to 30 characters, new for every file; the payment blocks are numbered behind it
    QDateTime created; ///< written in its own time zone without an offset
    QString initiator; ///< who sends the file: a name

    bool operator==(const SepaFileHead &) const = default;
};

/// The largest amount of one payment, in cent: 999,999,999.99 EUR (EPC rulebooks, AT-06).
constexpr std::int64_t largestSepaAmount = 99'999'999'999;

} // namespace accord::payment_files
