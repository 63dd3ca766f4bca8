// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/finding.h"
#include "core/money/money.h"

#include <QtCore/QDate>

#include <vector>

namespace accord::bank {

/// A record of type 7 behind an entry.
struct NachaAddenda
{
    qint64 line = 0;
    QString record; ///< all 94 characters

    QString type() const { return record.mid(1, 2); } ///< "05" remittance, "98" change, "99" return
    /// Characters \a from to \a to of the record, counted from 1 as in the rules, without blanks at the end.
    QString field(int from, int to) const;
};

/// A record of type 6 with its addenda.
struct NachaEntry
{
    qint64 line = 0;
    QString transactionCode; ///< "22" credit to checking, "27" debit, "32", "37" savings, "21", "26" returned …
    QString routingNumber; ///< nine digits; the check digit is right
    QString account; ///< at the receiving bank
    Money amount; ///< USD, >= 0
    QString individualId;
    QString name;
    QString traceNumber; ///< 15 digits
    std::vector<NachaAddenda> addenda;

    /// Credits have 0 to 4 as the second digit of their code, debits 5 to 9.
    bool isDebit() const { return transactionCode.at(1) >= u'5'; }
};

/// The records of one company and purpose, from type 5 to type 8.
struct NachaBatch
{
    qint64 line = 0;
    QString serviceClass; ///< "200" mixed, "220" credits, "225" debits
    QString companyName;
    QString companyId;
    QString secCode; ///< standard entry class: "CCD", "CTX", "PPD", "WEB", "COR", "IAT" …
    QString description;
    QDate effectiveDate; ///< invalid where the file has none
    QString originatingBank; ///< first eight digits of its routing number
    QString number; ///< seven digits
    std::vector<NachaEntry> entries;
    qint64 entryAddendaCount = 0;
    QString entryHash; ///< ten digits
    Money debits;
    Money credits;
};

/// An ACH file (NACHA Operating Rules, appendix 1 "ACH File Exchange Specifications").
struct NachaFile
{
    QString destination; ///< immediate destination, usually a routing number
    QString origin;
    QString destinationName;
    QString originName;
    QDate created;
    QString modifier; ///< A to Z, 0 to 9: tells the files of a day apart
    std::vector<NachaBatch> batches;
    Findings warnings; ///< a batch count of the file control that is wrong: "bank.record_count"
};

/// Reads a file of 94-character records, in lines or without line ends; lines may lack their blanks at the end.
///
/// The rules of the network reject a file whose controls do not agree, and so does this: counts, entry hashes and
/// totals of every batch and of the file, and every check digit. Only the count of the batches is let pass with a
/// warning: it is wrong in real files, and what it counts is checked batch by batch.
/// \returns InvalidInput "bank.nacha_record" (length, order, a missing control), "bank.nacha_field",
///          "bank.routing_number", "bank.record_count", "bank.entry_hash", "bank.control_total".
Result<NachaFile> parseNacha(const QString &text);

/// The last ten digits of the sum of the first eight digits of all routing numbers.
QString nachaEntryHash(const std::vector<NachaEntry> &entries);

} // namespace accord::bank
