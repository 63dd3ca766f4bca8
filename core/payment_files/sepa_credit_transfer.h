// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payment_files/sepa_payment.h"

namespace accord::payment_files {

enum class CreditTransferVersion { Pain001V03, Pain001V09 };

/// One payment: a refund to a customer.
struct CreditTransfer
{
    QString endToEndId; ///< up to 35 characters, unique in the file
    Money amount; ///< EUR, 0.01 to 999,999,999.99
    QDate executionDate; ///< a banking day of TARGET, not before the file is made
    SepaParty creditor;
    SepaRemittance remittance;
};

struct CreditTransferFile
{
    SepaFileHead head;
    SepaParty debtor;
    std::vector<CreditTransfer> transfers; ///< at least one
};

/// Writes a customer credit transfer initiation (pain.001.001.03 or .09, UTF-8, EPC132-08): one payment block for each
/// execution date. \returns InvalidInput, the errors of writeDirectDebits() that apply.
Result<QByteArray> writeCreditTransfers(const CreditTransferFile &file, CreditTransferVersion version);

} // namespace accord::payment_files
