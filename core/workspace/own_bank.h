// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/own_bank_sql.h"
#include "core/workspace/services.h"

/// The seller's own bank accounts, by which files to the bank are made and invoices are paid. Those of an issuing
/// company are its own; a company without any uses those for all. What one person records counts once another agreed to
/// it.
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
    bool isEmpty() const { return *this == OwnBank(); }
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

/// An issuing company, or none for the accounts of all that have none of their own.
using OwnerOfBank = std::optional<billing::IssuingEntityId>;

/// The company of \a code; none for an empty one. \returns NotFound "company.unknown".
Result<OwnerOfBank> ownerOfBank(Services &services, const QString &code);
/// Those that count for \a company: its own, the newest that two people stand for, or else those for all.
Result<OwnBank> ownBank(Services &services, const OwnerOfBank &company = {});
/// Those of \a company alone that count; none where it uses those for all, as it does again once it agreed to empty
/// ones.
Result<std::optional<OwnBank>> ownBankOf(Services &services, const billing::IssuingEntityId &company);
/// Those that were recorded last, for people; masked for who may not read bank data.
Result<OwnBankSheet> ownBankSheet(Services &services, const OwnerOfBank &company = {});
/// Records \a own, which counts once somebody else agrees. \returns InvalidInput the errors of bank::Iban and
/// bank::checkedBic(), "payment_files.creditor_id", "bank.routing_number".
Result<> recordOwnBank(Services &services, OwnBank own, const OwnerOfBank &company = {});
/// Agrees to what was recorded last. \returns Conflict "payments.own_bank_own" for who recorded it,
/// "payments.own_bank_agreed" where nothing waits.
Result<> agreeToOwnBank(Services &services, const OwnerOfBank &company = {});

/// \a seller as its invoices name it: an account of its own is the first of its payment instructions. For who may not
/// read bank data it is as it is stored.
Result<billing::IssuingEntity> withOwnAccount(Services &services, billing::IssuingEntity seller);
/// The same whoever asks, for what is done with the account and not shown. A server that keeps bank data from the actor
/// gives it as it is stored.
Result<billing::IssuingEntity> paidToOwnAccount(Services &services, billing::IssuingEntity seller);
/// Which company has which account alone, by bank::canonicalAccount(); an account that two have is nobody's.
Result<QHash<QString, billing::IssuingEntityId>> companiesByAccount(Services &services);

/// Whether the actor may read bank data unmasked.
Result<bool> mayReadBankData(Services &services);
/// \a number for who may read it, otherwise its last four characters.
QString shownNumber(const QString &number, bool mayRead);

} // namespace accord::workspace
