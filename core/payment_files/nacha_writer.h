// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/statement.h"

#include <QtCore/QDateTime>

namespace accord::payment_files {

enum class AchDirection { Credit, Debit }; ///< of the receiver's account: a debit collects from it
enum class AchAccountType { Checking, Savings };
/// Standard entry class: companies with at most one addenda (CCD) or up to 9,999 (CTX), consumers (PPD).
enum class AchEntryClass { Ccd, Ctx, Ppd };

/// One entry.
struct AchPayment
{
    AchDirection direction = AchDirection::Debit;
    AchAccountType accountType = AchAccountType::Checking;
    bool isPrenote = false; ///< tries the account without money; the amount is zero
    QString routingNumber; ///< of the receiving bank, nine digits
    QString account; ///< 1 to 17 characters
    Money amount; ///< USD, 0.01 to 99,999,999.99; zero for a prenote
    QString id; ///< up to 15 characters: the customer or the invoice
    QString name; ///< of the receiver; cut to 22 characters (CTX 16), all the record has
    QString addenda; ///< remittance for addenda 05; at most 80 characters unless CTX

    bool operator==(const AchPayment &) const = default;
};

/// Entries of one company, class and day.
struct AchBatch
{
    AchEntryClass entryClass = AchEntryClass::Ccd;
    QString companyName; ///< up to 16 characters
    QString companyId; ///< 10 characters, as agreed with the bank
    QString description; ///< up to 10 characters: "INVOICE"
    QDate effectiveDate; ///< a banking day of the Federal Reserve, not before the file is made
    std::vector<AchPayment> payments; ///< at least one
};

struct AchFile
{
    QString destinationRouting; ///< immediate destination, nine digits
    QString destinationName; ///< up to 23 characters
    QString originId; ///< immediate origin: a routing number or 10 characters
    QString originName; ///< up to 23 characters
    QString originatingRouting; ///< of the originating bank, nine digits; its first eight begin every trace number
    QDateTime created;
    QChar modifier = u'A'; ///< A to Z or 0 to 9: tells the files of one day apart
    qint64 firstTrace = 1; ///< 1 to 9,999,999; entries are numbered from it through the whole file
    std::vector<AchBatch> batches; ///< at least one
};

/// A written file, and by which trace numbers its entries come back.
struct AchDocument
{
    QByteArray bytes; ///< ASCII, 94 characters a line, LF, blocks of ten records
    std::vector<std::vector<QString>> traceNumbers; ///< as the payments: `[batch][payment]`
    Money debits;
    Money credits;
};

/// Writes an ACH file of credits, debits and prenotes (NACHA Operating Rules, appendix 3).
/// \returns InvalidInput with the field, its value and what would be right:
///          "payment_files.nothing_to_write", "payment_files.missing", "payment_files.not_latin",
///          "payment_files.too_long", "payment_files.amount", "payment_files.currency",
///          "payment_files.not_a_banking_day", "payment_files.date", "payment_files.modifier",
///          "payment_files.trace", "payment_files.addenda", "bank.routing_number".
Result<AchDocument> writeAch(const AchFile &file);

/// The RMR segments of an X12 820 for \a items, ended by a backslash: `RMR*IV*invoice**paid*total*discount\`. The
/// envelope that a bank may ask for around them in CTX is not added.
/// \returns InvalidInput "payment_files.not_latin", "payment_files.addenda" when a reference holds a separator.
Result<QString> remittanceSegments(const std::vector<bank::RemittanceItem> &items);

} // namespace accord::payment_files
