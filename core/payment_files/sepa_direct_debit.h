// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payment_files/sepa_payment.h"

namespace accord::payment_files {

enum class DirectDebitScheme { Core, B2B };
/// Which collection under a mandate this is. Since November 2016 a first one may be Recurring as well.
enum class DirectDebitSequence { First, Recurring, OneOff, Final };
enum class DirectDebitVersion { Pain008V02, Pain008V08 };

/// One collection.
struct DirectDebit
{
    QString endToEndId; ///< the invoice number; up to 35 characters, unique in the file
    Money amount; ///< EUR, 0.01 to 999,999,999.99
    QDate collectionDate; ///< a banking day of TARGET, after the file is made
    DirectDebitScheme scheme = DirectDebitScheme::Core;
    DirectDebitSequence sequence = DirectDebitSequence::Recurring;
    QString mandateId; ///< up to 35 characters
    QDate mandateSigned; ///< not after the collection
    SepaParty debtor;
    SepaRemittance remittance;
};

struct DirectDebitFile
{
    SepaFileHead head;
    SepaParty creditor;
    QString creditorId; ///< "DE98ZZZ09999999999"
    std::vector<DirectDebit> debits; ///< at least one
};

/// Writes a customer direct debit initiation (pain.008.001.02 or .08, UTF-8, EPC130-08): one payment block for each
/// collection date, scheme and sequence, each with its count and control sum.
/// \returns InvalidInput with the field, its value and what would be right:
///          "payment_files.nothing_to_write", "payment_files.missing", "payment_files.not_latin",
///          "payment_files.too_long", "payment_files.slashes", "payment_files.bic", "payment_files.amount",
///          "payment_files.currency", "payment_files.not_a_banking_day", "payment_files.date",
///          "payment_files.creditor_id", "payment_files.duplicate_id", "payment_files.remittance", or the errors of
///          bank::checkedRfReference().
Result<QByteArray> writeDirectDebits(const DirectDebitFile &file, DirectDebitVersion version);

/// \returns \a text compact and in upper case; InvalidInput "payment_files.creditor_id" unless it is a SEPA creditor
/// identifier (EPC262-08): country, check digits (mod 97-10 without the business code), business code, national part.
Result<QString> checkedCreditorId(QStringView text);

} // namespace accord::payment_files
