// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/own_bank_sql.h"
#include "core/workspace/services.h"

/// The seller's own bank accounts, by which files to the bank are made. What one person records counts once another
/// agreed to it.
namespace accord::workspace {

/// The seller's own accounts, as agreed with the bank; empty where there is no such agreement.
struct OwnBank
{
    QString name;
    QString iban;
    QString bic;
    QString creditorId; ///< SEPA
    QString originatingRouting; ///< ACH: of the own bank
    QString destinationName;
    QString originId; ///< ACH: a routing number or 10 characters
    QString companyId; ///< ACH: 10 characters
    QString chequeAccount; ///< from which cheques are drawn

    /// With account numbers that show their last four characters alone.
    OwnBank masked() const;
    friend bool operator==(const OwnBank &, const OwnBank &) = default;
};

/// The accounts as they were recorded last, and whether they count.
struct OwnBankSheet
{
    OwnBank own;
    QString recordedBy; ///< empty: nothing was recorded yet
    QString agreedBy; ///< empty: they do not count yet
    bool isMasked = false; ///< the actor may not read bank data

    bool waits() const { return !recordedBy.isEmpty() && agreedBy.isEmpty(); }
};

/// Those that count: the newest that two people stand for.
Result<OwnBank> ownBank(Services &services);
/// Those that were recorded last, for people; masked for who may not read bank data.
Result<OwnBankSheet> ownBankSheet(Services &services);
/// Records \a own, which counts once somebody else agrees. \returns InvalidInput the errors of bank::Iban and
/// bank::checkedBic(), "payment_files.creditor_id", "bank.routing_number".
Result<> recordOwnBank(Services &services, OwnBank own);
/// Agrees to what was recorded last. \returns Conflict "payments.own_bank_own" for who recorded it,
/// "payments.own_bank_agreed" where nothing waits.
Result<> agreeToOwnBank(Services &services);

/// Whether the actor may read bank data unmasked.
Result<bool> mayReadBankData(Services &services);
/// \a number for who may read it, otherwise its last four characters.
QString shownNumber(const QString &number, bool mayRead);

} // namespace accord::workspace
